"""A volume's sections, as they are stored."""

from collections.abc import Mapping
from typing import Any

from api.models.corpus import Section as SectionTable
from seed.frus.storing.ordering import merged
from seed.frus.storing.slugs import Unlike
from seed.frus.storing.store import numbers
from seed.frus.storing.work import Work
from seed.frus.volume import Section, SectionProse


class Outline:
    """`ids`: those of the file's sections, by their place in it; `keys`: what each section is known by.

    `rows`: what is known of each by now; `written`: what of it is stored.
    """

    def __init__(self, work: Work) -> None:
        self.work = work
        self.rows: dict[int, dict[str, Any]] = {}
        self.by_key: dict[str, int] = {}
        self.keys: dict[int, str] = {}
        self.stored, self.told = Unlike(" "), Unlike(" ")
        for row in work.stored.sections:
            self.name(row.id, row.parent_id, dict(row._mapping))
        self.known, self.written = dict(self.by_key), dict(self.rows)
        self.ids: dict[int, int] = {}
        self.numbers = numbers(work.connection, SectionTable)
        self.last = max((row.seq for row in work.stored.sections), default=0)

    def name(self, number: int, parent: int | None, row: dict[str, Any]) -> None:
        key = self.stored.another(key_of(row, self.keys[parent] if parent else ""))
        self.by_key[key], self.keys[number], self.rows[number] = number, key, row

    def take(self, section: Section) -> None:
        work, parent = self.work, self.ids[section.parent] if section.parent else None
        work.report.sections += 1
        row = {"source_id": work.source_id, "parent_id": parent, "xml_id": section.xml_id, "kind": section.kind.value}
        row |= {"title": section.title, "prose": section.prose}
        key = self.told.another(key_of(row, self.keys[parent] if parent else ""))
        number = self.known.get(key)
        if number is None:
            self.last += 1
            number = next(self.numbers)
            row |= {"id": number, "seq": self.last}
            work.store.add(SectionTable, row)
            self.by_key[key], self.keys[number], self.written[number] = number, key, row
        self.ids[section.seq] = number
        self.rows[number] = {**self.rows.get(number, {}), **row}

    def more(self, prose: SectionProse) -> None:
        """Prose of a section behind a part of it."""
        row = self.rows[self.ids[prose.seq]]
        row["prose"] = "\n".join(filter(None, (row["prose"], prose.text)))

    def id_of(self, section: int | None) -> int | None:
        return None if section is None else self.ids[section]

    def key(self, section: int | None) -> str | None:
        return None if section is None else self.keys[self.ids[section]]

    def finish(self, *, remove: bool) -> list[list[Any]]:
        """Brings what the file has up to date and in order, or removes what it has not; the content of all there is."""
        told = list(self.ids.values())
        has = set(told)
        changed = [self.rows[number] for number in told if self.rows[number] != self.written[number]]
        self.work.store.change(SectionTable, "id", changed)
        stored = [row.id for row in self.work.stored.sections]
        if remove:
            self.work.store.remove(SectionTable, "id", [number for number in stored if number not in has])
            stored = []
        ordered = merged(told, stored)
        moved = [(number, seq) for seq, number in enumerate(ordered, 1) if self.rows[number]["seq"] != seq]
        for sign in (-1, 1):  # aside first: two sections never have the same place
            rows = [{"id": number, "seq": sign * seq} for number, seq in moved]
            self.work.store.change(SectionTable, "id", rows)
        return [self.content(number) for number in ordered]

    def content(self, number: int) -> list[Any]:
        row = self.rows[number]
        parent = self.keys[row["parent_id"]] if row["parent_id"] else None
        return [self.keys[number], parent, row["kind"], row["title"], row["prose"]]


def key_of(row: Mapping[str, Any], parent: str) -> str:
    """Its id in the file; a section without one is known by what it is called, and where."""
    return row["xml_id"] or f"{parent}/{row['kind']} {row['title'] or ''}"
