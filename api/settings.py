"""Settings of the API from the environment; no other file of `api/` reads it."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

VERSION = "0.1.0"
# The migration this code is written for; a test compares it with the head of `migrations/`.
REVISION = "0003"
ROOT = Path(__file__).resolve().parent.parent


class SettingsError(ValueError):
    """A setting that cannot be used; the message names it and says what to write instead."""


@dataclass(frozen=True, slots=True)
class Settings:
    """`database_url` is a SQLAlchemy URL; `public_url` has no slash at its end."""

    host: str
    port: int
    data_dir: Path
    database_url: str
    public_url: str

    @property
    def is_embedded(self) -> bool:
        """Whether the database is the SQLite file in the data folder."""
        return self.database_url == embedded_url(self.data_dir)

    def with_data_dir(self) -> "Settings":
        """The same, its folder made; raises SettingsError where that cannot be."""
        if not self.is_embedded:
            return self
        reason = ""
        try:
            self.data_dir.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            reason = str(error.strerror)
        if reason or not os.access(self.data_dir, os.W_OK):
            raise SettingsError(
                f"Cannot write to DATA_DIR {self.data_dir} ({reason or 'no permission'}); set it to a folder of yours."
            )
        return self

    def shown(self) -> str:
        """One line a setting, without passwords."""
        values = {
            "HOST": self.host,
            "PORT": self.port,
            "DATA_DIR": self.data_dir,
            "DATABASE_URL": shown(self.database_url),
            "PUBLIC_URL": self.public_url,
        }
        return "".join(f"{name}={value}\n" for name, value in values.items())

    @classmethod
    def from_env(cls, environment: Mapping[str, str] | None = None) -> "Settings":
        env = os.environ if environment is None else environment
        data_dir = read_data_dir(env.get("DATA_DIR") or str(ROOT / ".data"))
        host, port = read_host(env.get("HOST") or "127.0.0.1"), read_port(env.get("PORT") or "8000")
        return cls(
            host=host,
            port=port,
            data_dir=data_dir,
            database_url=read_database_url(env.get("DATABASE_URL") or embedded_url(data_dir)),
            public_url=read_public_url(env.get("PUBLIC_URL") or f"http://{reachable(host)}:{port}"),
        )


def shown(url: str) -> str:
    """A database's URL without its password, for messages."""
    return make_url(url).render_as_string(hide_password=True)


def mend(url: str) -> str:
    """What to do about a database that does not answer."""
    if url.startswith("sqlite"):
        return "Set DATA_DIR to a folder of yours, or DATABASE_URL to another database."
    return "Start it, or correct DATABASE_URL."


def embedded_url(data_dir: Path) -> str:
    return f"sqlite:///{data_dir / 'parallel38.db'}"


def read_data_dir(value: str) -> Path:
    try:
        return Path(value).expanduser().absolute()
    except RuntimeError:
        raise SettingsError(f"DATA_DIR is {value!r}, the home of nobody here; set it to a folder of yours.") from None


def read_host(value: str) -> str:
    if re.fullmatch(r"[A-Za-z0-9.:-]+", value):
        return value
    raise SettingsError(f"HOST is {value!r}; set it to an address of this machine, such as 127.0.0.1 or ::1.")


def reachable(host: str) -> str:
    """The host as it stands in a URL; where all addresses are listened on, this machine's own."""
    named = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
    return f"[{named}]" if ":" in named else named


def read_port(value: str) -> int:
    if value.isascii() and value.isdigit() and 0 < int(value) < 65536:
        return int(value)
    raise SettingsError(f"PORT is {value!r}; set it to a number from 1 to 65535.")


def read_database_url(value: str) -> str:
    """SQLite or PostgreSQL through psycopg; `postgres://` and `postgresql://` are taken to mean the latter."""
    for scheme in ("postgres://", "postgresql://"):
        if value.startswith(scheme):
            value = "postgresql+psycopg://" + value.removeprefix(scheme)
    hint = "set it to sqlite:///path/to/file.db or postgresql://user:password@host/name."
    try:
        name = make_url(value).drivername
    except (ArgumentError, ValueError):
        raise SettingsError(f"DATABASE_URL is not a URL; {hint}") from None
    if name not in {"sqlite", "postgresql+psycopg"}:
        raise SettingsError(f"DATABASE_URL names {name!r}, which is not supported; {hint}")
    return value


def read_public_url(value: str) -> str:
    if re.fullmatch(r"https?://[A-Za-z0-9.:\[\]-]+(/[^\s\"'<>]*)?", value):
        return value.rstrip("/")
    raise SettingsError(f"PUBLIC_URL is {value!r}; set it to the address readers use, such as https://example.org.")
