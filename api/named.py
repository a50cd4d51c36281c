"""What the filters of a list name, to tell readers in words: one statement, where there are such filters."""

from typing import Annotated

import msgspec
from msgspec import Meta
from sqlalchemy import BindParameter, and_, bindparam, func, select

from api.db import Snapshot
from api.models.record import Record, Slug, table
from api.models.vocabulary import RecordType
from api.prepared import Prepared
from api.records import ref_of
from api.refs import Ref

# The parameters that take ids, and the type of the records they name; None: any type.
REFERENCES: dict[str, RecordType | None] = {
    **dict.fromkeys(
        ("speaker", "addressee", "author", "held_by", "mind_of", "participant", "member_of", "actor"), RecordType.ACTOR
    ),
    **dict.fromkeys(("from", "to", "via", "party", "between", "mentions"), RecordType.ACTOR),
    **dict.fromkeys(("place", "within"), RecordType.PLACE),
    **dict.fromkeys(("about", "cause", "effect", "event", "evidence", "occasion", "part_of", "said_in")),
    "dispute": RecordType.DISPUTE,
    "document": RecordType.DOCUMENT,
    "source": RecordType.SOURCE,
}
NOTHING = ("evidence", "none")  # names no record
slug, record = table(Slug), table(Record)
VALUES: BindParameter[str] = bindparam("values", expanding=True)
OF_SLUG = and_(record.c.type == slug.c.type, record.c.slug == func.coalesce(slug.c.moved_to, slug.c.slug))
NAMED = Prepared(
    select(slug.c.slug.label("value"), record.c.type, record.c.slug, record.c.label)
    .join(record, OF_SLUG)
    .where(slug.c.type.in_(list(RecordType)), slug.c.slug.in_(VALUES))
)


class Named(msgspec.Struct):
    value: Annotated[str, Meta(description="An id that the filter was given.")]
    records: Annotated[
        list[Ref],
        Meta(
            description="The records it stands for: one, of a renamed id the one it is now; none where no record has "
            "it; several only where the filter takes any type and records of several types have it."
        ),
    ]


def named(snapshot: Snapshot, query: list[tuple[str, str]]) -> dict[str, list[Named]]:
    """By parameter, the values of the filters by reference, in the order in which they were sent."""
    sent = {
        name: list(dict.fromkeys(value.split(",")))
        for name, value in query
        if name in REFERENCES and (name, value) != NOTHING
    }
    if not sent:
        return {}
    rows = snapshot.all(NAMED, values=sorted({one for values in sent.values() for one in values}))
    refs = sorted(((row.value, ref_of(row)) for row in rows), key=lambda pair: pair[1].type)

    def one(value: str, kind: RecordType | None) -> Named:
        return Named(value, [ref for own, ref in refs if own == value and kind in {None, ref.type}])

    return {name: [one(value, REFERENCES[name]) for value in values] for name, values in sent.items()}
