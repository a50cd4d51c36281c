"""full-text search, in each database by its own means, kept in step with search_entry by triggers"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0005"
down_revision: str | None = "0004"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

# An external-content table: the words alone are stored a second time. `tokenchars` keep a mark in one piece. Indexes of
# prefixes would double what an import costs, for a kind of query that is bounded anyway.
SQLITE_TABLE = """
CREATE VIRTUAL TABLE search_text USING fts5(
  title, body, marks, content='search_entry', content_rowid='id',
  tokenize="unicode61 remove_diacritics 0 tokenchars '=-'")"""
INSERT = "INSERT INTO search_text(rowid, title, body, marks) VALUES (new.id, new.title, new.body, new.marks);"
DELETE = """
INSERT INTO search_text(search_text, rowid, title, body, marks)
VALUES ('delete', old.id, old.title, old.body, old.marks);"""
SQLITE_TRIGGERS = {
    "inserted": f"AFTER INSERT ON search_entry BEGIN {INSERT} END",
    "deleted": f"AFTER DELETE ON search_entry BEGIN {DELETE} END",
    "updated": f"AFTER UPDATE OF id, title, body, marks ON search_entry BEGIN {DELETE} {INSERT} END",
}

# A table of its own, so that looking for words does not drag the texts along. Marks have no position: no phrase can
# run into them, and no word that is searched for is like one.
WORDS = """
setweight(to_tsvector('simple', title), 'A') || setweight(to_tsvector('simple', body), 'D')
|| array_to_tsvector(string_to_array(marks, ' '))"""
POSTGRES_FUNCTION = f"""
CREATE FUNCTION search_entry_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    DELETE FROM search_text USING stale WHERE search_text.id = stale.id;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO search_text (id, words) SELECT id, {WORDS} FROM fresh;
  END IF;
  RETURN NULL;
END $$"""  # noqa: S608 (the SQL is made of our own words)
POSTGRES_TRIGGERS = {
    "inserted": "AFTER INSERT ON search_entry REFERENCING NEW TABLE AS fresh",
    "deleted": "AFTER DELETE ON search_entry REFERENCING OLD TABLE AS stale",
    "updated": "AFTER UPDATE ON search_entry REFERENCING OLD TABLE AS stale NEW TABLE AS fresh",
}


def upgrade() -> None:
    with op.batch_alter_table("search_entry") as batch:
        batch.add_column(sa.Column("marks", sa.Text(), nullable=False, server_default=""))
    with op.batch_alter_table("search_entry") as batch:
        batch.alter_column("marks", server_default=None)
    if op.get_bind().dialect.name == "sqlite":
        upgrade_sqlite()
    else:
        upgrade_postgres()
    op.execute("UPDATE release SET content_sha256 = ''")  # so that the next load makes the entries


def upgrade_sqlite() -> None:
    op.execute(SQLITE_TABLE)
    op.execute("INSERT INTO search_text(search_text) VALUES ('rebuild')")
    for name, when in SQLITE_TRIGGERS.items():
        op.execute(f"CREATE TRIGGER search_entry_{name} {when}")


def upgrade_postgres() -> None:
    op.execute("CREATE TABLE search_text (id integer CONSTRAINT pk_search_text PRIMARY KEY, words tsvector NOT NULL)")
    op.execute(f"INSERT INTO search_text (id, words) SELECT id, {WORDS} FROM search_entry")  # noqa: S608
    op.execute("CREATE INDEX ix_search_text_words ON search_text USING gin (words)")
    op.execute(POSTGRES_FUNCTION)
    for name, when in POSTGRES_TRIGGERS.items():
        op.execute(
            f"CREATE TRIGGER search_entry_{name} {when} FOR EACH STATEMENT EXECUTE FUNCTION search_entry_changed()"
        )


def downgrade() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    for name in SQLITE_TRIGGERS:
        op.execute(f"DROP TRIGGER search_entry_{name}" + ("" if sqlite else " ON search_entry"))
    op.execute("DROP TABLE search_text")
    if not sqlite:
        op.execute("DROP FUNCTION search_entry_changed()")
    with op.batch_alter_table("search_entry") as batch:
        batch.drop_column("marks")
