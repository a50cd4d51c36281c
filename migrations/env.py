"""Runs migrations with an engine of its own: batch mode recreates tables, and SQLite's foreign keys would cascade."""

import os

from alembic import context
from sqlalchemy import create_engine, pool
from sqlmodel import SQLModel

from api.models import actor, claim, document, event, quotation, record  # noqa: F401  (each module declares its tables)


def database_url() -> str:
    """The URL handed over by the caller, else `-x url=`, else DATABASE_URL."""
    url = context.config.attributes.get("url") or context.get_x_argument(as_dictionary=True).get("url")
    if url := url or os.environ.get("DATABASE_URL"):
        return str(url)
    raise SystemExit("No database: set DATABASE_URL, or pass -x url=sqlite:///path/to/parallel38.db")


def run() -> None:
    engine = create_engine(database_url(), poolclass=pool.NullPool)
    with engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=SQLModel.metadata,
            render_as_batch=True,
            compare_type=True,
            compare_server_default=True,
        )
        with context.begin_transaction():
            context.run_migrations()
    engine.dispose()


run()
