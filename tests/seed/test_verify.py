"""Each quotation gets exactly one state, from its words and the text alone."""

import datetime
import hashlib
from typing import Any

import msgspec
import pytest

from api.models.vocabulary import VerificationState as State
from seed.records import Quotation
from seed.text.citations import check_digest
from seed.text.passages import VERSION, normal
from seed.text.receipts import Receipt, digest
from seed.text.texts import SourceText
from seed.text.verify import Finding, judge, receipt

OWN = (
    'Weir wrote, "The shelves are damp," and later, "the ledgers must go." '
    "\u201cIt\u2019s true that paper does\nnot drown and that ink runs. Ink runs at Alder.\u201d "
    "\u201cA com\u00admon view.\u201d\n"
    'The note says, "Nothing is safe where no\n\nThe Alder Papers\n\nhand will find it." "It was postnoned."\n'
)
OTHER = 'A second text. It says, "Only here."'
TODAY = datetime.date(2025, 6, 1)


def text(slug: str, content: str) -> SourceText:
    return SourceText(slug, hashlib.sha256(content.encode()).hexdigest(), content, normal(content))


HELD = text("papers", OWN)
SECOND = text("second", OTHER)


def pinned(words: str, printed: str | None = None, nth: int = 1) -> dict[str, Any]:
    """A part with these words, cited where the text has them, or what is printed instead."""
    start = -1
    for _ in range(nth):
        start = OWN.index(printed or words, start + 1)
    end = start + len(printed or words)
    return {"exact": words, "cite": [start, end, check_digest(OWN[start:end])]}


def quotation(*parts: dict[str, Any] | str, **more: Any) -> Quotation:
    made = [part if isinstance(part, dict) else {"exact": part} for part in parts]
    return msgspec.convert({"parts": made, "fidelity": "original", **more}, Quotation)


def judged(made: Quotation) -> Finding:
    return judge(made, HELD, [SECOND])


@pytest.mark.parametrize(
    ("made", "state", "normalisations"),
    [
        (quotation(pinned("The shelves are damp,")), State.EXACT, ()),
        (quotation("The shelves are damp,"), State.EXACT, ()),
        (quotation(pinned("The shelves are damp,"), pinned("the ledgers must go.")), State.EXACT, ()),
        (quotation(pinned("nk runs", nth=2)), State.EXACT, ()),
        (
            quotation(pinned("paper does not drown", "paper does\nnot drown")),
            State.NORMALISED,
            ("line-breaks",),
        ),
        (quotation(pinned("It's true", "It\u2019s true")), State.NORMALISED, ("curly-quotes",)),
        (quotation(pinned("common view", "com\u00admon view")), State.NORMALISED, ("soft-hyphens",)),
        (quotation("It's true that paper does not drown"), State.NORMALISED, ("line-breaks", "curly-quotes")),
        (
            quotation(
                pinned("It was postnoned."),
                emendations=[{"printed": "postnoned", "reading": "postponed", "reason": "x"}],
            ),
            State.EMENDED,
            (),
        ),
        (
            quotation(
                pinned("common view", "com\u00admon view"),
                emendations=[{"printed": "common", "reading": "usual", "reason": "x"}],
            ),
            State.EMENDED,
            ("soft-hyphens",),
        ),
        (
            quotation(pinned("Nothing is safe where no"), pinned("hand will find it."), lacuna="between-parts"),
            State.LACUNA,
            (),
        ),
        (
            quotation(
                pinned("The shelves are damp,"),
                pinned("the ledgers must go."),
                lacuna="end",
                emendations=[{"printed": "damp", "reading": "wet", "reason": "x"}],
            ),
            State.LACUNA,
            (),
        ),
    ],
)
def test_good_states(made: Quotation, state: State, normalisations: tuple[str, ...]) -> None:
    assert judged(made) == Finding(state, normalisations)


