"""How a record becomes rows: spans, people, and what is left to be understood."""

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import Column, Integer, MetaData, Table, Text

from api.models.vocabulary import DateBasis, Modality
from seed import records
from seed.loading.rows import Draft, Index, Rows, rows_of
from seed.reading.files import Dataset


def ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def index_of(dataset: Dataset) -> Index:
    return Index(dataset, {slug: place for place, slug in enumerate(dataset.entries, 1)})


def made(dataset: Dataset, slug: str) -> Rows:
    return rows_of(dataset.entries[slug], index_of(dataset))


def people(dataset: Dataset, rows: list[dict[str, Any]], role: str) -> list[str]:
    """The slugs of those who have a role, in order."""
    slugs = {number: slug for slug, number in index_of(dataset).ids.items()}
    return [slugs[row["actor_id"]] for row in rows if row["role"] == role]


def test_calendar_place_and_rival_date(corpus_data: Dataset) -> None:
    ids = index_of(corpus_data).ids
    assert made(corpus_data, "closing-vote")["event"][0]["calendar_place_id"] == ids["alder"]
    (rival,) = made(corpus_data, "ledger-removal")["event_date"]
    assert (rival["edtf"], rival["given_by_id"], rival["start"], rival["end"]) == (
        "1931-22",
        ids["town-newspaper"],
        844,
        887,
    )
    assert len(made(corpus_data, "ledger-removal")["citation"]) == 1


def test_letter_with_its_people_and_both_dates(corpus_data: Dataset) -> None:
    rows, ids = made(corpus_data, "weir-to-brandt-1931-04"), index_of(corpus_data).ids
    (letter,) = rows["document"]
    assert (letter["lo"], letter["hi"]) == (ordinal("1931-04-01"), ordinal("1931-04-09"))
    assert (letter["received_lo"], letter["received_month_day"]) == (ordinal("1931-04-09"), 409)
    assert (letter["occasion_id"], letter["occasion_type"]) == (ids["damp-shelves"], "event")
    parties = rows["document_party"]
    assert [(row["seq"], row["role"]) for row in parties] == [(1, "from"), (2, "to"), (3, "via"), (4, "copy")]
    assert parties[1]["printed"] == "the registrar Otto Brandt"
    assert {(row["lo"], row["hi"]) for row in parties} == {(letter["lo"], letter["hi"])}


def test_answer_points_at_its_letter(corpus_data: Dataset) -> None:
    (answers,) = made(corpus_data, "brandt-to-weir-1931-04-12")["about"]
    assert answers == {
        "record_id": index_of(corpus_data).ids["brandt-to-weir-1931-04-12"],
        "record_type": "document",
        "role": "answers",
        "seq": 1,
        "target_id": index_of(corpus_data).ids["weir-to-brandt-1931-04"],
        "target_type": "document",
    }


def test_works_share_the_text_they_are_printed_in(corpus_data: Dataset) -> None:
    whole, part = (made(corpus_data, slug)["source"][0] for slug in ("alder-papers", "reading-room-excerpt"))
    assert whole["text_held"]
    assert (part["text_sha256"], part["text_length"]) == (whole["text_sha256"], whole["text_length"])
    assert (whole["text_start"], part["text_start"], part["text_end"]) == (None, 0, 208)


def test_citations_name_the_narrowest_work(corpus_data: Dataset) -> None:
    ids = index_of(corpus_data).ids
    assert [row["source_id"] for row in made(corpus_data, "closing-vote")["citation"]] == [
        ids["reading-room-excerpt"],
        ids["reading-room-excerpt"],
    ]
    assert made(corpus_data, "alder")["citation"][0]["source_id"] == ids["halden-reeve-ledger-moved"]


def test_quotation_in_two_parts(corpus_data: Dataset) -> None:
    rows, ids = made(corpus_data, "weir-shelves-damp"), index_of(corpus_data).ids
    (quotation,) = rows["quotation"]
    assert quotation["text"] == "The shelves are damp, and the ledgers must go before the rains."
    assert (quotation["as_printed"], quotation["start"], quotation["end"]) == (None, 398, 475)
    assert quotation["source_id"] == ids["halden-reeve-ledger-moved"]
    assert [(row["start"], row["end"], row["exact"]) for row in rows["quotation_selector"]] == [
        (398, 419, "The shelves are damp,"),
        (434, 475, "and the ledgers must go before the rains."),
    ]
    assert {(row["prefix"], row["suffix"]) for row in rows["quotation_selector"]} == {(None, None)}
    assert [(row["start"], row["end"]) for row in rows["citation"]] == [(398, 419), (434, 475)]
    receipt = corpus_data.receipts["weir-shelves-damp"]
    assert quotation["verification_state"] == receipt.state.value
    assert quotation["verification_sha256"] == receipt.sha256
    assert quotation["verification_date"] == date(2025, 1, 2)


def test_emended_quotation_and_lacuna(corpus_data: Dataset) -> None:
    (emended,) = made(corpus_data, "brandt-until-roof-mended")["quotation"]
    assert (emended["text"], emended["as_printed"]) == (
        "should be postponed until the roof is mended.",
        "should be postnoned until the roof is mended.",
    )
    (broken,) = made(corpus_data, "weir-ledgers-safe")["quotation"]
    assert broken["text"] == "The ledgers are safe where no [...] will find them before winter."


def test_people_of_a_quotation(corpus_data: Dataset) -> None:
    parties = made(corpus_data, "brandt-paper-does-not-drown")["quotation_party"]
    assert people(corpus_data, parties, "speaker") == ["otto-brandt"]
    assert people(corpus_data, parties, "quoted-by") == ["alder-council"]
    assert [row["certainty"] for row in parties] == ["claimed", "stated"]


