"""A list walked along its indexes has what the plain statement has, in its order, page by page, on both databases."""

from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from sqlalchemy import Select, and_, or_, select

from api import params, walks
from api.dates import DateFilter
from api.db import Database, Snapshot
from api.models import actor as actors
from api.models import claim, corpus
from api.models import document as documents
from api.models import event as events
from api.models import quotation as quotations
from api.models.record import About, Record, table
from api.models.vocabulary import DocumentKind, EventKind, RecordType
from api.paging import COUNTED, read_plainly
from api.records import rows_of
from api.walks import KEY, Listing
from tests.bench.generate import generate
from tests.bench.volumes import Shape
from tests.databases import Databases

PAGE = 7
SMALL = Shape(documents=100, persons=20, paragraphs=1, words=9, years=2)
record, about, actor = table(Record), table(About), table(actors.Actor)
document, party, mention = table(documents.Document), table(documents.DocumentParty), table(corpus.Mention)
event, participant = table(events.Event), table(events.EventParticipant)
quotation, speaker = table(quotations.Quotation), table(quotations.QuotationParty)
interpretation = table(claim.Interpretation)


@pytest.fixture(scope="module")
def snapshot(databases: Databases, dialect: str) -> Iterator[Snapshot]:
    """Made records: four hundred documents of four volumes, and forty curated ones of each kind."""
    url = databases.migrated(dialect)
    generate(url, 400, curated=40, searched=False, shape=SMALL)
    database = Database(url)
    with database.engine.connect() as connection:
        yield Snapshot(connection)
    database.engine.dispose()
    databases.drop(url)


def dated(value: str, source: Any = document, kind: RecordType = RecordType.DOCUMENT, **more: Any) -> list[Any]:
    given = {"date_match": "overlaps", "on": None, "date_quality": None, **more}
    return [*DateFilter(value, **given).conditions(source, kind)]


def linked(key: Any, link: Any, who: str, *where: Any) -> Any:
    """The key is among those that rows of a link point from, which point at one of the actors."""
    own = next(iter(link.primary_key))
    return key.in_(select(own).where(*params.among(link.c.actor_id, "actor", who, RecordType.ACTOR), *where))


def of_kind(value: str) -> Any:
    (found,) = params.one_of(document.c.kind, "kind", value, DocumentKind)
    return found


ONE, TWO = "bench0001-p-1", "bench0001-p-1,bench0001-p-2,actor-000000"
FROM, TO = party.c.role.in_(["from"]), party.c.role.in_(["to"])
ID = document.c.id
EVENTS = params.keys("event", "event-000000,event-000001", RecordType.EVENT)
DOCUMENTS: dict[str, list[Any]] = {
    "all": [],
    "sender": [linked(ID, party, ONE, FROM)],
    "party of two": [linked(ID, party, TWO)],
    "party nobody is": [linked(ID, party, "no-such")],
    "sender and recipient": [linked(ID, party, TWO, FROM), linked(ID, party, TWO, TO)],
    "mentioned": [linked(ID, mention, TWO)],
    "mentioned in a year": [linked(ID, mention, ONE), *dated("1944")],
    "party in months, of a kind": [linked(ID, party, TWO), *dated("1944-03/1944-12"), of_kind("telegram,letter")],
    "kind": [of_kind("letter")],
    "kinds": [of_kind("letter,telegram")],
    "year": dated("1944"),
    "months": dated("1944-05-10/1944-06-20"),
    "before": dated("../1944"),
    "after": dated("1945/.."),
    "within": dated("1944", date_match="within"),
    "year and kind": [*dated("1944"), of_kind("telegram")],
    "source": [params.from_source(ID, "bench0001")],
    "source and kind": [params.from_source(ID, "bench0001"), of_kind("telegram")],
    "changed": [params.changed_since("2")],
    "occasion": [document.c.occasion_id.in_(EVENTS)],
    "occasion or answer": [
        or_(document.c.occasion_id.in_(EVENTS), ID.in_(select(about.c.record_id).where(about.c.role == "answers")))
    ],
    "either way": [
        or_(
            and_(linked(ID, party, ONE, FROM), linked(ID, party, TWO, TO)),
            and_(linked(ID, party, TWO, FROM), linked(ID, party, ONE, TO)),
        )
    ],
}


def by_days(source: Any, *conditions: Any) -> tuple[Select[Any], Sequence[Any]]:
    return rows_of(source).where(*conditions), (source.c.lo, source.c.hi, record.c.slug)


def by_slug(source: Any, *conditions: Any) -> tuple[Select[Any], Sequence[Any]]:
    return rows_of(source).where(*conditions), (record.c.slug,)


ABOUT = select(about.c.record_id).where(about.c.target_id.in_(EVENTS), about.c.role == "about")
OTHERS: dict[str, tuple[Select[Any], Sequence[Any]]] = {
    "actors": by_slug(actor),
    "identities": by_slug(actor, actor.c.same_as_id.is_(None)),
    "entries": by_slug(actor, actor.c.same_as_id.is_not(None)),
    "bodies": by_slug(actor, actor.c.kind.in_(["body"])),
    "events of years": by_days(event, *dated("1950/1952", event, RecordType.EVENT)),
    "disputed events": by_days(event, *dated("1949/1953", event, RecordType.EVENT, date_quality="disputed,exact")),
    "events of kinds and somebody": by_days(
        event,
        *params.one_of(event.c.kind, "kind", "war,meeting,journey,decision", EventKind),
        linked(event.c.id, participant, "actor-000000,actor-000001,actor-000002"),
    ),
    "words": by_days(quotation, linked(quotation.c.id, speaker, "actor-000000", speaker.c.role == "speaker")),
    "words by position": (rows_of(quotation), (quotation.c.start, record.c.slug)),
    "claims about": by_slug(interpretation, interpretation.c.id.in_(ABOUT)),
}
LISTS = {name: by_days(document, *found) for name, found in DOCUMENTS.items()} | OTHERS


def walked(snapshot: Snapshot, statement: Select[Any], order: Sequence[Any]) -> Iterator[int]:
    """The ids of a list, walked to its end."""
    listing = Listing.of(statement, order)
    assert listing is not None
    last: list[Any] | None = None
    while True:
        ids = walks.picked(walks.arms(snapshot, listing), last, PAGE)
        rows = snapshot.all(listing.rows(statement, ids))
        yield from (row.id for row in rows)
        if len(rows) < PAGE:
            return
        last = [value for name, value in rows[-1]._mapping.items() if name.startswith(KEY)]


@pytest.mark.parametrize("name", LISTS)
def test_walks_meet_what_the_statement_has(snapshot: Snapshot, name: str) -> None:
    statement, order = LISTS[name]
    total, rows = read_plainly(snapshot, statement, order, None, 1000)
    listing = Listing.of(statement, order)
    assert listing is not None
    assert (total == 0) == (name == "party nobody is")
    assert list(walked(snapshot, statement, order)) == [row.id for row in rows]
    assert snapshot.scalar(walks.counted(walks.arms(snapshot, listing), COUNTED + 1)) == total


def test_a_total_is_counted_no_further_than_asked(snapshot: Snapshot) -> None:
    for name in ("all", "party of two", "year"):
        listing = Listing.of(*LISTS[name])
        assert listing is not None
        assert snapshot.scalar(walks.counted(walks.arms(snapshot, listing), 5)) == 5
