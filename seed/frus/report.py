"""What an import read and did: the figures of a volume, and what in it is odd."""

import resource
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from api.models.vocabulary import DateRule, MentionCertainty
from seed.frus.storing.contents import is_footnote
from seed.frus.storing.who import Named
from seed.frus.volume import Document, Findings, is_gap

NAMED = 8  # of many ids that a line names


@dataclass(slots=True)
class Report:
    """`known`: the file was imported before as it is, and was not read again. `missing`: what is stored of the volume
    and not in this file, by public id. `links`: references by where they lead.
    """

    volume: str
    file: str
    sha256: str
    size: int
    dry_run: bool = False
    known: bool = False
    release: int | None = None
    sections: int = 0
    documents: int = 0
    first: str | None = None
    last: str | None = None
    gaps: list[str] = field(default_factory=list)
    editorial_notes: int = 0
    attachments: int = 0
    persons: int = 0
    terms: int = 0
    footnotes: int = 0
    source_notes: int = 0
    dated: dict[str, int] = field(default_factory=lambda: {rule.value: 0 for rule in DateRule} | {"none": 0})
    places: int = 0
    senders: int = 0
    recipients: int = 0
    mentions: dict[str, int] = field(default_factory=lambda: {certainty.value: 0 for certainty in MentionCertainty})
    links: dict[str, int] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    findings: Findings = field(default_factory=Findings)
    inserted: int = 0
    updated: int = 0
    unchanged: int = 0
    removed: int = 0
    missing: list[str] = field(default_factory=list)
    skipped: int = 0
    seconds: float = 0.0
    peak_mb: int = 0

    def count(self, document: Document, named: Sequence[Named]) -> None:
        """Adds a document, or an attachment to one."""
        if document.attachment is None:
            self.count_document(document)
        else:
            self.attachments += 1
        self.footnotes += sum(map(is_footnote, document.blocks))
        for certainty, count in Counter(one.certainty.value for one in named).items():
            self.mentions[certainty] += count

    def count_document(self, document: Document) -> None:
        self.gap(document.xml_id)
        self.documents += 1
        self.first, self.last = self.first or document.xml_id, document.xml_id
        self.editorial_notes += document.is_editorial_note
        self.source_notes += bool(document.source_notes)
        rule = document.sent.rule if document.sent else None
        self.dated[rule.value if rule else "none"] += 1
        self.places += bool(document.place)
        self.senders += bool(document.senders)
        self.recipients += bool(document.recipients)

    def gap(self, xml_id: str) -> None:
        if is_gap(self.last, xml_id):
            self.gaps.append(f"{self.last}-{xml_id}")

    def warn(self, findings: Findings) -> None:
        self.findings = findings
        self.warnings += warnings(findings)

    def data(self) -> dict[str, Any]:
        """The same for machines."""
        return asdict(self)

    def lines(self) -> Iterator[str]:
        yield f"{self.volume}  sha256 {self.sha256[:8]}...  {self.size:,} bytes"
        if self.known:
            yield "imported before as it is; nothing to do"
            return
        gaps = f"{len(self.gaps)} gaps: {listed(self.gaps)}" if self.gaps else "no gap"
        span = f" ({self.first}..{self.last}, {gaps})" if self.documents else ""
        notes = f"editorial notes {self.editorial_notes} | attachments {self.attachments}"
        yield f"sections {self.sections} | documents {self.documents}{span} | {notes}"
        persons = "" if self.persons else " (no list in this file)"
        lists = f"persons listed {self.persons}{persons} | terms {self.terms}"
        yield f"{lists} | footnotes {self.footnotes} | source notes {self.source_notes}"
        dated = f"doc-dateTime {self.dated['range']}, dateline {self.dated['dateline']}, none {self.dated['none']}"
        yield f"dated: {dated} | place {self.places} | from {self.senders} | to {self.recipients}"
        yield f"mentions: {', '.join(f'{name} {count}' for name, count in self.mentions.items())}"
        yield from self.link_lines()
        yield from (f"WARN {line}" for line in self.warnings)
        yield from self.outcome()

    def link_lines(self) -> Iterator[str]:
        if self.links:
            found = self.links
            other = (
                f"other volumes {found['other']} (imported {found['imported']}, not imported {found['not_imported']})"
            )
            yield f"links: in volume {found['volume']}, {other}, dangling {found['dangling']}"

    def outcome(self) -> Iterator[str]:
        if self.missing:
            what = "removed" if self.removed else "kept; --allow-removals removes them"
            yield f"stored and not in this file ({what}): {listed(self.missing)}"
        kept = f"missing from file {len(self.missing)} ({'removed' if self.removed else 'kept'})"
        done = f"inserted {self.inserted}, updated {self.updated}, unchanged {self.unchanged}, {kept}"
        cost = f"{self.seconds:.1f} s; peak {self.peak_mb} MB"
        yield f"{done}, skipped {self.skipped}; {cost}"
        if self.dry_run:
            yield "dry run: nothing was written"
        elif self.release is not None:
            yield f"release {self.release}"
        else:
            yield "no record changed: no new release"


def listed(names: Sequence[str]) -> str:
    more = len(names) - NAMED
    return ", ".join(names[:NAMED]) + (f" and {more} more" if more > 0 else "")


def warnings(findings: Findings) -> Iterator[str]:
    """One line for each oddity; those that come in numbers are counted."""
    for document, printed, encoded in findings.far_dates:
        yield f"date outside volume by >2 years: {document}, printed {printed!r}, encoded {encoded}"
    for document, printed, encoded in findings.unlike_dates:
        yield f"printed date differs from encoded: {document}, printed {printed!r}, encoded {encoded}"
    if findings.misnumbered:
        yield f"id not d+n: {listed(findings.misnumbered)}"
    if findings.footnote_ids:
        yield f"footnote id/document mismatch: {listed(findings.footnote_ids)}"
    if findings.unknown_elements:
        yield f"unknown element: {counted(findings.unknown_elements)}"
    yield from left_out(findings)
    if findings.dangling_persons:
        yield f"dangling corresp: {counted(findings.dangling_persons)}"
    if findings.dangling_terms:
        yield f"dangling gloss target: {counted(findings.dangling_terms)}"


def left_out(findings: Findings) -> Iterator[str]:
    """What is in the file and not in the database, or not under its own id."""
    if findings.doubled_ids:
        yield f"id used twice or too long to be kept: {listed(findings.doubled_ids)}"
    if findings.nameless:
        yield f"entries of lists without an id or a name, left out: {findings.nameless}"
    if findings.empty_lists:
        yield f"list without an entry: {listed(findings.empty_lists)}"
    if findings.stray_text:
        yield f"characters outside every section and document, left out: {findings.stray_text}"


def counted(found: Mapping[str, int]) -> str:
    return listed([f"{name} x {count}" for name, count in sorted(found.items())])


def peak_mb() -> int:
    """The most memory that this process ever had."""
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used // (1024 * 1024 if sys.platform == "darwin" else 1024)
