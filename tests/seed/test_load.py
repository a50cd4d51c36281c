"""A load makes the curated series equal to its files, and says what it changed."""

from collections import Counter
from typing import Any

import pytest
from sqlalchemy import Engine, NullPool, create_engine, func, select, text
from sqlmodel import SQLModel

from api.models.vocabulary import ChangeAction, RecordType
from seed.loading.compare import Difference, too_many
from seed.loading.diff import diff
from seed.loading.load import Loaded, LoadError, load
from seed.reading.files import Dataset
from tests.edits import Edited
from tests.statements import statements

TABLES = SQLModel.metadata.tables
# What whole volumes bring, and what is found out by setting the record beside them; a load alone has nothing for these.
OF_VOLUMES = {"volume", "origin", "section", "volume_document", "paragraph", "anchor"}
OF_VOLUMES |= {"mention", "term", "term_use", "reference", "possibly_same", "quotation_elsewhere"}
TOO_MANY = [f"""quarter-{n}:
  cite: [[820, 830, "f2d2"]]
  name: Quarter {n} of Alder
  within: alder
""" for n in "bcdefg"]  # fmt: skip


@pytest.fixture
def engine(own_loaded_url: str) -> Engine:
    """Reads the test's own database, loaded with the corpus."""
    return create_engine(own_loaded_url, poolclass=NullPool)


def rows(engine: Engine, name: str, **equal: Any) -> list[dict[str, Any]]:
    table = TABLES[name]
    statement = select(table).order_by(*table.primary_key)
    for column, value in equal.items():
        statement = statement.where(table.c[column] == value)
    with engine.connect() as connection:
        return [dict(row) for row in connection.execute(statement).mappings()]


def record(engine: Engine, slug: str) -> dict[str, Any]:
    return rows(engine, "record", slug=slug)[0]


def everything(engine: Engine) -> dict[str, list[dict[str, Any]]]:
    return {name: rows(engine, name) for name in TABLES}


def logged(engine: Engine, release: int) -> list[tuple[str, str, list[str]]]:
    found = rows(engine, "change", release_id=release)
    return [(row["action"].value, row["slug"], row["fields"]) for row in found]


def test_first_load(engine: Engine, corpus_data: Dataset) -> None:
    assert len(rows(engine, "release")) == 1
    (release,) = rows(engine, "release")
    assert release["content_sha256"] == corpus_data.sha256
    assert release["counts"] == {kind.value: count for kind, count in corpus_data.counts.items()}
    assert logged(engine, 1) == [("created", slug, []) for slug in corpus_data.entries]
    assert {row["slug"] for row in rows(engine, "record", series="curated")} == set(corpus_data.entries)
    assert {row["changed_in"] for row in rows(engine, "record")} == {1}
    redirect = {"type": "event", "slug": "removal-of-ledgers", "moved_to": "ledger-removal"}
    assert rows(engine, "slug", slug="removal-of-ledgers") == [
        {**redirect, "gone_in": None, "gone_label": None, "gone_part": None}
    ]


def test_first_load_fills_every_table_the_corpus_has_something_for(engine: Engine) -> None:
    empty = {name for name in TABLES if not rows(engine, name)}
    assert empty == {"quotation_same_words"} | OF_VOLUMES


def test_same_content_again_reads_not_even_a_record(own_loaded_url: str, corpus_data: Dataset) -> None:
    engine = create_engine(own_loaded_url, poolclass=NullPool)
    before = everything(engine)
    with statements() as seen:
        assert load(corpus_data, own_loaded_url) == Loaded(1)
    assert [statement for statement in seen if "record" in statement or " slug" in statement] == []
    assert everything(engine) == before
    assert diff(corpus_data, own_loaded_url) == []


def test_other_bytes_of_the_same_records_make_no_release(own_loaded_url: str, engine: Engine, edited: Edited) -> None:
    edited.replace("events.yaml", "room-closure:", "# Nothing of this is true.\n\nroom-closure:")
    dataset, before = edited.read(), everything(engine)
    assert load(dataset, own_loaded_url) == Loaded(1)
    assert everything(engine) == before


