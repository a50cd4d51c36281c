"""entries of paragraphs in the order of length, so that search compares those first that match best"""

from collections.abc import Sequence

from alembic import op

revision: str = "0009"
down_revision: str | None = "0008"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

FIRST, APART = 1_000_000_000, 100_000_000  # the least id of a paragraph's entry, and of the class after
CLASSES = "".join(f" WHEN length(body) < {64 * 2**longer} THEN {longer}" for longer in range(7))
SHORT_FIRST = f"{FIRST} + paragraph_id + {APART} * CASE WHEN paragraph_id >= {APART} THEN 7{CLASSES} ELSE 7 END"
AS_PRINTED = f"{FIRST} + paragraph_id"
TRIGGER = "search_entry_updated"
INDEX = "CREATE INDEX ix_search_text_words ON search_text USING gin (words)"


def upgrade() -> None:
    renumber(SHORT_FIRST)


def downgrade() -> None:
    renumber(AS_PRINTED)


def renumber(wanted: str) -> None:
    """Gives the entries of paragraphs their new ids, without the trigger that would index each anew."""
    update = f"UPDATE search_entry SET id = {wanted} WHERE paragraph_id IS NOT NULL"  # noqa: S608
    if op.get_bind().dialect.name == "sqlite":
        renumber_sqlite(update)
    else:
        renumber_postgres(update, wanted)


def renumber_sqlite(update: str) -> None:
    found = op.get_bind().exec_driver_sql("SELECT sql FROM sqlite_master WHERE name = ?", (TRIGGER,))
    trigger: str = found.scalar_one()
    op.execute(f"DROP TRIGGER {TRIGGER}")
    op.execute(update)
    op.get_bind().exec_driver_sql("INSERT INTO search_text(search_text) VALUES ('rebuild')")
    op.get_bind().exec_driver_sql(trigger)


def renumber_postgres(update: str, wanted: str) -> None:
    op.execute("DROP INDEX ix_search_text_words")
    op.execute(f"ALTER TABLE search_entry DISABLE TRIGGER {TRIGGER}")
    op.execute(
        f"UPDATE search_text SET id = {wanted} FROM search_entry "  # noqa: S608
        "WHERE search_text.id = search_entry.id AND paragraph_id IS NOT NULL"
    )
    op.execute(update)
    op.execute(f"ALTER TABLE search_entry ENABLE TRIGGER {TRIGGER}")
    op.execute(INDEX)
