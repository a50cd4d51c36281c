"""Turns the words of `find:` into numbers: start, end, and the check digest of the characters between them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from seed.reading.files import KEY, Dataset, Entry, Problem, write
from seed.records import Cite, Event, Find, Quotation, QuotedPart, Source, Span
from seed.records import Entry as Cited
from seed.text import passages
from seed.text.citations import check_digest
from seed.text.passages import Place
from seed.text.texts import SourceText


@dataclass(slots=True)
class Pinning:
    """One run: the records with their places, and what could not be placed. `first`: take the first of several."""

    texts: Mapping[str, SourceText]
    first: bool
    problems: list[Problem] = field(default_factory=list)
    pinned: dict[str, msgspec.Struct] = field(default_factory=dict)

    def record(self, entry: Entry) -> None:
        record: Any = entry.record
        changes: dict[str, Any] = {}
        if isinstance(record, Cited):
            changes["cite"] = [self.cite(entry, ("cite", at), cite) for at, cite in enumerate(record.cite)]
        if isinstance(record, Quotation):
            changes["parts"] = [self.part(entry, at, part) for at, part in enumerate(record.parts)]
        for name, owner in (("other_dates", Event), ("silent", Source)):
            if isinstance(record, owner):
                changes[name] = [
                    msgspec.structs.replace(item, cite=self.cite(entry, (name, at, "cite"), item.cite))
                    for at, item in enumerate(getattr(record, name))
                ]
        if any(getattr(record, name) != value for name, value in changes.items()):
            self.pinned[entry.slug] = msgspec.structs.replace(record, **changes)

    def cite(self, entry: Entry, path: KEY, cite: Cite) -> Cite:
        if not isinstance(cite, Find) or not (text := self.text(entry, path)):
            return cite
        found = self.choose(entry, path, passages.passages(text.normal, cite.find), cite)
        return span(text, found) if found else cite

    def part(self, entry: Entry, at: int, part: QuotedPart) -> QuotedPart:
        """A quoted part without numbers: placed by its words, within those of its `find:` if it has one."""
        path: KEY = ("parts", at)
        cite = part.cite or Find(find=part.exact)
        if not isinstance(cite, Find) or not (text := self.text(entry, path)):
            return part
        places = passages.occurrences(text.normal, part.exact)
        if cite.find != part.exact:
            if not (around := self.choose(entry, path, passages.passages(text.normal, cite.find), cite)):
                return part
            places = [place for place in places if around[0] <= place[0] and place[1] <= around[1]]
            cite = Find(find=part.exact)
            if not places:
                self.problems.append(entry.problem(path, "its words are not in those of its `find:`; correct either"))
                return part
        found = self.choose(entry, path, places, cite)
        return msgspec.structs.replace(part, cite=span(text, found)) if found else part

    def text(self, entry: Entry, path: KEY) -> SourceText | None:
        if entry.text not in self.texts:
            message = f"its words are in the text of `{entry.text}`; give that text's file with --source too"
            self.problems.append(entry.problem(path, message))
        return self.texts.get(entry.text)

    def choose(self, entry: Entry, path: KEY, places: list[Place], cite: Find) -> Place | None:
        """The place that is meant; else a problem, and None."""
        nth = cite.nth if cite.nth is not None else int(self.first or len(places) == 1)
        if 1 <= nth <= len(places):
            return places[nth - 1]
        self.problems.append(entry.problem(path, self.unplaced(entry, places, cite)))
        return None

    def unplaced(self, entry: Entry, places: list[Place], cite: Find) -> str:
        if not places:
            near = passages.nearest(self.texts[entry.text].normal, cite.find)
            return f"these words are not in the text: {near}; copy them from the text, letter by letter"
        where = ", ".join(f"nth: {nth} at {start}-{end}" for nth, (start, end) in enumerate(places, 1))
        meant = f"there is no nth: {cite.nth}" if cite.nth is not None else "which is not said"
        times = f"{len(places)} time{'s' if len(places) > 1 else ''}"
        return f"these words occur {times}, {meant}; write one of {where}"


def span(text: SourceText, place: Place) -> Span:
    return (*place, check_digest(text.text[slice(*place)]))


def pin(dataset: Dataset, texts: Mapping[str, SourceText], *, first: bool = False) -> tuple[int, list[Problem]]:
    """How many records got numbers, written to their files if there is no problem, else not one of them."""
    pinning = Pinning(texts, first)
    for entry in dataset.entries.values():
        pinning.record(entry)
    if pinning.problems:
        return 0, pinning.problems
    for path in dict.fromkeys(dataset.entries[slug].path for slug in pinning.pinned):
        write(path, dict(in_file(dataset, pinning.pinned, path)))
    return len(pinning.pinned), []


def in_file(dataset: Dataset, pinned: Mapping[str, msgspec.Struct], path: Path) -> Iterator[tuple[str, msgspec.Struct]]:
    for slug, entry in dataset.entries.items():
        if entry.path == path:
            yield slug, pinned.get(slug, entry.record)