def test_a_remark_is_no_change(own_loaded_url: str, edited: Edited) -> None:
    edited.replace("places.yaml", 'cite: [[820, 830, "f2d2"]]', 'cite: [[820, 830, "f2d2"]]\n  remark: Look again.')
    assert load(edited.read(), own_loaded_url) == Loaded(1)


def test_update_names_the_fields(own_loaded_url: str, engine: Engine, edited: Edited) -> None:
    before = record(engine, "cellar-search")
    edited.replace("events.yaml", "title: Search of the cellar", "title: Search of the cellars")
    edited.replace("events.yaml", '"1931-06~"', '"1931-06"')
    dataset = edited.read()
    expected = Difference(ChangeAction.UPDATED, RecordType.EVENT, "cellar-search", ["date", "title"])
    assert diff(dataset, own_loaded_url) == [expected]
    assert load(dataset, own_loaded_url) == Loaded(2, updated=1)
    after = record(engine, "cellar-search")
    assert (after["id"], after["changed_in"], after["label"]) == (before["id"], 2, "Search of the cellars")
    assert logged(engine, 2) == [("updated", "cellar-search", ["date", "title"])]
    assert rows(engine, "event", id=after["id"])[0]["quality"] == "exact"
    assert {row["changed_in"] for row in rows(engine, "record") if row["slug"] != "cellar-search"} == {1}


def test_a_field_that_comes_or_goes_is_named(own_loaded_url: str, engine: Engine, edited: Edited) -> None:
    edited.replace("places.yaml", "  name_now: Alder-on-the-Hill\n", "")
    edited.replace("places.yaml", "name: reading room\n", "name: reading room\n  summary: A room for readers.\n")
    load(edited.read(), own_loaded_url)
    assert logged(engine, 2) == [("updated", "alder", ["name_now"]), ("updated", "reading-room", ["summary"])]


def test_another_verification_updates_the_quotation(own_loaded_url: str, engine: Engine, edited: Edited) -> None:
    old = 'clerk-keep-door-shut:\n  state: verified-exact\n  version: 1\n  date: "2025-01-02"'
    new = "clerk-keep-door-shut:\n  state: verified-normalised\n  normalisations: [quotes]\n  version: 1\n"
    edited.replace("verified.yaml", old, new + '  date: "2025-01-03"')
    assert load(edited.read(), own_loaded_url) == Loaded(2, updated=1)
    assert logged(engine, 2) == [("updated", "clerk-keep-door-shut", ["verification"])]


def test_other_sentences_update_the_work_they_stand_in(own_loaded_url: str, engine: Engine, edited: Edited) -> None:
    edited.replace("sentences.yaml", "[0, 108]", "[0, 107]")
    dataset = edited.read()
    changed = [
        Difference(ChangeAction.UPDATED, RecordType.SOURCE, slug, ["sentences"])
        for slug in ("alder-papers", "reading-room-excerpt")
    ]
    assert diff(dataset, own_loaded_url) == changed
    assert load(dataset, own_loaded_url) == Loaded(2, updated=2)
    assert logged(engine, 2) == [("updated", difference.slug, ["sentences"]) for difference in changed]
    assert {row["slug"] for row in rows(engine, "record", changed_in=2)} == {one.slug for one in changed}


def test_copies_follow_though_their_records_did_not_change(own_loaded_url: str, engine: Engine, edited: Edited) -> None:
    """A quotation's date is its letter's, a causal link is called after its ends."""
    edited.replace("documents.yaml", 'edtf: "1931-04-12"', 'edtf: "1931-04-13"')
    edited.replace("events.yaml", "title: Damp in the archive", "title: Damp on the shelves")
    assert load(edited.read(), own_loaded_url) == Loaded(2, updated=2)
    letter, quotation = (record(engine, slug) for slug in ("brandt-to-weir-1931-04-12", "brandt-until-roof-mended"))
    (day,) = {row["lo"] for row in rows(engine, "document", id=letter["id"])}
    assert {row["lo"] for row in rows(engine, "document_party", document_id=letter["id"])} == {day}
    assert rows(engine, "quotation", id=quotation["id"])[0]["lo"] == day
    link = record(engine, "damp-to-removal")
    assert link["label"] == "Damp on the shelves → Removal of the ledgers (motivated)"
    assert (quotation["changed_in"], link["changed_in"]) == (1, 1)


