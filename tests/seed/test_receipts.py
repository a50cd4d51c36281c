"""Reading text and digest of a quotation."""

from typing import Any

import msgspec
import pytest

from api.models.quotation import LOADABLE
from api.models.vocabulary import VerificationState
from seed.records import Quotation
from seed.text.receipts import BAD, digest, reading_text

EMENDED = {"printed": "postnoned", "reading": "postponed", "reason": "error of the scan"}


def quotation(*parts: str, **more: Any) -> Quotation:
    spans = [{"exact": words, "cite": [place, place + 1, "abcd"]} for place, words in enumerate(parts)]
    return msgspec.convert({"parts": spans, "fidelity": "original", **more}, Quotation)


def test_bad_states_are_those_that_cannot_be_loaded() -> None:
    assert set(VerificationState) - set(LOADABLE) == BAD


@pytest.mark.parametrize(
    ("made", "text", "printed"),
    [
        (quotation("one"), "one", None),
        (quotation("one,", "two"), "one, two", None),
        (quotation("one", "two", lacuna="between-parts"), "one [...] two", None),
        (quotation("one", lacuna="end"), "one", None),
        (quotation("be postnoned", emendations=[EMENDED]), "be postponed", "be postnoned"),
        (
            quotation("be postnoned", "x", emendations=[EMENDED], lacuna="between-parts"),
            "be postponed [...] x",
            "be postnoned [...] x",
        ),
    ],
)
def test_reading_text(made: Quotation, text: str, printed: str | None) -> None:
    assert reading_text(made) == (text, printed)


@pytest.mark.parametrize(
    "other",
    [
        quotation("one two", "three"),
        quotation("one", "two three"),
        quotation("one", "two", lacuna="end"),
        quotation("one", "two", emendations=[{"printed": "one", "reading": "won", "reason": "scan"}]),
        msgspec.structs.replace(quotation("one", "two"), parts=quotation("x", "one", "two").parts[1:]),
    ],
)
def test_digest_is_of_all_that_is_checked(other: Quotation) -> None:
    assert digest(other) != digest(quotation("one", "two"))


def test_digest_is_not_of_the_rest() -> None:
    assert digest(quotation("one", remark="x", fidelity="term")) == digest(quotation("one"))
