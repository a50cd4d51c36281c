"""A volume's sections, as they are stored."""

from collections.abc import Container, Mapping
from typing import Any

from api.models.corpus import Section as SectionTable
from seed.frus.storing.ordering import merged
from seed.frus.storing.store import numbers
from seed.frus.storing.work import Work
from seed.frus.volume import Section


class Outline:
    """`ids`: those of the file's sections, by their place in it; `keys`: what each section is known by."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self.rows: dict[int, dict[str, Any]] = {}
        self.by_key: dict[str, int] = {}
        self.keys: dict[int, str] = {}
        for row in work.stored.sections:
            self.name(row.id, row.parent_id, dict(row._mapping))
        self.known = dict(self.by_key)
        self.ids: dict[int, int] = {}
        self.numbers = numbers(work.connection, SectionTable)
        self.last = max((row.seq for row in work.stored.sections), default=0)

    def name(self, number: int, parent: int | None, row: dict[str, Any]) -> None:
        key = unlike(key_of(row, self.keys[parent] if parent else ""), self.by_key)
        self.by_key[key], self.keys[number], self.rows[number] = number, key, row

    def take(self, section: Section) -> None:
        work, parent = self.work, self.ids[section.parent] if section.parent else None
        work.report.sections += 1
        row = {"source_id": work.source_id, "parent_id": parent, "xml_id": section.xml_id, "kind": section.kind.value}
        row |= {"title": section.title, "prose": section.prose}
        key = unlike(key_of(row, self.keys[parent] if parent else ""), set(map(self.keys.get, self.ids.values())))
        number = self.known.get(key)
        if number is None:
            self.last += 1
            number = next(self.numbers)
            row |= {"id": number, "seq": self.last}
            work.store.add(SectionTable, row)
            self.by_key[key], self.keys[number] = number, key
        elif any(self.rows[number][name] != value for name, value in row.items()):
            work.store.change(SectionTable, "id", [{"id": number, **row}])
        self.ids[section.seq] = number
        self.rows[number] = {**self.rows.get(number, {}), **row}

    def id_of(self, section: int | None) -> int | None:
        return None if section is None else self.ids[section]

    def key(self, section: int | None) -> str | None:
        return None if section is None else self.keys[self.ids[section]]

    def finish(self, *, remove: bool) -> list[list[Any]]:
        """Puts the sections in order, or removes those that the file has not; the content of what there is now."""
        told = list(self.ids.values())
        stored = [row.id for row in self.work.stored.sections]
        if remove:
            self.work.store.remove(SectionTable, "id", [number for number in stored if number not in set(told)])
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


def unlike(key: str, taken: Container[str | None]) -> str:
    number, found = 1, key
    while found in taken:
        number += 1
        found = f"{key} {number}"
    return found