def test_rows_that_should_not_be_so_are_put_right(own_loaded_url: str, engine: Engine, edited: Edited) -> None:
    """As after a migration that added a column: the files alone say what the rows are."""
    before = everything(engine)
    with engine.begin() as connection:
        connection.execute(text("UPDATE event SET summary = 'spoilt'"))
        connection.execute(text("DELETE FROM place_name"))
        connection.execute(text("UPDATE release SET content_sha256 = ''"))
    assert load(edited.read(), own_loaded_url) == Loaded(2)
    after = everything(engine)
    assert {name for name in TABLES if after[name] != before[name]} == {"release"}


def test_lists_that_change_places_break_no_unique_key(own_loaded_url: str, engine: Engine, edited: Edited) -> None:
    edited.replace("sources.yaml", "[mira-halden, jonas-reeve]", "[jonas-reeve, mira-halden]")
    edited.replace("causal-links.yaml", "asserted_by: [damp-moved-weir]", "asserted_by: [damp-played-no-part]")
    edited.replace("causal-links.yaml", "disputed_by: [damp-played-no-part]", "disputed_by: [damp-moved-weir]")
    load(edited.read(), own_loaded_url)
    assert [action for action, *_ in logged(engine, 2)] == ["updated", "updated"]
    first, second = rows(engine, "source_author", source_id=record(engine, "halden-reeve-ledger-moved")["id"])
    assert first["actor_id"] == record(engine, "jonas-reeve")["id"]
    assert second["actor_id"] == record(engine, "mira-halden")["id"]


def test_moved_record_keeps_its_id(own_loaded_url: str, engine: Engine, edited: Edited) -> None:
    before = record(engine, "cellar-search")
    edited.rename(RecordType.EVENT, "cellar-search", "search-of-cellar")
    dataset = edited.read()
    moved = Difference(ChangeAction.MOVED, RecordType.EVENT, "cellar-search", [], "search-of-cellar")
    assert diff(dataset, own_loaded_url) == [moved]
    assert load(dataset, own_loaded_url) == Loaded(2, moved=1)
    assert rows(engine, "slug", slug="cellar-search")[0]["moved_to"] == "search-of-cellar"
    assert logged(engine, 2) == [("moved", "cellar-search", [])]
    assert record(engine, "search-of-cellar") == {**before, "slug": "search-of-cellar"}


def test_record_moved_into_another_leaves_a_redirect(own_loaded_url: str, engine: Engine, edited: Edited) -> None:
    edited.remove("events.yaml", "cellar-search")
    edited.moved(RecordType.EVENT, "cellar-search", "room-stands-empty")
    assert load(edited.read(), own_loaded_url) == Loaded(2, moved=1)
    assert rows(engine, "record", slug="cellar-search") == []
    (left,) = rows(engine, "slug", slug="cellar-search")
    assert (left["moved_to"], left["gone_in"]) == ("room-stands-empty", None)


def test_twice_moved_slugs_lead_straight_there(own_loaded_url: str, engine: Engine, edited: Edited) -> None:
    edited.rename(RecordType.EVENT, "ledger-removal", "ledgers-leave")
    load(edited.read(), own_loaded_url)
    assert {row["moved_to"] for row in rows(engine, "slug") if row["moved_to"]} == {"ledgers-leave"}


def test_deleted_record_leaves_its_slug_and_label(own_loaded_url: str, engine: Engine, edited: Edited) -> None:
    gone = record(engine, "cellar-search")
    edited.remove("events.yaml", "cellar-search")
    assert load(edited.read(), own_loaded_url) == Loaded(2, deleted=1)
    assert rows(engine, "record", slug="cellar-search") == []
    assert rows(engine, "event", id=gone["id"]) == []
    left = {"type": "event", "slug": "cellar-search", "moved_to": None, "gone_part": None}
    assert rows(engine, "slug", slug="cellar-search") == [{**left, "gone_in": 2, "gone_label": gone["label"]}]
    assert logged(engine, 2) == [("deleted", "cellar-search", [])]