@pytest.mark.parametrize(
    ("made", "state", "wrong"),
    [
        (quotation("The shelves were damp,"), State.NOT_FOUND, "1 of its 1 parts not in the text letter by letter"),
        (quotation(pinned("The shelves were damp,", "The shelves are damp,")), State.NOT_FOUND, "1 of its 1 parts"),
        (quotation("the shelves are damp,"), State.NOT_FOUND, "1 of its 1 parts"),
        (quotation("The shelves ... damp,"), State.NOT_FOUND, "1 of its 1 parts"),
        (quotation("The shelves \u2026 damp,"), State.NOT_FOUND, "1 of its 1 parts"),
        (quotation(pinned("The shelves \u2026 damp,", "The shelves are damp,")), State.NOT_FOUND, "1 of its 1 parts"),
        (quotation(pinned("It was postponed.", "It was postnoned.")), State.NOT_FOUND, "1 of its 1 parts"),
        (quotation(""), State.NOT_FOUND, "1 of its 1 parts"),
        (quotation(), State.NOT_FOUND, "it has no words"),
        (quotation("Only here.", "The shelves are damp,"), State.NOT_FOUND, "1 of its 2 parts"),
        (quotation(pinned("ink runs", "The shelves")), State.NOT_FOUND, "stand at 116-124, which is not where"),
        (quotation("Only here."), State.MISATTRIBUTED, "its words stand in `second`"),
        (quotation(pinned("Only here.", "The shelves are damp,")), State.MISATTRIBUTED, "stand in `second`"),
        (quotation("nk runs"), State.AMBIGUOUS, "its words stand in 2 places, and its citation names none of them"),
        (quotation(pinned("nk runs", "The shelves")), State.AMBIGUOUS, "its words stand in 2 places"),
        (
            quotation(pinned("the ledgers must go."), pinned("The shelves are damp,")),
            State.NOT_FOUND,
            "its parts are not in the order of the text",
        ),
        (
            quotation(pinned("The shelves"), pinned("damp,")),
            State.NOT_FOUND,
            "words within the marks are left out between its parts",
        ),
        (
            quotation(pinned("The shelves"), pinned("the ledgers must go.")),
            State.EXACT,
            "",
        ),
        (
            quotation(pinned("Nothing is safe where no"), pinned("hand will find it.")),
            State.NOT_FOUND,
            "words within the marks are left out between its parts",
        ),
        (
            quotation(pinned("The shelves"), pinned("damp,"), lacuna="between-parts"),
            State.NOT_FOUND,
            "words within the marks are left out between its parts",
        ),
        (
            quotation(pinned("The shelves are damp,"), pinned("the ledgers must go."), lacuna="between-parts"),
            State.NOT_FOUND,
            "no page breaks between its parts, so they have no lacuna",
        ),
        (
            quotation(pinned("Nothing is safe"), pinned("hand will find it."), lacuna="between-parts"),
            State.NOT_FOUND,
            "words within the marks are left out between its parts",
        ),
        (quotation(pinned("The shelves were", "The shelves are"), lacuna="end"), State.NOT_FOUND, "1 of its 1 parts"),
        (
            quotation(pinned("Weir wrote,")),
            State.NOT_FOUND,
            "its words stand in the text but not as a quotation: no marks",
        ),
        (quotation("Weir wrote,", lacuna="end"), State.NOT_FOUND, "not as a quotation: no marks around them"),
        (quotation(pinned("and later,"), pinned("the ledgers must go.")), State.NOT_FOUND, "them, 1 of its 2 parts"),
    ],
)
def test_bad_states(made: Quotation, state: State, wrong: str) -> None:
    finding = judged(made)
    assert finding.state == state
    assert wrong in finding.wrong


def test_source_not_held_comes_first() -> None:
    assert judge(quotation("Only here."), None, [SECOND]).state == State.SOURCE_NOT_HELD


def made_receipt(made: Quotation, before: Receipt | None, today: datetime.date = TODAY) -> Receipt:
    return receipt(made, judged(made), HELD, before, today)


def test_receipt() -> None:
    made = quotation(pinned("It's true", "It\u2019s true"))
    assert made_receipt(made, None) == Receipt(
        state=State.NORMALISED,
        normalisations=["curly-quotes"],
        version=VERSION,
        date="2025-06-01",
        sha256=HELD.sha256,
        digest=digest(made),
    )


def test_receipt_keeps_its_day_while_it_says_the_same() -> None:
    made = quotation(pinned("The shelves are damp,"))
    before = made_receipt(made, None)
    later = datetime.date(2026, 1, 1)
    assert made_receipt(made, before, later) == before
    assert made_receipt(made, msgspec.structs.replace(before, version=0), later).date == "2026-01-01"
    assert made_receipt(quotation(pinned("The shelves are")), before, later).date == "2026-01-01"


def test_a_page_break_takes_no_paragraph() -> None:
    own = text("papers", 'He wrote, "It began so\n\nA HEAD\n\nOthers thought so too.\n\nand so it ended."\n')
    made = quotation("It began so", "and so it ended.", lacuna="between-parts")
    assert "words within the marks are left out" in judge(made, own, []).wrong
    shorter = text("papers", own.text.replace("Others thought so too.\n\n", ""))
    assert judge(made, shorter, []).state == State.LACUNA
