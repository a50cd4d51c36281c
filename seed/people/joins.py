"""Makes the identities of all imported entries right, and what may be the same, in the database."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, bindparam, delete, insert, select, union_all, update

from api.edtf import NO_LOWER, NO_UPPER
from api.models.actor import Actor, ActorName, ActorRole
from api.models.corpus import Origin, PossiblySame
from api.models.document import DocumentParty
from api.models.event import Event, EventParticipant
from api.models.quotation import Quotation, QuotationParty
from api.models.record import Record, table
from api.models.vocabulary import ActorKind, NameKind, QuotationRole
from seed.loading.compare import SERIES
from seed.people.confirmed import read
from seed.people.entries import Curated, Entry, Identity, Key
from seed.people.grouping import Grouping, group
from seed.people.names import names_somebody

DATA = Path(__file__).resolve().parent.parent / "data"
record, origin, actor, possibly_same = table(Record), table(Origin), table(Actor), table(PossiblySame)
actor_name, actor_role = table(ActorName), table(ActorRole)
SAME_AS = ("same_as_id", "same_as_method", "same_as_reason")
NO_NAMES = (NameKind.SHORT, NameKind.TITLE, NameKind.METONYM, NameKind.COVER_NAME)  # not full, or not his
IN_PERSON = (QuotationRole.SPEAKER, QuotationRole.ADDRESSEE)


class Said(NamedTuple):
    """What the database says of an entry's identity."""

    id: int
    same_as: tuple[int | None, str | None, str | None]


def regroup(connection: Connection, confirmed: Mapping[Key, Identity] | None = None) -> int:
    """Works out anew who is who; how many rows that changed. Only what differs is written, and no record's digest.

    `confirmed`: an editor's joins; left out, those of `seed/data/same-as.yaml`. Raises TextError if that is not
    readable.
    """
    stored = stored_entries(connection)
    entries = with_roles(connection, stored)
    persons = curated(connection)
    found = group(entries, persons.values(), read(DATA) if confirmed is None else confirmed)
    ids: dict[Identity, int] = {key: said.id for key, (_, said) in stored.items()}
    ids |= {person.slug: number for number, person in persons.items()}
    return write_joins(connection, stored, found, ids) + write_possible(connection, found, ids)


Stored = dict[Key, tuple[str, Said]]  # the name as printed, and what is stored


def stored_entries(connection: Connection) -> Stored:
    columns = (origin.c.volume, origin.c.xml_id, actor.c.id, actor.c.name, *(actor.c[name] for name in SAME_AS))
    rows = connection.execute(select(*columns).join(actor, actor.c.id == origin.c.record_id))
    return {Key(row.volume, row.xml_id): (row.name, Said(row.id, tuple(row[4:]))) for row in rows}


def with_roles(connection: Connection, stored: Stored) -> list[Entry]:
    rows = connection.execute(
        select(actor_role.c.actor_id, actor_role.c.title)
        .join(origin, origin.c.record_id == actor_role.c.actor_id)
        .order_by(actor_role.c.actor_id, actor_role.c.seq)
    )
    roles = joined((row.actor_id, row.title) for row in rows)
    return [Entry(*key, name, "; ".join(roles.get(said.id, ())) or None) for key, (name, said) in stored.items()]


def curated(connection: Connection) -> dict[int, Curated]:
    """The curated persons by their ids, with their full names, offices, and the years in which they are told of."""
    persons = select(record.c.id).where(record.c.series == SERIES)
    who = select(actor.c.id, record.c.slug, actor.c.name).join(record, record.c.id == actor.c.id)
    who = who.where(record.c.series == SERIES, actor.c.kind == ActorKind.PERSON)
    more = select(actor_name.c.actor_id, actor_name.c.name)
    more = more.where(actor_name.c.actor_id.in_(persons), actor_name.c.kind.not_in(NO_NAMES))
    titles = select(actor_role.c.actor_id, actor_role.c.title).where(actor_role.c.actor_id.in_(persons))
    names = joined(connection.execute(more.order_by(actor_name.c.actor_id, actor_name.c.seq)))
    offices = joined(connection.execute(titles.order_by(actor_role.c.actor_id, actor_role.c.seq)))
    times = known_years(connection)
    return {
        row.id: Curated(
            row.slug,
            tuple(filter(names_somebody, (row.name, *names.get(row.id, ())))),
            tuple(offices.get(row.id, ())),
            times.get(row.id),
        )
        for row in connection.execute(who)
    }


