"""`python -m seed backup` and `restore`: the whole database in a file, by what each kind of database has for that."""

import argparse
import os
import sqlite3
import subprocess
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from sqlalchemy.engine import URL, make_url

from seed.commands import FINE, Misused, Unreadable, configured, database_url, say

# The parts of a URL, and its parameters, as the environment of PostgreSQL's programs names them.
PARTS = {
    "host": "PGHOST",
    "port": "PGPORT",
    "username": "PGUSER",
    "password": "PGPASSWORD",
    "database": "PGDATABASE",
}
PARAMETERS = {
    "host": "PGHOST",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "dbname": "PGDATABASE",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
}


def backup(options: argparse.Namespace) -> int:
    """While it is served and loaded: the file holds one release. A file that is cut off never has its name."""
    url, file = make_url(database_url()), Path(options.file)
    if file.exists():
        raise Misused(f"{file} is there already; name another file, or move it away")
    part = file.with_name(f"{file.name}.part")
    try:
        if url.drivername == "sqlite":
            copy(Path(url.database or ""), part)
        else:
            run(url, ["pg_dump", "--format=custom", "--no-owner", f"--file={part}"])
        part.rename(file)
    finally:
        part.unlink(missing_ok=True)
    say(f"{file}: {file.stat().st_size:,} bytes")
    return FINE


def restore(options: argparse.Namespace) -> int:
    """All or nothing. Servers do not go back to an older release, so they have to be stopped."""
    url, file = make_url(configured().with_data_dir().database_url), Path(options.file)
    if not file.is_file():
        raise Unreadable(f"{file} is no file; name one that `python -m seed backup` wrote")
    if is_filled(url) and not options.replace:
        raise Misused("The database holds records, which would be lost; with --replace they are")
    if url.drivername == "sqlite":
        copy(file, Path(url.database or ""))
    else:
        run(url, ["pg_restore", "--clean", "--if-exists", "--single-transaction", "--no-owner", "--dbname=", str(file)])
    say("restored; `alembic upgrade head` brings it to this code's revision, then start the servers")
    return FINE


def copy(source: Path, target: Path) -> None:
    """One state of a database as that of another, also where somebody reads either."""
    try:
        with closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as one:
            if one.execute("PRAGMA quick_check").fetchone() != ("ok",):
                raise Unreadable(f"{source} is damaged; take another backup")
            one.execute("SELECT version_num FROM alembic_version")
            with closing(sqlite3.connect(target)) as other:
                one.backup(other)
    except sqlite3.Error as error:
        raise Unreadable(f"Cannot copy {source} to {target}: {error}") from None


def is_filled(url: URL) -> bool:
    """Whether there is a release in the database."""
    from sqlalchemy import NullPool, create_engine, inspect, text
    from sqlalchemy.exc import SQLAlchemyError

    if url.drivername == "sqlite" and not Path(url.database or "").exists():
        return False
    try:
        with create_engine(url, poolclass=NullPool).connect() as connection:
            if not inspect(connection).has_table("release"):
                return False
            return connection.execute(text("SELECT 1 FROM release LIMIT 1")).first() is not None
    except SQLAlchemyError as error:
        reason = str(getattr(error, "orig", error)).strip().splitlines()[0]
        raise Unreadable(f"Cannot read the database: {reason}") from None


def run(url: URL, command: Sequence[str]) -> None:
    """A program of PostgreSQL's. Where the database is, and the password, it has from its environment alone."""
    told = {name: str(value) for part, name in PARTS.items() if (value := getattr(url, part))}
    told |= {PARAMETERS[part]: str(value) for part, value in url.query.items() if part in PARAMETERS}
    words = [f"--dbname={told.get('PGDATABASE', '')}" if word == "--dbname=" else word for word in command]
    try:
        done = subprocess.run(words, env={**os.environ, **told}, capture_output=True, text=True)  # noqa: S603
    except FileNotFoundError:
        raise Unreadable(
            f"{command[0]} is not installed; install PostgreSQL's client programs (apt-get install postgresql-client), "
            "of the server's version or later"
        ) from None
    if done.returncode:
        raise Unreadable(f"{command[0]} failed: {' '.join(done.stderr.split())}")
