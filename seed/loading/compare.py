"""What a load would change: the curated records of a database against those of the files."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, select

from api.models.record import Change, Record, Slug, table
from api.models.vocabulary import ChangeAction, RecordType
from seed.reading.files import Dataset, Entry
from seed.records import Source
from seed.text.citations import sentences_of

SERIES = "curated"
REMOVABLE = 5  # records of a type that one load may remove unasked; 1 % where that is more
RENAMED = "if this is a rename, write it in moved.yaml: the old id is never used again"
record, slug_table, change = table(Record), table(Slug), table(Change)

Key = tuple[RecordType, str]
Stored = Row[*tuple[Any, ...]]  # a row of records, or of slugs


@dataclass(frozen=True, slots=True)
class Difference:
    """What a load does to one record; a move stands under the old slug. `fields` names what an update changes.

    `hint`: why it may not be what is meant. `note`: the editor's, which may be all that there is.
    """

    action: ChangeAction
    type: RecordType
    slug: str
    fields: list[str]
    moved_to: str | None = None
    hint: str = ""
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """`kept`: the row of each entry's record, by its slug in the files; `leaving`: the rows that go.

    `obstacles` says why the load may not do this.
    """

    differences: list[Difference]
    kept: Mapping[str, Stored]
    leaving: list[Stored]
    slugs: Mapping[Key, Stored]
    obstacles: list[str]


def field_digests(entry: Entry, dataset: Dataset) -> dict[str, str]:
    """A digest of each field of the canonical content, and of what other files add to it and is public too: a
    quotation's verification, a source's sentences. A remark is not.
    """
    content = dict(msgspec.to_builtins(entry.record))
    content.pop("remark", None)
    if receipt := dataset.receipts.get(entry.slug):
        found = {"verification": dict(msgspec.to_builtins(receipt))}
        found["verification"].pop("digest")
        content |= found
    if isinstance(entry.record, Source) and (sentences := sentences_of(dataset, entry, entry.record)):
        content["sentences"] = sentences
    return {name: sha256(value)[:16] for name, value in sorted(content.items())}


def digest(digests: Mapping[str, str]) -> str:
    return sha256(dict(sorted(digests.items())))


def sha256(value: Any) -> str:
    return hashlib.sha256(msgspec.json.encode(value, order="deterministic")).hexdigest()


def compare(connection: Connection, dataset: Dataset, *, allow_removals: bool = False) -> Comparison:
    columns = (record.c.id, record.c.type, record.c.slug, record.c.label, record.c.digest, record.c.field_digests)
    rows = connection.execute(select(*columns).where(record.c.series == SERIES))
    known: dict[Key, Stored] = {(row.type, row.slug): row for row in rows}
    kept = {entry.slug: row for entry in dataset.entries.values() if (row := identity(entry, known, dataset))}
    staying = {row.id for row in kept.values()}
    leaving = [row for row in known.values() if row.id not in staying]
    slugs = published(connection, dataset)
    differences = [*changes(dataset, kept), *departures(dataset, kept, leaving)]
    differences = noted(differences, new_notes(connection, dataset), dataset)
    removed = [found for found in differences if found.action is ChangeAction.DELETED]
    obstacles = [*reused(dataset, kept, slugs), *unmovable(dataset, known, slugs)]
    if not allow_removals:
        obstacles += [*too_many(removed, Counter(key[0] for key in known)), *renamed(removed)]
    return Comparison(differences, kept, leaving, slugs, obstacles)


def identity(entry: Entry, known: Mapping[Key, Stored], dataset: Dataset) -> Stored | None:
    """The row of the entry's record: under its slug, else under the slug it was moved from."""
    former = [old for old, new in dataset.moved.get(entry.kind, {}).items() if new == entry.slug]
    return next((known[entry.kind, slug] for slug in (entry.slug, *former) if (entry.kind, slug) in known), None)


def published(connection: Connection, dataset: Dataset) -> dict[Key, Stored]:
    """The rows of all slugs that the files name, old ones included, with the series of the record that has it."""
    wanted = {*dataset.entries, *(old for moves in dataset.moved.values() for old in moves)}
    same = (record.c.type == slug_table.c.type) & (record.c.slug == slug_table.c.slug)
    statement = select(slug_table, record.c.series).select_from(slug_table.outerjoin(record, same))
    found: dict[Key, Stored] = {}
    for part in chunks(sorted(wanted)):
        rows = connection.execute(statement.where(slug_table.c.slug.in_(part)))
        found |= {(row.type, row.slug): row for row in rows}
    return found


def chunks(values: list[str], size: int = 1000) -> Iterator[list[str]]:
    for start in range(0, len(values), size):
        yield values[start : start + size]


def changes(dataset: Dataset, kept: Mapping[str, Stored]) -> Iterator[Difference]:
    """Created, moved and updated records."""
    for entry in dataset.entries.values():
        row, digests = kept.get(entry.slug), field_digests(entry, dataset)
        if row is None:
            yield Difference(ChangeAction.CREATED, entry.kind, entry.slug, [])
            continue
        if row.slug != entry.slug:
            yield Difference(ChangeAction.MOVED, entry.kind, row.slug, [], entry.slug)
        if row.digest != digest(digests):
            fields = sorted(name for name, _ in digests.items() ^ row.field_digests.items())
            yield Difference(ChangeAction.UPDATED, entry.kind, entry.slug, list(dict.fromkeys(fields)))


