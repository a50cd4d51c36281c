"""When a document was received, as printed: "[Received June 24-9:26 p. m.]". Its year is that of sending."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from api.models.vocabulary import DateBasis, DatePrecision, DateRule, ParagraphKind
from seed.frus.tei.pieces import Piece
from seed.frus.volume import When

MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
RECEIVED = re.compile(r"\[?\b(?P<printed>(?:Received|Recd|Rec[\u2019'`]d)\b\.?(?P<said>[^\]]*))\]?", re.I)
SAID = re.compile(
    r"(?:on |at |, )?(?:(?P<month>[A-Z][a-z]{2,8})\.? (?P<day>\d{1,2})(?:, ?(?P<year>\d{4}))?)?"
    r"(?:\s?[\u2014\u2013,-]?\s?(?:at )?(?P<time>noon|midnight|"
    r"(?P<hour>\d{1,2})(?:[:.] ?(?P<minute>\d\d))? ?(?P<half>[ap])\. ?m\.?))?"
    r"[.,]?"
)
OPENINGS = {ParagraphKind.DATELINE, ParagraphKind.OPENER}
EARLIER = timedelta(days=2)  # Asia is ahead of Washington: what is sent on the 25th may be received on the 24th
LATER = timedelta(days=300)


def month_of(name: str) -> int | None:
    """Of a name or its beginning; at least three letters."""
    begun = (number for number, month in enumerate(MONTHS, 1) if len(name) >= 3 and month.startswith(name.lower()))
    return next(begun, None)


def received(pieces: Sequence[Piece], sent: tuple[date, date] | None) -> When | None:
    """The first that a dateline or an opening says; printed text only, where the day is not plain."""
    openings = (piece.block for piece in pieces if piece.block.kind in OPENINGS and not piece.quoted)
    found = next((match for block in openings if (match := RECEIVED.search(block.text))), None)
    return when(found["printed"].strip(), found["said"].strip(), sent) if found else None


def when(printed: str, said: str, sent: tuple[date, date] | None) -> When:
    found = SAID.fullmatch(said)
    if not found or not said:
        return When(None, printed, DateBasis.UNRESOLVED)
    day, basis = day_of(found, sent)
    if day is None:
        return When(None, printed, DateBasis.UNRESOLVED)
    time = time_of(found)
    precision = DatePrecision.MINUTE if time else DatePrecision.DAY
    return When(day.isoformat(), printed, basis, DateRule.DATELINE, precision, time)


def day_of(found: re.Match[str], sent: tuple[date, date] | None) -> tuple[date | None, DateBasis]:
    """A time alone is of the day of sending; a day without a year is the first such day after it."""
    if not found["month"]:
        return (sent[0] if sent and sent[0] == sent[1] else None), DateBasis.RELATIVE
    month = month_of(found["month"])
    if month is None:
        return None, DateBasis.UNRESOLVED
    if found["year"]:
        return calendar_day(int(found["year"]), month, int(found["day"])), DateBasis.PRINTED
    if sent is None:
        return None, DateBasis.UNRESOLVED
    days = (calendar_day(sent[0].year + years, month, int(found["day"])) for years in (-1, 0, 1))
    likely = (day for day in days if day and sent[0] - EARLIER <= day <= sent[1] + LATER)
    return next(likely, None), DateBasis.YEAR_IMPLIED


def calendar_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def time_of(found: re.Match[str]) -> str | None:
    """HH:MM, where a time is printed that a clock has."""
    if found["time"] in {None, "noon"}:
        return found["time"] and "12:00"
    if found["time"] == "midnight":
        return "00:00"
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if not 1 <= hour <= 12 or minute > 59:
        return None
    return f"{hour % 12 + (12 if found['half'] == 'p' else 0):02}:{minute:02}"