def test_quotation_has_its_own_date_or_its_documents_or_its_events(altered: Callable[..., Dataset]) -> None:
    own = records.Date(edtf="1931-04-05", basis=DateBasis.PRINTED)
    undated = records.Date(printed="undated", basis=DateBasis.NONE)

    def of(dataset: Dataset, slug: str) -> str | None:
        edtf: str | None = made(dataset, slug)["quotation"][0]["edtf"]
        return edtf

    both = {"document": "brandt-to-weir-1931-04-12", "event": "closing-vote"}
    assert of(altered("weir-shelves-damp", date=own, **both), "weir-shelves-damp") == "1931-04-05"
    assert of(altered("weir-shelves-damp", date=None, **both), "weir-shelves-damp") == "1931-04-12"
    assert of(altered("weir-shelves-damp", **{**both, "document": None}), "weir-shelves-damp") == "1931-03-03"
    assert of(altered("weir-shelves-damp", date=undated, **both), "weir-shelves-damp") == "1931-04-12"
    assert of(altered("weir-shelves-damp", document="weir-note", event=None), "weir-shelves-damp") is None


def test_same_words_are_so_both_ways(altered: Callable[..., Dataset]) -> None:
    dataset = altered("weir-shelves-damp", same_words=["weir-ledgers-safe"])
    ids = index_of(dataset).ids
    one, other = ids["weir-shelves-damp"], ids["weir-ledgers-safe"]
    assert made(dataset, "weir-shelves-damp")["quotation_same_words"] == [{"quotation_id": one, "other_id": other}]
    assert made(dataset, "weir-ledgers-safe")["quotation_same_words"] == [{"quotation_id": other, "other_id": one}]


def test_authors_and_holders_left_out(corpus_data: Dataset, altered: Callable[..., Dataset]) -> None:
    both = ["mira-halden", "jonas-reeve"]
    own = made(corpus_data, "removal-kept-quiet")["interpretation_actor"]
    assert (people(corpus_data, own, "author"), people(corpus_data, own, "held-by")) == (both, both)
    told = made(corpus_data, "removal-ordered-by-brandt")["interpretation_actor"]
    assert people(corpus_data, told, "author") == both
    assert people(corpus_data, told, "held-by") == ["some-readers-halden-reeve"]
    raised = altered("removal-kept-quiet", modality=Modality.RAISES)
    assert people(raised, made(raised, "removal-kept-quiet")["interpretation_actor"], "held-by") == []
    named = altered("removal-kept-quiet", authors=["anna-weir"])
    found = made(named, "removal-kept-quiet")["interpretation_actor"]
    assert (people(named, found, "author"), people(named, found, "held-by")) == (["anna-weir"], ["anna-weir"])


def test_counterfactual_with_its_chain(corpus_data: Dataset) -> None:
    rows, ids = made(corpus_data, "roof-mended-no-removal"), index_of(corpus_data).ids
    assert [row["causal_link_id"] for row in rows["counterfactual_chain"]] == [ids["damp-to-removal"]]
    assert [(row["role"], row["target_id"]) for row in rows["about"]] == [
        ("about", ids["ledger-removal"]),
        ("antecedent", ids["damp-shelves"]),
    ]


def test_evidence_and_relations(corpus_data: Dataset) -> None:
    rows, ids = made(corpus_data, "damp-played-no-part"), index_of(corpus_data).ids
    (evidence,), (relation,) = rows["evidence"], rows["relation"]
    assert (evidence["target_id"], evidence["target_type"]) == (ids["room-stands-empty"], "event")
    assert evidence["stance"] == "against"
    assert (relation["other_id"], relation["kind"]) == (ids["damp-moved-weir"], "contradicts")


def test_positions_of_a_dispute(corpus_data: Dataset) -> None:
    rows, ids = made(corpus_data, "who-ordered-removal"), index_of(corpus_data).ids
    assert [row["summary"] for row in rows["dispute_position"]] == ["Brandt gave the order.", "Weir did it on her own."]
    assert [(row["position_seq"], row["seq"], row["interpretation_id"]) for row in rows["position_interpretation"]] == [
        (1, 1, ids["removal-ordered-by-brandt"]),
        (2, 1, ids["removal-by-weir-alone"]),
    ]


def test_causal_link_names_the_claim_that_asserts_it_first(altered: Callable[..., Dataset]) -> None:
    dataset = altered("damp-to-removal", asserted_by=["damp-moved-weir", "removal-kept-quiet"])
    rows, ids = made(dataset, "damp-to-removal"), index_of(dataset).ids
    assert rows["causal_link"][0]["interpretation_id"] == ids["damp-moved-weir"]
    assert [(row["interpretation_id"], row["stance"]) for row in rows["causal_assertion"]] == [
        (ids["damp-moved-weir"], "asserts"),
        (ids["removal-kept-quiet"], "asserts"),
        (ids["damp-played-no-part"], "disputes"),
    ]


class Walked(records.Part, kw_only=True):
    """A kind of record that this project does not have."""

    miles: int
    mood: Modality | None = None
    place: str | None = None
    date: records.Date | None = None


def test_a_field_and_the_column_of_its_name_need_no_loader(corpus_data: Dataset) -> None:
    table = Table(
        "walked", MetaData(), Column("id", Integer, primary_key=True), Column("miles", Integer), Column("mood", Text),
        Column("place_id", Integer), Column("place_type", Text),
    )  # fmt: skip
    draft = Draft(corpus_data.entries["alder"], index_of(corpus_data))
    walked = Walked(miles=7, mood=Modality.ASSERTS, place="alder")
    assert draft.named(table, walked) == {
        "miles": 7,
        "mood": "asserts",
        "place_id": index_of(corpus_data).ids["alder"],
        "place_type": "place",
    }
