"""The rules that no key holds: each stops a load that would break it and nothing else, on both databases.

What spoils a row is a trigger that fires when the load writes its release, after everything else.
"""

# ruff: noqa: S608 (the SQL is made of our own words)

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, select

from api.engines import make_engine
from api.models.record import Release, table
from seed.loading import assertions
from seed.loading.compare import SERIES
from seed.loading.load import LoadError, load
from seed.reading.files import Dataset
from tests.databases import Databases
from tests.edits import Edited


def id_of(slug: str) -> str:
    return f"(SELECT id FROM record WHERE slug = '{slug}')"


CELLAR, REPLY = id_of("cellar-search"), id_of("brandt-to-weir-1931-04-12")
WORDS, DISPUTE = id_of("weir-shelves-damp"), id_of("who-ordered-removal")
ROLE = "UPDATE interpretation_actor SET role"

# The rule, the record it names, and what no key refuses.
SPOILT = [
    ("typed", "event cellar-search", f"DELETE FROM event WHERE id = {CELLAR}"),
    ("cited", "event cellar-search", f"DELETE FROM citation WHERE record_id = {CELLAR}"),
    ("citation-in-source", "event cellar-search", f'UPDATE citation SET "end" = 1680 WHERE record_id = {CELLAR}'),
    ("rival-date-in-source", "event ledger-removal", 'UPDATE event_date SET "end" = 1680'),
    (
        "quotation-in-source",
        "quotation archive-house-without-keys",
        f'UPDATE quotation SET "end" = 1680 WHERE id = {id_of("archive-house-without-keys")}',
    ),
    (
        "part-in-quotation",
        "quotation weir-shelves-damp",
        f'UPDATE quotation_selector SET start = 475, "end" = 476 WHERE seq = 2 AND quotation_id = {WORDS}',
    ),
    ("text-of-parts", "quotation weir-shelves-damp", f"UPDATE quotation SET text = 'damp' WHERE id = {WORDS}"),
    (
        "checked",
        "quotation weir-shelves-damp",
        f"UPDATE quotation SET verification_state = 'source-not-held' WHERE id = {WORDS}",
    ),
    (
        "shared-text",
        "source reading-room-excerpt",
        f"UPDATE source SET part_of_id = NULL WHERE id = {id_of('reading-room-excerpt')}",
    ),
    (
        "author",
        "interpretation removal-by-weir-alone",
        f"DELETE FROM interpretation_actor WHERE role = 'author'"
        f" AND interpretation_id = {id_of('removal-by-weir-alone')}",
    ),
    (
        "held-by",
        "interpretation removal-kept-quiet",
        f"{ROLE} = 'mind-of' WHERE role = 'held-by' AND interpretation_id = {id_of('removal-kept-quiet')}",
    ),
    (
        "rivals",
        "dispute who-ordered-removal",
        f"{ROLE} = 'mind-of' WHERE role = 'held-by' AND interpretation_id = {id_of('removal-ordered-by-brandt')}",
    ),
    (
        "position-filled",
        "dispute who-ordered-removal",
        f"INSERT INTO dispute_position VALUES ({DISPUTE}, 3, 'Nobody did.')",
    ),
    (
        "first-assertion",
        "causal-link damp-to-removal",
        "DELETE FROM causal_assertion WHERE stance = 'asserts'",
    ),
    (
        "party-dates",
        "document brandt-to-weir-1931-04-12",
        f"UPDATE document_party SET hi = hi + 1 WHERE document_id = {REPLY} AND role = 'to'",
    ),
    (
        "mention-dates",
        "document brandt-to-weir-1931-04-12",
        f"INSERT INTO mention VALUES ({REPLY}, 1, 1, 0, 1, NULL, NULL, 'head', 'printed', 1, 2, 'x')",
    ),
    (
        "participant-dates",
        "event cellar-search",
        f"UPDATE event_participant SET lo = lo - 1 WHERE seq = 1 AND event_id = {CELLAR}",
    ),
    (
        "speaker-dates",
        "quotation weir-shelves-damp",
        f"UPDATE quotation_party SET slug = 'no-such' WHERE seq = 1 AND quotation_id = {WORDS}",
    ),
    (
        "learnt-dates",
        "transmission weir-reads-reply",
        f"UPDATE transmission_party SET hi = hi + 1 WHERE seq = 1 AND transmission_id = {id_of('weir-reads-reply')}",
    ),
    (
        "claim-actors",
        "interpretation removal-by-weir-alone",
        "UPDATE interpretation_actor SET slug = 'no-such' WHERE seq = 1 AND interpretation_id = "
        f"{id_of('removal-by-weir-alone')}",
    ),
    (
        "one-step-identity",
        "actor karl-lund",
        f"UPDATE actor SET same_as_id = CASE WHEN name = 'Karl Lund' THEN {id_of('anna-weir')}"
        f" ELSE {id_of('mira-halden')} END, same_as_method = 'name' WHERE name IN ('Karl Lund', 'Anna Weir')",
    ),
    (
        "recipient",
        "transmission weir-reads-reply",
        f"DELETE FROM transmission_party WHERE role = 'to' AND transmission_id = {id_of('weir-reads-reply')}",
    ),
    (
        "same-words",
        "quotation weir-shelves-damp",
        f"INSERT INTO quotation_same_words VALUES ({WORDS}, {id_of('weir-ledgers-safe')})",
    ),
    ("slug-in-use", "event cellar-search", "UPDATE slug SET moved_to = 'flood-of-1887' WHERE slug = 'cellar-search'"),
    ("slug-fate", "event nobody-has-it", "INSERT INTO slug (type, slug) VALUES ('event', 'nobody-has-it')"),
]


