"""Settings are checked at the start, and shown without passwords."""

import re
import subprocess
import sys

import pytest

from api.settings import Settings, SettingsError
from explorer.settings import Settings as ExplorerSettings
from explorer.settings import SettingsError as ExplorerSettingsError
from tests.databases import ROOT
from tests.faults.reading import Answer, Readers
from tests.processes import environment

PRIMARY = "postgresql://reader:secret@one.example/record"


def ran(*words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *words]
    return subprocess.run(command, cwd=ROOT, env=environment(**settings), capture_output=True, text=True, timeout=60)


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
        (PRIMARY, "postgresql://a:x@secret@b/c", "READ_DATABASE_URLS holds what cannot stand in a URL"),
    ],
)
def test_what_cannot_be_read_from_is_refused(primary: str, urls: str, said: str) -> None:
    with pytest.raises(SettingsError, match=said) as caught:
        Settings.from_env({"DATABASE_URL": primary, "READ_DATABASE_URLS": urls})
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://me:secret@one.example/record",
        "postgres://me:sec%72et-secret%40@one.example/record",
        "postgresql://one.example/record?password=secret",
        "postgresql:///record?host=one.example&user=me&password=secret%20words",
        "postgresql://me:secret@one.example/record?sslpassword=secret&sslmode=require",
        "postgresql://me@one.example/record?options=-c%20my.key%3Dsecret&PASSWORD=secret&passwd=secret",
        "postgresql://one.example/record?password=secret&password=secret",
        "sqlite:////srv/record.db?key=secret",
    ],
)
def test_no_form_of_a_password_is_shown(url: str) -> None:
    shown = Settings.from_env({"DATABASE_URL": url}).shown()
    assert "secret" not in shown
    assert "***" in shown or "=hidden" in shown
    assert "host=one.example" in shown or "@one.example/" in shown or "//one.example/" in shown or "record.db" in shown


def test_the_command_shows_every_setting() -> None:
    """One line each, the explorer's own too, as a line of a shell could set them."""
    hostile = {"DATABASE_URL": "postgresql://one.example/record?password=secret", "CONTACT_URL": "mailto:a@b.example"}
    done = ran("-m", "api", "settings", **hostile)
    lines = dict(line.split("=", 1) for line in done.stdout.splitlines())
    documented = (ROOT / "README.md").read_text().partition("## Settings")[2].partition("\n## ")[0]
    names = {
        name
        for row in documented.splitlines()
        if row.startswith("| `")
        for name in re.findall(r"`([A-Z_0-9]+)`", row.split("|")[1])
    }
    assert set(lines) == names - {"API_URL", "PARALLEL38_SOURCES"}
    assert lines["CONTACT_URL"] == "mailto:a@b.example"
    assert (done.returncode, done.stderr, "secret" in done.stdout) == (0, "", False)


HOSTILE = {
    "HOST": [" ", "a b", "\x1b[31m", "localhost\n", "999.1.1.1", "::g", "x" * 300],
    "PORT": ["0", "65536", "\uff18", "80\n", "9" * 30],
    "DATA_DIR": ["a\nDATABASE_URL=x", "\x1b[2J", "~nobody-at-all/x"],
    "EXPORT_DIR": ["a\rb", "\u2028"],
    "DATABASE_URL": ["sqlite://", "sqlite:///:memory:", "sqlite://secret@host/x.db", "postgresql://u:p@secret@h/d"],
    "PUBLIC_URL": ["https://me:secret@h", "https://h:99999", "http://[::1", "https://h\n", "https://h?x", "http://999.1.1.1"],
    "CONTACT_URL": ["javascript:alert(1)", "https://me:secret@h", "http://h\n", "mailto:a b"],
    "API_URL": ["ftp://h", "https://me:secret@h", "http://h:0"],
    "WORKERS": ["0", "65", "1.5", "-1"],
    "LOG_LEVEL": ["debug", "info\n"],
    "DRAIN_SECONDS": ["-1", "601", "1e1"],
    "CACHE_BYTES": ["-1", "1k", "9" * 16],
    "TRUSTED_PROXIES": ["x", "10.0.0.1/8", "::/129", "10.0.0.0/8,"],
    "UNLIMITED_CLIENTS": ["localhost", ","],
}  # fmt: skip


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in HOSTILE.items() for value in values])
def test_what_cannot_be_meant_is_one_line_that_names_the_setting(name: str, value: str) -> None:
    """And neither a secret nor a byte that a terminal would obey; by the settings of both programs."""
    refused: list[str] = []
    for read in (Settings.from_env, ExplorerSettings.from_env):
        try:
            read({name: value})
        except (SettingsError, ExplorerSettingsError) as error:
            refused.append(str(error))
    assert refused
    for said in refused:
        assert name in said
        assert said.isprintable()
        assert "secret" not in said


@pytest.mark.parametrize(("name", "value"), [("HOST", f"{'x' * 64}.example"), ("DATA_DIR", "x" * 5000)])
def test_names_that_none_can_have_keep_it_from_starting(loaded_url: str, name: str, value: str) -> None:
    settings = {"DATABASE_URL": loaded_url} if name == "HOST" else {}
    done = ran("-m", "api", **settings, **{name: value})
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (1, "", 1)


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