def new_notes(connection: Connection, dataset: Dataset) -> dict[str, str]:
    """The notes that no change of their record has yet, under this slug or an earlier one."""
    rows = connection.execute(select(change.c.type, change.c.slug, change.c.note).where(change.c.note.is_not(None)))
    told = {(row.type, dataset.moved.get(row.type, {}).get(row.slug, row.slug), row.note) for row in rows}
    return {slug: note for slug, note in dataset.notes.items() if (dataset.entries[slug].kind, slug, note) not in told}


def noted(differences: list[Difference], notes: Mapping[str, str], dataset: Dataset) -> list[Difference]:
    """The differences with the notes: each goes with what this load does to its record, and is a difference of its own
    where it does nothing.
    """
    left = dict(notes)

    def with_note(found: Difference) -> Difference:
        slug = found.moved_to or found.slug
        is_theirs = slug in left and found.type == dataset.entries[slug].kind
        return replace(found, note=left.pop(slug)) if is_theirs else found

    # An update is what a note tells of, rather than a move; so those are offered the notes first.
    in_order = sorted(differences, key=lambda found: found.action is ChangeAction.MOVED)
    known = {id(found): with_note(found) for found in in_order}
    alone = [Difference(ChangeAction.UPDATED, dataset.entries[slug].kind, slug, [], note=left[slug]) for slug in left]
    return [*(known[id(found)] for found in differences), *alone]


def departures(dataset: Dataset, kept: Mapping[str, Stored], leaving: list[Stored]) -> Iterator[Difference]:
    """Deleted records, and those that were moved into another that there is already."""
    created = [entry for entry in dataset.entries.values() if entry.slug not in kept]
    for row in leaving:
        if target := dataset.moved.get(row.type, {}).get(row.slug):
            yield Difference(ChangeAction.MOVED, row.type, row.slug, [], target)
        else:
            alike = [entry.slug for entry in created if entry.kind == row.type and cites_alike(entry, row, dataset)]
            hint = f"the new {' and '.join(alike)} cites the same; {RENAMED}" if alike else ""
            yield Difference(ChangeAction.DELETED, row.type, row.slug, [], hint=hint)


def cites_alike(entry: Entry, row: Stored, dataset: Dataset) -> bool:
    name = "parts" if entry.kind == RecordType.QUOTATION else "cite"
    return bool(field_digests(entry, dataset)[name] == row.field_digests[name])


def renamed(removed: list[Difference]) -> Iterator[str]:
    """Records that were perhaps given another slug: once the old one is withdrawn, it cannot be moved any more."""
    for difference in removed:
        if difference.hint:
            what = f"This would withdraw the {difference.type} {difference.slug}: {difference.hint}"
            yield f"{what}. If it is not, pass --allow-removals."


def reused(dataset: Dataset, kept: Mapping[str, Stored], slugs: Mapping[Key, Stored]) -> Iterator[str]:
    """New slugs that were published before, or are another series'."""
    for entry in dataset.entries.values():
        row = slugs.get((entry.kind, entry.slug))
        if row is None or (entry.slug in kept and kept[entry.slug].slug == entry.slug):
            continue
        what = f"{entry.where()}: the slug {entry.slug} of this {entry.kind} "
        if row.gone_in is not None:
            yield f"{what}was withdrawn in release {row.gone_in} and is never used again; give the record another"
        elif row.moved_to is not None:
            yield f"{what}was moved to {row.moved_to} and is never used again; give the record another"
        else:
            yield f"{what}belongs to the series {row.series}; give the record another"


def unmovable(dataset: Dataset, known: Mapping[Key, Stored], slugs: Mapping[Key, Stored]) -> Iterator[str]:
    """Old slugs of `moved.yaml` that are gone, or another series'."""
    for kind, moves in dataset.moved.items():
        for old in moves:
            row = slugs.get((kind, old))
            what = f"moved.yaml: the {kind} {old} "
            if row is not None and row.gone_in is not None:
                yield f"{what}was withdrawn in release {row.gone_in} and cannot be moved; remove the line"
            elif row is not None and row.series not in {None, SERIES}:
                yield f"{what}belongs to the series {row.series} and cannot be moved; remove the line"


def too_many(removed: list[Difference], known: Counter[RecordType]) -> Iterator[str]:
    by_type: dict[RecordType, list[str]] = defaultdict(list)
    for difference in removed:
        by_type[difference.type].append(difference.slug)
    for kind, slugs in by_type.items():
        most = max(REMOVABLE, known[kind] // 100)
        if len(slugs) > most:
            yield (
                f"This would remove {len(slugs)} of {known[kind]} {kind} records, more than {most}: "
                f"{', '.join(sorted(slugs))}. Put them back, or pass --allow-removals."
            )
