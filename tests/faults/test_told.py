"""How faults of a database are answered and logged: as ones that pass, and not again and again."""

import logging

import pytest
from sqlalchemy import NullPool, create_engine

from api import errors
from api.faults import EVERY, Sparing
from tests.api.conftest import serving


def test_tables_of_other_code_are_no_mistake_of_ours(
    own_loaded_url: str, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A migration changed them, and the next look at the revision is still to come."""
    monkeypatch.setattr(errors, "sparing", Sparing(errors.logger))
    with serving(own_loaded_url) as api:
        assert api.get("/v1/events").status_code == 200
        engine = create_engine(own_loaded_url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
        with engine.connect() as connection:
            connection.exec_driver_sql("ALTER TABLE record RENAME COLUMN label TO name")
        refused = [api.get(f"/v1/events?limit={number}") for number in (1, 2, 3)]
    assert [(one.status_code, one.headers["retry-after"]) for one in refused] == [(503, "5")] * 3
    assert len([one for one in caplog.records if "the database cannot be read" in one.message]) == 1


def test_what_happens_again_is_logged_once_a_minute(caplog: pytest.LogCaptureFixture) -> None:
    clock = 1000.0
    sparing = Sparing(logging.getLogger("tests"), now=lambda: clock)
    for _ in range(5):
        sparing.error("it is away")
    sparing.error("another")
    clock += EVERY
    sparing.error("it is away")
    sparing.error("it is away")
    assert caplog.messages == ["it is away", "another", "it is away (and 4 times since it was last said)"]
