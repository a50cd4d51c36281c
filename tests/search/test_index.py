"""The index follows its entries, and the entries follow the records, on both databases."""

from pathlib import Path
from typing import Any

from alembic import command
from sqlalchemy import Connection, delete, func, insert, select, update

from api.engines import make_engine
from api.folding import fold
from api.models.corpus import Mention, NameKey, Paragraph, SearchEntry
from api.models.record import Record, table
from api.search.filters import Filters
from api.search.order import APART, CURATED, FIRST_ID, PARAGRAPH, id_of, rank_of
from api.search.query import parse
from api.search.ranking import ENGINES
from seed.loading.load import load, writing
from seed.loading.search import KEY_LENGTH, index_curated, mark_mentions, name_keys
from tests.conftest import read_clean
from tests.databases import alembic_config, migrate
from tests.edits import Edited
from tests.search.rows import PARAGRAPHS

record, entry, paragraph = table(Record), table(SearchEntry), table(Paragraph)
name_key, mention = table(NameKey), table(Mention)


def ids(connection: Connection, query: str, **groups: list[str]) -> list[int]:
    engine = ENGINES[connection.dialect.name]
    return list(connection.execute(engine.matching(parse(query), Filters(groups))).scalars())


def test_a_record_that_goes_takes_its_paragraphs_out_of_the_index(own_archive_url: str) -> None:
    with writing(own_archive_url) as connection:
        document = connection.execute(select(record.c.id).where(record.c.slug == "alder1931v01-d1")).scalar_one()
        assert len(ids(connection, "envoys")) == 2
        connection.execute(delete(record).where(record.c.id == document))
        assert ids(connection, "envoys") == ids(connection, "pyolgang") == []
        assert healthy(connection)


def healthy(connection: Connection) -> bool:
    """Whether the full-text table holds the words of the entries there are, and no others."""
    if connection.dialect.name == "sqlite":  # raises where it does not
        connection.exec_driver_sql("INSERT INTO search_text(search_text, rank) VALUES ('integrity-check', 1)")
        return True
    left = "SELECT count(*) FROM search_text FULL JOIN search_entry USING (id) WHERE words IS NULL OR body IS NULL"
    return connection.exec_driver_sql(left).scalar() == 0


def test_a_paragraph_that_goes_leaves_the_others(own_archive_url: str) -> None:
    with writing(own_archive_url) as connection:
        connection.execute(delete(paragraph).where(paragraph.c.number == 1, paragraph.c.is_note.is_(False)))
        assert len(ids(connection, "envoys")) == 1
        assert healthy(connection)


def test_an_entry_that_changes_is_found_by_its_new_words_alone(own_archive_url: str) -> None:
    with writing(own_archive_url) as connection:
        (key,) = ids(connection, "ferryman")
        connection.execute(update(entry).where(entry.c.id == key).values(body="the bargeman", marks="type=event"))
        assert ids(connection, "ferryman") == []
        assert ids(connection, "bargeman") == ids(connection, "bargeman", type=["type=event"]) == [key]
        assert ids(connection, "bargeman", type=["type=document"]) == []
        assert healthy(connection)


def test_entries_are_in_the_order_of_importance(own_archive_url: str) -> None:
    with writing(own_archive_url) as connection:
        rows = connection.execute(select(entry.c.id, entry.c.rank).order_by(entry.c.id)).all()
        assert [row.rank for row in rows] == sorted(rank_of(row.id) for row in rows)
        assert {row.rank for row in rows} == set(FIRST_ID)


def test_shorter_paragraphs_come_before_longer_ones(own_archive_url: str) -> None:
    with writing(own_archive_url) as connection:
        by_id = select(func.length(entry.c.body)).where(entry.c.rank == PARAGRAPH).order_by(entry.c.id)
        lengths = list(connection.execute(by_id).scalars())
    assert lengths == sorted(lengths)
    assert lengths[0] < 64 < lengths[-1]


def test_no_two_paragraphs_have_one_id() -> None:
    keys = [1, APART - 1, APART, 2 * APART, 2**31 - 1 - id_of(PARAGRAPH, 0, 100_000)]
    for one in (0, 63, 64, 500, 4_095, 4_096, 100_000):
        found = [id_of(PARAGRAPH, key, one) for key in keys]
        assert [rank_of(key) for key in found] == [PARAGRAPH] * len(keys)
        assert found == sorted(set(found))
        assert found[-1] < 2**31
        for other in (0, 64, 128, 100_000):
            assert len({*found[:2], *(id_of(PARAGRAPH, key, other) for key in keys[2:])}) == len(keys)


