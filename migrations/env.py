"""Runs migrations with an engine of its own: batch mode recreates tables, and SQLite's foreign keys would cascade."""

from alembic import context
from alembic.util import CommandError
from sqlalchemy import Engine, create_engine, pool
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import SQLModel

from api.models import (  # noqa: F401  (each module declares its tables)
    actor,
    claim,
    corpus,
    document,
    event,
    letters,
    quotation,
    record,
)
from api.settings import Settings, SettingsError, mend, read_database_url, shown


def database_url() -> str:
    """The URL handed over by the caller, else `-x url=`, else that of the settings, whose folder is made."""
    url = context.config.attributes.get("url") or context.get_x_argument(as_dictionary=True).get("url")
    try:
        return read_database_url("url", str(url)) if url else Settings.from_env().with_data_dir().database_url
    except SettingsError as error:
        raise SystemExit(str(error)) from None


def ours(thing: object, name: str | None, kind: str, reflected: bool, compared: object) -> bool:
    """Whether the models declare it: not the full-text table, which each database has in its own way."""
    return kind != "table" or not str(name).startswith("search_text")


def migrate(engine: Engine) -> None:
    with engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=SQLModel.metadata,
            render_as_batch=True,
            compare_type=True,
            compare_server_default=True,
            include_object=ours,
        )
        with context.begin_transaction():
            context.run_migrations()


def run() -> None:
    url = database_url()
    engine = create_engine(url, poolclass=pool.NullPool)
    try:
        migrate(engine)
    except CommandError as error:
        raise SystemExit(f"Cannot migrate {shown(url)}: {error}. Newer code made it; update this checkout.") from None
    except SQLAlchemyError as error:
        reason = str(getattr(error, "orig", error)).strip().splitlines()[0]
        raise SystemExit(f"Cannot migrate {shown(url)}: {reason}. {mend(url)}") from None
    finally:
        engine.dispose()


run()