@pytest.mark.parametrize("fate", ["withdrawn in release 2", "moved to search-of-cellar"])
def test_used_slugs_never_come_back(own_loaded_url: str, engine: Engine, edited: Edited, fate: str) -> None:
    if fate.startswith("moved"):
        edited.rename(RecordType.EVENT, "cellar-search", "search-of-cellar")
        load(edited.read(), own_loaded_url)
        edited.file("moved.yaml").write_text("event:\n  removal-of-ledgers: ledger-removal\n")
        edited.replace("events.yaml", "search-of-cellar:", "cellar-search:")
    else:
        block = edited.remove("events.yaml", "cellar-search")
        load(edited.read(), own_loaded_url)
        edited.add("events.yaml", block)
    before, dataset = everything(engine), edited.read()
    with pytest.raises(LoadError, match=f"cellar-search of this event was {fate} and is never used again"):
        load(dataset, own_loaded_url)
    assert everything(engine) == before


def test_withdrawn_slugs_cannot_be_moved(own_loaded_url: str, edited: Edited) -> None:
    edited.remove("events.yaml", "cellar-search")
    load(edited.read(), own_loaded_url)
    edited.moved(RecordType.EVENT, "cellar-search", "room-closure")
    dataset = edited.read()
    with pytest.raises(LoadError, match="event cellar-search was withdrawn in release 2 and cannot be moved"):
        load(dataset, own_loaded_url)


def test_removing_many_records_must_be_allowed(database_url: str, corpus_data: Dataset, edited: Edited) -> None:
    for block in TOO_MANY:
        edited.add("places.yaml", block)
    load(edited.read(), database_url)
    with pytest.raises(LoadError, match=r"remove 6 of 9 place records, more than 5: quarter-b, .*--allow-removals"):
        load(corpus_data, database_url)
    assert load(corpus_data, database_url, allow_removals=True) == Loaded(2, deleted=6)


def test_five_removals_need_no_leave(database_url: str, corpus_data: Dataset, edited: Edited) -> None:
    for block in TOO_MANY[1:]:
        edited.add("places.yaml", block)
    load(edited.read(), database_url)
    assert load(corpus_data, database_url).deleted == 5


def test_one_percent_of_many_may_go() -> None:
    gone = [Difference(ChangeAction.DELETED, RecordType.EVENT, f"event-{n}", []) for n in range(11)]
    assert list(too_many(gone[:10], Counter({RecordType.EVENT: 1000}))) == []
    assert len(list(too_many(gone, Counter({RecordType.EVENT: 1000})))) == 1


def test_ids_stay_and_new_records_get_new_ones(own_loaded_url: str, engine: Engine, edited: Edited) -> None:
    before = {row["slug"]: row["id"] for row in rows(engine, "record")}
    edited.add("places.yaml", TOO_MANY[0])
    edited.replace("events.yaml", "kind: condition", "kind: development")
    load(edited.read(), own_loaded_url)
    after = {row["slug"]: row["id"] for row in rows(engine, "record")}
    assert {slug: after[slug] for slug in before} == before
    assert after["quarter-b"] == max(before.values()) + 1


def test_problems_of_the_files_leave_the_database_alone(own_loaded_url: str, engine: Engine, edited: Edited) -> None:
    edited.replace("events.yaml", "place: alder\n", "place: aldr\n")
    edited.replace("documents.yaml", "occasion: damp-shelves", "occasion: damp-shelf")
    before, dataset = everything(engine), edited.read()
    with pytest.raises(LoadError) as caught:
        load(dataset, own_loaded_url)
    assert "aldr" in str(caught.value)
    assert "damp-shelf" in str(caught.value)
    assert everything(engine) == before


def test_counts_of_the_release(own_loaded_url: str, engine: Engine, edited: Edited) -> None:
    edited.remove("events.yaml", "cellar-search")
    load(edited.read(), own_loaded_url)
    with engine.connect() as connection:
        counted = connection.execute(select(TABLES["record"].c.type, func.count()).group_by(TABLES["record"].c.type))
        assert rows(engine, "release", id=2)[0]["counts"] == {row[0].value: row[1] for row in counted}
