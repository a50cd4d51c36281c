"""What each record is called, and the digests by which a change of it is told."""

import dataclasses
from collections.abc import Callable

import msgspec

from seed import records
from seed.loading import labels
from seed.loading.compare import digest, field_digests
from seed.reading.files import Dataset, Entry


def test_labels(corpus_data: Dataset) -> None:
    expected = {
        "alder-papers": "Alder Papers",
        "anna-weir": "Anna Weir",
        "reading-room": "reading room",
        "cellar-search": "Search of the cellar",
        "council-minutes": "Minutes of the council",
        "archive-house-without-keys": "“house without keys”",
        "removal-kept-quiet": "The removal was concealed.",
        "who-ordered-removal": "Who ordered the removal of the ledgers?",
        "damp-to-removal": "Damp in the archive → Removal of the ledgers (motivated)",
        "weir-reads-reply": "Brandt will not have the ledgers moved yet.",
    }
    found = {slug: labels.label(corpus_data.entries[slug], corpus_data) for slug in expected}
    assert found == expected


def test_long_labels_are_cut_at_a_word(altered: Callable[..., Dataset]) -> None:
    words = "ledgers, " * 40
    assert labels.cut(words) == ("ledgers, " * 17).rstrip(", ") + "…"
    assert labels.cut("x" * 160) == "x" * 160
    assert labels.cut("x" * 161) == "x" * 159 + "…"
    assert labels.cut("in  two\nlines") == "in two lines"
    part = records.QuotedPart(exact=words.strip(), cite=(0, 400, "0000"))
    long = altered("weir-shelves-damp", parts=[part])
    label = labels.label(long.entries["weir-shelves-damp"], long)
    assert len(label) <= 160
    assert label.startswith("“ledgers, ")
    assert label.endswith("ledgers…”")


def test_both_ends_of_a_causal_link_are_in_its_label(altered: Callable[..., Dataset]) -> None:
    dataset = altered("damp-shelves", title="Damp " * 40)
    label = labels.label(dataset.entries["damp-to-removal"], dataset)
    assert len(label) <= 160
    assert label.endswith("… → Removal of the ledgers (motivated)")


def test_digests_are_of_what_is_published(corpus_data: Dataset, altered: Callable[..., Dataset]) -> None:
    def of(dataset: Dataset) -> dict[str, str]:
        return field_digests(dataset.entries["weir-shelves-damp"], dataset)

    before = of(corpus_data)
    assert set(before) == {
        "parts", "fidelity", "translated", "speakers", "addressees", "document", "verification"
    }  # fmt: skip
    assert of(altered("weir-shelves-damp", remark="Look again.")) == before
    assert of(altered("weir-shelves-damp", same_words=[])) == before
    assert digest(of(altered("weir-shelves-damp", translated=None))) != digest(before)


def test_a_new_field_with_a_default_changes_no_digest(corpus_data: Dataset) -> None:
    """Only a value that is not the default is content: a column more makes no update of every record."""
    entry = corpus_data.entries["alder"]
    wider = msgspec.defstruct(
        "Wider", [("nickname", str | None, None)], bases=(records.Place,), kw_only=True, omit_defaults=True
    )
    other = msgspec.convert(msgspec.to_builtins(entry.record), wider)
    same: Entry = dataclasses.replace(entry, record=other)
    assert field_digests(same, corpus_data) == field_digests(entry, corpus_data)
