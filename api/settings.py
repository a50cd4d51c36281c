"""Settings of the API from the environment; no other file of `api/` reads it."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address, ip_network
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from api.edge.operating import Operating, OperatingError

VERSION = "1.1.0"
# The migration this code is written for; a test compares it with the head of `migrations/`.
REVISION = "0009"
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
    read_database_urls: tuple[str, ...]
    export_dir: Path
    public_url: str
    cache_bytes: int
    trusted_proxies: tuple[str, ...]
    unlimited_clients: tuple[str, ...]
    operating: Operating

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
            "READ_DATABASE_URLS": ",".join(map(shown, self.read_database_urls)),
            "EXPORT_DIR": self.export_dir,
            "PUBLIC_URL": self.public_url,
            "CACHE_BYTES": self.cache_bytes,
            "TRUSTED_PROXIES": ",".join(self.trusted_proxies),
            "UNLIMITED_CLIENTS": ",".join(self.unlimited_clients),
            "WORKERS": self.operating.workers,
            "LOG_LEVEL": self.operating.log_level,
            "DRAIN_SECONDS": self.operating.drain,
        }
        return "".join(f"{name}={value}\n" for name, value in values.items())

    @classmethod
    def from_env(cls, environment: Mapping[str, str] | None = None) -> "Settings":
        env = os.environ if environment is None else environment
        data_dir = read_folder("DATA_DIR", env.get("DATA_DIR") or str(ROOT / ".data"))
        database_url = read_database_url("DATABASE_URL", env.get("DATABASE_URL") or embedded_url(data_dir))
        host, port = read_host(env.get("HOST") or "127.0.0.1"), read_port(env.get("PORT") or "8000")
        return cls(
            host=host,
            port=port,
            data_dir=data_dir,
            database_url=database_url,
            read_database_urls=read_replicas(env.get("READ_DATABASE_URLS") or "", database_url),
            export_dir=read_folder("EXPORT_DIR", env.get("EXPORT_DIR") or str(data_dir / "exports")),
            public_url=read_public_url(env.get("PUBLIC_URL") or f"http://{reachable(host)}:{port}"),
            cache_bytes=read_bytes("CACHE_BYTES", env.get("CACHE_BYTES") or str(64 * 1024 * 1024)),
            trusted_proxies=read_networks("TRUSTED_PROXIES", env.get("TRUSTED_PROXIES") or ""),
            unlimited_clients=read_networks("UNLIMITED_CLIENTS", env.get("UNLIMITED_CLIENTS") or ""),
            operating=read_operating(env),
        )


# Parameters of a database's URL that are no secret; whatever else it says is not shown.
OPEN = {"host", "port", "user", "dbname", "sslmode", "connect_timeout", "application_name", "target_session_attrs"}


def shown(url: str) -> str:
    """A database's URL without its password, wherever that stands, for messages."""
    found = make_url(url)
    query = {name: value if name in OPEN else "hidden" for name, value in found.query.items()}
    return found.set(query=query).render_as_string(hide_password=True)


def mend(url: str) -> str:
    """What to do about a database that does not answer."""
    if url.startswith("sqlite"):
        return "Set DATA_DIR to a folder of yours, or DATABASE_URL to another database."
    return "Start it, or correct DATABASE_URL."


def embedded_url(data_dir: Path) -> str:
    return f"sqlite:///{data_dir / 'parallel38.db'}"


def read_operating(env: Mapping[str, str]) -> Operating:
    try:
        return Operating.from_env(env)
    except OperatingError as error:
        raise SettingsError(str(error)) from None


def read_folder(name: str, value: str) -> Path:
    if not value.isprintable():
        raise SettingsError(f"{name} is {value!r}, which cannot be printed; set it to a folder of yours.")
    try:
        return Path(value).expanduser().absolute()
    except RuntimeError:
        raise SettingsError(f"{name} is {value!r}, the home of nobody here; set it to a folder of yours.") from None


def is_host(value: str) -> bool:
    """A name, or an address that can be one."""
    try:
        if ":" in value or re.fullmatch(r"[0-9.]+", value):
            ip_address(value)
    except ValueError:
        return False
    return re.fullmatch(r"[A-Za-z0-9.:-]{1,253}", value) is not None


def read_host(value: str) -> str:
    if is_host(value):
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


def read_database_url(name: str, value: str) -> str:
    """SQLite or PostgreSQL through psycopg; `postgres://` and `postgresql://` are taken to mean the latter."""
    for scheme in ("postgres://", "postgresql://"):
        if value.startswith(scheme):
            value = "postgresql+psycopg://" + value.removeprefix(scheme)
    hint = "set it to sqlite:///path/to/file.db or postgresql://user:password@host/name."
    try:
        url = make_url(value)
    except (ArgumentError, ValueError):
        raise SettingsError(f"{name} is not a URL; {hint}") from None
    if url.drivername not in {"sqlite", "postgresql+psycopg"}:
        raise SettingsError(f"{name} names {url.drivername!r}, which is not supported; {hint}")
    if not value.isprintable() or "@" in (url.host or ""):
        raise SettingsError(f"{name} holds what cannot stand in a URL; write an @ in a password as %40.")
    if url.drivername == "sqlite" and (url.host or url.username or url.database in {None, "", ":memory:"}):
        raise SettingsError(f"{name} names no file; set it to sqlite:///path/to/file.db.")
    return value


def read_replicas(value: str, primary: str) -> tuple[str, ...]:
    """Streaming replicas of the primary, with commas between them; a comma in a password is written %2C."""
    words = [word.strip() for word in value.split(",")] if value.strip() else []
    found = tuple(read_database_url("READ_DATABASE_URLS", word) for word in words)
    if any(url.startswith("sqlite") for url in (*found, *[primary] * bool(found))):
        raise SettingsError(
            "READ_DATABASE_URLS names replicas of a PostgreSQL, and DATABASE_URL must then name their primary; "
            "unset it to serve SQLite."
        )
    if len(set(found)) < len(found):
        raise SettingsError("READ_DATABASE_URLS names a replica twice; name each once.")
    return found


def read_public_url(value: str) -> str:
    hint = "set it to the address readers use, such as https://example.org."
    if "@" in value:
        raise SettingsError(f"PUBLIC_URL holds an @, which ends a password; {hint}")
    if re.fullmatch(r"https?://[A-Za-z0-9.:\[\]-]+(/[^\s\"'<>]*)?", value) and has_place(value):
        return value.rstrip("/")
    raise SettingsError(f"PUBLIC_URL is {value!r}; {hint}")


def has_place(address: str) -> bool:
    """Whether its host and port can be ones."""
    try:
        found = urlsplit(address)
        return is_host(found.hostname or "") and found.port != 0
    except ValueError:
        return False


def read_bytes(name: str, value: str) -> int:
    if value.isascii() and value.isdigit() and len(value) < 16:
        return int(value)
    raise SettingsError(f"{name} is {value!r}; set it to a number of bytes, such as 67108864, or 0 for none.")


def read_networks(name: str, value: str) -> tuple[str, ...]:
    """Networks or single addresses, with commas between them."""
    found = tuple(word.strip() for word in value.split(",")) if value.strip() else ()
    for network in found:
        try:
            ip_network(network)
        except ValueError as error:
            hint = "set it to networks such as 10.0.0.0/8,2001:db8::/32, or to single addresses."
            raise SettingsError(f"{name} has {network!r} ({error}); {hint}") from None
    return found
