"""Each quotation gets exactly one state, from its words and the text alone."""

import datetime
import hashlib
from pathlib import Path
from typing import Any

import msgspec
import pytest

from api.models.vocabulary import VerificationState as State
from seed.citations import check_digest
from seed.files import Dataset, read, write
from seed.passages import VERSION, normal
from seed.receipts import Receipt, digest
from seed.records import Quotation
from seed.texts import SourceText, TextError, load
from seed.verify import Finding, judge, receipt, verify

OWN = (
    'Weir wrote, "The shelves are damp," and later, "the ledgers must go." '
    "It\u2019s said that \u201cpaper does\nnot drown\u201d and that ink runs. Ink runs at Alder. A com\u00admon view.\n"
    'The note says, "Nothing is safe where no\n\nThe Alder Papers\n\nhand will find it." It was postnoned.\n'
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
        (quotation(pinned("It's said", "It\u2019s said")), State.NORMALISED, ("curly-quotes",)),
        (quotation(pinned("common view", "com\u00admon view")), State.NORMALISED, ("soft-hyphens",)),
        (quotation("It's said that \"paper does not drown"), State.NORMALISED, ("line-breaks", "curly-quotes")),
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
        (quotation(pinned("ink runs", "The shelves")), State.NOT_FOUND, "stand at 117-125, which is not where"),
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
    made = quotation(pinned("It's said", "It\u2019s said"))
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


@pytest.fixture
def data(corpus: Path, tmp_path: Path) -> Dataset:
    """The corpus in a folder of its own."""
    for path in corpus.rglob("*.yaml"):
        target = tmp_path / path.relative_to(corpus)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    return read(tmp_path)[0]


@pytest.fixture
def texts(data: Dataset, corpus: Path) -> dict[str, SourceText]:
    return load(data, [corpus.parent / "text.txt"])


def test_corpus_is_verified(data: Dataset, texts: dict[str, SourceText]) -> None:
    found = verify(data, texts, TODAY)
    assert [str(problem) for problem in found.problems] == []
    assert found.receipts == data.receipts
    states = {slug: receipt.state for slug, receipt in found.receipts.items()}
    assert states["weir-ledgers-safe"] == State.LACUNA
    assert states["brandt-until-roof-mended"] == State.EMENDED
    write(data.folder / "verified.yaml", found.receipts)
    assert (data.folder / "verified.yaml").read_text("utf-8") == data.files[data.folder / "verified.yaml"]


def altered(data: Dataset, name: str, old: str, new: str) -> Dataset:
    path = next(data.folder.rglob(name))
    content = path.read_text("utf-8")
    assert old in content
    path.write_text(content.replace(old, new, 1), "utf-8")
    found, problems = read(data.folder)
    assert problems == []
    return found


def test_one_changed_word(data: Dataset, texts: dict[str, SourceText]) -> None:
    found = verify(altered(data, "quotations.yaml", "door shut", "door closed"), texts, TODAY)
    (problem,) = found.problems
    assert problem.message == (
        "clerk-keep-door-shut: not-found: 1 of its 1 parts not in the text letter by letter; "
        "correct it by the text, or withdraw it"
    )
    assert problem.path.read_text("utf-8").splitlines()[problem.line - 1] == "  parts:"
    assert found.receipts["clerk-keep-door-shut"].state == State.NOT_FOUND
    assert found.receipts["clerk-keep-door-shut"].date == TODAY.isoformat()


def test_altered_citation(data: Dataset, texts: dict[str, SourceText]) -> None:
    found = verify(altered(data, "places.yaml", '  cite: [[820, 830, "', '  cite: [[821, 831, "'), texts, TODAY)
    (problem,) = found.problems
    assert problem.message == (
        "alder: the characters 821-831 are not those that were cited; "
        "write the passage's words as find: again, and pin them"
    )


def test_text_that_was_not_given(data: Dataset) -> None:
    with pytest.raises(TextError, match=r"the text of `alder-papers` \(SHA-256 75ca1683…\) was not given; give its"):
        verify(data, {}, TODAY)


def test_source_that_is_not_held(data: Dataset) -> None:
    source = data.files[data.folder / "alder-papers" / "sources.yaml"]
    held = source[source.index("  text:\n") : source.index("  csl:")]
    found = verify(altered(data, "sources.yaml", held, ""), {}, TODAY)
    assert {one.state for one in found.receipts.values()} == {State.SOURCE_NOT_HELD}
    assert {one.sha256 for one in found.receipts.values()} == {None}
    assert list(found.problems) == []


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("documents.yaml", "printed: early April 1931", "printed: early in April 1931"),
        ("documents.yaml", "printed: the registrar Otto Brandt", "printed: the registrar O. Brandt"),
        ("interpretations.yaml", "words: [must have]", "words: [must surely have]"),
    ],
)
def test_words_that_are_not_printed(data: Dataset, texts: dict[str, SourceText], name: str, old: str, new: str) -> None:
    (problem,) = verify(altered(data, name, old, new), texts, TODAY).problems
    assert "does not stand in the text; write it as the text prints it" in problem.message
