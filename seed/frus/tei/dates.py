"""When and where a document was written, as its encoded range and its datelines say. Nothing is corrected."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from api.models.vocabulary import DateBasis, DatePrecision, DateRule, ParagraphKind
from seed.frus.tei.blocks import Layout
from seed.frus.tei.moments import Moment, encoded, encoded_range
from seed.frus.tei.pieces import Mark
from seed.frus.tei.received import RECEIVED, month_of
from seed.frus.volume import When

ENCODING = {"when", "from", "to", "notBefore", "notAfter"}
SECONDARY = {"content-date", "publication-date"}
UNDATED = re.compile(r"\b(?:undated|(?:no|without|date not|not) (?:date\w*|indicated|given|known))\b", re.I)
PRINTED = re.compile(
    r"\b(?P<month>[A-Z][a-z]{2,8})\.? (?P<day>\d{1,2}), ?(?P<year>\d{4})\b|"
    r"\b(?P<day_first>\d{1,2})(?:st|nd|rd|th)? (?P<month_after>[A-Z][a-z]{2,8})\.?,? (?P<year_after>\d{4})\b"
)
CLOSE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Datelines:
    """What the datelines of a document mark, in order: those of quotations and attachments are not among them."""

    dates: list[Mark]
    received: list[Mark]
    places: list[Mark]
    texts: dict[int, str]  # of the blocks, by number

    @classmethod
    def of(cls, layout: Layout) -> "Datelines":
        own = [mark for mark in layout.marks if mark.kind is ParagraphKind.DATELINE and not mark.quoted]
        own.sort(key=lambda mark: (mark.at.number, mark.at.start))
        dates = [mark for mark in own if mark.element.tag == "date"]
        return cls(
            dates=[mark for mark in dates if mark.element.get("type") != "received-date"],
            received=[mark for mark in dates if mark.element.get("type") == "received-date"],
            places=[mark for mark in own if mark.element.tag == "placeName"],
            texts={
                piece.block.number: piece.block.text
                for piece in layout.pieces
                if piece.block.kind is ParagraphKind.DATELINE and not piece.quoted
            },
        )


@dataclass(frozen=True, slots=True)
class Found:
    """A document's date, and where its printed and its encoded date differ, both of them."""

    when: When | None
    days: tuple[date, date] | None = None
    unlike: tuple[str, str] | None = None


def sent(attributes: Mapping[str, str], lines: Datelines, *, narrates: bool) -> Found:
    """The encoded range of the document first, then its first dateline with a date, then printed text only."""
    chosen = first_dated(lines.dates)
    said = encoded(chosen.element.attrib) if chosen else None
    printed = printed_at(chosen, lines) if chosen else undated(lines)
    whole = encoded_range(attributes)
    if whole is None:
        return unranged(attributes, by_dateline(chosen, said, printed))
    near = said is not None and said.first - CLOSE <= whole.last and whole.first <= said.last + CLOSE
    short = whole.precision in {DatePrecision.MINUTE, DatePrecision.DAY}
    local = said if said and near and short and said.first == said.last else whole
    basis = basis_of(printed if local is said else None)
    minute = local is said and said is not None and said.precision is DatePrecision.MINUTE
    when = When(
        edtf=local.edtf,
        printed=printed,
        basis=DateBasis.NARRATED if narrates else basis,
        rule=DateRule.RANGE,
        precision=whole.precision,
        local_time=local.time if minute else None,
        instant_lo=whole.instants[0] if whole.instants else None,
        instant_hi=whole.instants[1] if whole.instants else None,
    )
    unlike = None if near or said is None or not printed else (printed, whole.edtf)
    return Found(when, (local.first, local.last), unlike or differs(chosen, said))


def unranged(attributes: Mapping[str, str], found: Found) -> Found:
    """The dateline's date stands where the encoded range is none; that is reported, if a date is printed."""
    wrong = [value for name, value in attributes.items() if name.startswith("frus:doc-dateTime-")]
    printed = found.when and found.when.printed
    return replace(found, unlike=(printed, " ".join(wrong))) if wrong and printed else found


