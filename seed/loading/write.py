"""Writes what a comparison found: whole records, and only those whose rows differ."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, func, insert, select, update
from sqlmodel import SQLModel

from api.models import corpus, letters
from api.models.record import Change, Record, Release, Slug, table
from api.models.vocabulary import ChangeAction
from seed.loading.compare import SERIES, Comparison, Difference, Key, digest, field_digests
from seed.loading.counts import counted
from seed.loading.labels import label
from seed.loading.rows import Index, Row, Rows, rows_of
from seed.loading.times import time_of_release
from seed.reading.files import Dataset, Entry

record, slug_table, change, release = table(Record), table(Slug), table(Change), table(Release)
# Not a curated record's own: what all records share, what imports bring, what a load works out.
COMMON = {record.name, slug_table.name, change.name, release.name}
COMMON |= {found.name for found in (*corpus.TABLES, *letters.TABLES)} - {"external_link"}


@dataclass(frozen=True, slots=True)
class Writing:
    """One load: the connection of its transaction, and the release that it makes."""

    connection: Connection
    release: int

    def many(self, statement: Any, rows: list[Row]) -> None:
        if rows:
            self.connection.execute(statement, rows)


def write(connection: Connection, dataset: Dataset, found: Comparison, number: int) -> set[int] | None:
    """The ids of the records whose rows were not what they should be; None if there was nothing to write at all.

    Their rows are new ones, under the same ids. If anything was written, the release is still to be (`write_release`).
    """
    writing = Writing(connection, number)
    index = Index(dataset, record_ids(connection, dataset, found))
    rows = {index.ids[entry.slug]: rows_of(entry, index) for entry in dataset.entries.values()}
    changed = differing(connection, rows)
    heads = {entry.slug: head(entry, dataset, index) for entry in dataset.entries.values()}
    stale = [row for slug, row in heads.items() if slug in found.kept and differs(row, found.kept[slug])]
    redirects = new_redirects(dataset, found)
    if not (changed or stale or redirects or found.differences):
        return None
    writing.many(delete(record).where(record.c.id == bindparam("gone")), [{"gone": row.id} for row in found.leaving])
    clear(writing, changed & {row.id for row in found.kept.values()})
    write_slugs(writing, dataset, found, redirects)
    write_heads(writing, [row for slug, row in heads.items() if slug not in found.kept], stale, found)
    for name, owned in by_table(rows[owner] for owner in sorted(changed)).items():
        writing.many(insert(SQLModel.metadata.tables[name]), owned)
    write_changes(writing, found.differences)
    return changed


def record_ids(connection: Connection, dataset: Dataset, found: Comparison) -> dict[str, int]:
    """The ids of all entries; a new record gets the next one there is."""
    last = connection.execute(select(func.max(record.c.id))).scalar() or 0
    created = [slug for slug in dataset.entries if slug not in found.kept]
    kept = {slug: int(row.id) for slug, row in found.kept.items()}
    return kept | {slug: last + place for place, slug in enumerate(created, 1)}


def owner_column(target: Table) -> Any:
    """The column that says whose a row is: the first of its key."""
    return next(iter(target.primary_key))


def tables() -> list[Table]:
    """All tables that records have rows in."""
    return [found for found in SQLModel.metadata.tables.values() if found.name not in COMMON]


def differing(connection: Connection, rows: Mapping[int, Rows]) -> set[int]:
    """The records whose rows are not what they should be."""
    curated = select(record.c.id).where(record.c.series == SERIES)
    stored: dict[int, Rows] = defaultdict(dict)
    for target in tables():
        owner = owner_column(target)
        for row in connection.execute(select(target).where(owner.in_(curated))).mappings():
            stored[row[owner.name]].setdefault(target.name, []).append(dict(row))
    return {owner for owner, wanted in rows.items() if in_order(wanted) != in_order(stored.get(owner, {}))}


def in_order(rows: Rows) -> Rows:
    """The rows by their keys: an order of our own, for databases sort text each in their way."""
    keys = {name: [column.name for column in SQLModel.metadata.tables[name].primary_key] for name in rows}
    ordered = {name: sorted(found, key=lambda row: [row[key] for key in keys[name]]) for name, found in rows.items()}
    return {name: found for name, found in ordered.items() if found}


def by_table(rows: Iterable[Rows]) -> Rows:
    found: Rows = defaultdict(list)
    for owned in rows:
        for name, more in owned.items():
            found[name] += more
    return found


def clear(writing: Writing, owners: set[int]) -> None:
    """Removes all rows of these records but the record rows themselves."""
    for target in tables():
        statement = delete(target).where(owner_column(target) == bindparam("owner"))
        writing.many(statement, [{"owner": owner} for owner in sorted(owners)])


def head(entry: Entry, dataset: Dataset, index: Index) -> Row:
    """The record row, but for the release it changed in."""
    digests = field_digests(entry, dataset)
    return {
        "id": index.ids[entry.slug],
        "type": entry.kind.value,
        "slug": entry.slug,
        "label": label(entry, dataset),
        "series": SERIES,
        "digest": digest(digests),
        "field_digests": digests,
    }


def differs(row: Row, old: Any) -> bool:
    return any(row[name] != getattr(old, name) for name in ("slug", "label", "digest", "field_digests"))


def write_heads(writing: Writing, created: list[Row], stale: list[Row], found: Comparison) -> None:
    """A record has changed if its content has: not if only its label or its slug did."""
    writing.many(insert(record), [row | {"changed_in": writing.release} for row in created])
    values: dict[str, Any] = {name: bindparam(f"new_{name}") for name in ("slug", "label", "digest", "field_digests")}
    rows = [{"old": row["id"], **{f"new_{name}": row[name] for name in values}} for row in stale]
    writing.many(update(record).where(record.c.id == bindparam("old")).values(values), rows)
    updated = [row["id"] for row in stale if row["digest"] != found.kept[row["slug"]].digest]
    touched = update(record).where(record.c.id == bindparam("old")).values(changed_in=writing.release)
    writing.many(touched, [{"old": owner} for owner in updated])


def new_redirects(dataset: Dataset, found: Comparison) -> dict[Key, str]:
    """Old slugs that do not yet lead where `moved.yaml` says."""
    wanted = {(kind, old): new for kind, moves in dataset.moved.items() for old, new in moves.items()}
    return {old: new for old, new in wanted.items() if old not in found.slugs or found.slugs[old].moved_to != new}


def write_slugs(writing: Writing, dataset: Dataset, found: Comparison, redirects: Mapping[Key, str]) -> None:
    """New slugs, redirects, and what becomes of those that go: no row ever does."""
    new = {(entry.kind, entry.slug) for entry in dataset.entries.values()} | set(redirects)
    new -= set(found.slugs)
    writing.many(insert(slug_table), [{"type": kind, "slug": slug} for kind, slug in sorted(new)])
    this = (slug_table.c.type == bindparam("of_type")) & (slug_table.c.slug == bindparam("old"))
    moved = [{"of_type": kind, "old": old, "new": to} for (kind, old), to in redirects.items()]
    writing.many(update(slug_table).where(this).values(moved_to=bindparam("new")), moved)
    deleted = {key(difference) for difference in found.differences if difference.action is ChangeAction.DELETED}
    gone = [
        {"of_type": row.type, "old": row.slug, "named": row.label}
        for row in found.leaving
        if (row.type, row.slug) in deleted
    ]
    values = {"gone_in": writing.release, "gone_label": bindparam("named")}
    writing.many(update(slug_table).where(this).values(values), gone)


def key(difference: Difference) -> Key:
    return difference.type, difference.slug


def write_changes(writing: Writing, differences: list[Difference]) -> None:
    last = writing.connection.execute(select(func.max(change.c.seq))).scalar() or 0
    rows = [
        {
            "seq": last + place,
            "release_id": writing.release,
            "type": difference.type,
            "slug": difference.slug,
            "action": difference.action,
            "fields": difference.fields,
            "note": difference.note,
        }
        for place, difference in enumerate(differences, 1)
    ]
    writing.many(insert(change), rows)


def write_release(connection: Connection, dataset: Dataset, number: int) -> None:
    """Written last: with it the load is complete but for the commit."""
    row = {
        "id": number,
        "series": SERIES,
        "content_sha256": dataset.sha256,
        "created_at": time_of_release(connection, number),
        "counts": counted(connection),
    }
    connection.execute(insert(release).values(row))