def joined(rows: Iterable[Any]) -> dict[int, list[str]]:
    """The texts of each id."""
    found: dict[int, list[str]] = defaultdict(list)
    for number, text in rows:
        if text is not None:
            found[number].append(text)
    return found


def known_years(connection: Connection) -> dict[int, tuple[int, int]]:
    """The first and last year in which an actor does, writes, says or is told something of known date."""
    found: dict[int, tuple[int, int]] = {}
    for number, lo, hi in connection.execute(union_all(*appearances())):
        if lo > NO_LOWER and hi < NO_UPPER:
            first, last = found.get(number, (NO_UPPER, NO_LOWER))
            found[number] = min(first, lo), max(last, hi)
    return {number: (date.fromordinal(lo).year, date.fromordinal(hi).year) for number, (lo, hi) in found.items()}


def appearances() -> list[Select[Any]]:
    """Actor, first and last day of curated records; who only quotes words lives at another time."""
    event, taking_part = table(Event), table(EventParticipant)
    party, quotation, spoke = table(DocumentParty), table(Quotation), table(QuotationParty)
    mine = select(record.c.id).where(record.c.series == SERIES)
    return [
        select(taking_part.c.actor_id, event.c.lo, event.c.hi).join(event, event.c.id == taking_part.c.event_id),
        select(party.c.actor_id, party.c.lo, party.c.hi).where(
            party.c.document_id.in_(mine), party.c.actor_id.is_not(None)
        ),
        select(spoke.c.actor_id, quotation.c.lo, quotation.c.hi)
        .join(quotation, quotation.c.id == spoke.c.quotation_id)
        .where(spoke.c.role.in_(IN_PERSON)),
    ]


def write_joins(connection: Connection, stored: Stored, found: Grouping, ids: Mapping[Identity, int]) -> int:
    rows = []
    for key, (_, said) in stored.items():
        join = found.joined.get(key)
        wanted = (ids[join.identity], join.method, join.reason) if join else (None, None, None)
        if wanted != said.same_as:
            values = {f"new_{name}": value for name, value in zip(SAME_AS, wanted, strict=True)}
            rows.append({"entry": said.id, **values})
    if rows:
        changing: dict[str, Any] = {name: bindparam(f"new_{name}") for name in SAME_AS}
        connection.execute(update(actor).where(actor.c.id == bindparam("entry")).values(changing), rows)
    return len(rows)


def write_possible(connection: Connection, found: Grouping, ids: Mapping[Identity, int]) -> int:
    wanted = {(ids[pair.one], ids[pair.other]): pair.reason for pair in found.possibly}
    stored = {(row.actor_id, row.other_id): row.reason for row in connection.execute(select(possibly_same))}
    gone = [pair for pair, reason in stored.items() if wanted.get(pair) != reason]
    new = [pair for pair, reason in wanted.items() if stored.get(pair) != reason]
    this = (possibly_same.c.actor_id == bindparam("one")) & (possibly_same.c.other_id == bindparam("other"))
    if gone:
        connection.execute(delete(possibly_same).where(this), [{"one": one, "other": other} for one, other in gone])
    if new:
        rows = [{"actor_id": one, "other_id": other, "reason": wanted[one, other]} for one, other in new]
        connection.execute(insert(possibly_same), rows)
    return len({*gone, *new})