def spoil(engine: Engine, statement: str) -> None:
    """Lets the next release's row bring this with it."""
    if engine.dialect.name == "sqlite":
        create = [f"CREATE TRIGGER spoil AFTER INSERT ON release BEGIN {statement}; END"]
    else:
        body = f"BEGIN {statement}; RETURN NULL; END"
        create = [
            f"CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS $spoil${body}$spoil$",
            "CREATE TRIGGER spoil AFTER INSERT ON release FOR EACH ROW EXECUTE FUNCTION spoil()",
        ]
    send(engine, *create)


def unspoil(engine: Engine) -> None:
    drop = "DROP TRIGGER spoil" if engine.dialect.name == "sqlite" else "DROP FUNCTION spoil CASCADE"
    send(engine, drop)


def send(engine: Engine, *statements: str) -> None:
    with engine.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)


@pytest.fixture(scope="module")
def engine(databases: Databases, dialect: str, corpus_data: Dataset) -> Iterator[Engine]:
    url = databases.migrated(dialect)
    load(corpus_data, url)
    found = make_engine(url, read_only=False)
    yield found
    found.dispose()


@pytest.fixture
def changed(edited: Edited) -> Dataset:
    """A dataset that a load has something to do for."""
    edited.replace("places.yaml", "Alder-on-the-Hill", "Alder by the River")
    return edited.read()


@pytest.mark.parametrize(("rule", "named", "statement"), SPOILT, ids=[rule for rule, *_ in SPOILT])
def test_stops_the_load(engine: Engine, changed: Dataset, rule: str, named: str, statement: str) -> None:
    spoil(engine, statement)
    try:
        with pytest.raises(LoadError) as caught:
            load(changed, engine.url.render_as_string(hide_password=False))
    finally:
        unspoil(engine)
    says = next(found.says for found in assertions.RULES if found.name == rule)
    assert str(caught.value) == f"{named}: {says} (rule {rule})"
    with engine.connect() as connection:
        assert connection.execute(select(table(Release).c.id)).scalars().all() == [1]
        assert assertions.broken(connection, SERIES) == []


def test_a_claim_that_is_only_raised_or_reported_is_not_its_authors(engine: Engine, changed: Dataset) -> None:
    claim = id_of("removal-kept-quiet")
    for modality in ("raises", "reports"):
        with engine.connect() as connection:
            connection.exec_driver_sql(f"UPDATE interpretation SET modality = '{modality}' WHERE id = {claim}")
            assert [line.split(":")[0] for line in assertions.broken(connection, SERIES)] == [
                "interpretation removal-kept-quiet"
            ]
            connection.rollback()


def test_a_quotation_checked_against_another_text_is_not_checked(engine: Engine) -> None:
    with engine.connect() as connection:
        connection.exec_driver_sql(f"UPDATE quotation SET verification_sha256 = 'b' WHERE id = {WORDS}")
        assert [line.split(":")[0] for line in assertions.broken(connection, SERIES)] == ["quotation weir-shelves-damp"]
        connection.rollback()


def test_other_series_are_not_asked(engine: Engine) -> None:
    with engine.connect() as connection:
        connection.exec_driver_sql("DELETE FROM citation")
        assert len(assertions.broken(connection, SERIES)) == 60
        assert assertions.broken(connection, "frus1950v07") == []
        connection.rollback()


def test_every_rule_is_tried() -> None:
    assert [rule for rule, *_ in SPOILT] == [rule.name for rule in assertions.RULES]
