"""READ_DATABASE_URLS is checked at the start, and shown without passwords."""

import pytest

from api.settings import Settings, SettingsError
from tests.faults.reading import Answer, Readers

PRIMARY = "postgresql://reader:secret@one.example/record"


def test_replicas_are_read_and_shown() -> None:
    urls = "postgres://reader:secret@two.example/record, postgresql://reader:other@three.example:5433/record"
    settings = Settings.from_env({"DATABASE_URL": PRIMARY, "READ_DATABASE_URLS": urls})
    assert settings.read_database_urls == (
        "postgresql+psycopg://reader:secret@two.example/record",
        "postgresql+psycopg://reader:other@three.example:5433/record",
    )
    shown = settings.shown()
    assert (
        "READ_DATABASE_URLS=postgresql+psycopg://reader:***@two.example/record,"
        "postgresql+psycopg://reader:***@three.example:5433/record\n"
    ) in shown
    assert not {"secret", "other"} & set(shown.replace(":", " ").replace("@", " ").split())
    assert "READ_DATABASE_URLS=\n" in Settings.from_env({}).shown()


@pytest.mark.parametrize(
    ("primary", "urls", "said"),
    [
        (PRIMARY, "two.example", "READ_DATABASE_URLS is not a URL"),
        (PRIMARY, "mysql://two.example/record", "READ_DATABASE_URLS names 'mysql'"),
        (PRIMARY, "sqlite:///two.db", "READ_DATABASE_URLS names replicas of a PostgreSQL"),
        ("sqlite:///one.db", "postgresql://two.example/record", "READ_DATABASE_URLS names replicas of a PostgreSQL"),
        (PRIMARY, "postgresql://a:secret@b/c,postgresql://a:secret@b/c", "READ_DATABASE_URLS names a replica twice"),
        (PRIMARY, "postgresql://a:secret@b/c,", "READ_DATABASE_URLS is not a URL"),
    ],
)
def test_what_cannot_be_read_from_is_refused(primary: str, urls: str, said: str) -> None:
    with pytest.raises(SettingsError, match=said) as caught:
        Settings.from_env({"DATABASE_URL": primary, "READ_DATABASE_URLS": urls})
    assert "secret" not in str(caught.value)


def test_older_answers_would_be_found() -> None:
    """What the tests of replicas rest on: an answer is older only than what had ended before it was asked for."""
    readers = Readers("", ())
    readers.answers = [
        Answer(0, 1, 200, 1, "first"),
        Answer(0, 3, 200, 2, "newer"),
        Answer(2, 4, 200, 1, "while that was answered"),
        Answer(5, 6, 200, 1, "afterwards"),
    ]
    assert [(answer.path, newest) for answer, newest in readers.older()] == [("afterwards", 2)]