def arrival(lines: Datelines) -> When | None:
    """What newer markup says of the day of receipt."""
    for mark in lines.received:
        if said := encoded(mark.element.attrib):
            return encoded_when(said, mark.text)
    return None


def by_dateline(chosen: Mark | None, said: Moment | None, printed: str | None) -> Found:
    if said:
        return Found(encoded_when(said, printed), (said.first, said.last), differs(chosen, said))
    if printed is None:
        return Found(None)
    basis = DateBasis.NONE if not chosen and UNDATED.search(printed) else DateBasis.UNRESOLVED
    return Found(When(None, printed, basis), None, differs(chosen, None))


def encoded_when(said: Moment, printed: str | None) -> When:
    return When(
        edtf=said.edtf,
        printed=printed,
        basis=basis_of(printed),
        rule=DateRule.DATELINE,
        precision=said.precision,
        local_time=said.time,
        instant_lo=said.instants[0] if said.instants else None,
        instant_hi=said.instants[1] if said.instants else None,
    )


def basis_of(printed: str | None) -> DateBasis:
    """A day that the text prints is printed, though the markup says it too; a difference between them is reported."""
    return DateBasis.PRINTED if printed else DateBasis.ENCODED


def first_dated(dates: Sequence[Mark]) -> Mark | None:
    """The first that says a date; what was published or is told of comes after when it was written."""
    said = [mark for mark in dates if encoded(mark.element.attrib)] or list(dates)
    primary = [mark for mark in said if mark.element.get("type") not in SECONDARY]
    return next(iter(primary or said), None)


def printed_at(chosen: Mark, lines: Datelines) -> str:
    """The text of the date, and of those of its sort that follow it in the same dateline ("June 6 and 7, 1951")."""
    number, end = chosen.at.number, chosen.at.end
    for mark in lines.dates:
        if mark.at.number == number and mark.element.get("type") == chosen.element.get("type"):
            end = max(end, mark.at.end)
    return lines.texts[number][chosen.at.start : end]


def undated(lines: Datelines) -> str | None:
    """What a dateline without a date says in its place ("undated")."""
    for number, text in lines.texts.items():
        ends = [mark.at.end for mark in lines.places if mark.at.number == number]
        rest = RECEIVED.sub("", text[max(ends, default=0) :]).strip(" ,;[]()")
        if rest := re.sub(r"(?<!m)\.$", "", rest):
            return rest
    return None


def place(lines: Datelines) -> str | None:
    """As printed: "Seoul [Suwon]" is two places that no date parts."""
    if not lines.places:
        return None
    start, end = lines.places[0].at.start, lines.places[0].at.end
    number, text = lines.places[0].at.number, lines.texts[lines.places[0].at.number]
    parted = [mark.at.start for mark in lines.dates if mark.at.number == number and mark.at.start >= end]
    border = min(parted, default=len(text))
    for mark in lines.places[1:]:
        if mark.at.number == number and mark.at.end <= border:
            end = max(end, mark.at.end)
    if text[start:end].count("[") > text[start:end].count("]") and text[end : end + 1] == "]":
        end += 1
    return text[start:end].strip(" ,;") or None


def differs(chosen: Mark | None, said: Moment | None) -> tuple[str, str] | None:
    """The printed and the encoded date, where the printed one is a full date and another, or the encoded is none."""
    if chosen is None:
        return None
    attributes = [value for name, value in chosen.element.attrib.items() if name in ENCODING]
    if said is None:
        return (chosen.text, " ".join(attributes)) if attributes else None
    printed = printed_day(chosen.text)
    if printed is None or said.first <= printed <= said.last:
        return None
    return chosen.text, " ".join(attributes)


def printed_day(text: str) -> date | None:
    """The day that is printed in full, if one is."""
    found = PRINTED.search(text)
    if not found:
        return None
    month = month_of(found["month"] or found["month_after"])
    if month is None:
        return None
    try:
        return date(int(found["year"] or found["year_after"]), month, int(found["day"] or found["day_first"]))
    except ValueError:
        return None