def test_entries_of_before_are_given_their_places(own_archive_url: str) -> None:
    """A migration does what an import would do today, and keeps the index as it should be."""
    with writing(own_archive_url) as connection:
        before = everything(connection)
    command.downgrade(alembic_config(own_archive_url), "0008")
    engine = make_engine(own_archive_url, read_only=False)
    with engine.begin() as connection:
        assert everything(connection) != before
        assert healthy(connection)
    engine.dispose()
    migrate(own_archive_url)
    with writing(own_archive_url) as connection:
        assert everything(connection) == before
        assert len(ids(connection, "envoys")) == 2
        key = ids(connection, "ferryman")[0]
        connection.execute(update(entry).where(entry.c.id == key).values(body="the bargeman"))
        assert ids(connection, "bargeman") == [key]
        assert healthy(connection)


def test_a_load_indexes_every_record_and_a_second_one_changes_nothing(own_loaded_url: str) -> None:
    with writing(own_loaded_url) as connection:
        indexed = set(connection.execute(select(entry.c.record_id)).scalars())
        assert indexed == set(connection.execute(select(record.c.id)).scalars())
        assert not index_curated(connection)


def test_a_load_mends_what_is_not_as_it_should_be(own_archive_url: str) -> None:
    """Entries and names of other series stay as they are."""
    with writing(own_archive_url) as connection:
        before = everything(connection)
        connection.execute(update(entry).where(entry.c.rank == CURATED, entry.c.type == "event").values(body="wrong"))
        connection.execute(delete(entry).where(entry.c.rank == CURATED, entry.c.type == "dispute"))
        connection.execute(delete(name_key).where(name_key.c.folded == "anna weir"))
        someone = connection.execute(select(name_key.c.actor_id).where(name_key.c.folded == "otto brandt")).scalar_one()
        connection.execute(insert(name_key), [{"folded": "nobody", "actor_id": someone}])
        assert index_curated(connection)
        assert everything(connection) == before


def everything(connection: Connection) -> list[Any]:
    return [connection.execute(select(found).order_by(*found.primary_key)).all() for found in (entry, name_key)]


def test_an_edited_record_is_found_by_its_new_words(edited: Edited, own_archive_url: str) -> None:
    edited.replace("events.yaml", "Flood of 1887", "Deluge of 1887")
    with writing(own_archive_url) as connection:
        assert ids(connection, "deluge") == []
    load(read_clean(edited.folder), own_archive_url)
    with writing(own_archive_url) as connection:
        assert len(ids(connection, "deluge")) > 0
        assert len(ids(connection, "ferryman")) == 1


def test_an_index_that_alone_is_missing_is_a_release_of_its_own(own_loaded_url: str, corpus: Path) -> None:
    with writing(own_loaded_url) as connection:
        connection.execute(delete(entry))
        connection.exec_driver_sql("UPDATE release SET content_sha256 = ''")
    first, second = load(read_clean(corpus), own_loaded_url), load(read_clean(corpus), own_loaded_url)
    assert (first.is_new, second.is_new) == (True, False)


def test_names_that_fold_to_nothing_or_to_too_much_are_none() -> None:
    assert name_keys(7, ["…", "x" * (KEY_LENGTH + 1), "Anna", "ANNA"]) == [{"folded": "anna", "actor_id": 7}]


def test_mentions_worked_out_anew_are_what_entries_are_found_by(own_archive_url: str) -> None:
    with writing(own_archive_url) as connection:
        rows = connection.execute(select(record.c.slug, record.c.id)).all()
        keys: dict[str, int] = {row.slug: row.id for row in rows}
        document, brandt = keys["alder1931v01-d1"], f"actor={keys['otto-brandt']}"
        third = connection.execute(
            select(paragraph.c.id).where(paragraph.c.document_id == document, paragraph.c.number == 3)
        ).scalar_one()
        values = {"document_id": document, "seq": 1, "paragraph_id": third, "start": 0, "end": 7, "lo": 1, "hi": 1}
        values["slug"] = "alder1931v01-d1"
        more = {"actor_id": keys["otto-brandt"], "method": "small-capitals", "certainty": "suggested"}
        connection.execute(insert(mention), [values | more])
        mark_mentions(connection, [document])
        assert ids(connection, "ferryman", actor=[brandt]) == [id_of(PARAGRAPH, third, len(fold(PARAGRAPHS[2])))]
        assert ids(connection, "warden", actor=[brandt]) == [FIRST_ID[1] + document]
        assert ids(connection, "ledgers", actor=[f"actor={keys['alder1931v01-p-va1']}"]) == []
        assert healthy(connection)
