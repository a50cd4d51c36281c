"""who wrote to whom, counted by loads; indexes by which no answer looks at a whole table"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0008"
down_revision: str | None = "0007"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

LATER = {"deferrable": True, "initially": "DEFERRED", "ondelete": "CASCADE"}
# Indexes that now go on in the order of the list: the columns before and now.
LED = (
    ("ix_record_series", "record", (["series"], ["series", "type"])),
    ("ix_document_occasion_id", "document", (["occasion_id"], ["occasion_id", "lo", "hi", "slug"])),
    ("ix_interpretation_said_in_id", "interpretation", (["said_in_id"], ["said_in_id", "slug"])),
)
MOVED = sa.text("moved_to IS NOT NULL")
OF_A_PARAGRAPH = sa.text("paragraph_id IS NOT NULL")


def to_actor(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], ["actor.id"], name=op.f(f"fk_{table}_{column}_actor"), **LATER)  # type: ignore[arg-type]


def upgrade() -> None:
    op.create_table(
        "letter_pair",
        sa.Column("sender_id", sa.Integer(), nullable=False),
        sa.Column("recipient_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("curated", sa.Boolean(), nullable=False),
        sa.Column("documents", sa.Integer(), nullable=False),
        sa.Column("lo", sa.Integer(), nullable=False),
        sa.Column("hi", sa.Integer(), nullable=False),
        sa.Column("median_days", sa.Float(), nullable=True),
        sa.Column("delays", sa.Integer(), nullable=False),
        sa.CheckConstraint("documents >= 1", name=op.f("ck_letter_pair_documents")),
        sa.CheckConstraint("(median_days IS NULL) = (delays = 0)", name=op.f("ck_letter_pair_median_days")),
        to_actor("letter_pair", "sender_id"),
        to_actor("letter_pair", "recipient_id"),
        sa.PrimaryKeyConstraint("sender_id", "recipient_id", name=op.f("pk_letter_pair")),
    )
    for first in ("curated", "sender_id", "recipient_id"):
        op.create_index(f"ix_letter_pair_{first}", "letter_pair", [first, "place"])
    op.create_table(
        "letter_bearer",
        sa.Column("sender_id", sa.Integer(), nullable=False),
        sa.Column("recipient_id", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("documents", sa.Integer(), nullable=False),
        to_actor("letter_bearer", "actor_id"),
        sa.ForeignKeyConstraint(
            ["sender_id", "recipient_id"],
            ["letter_pair.sender_id", "letter_pair.recipient_id"],
            name="fk_letter_bearer_pair",
            **LATER,  # type: ignore[arg-type]
        ),
        sa.PrimaryKeyConstraint("sender_id", "recipient_id", "actor_id", name=op.f("pk_letter_bearer")),
    )
    op.create_index(op.f("ix_letter_bearer_actor_id"), "letter_bearer", ["actor_id"])
    for statement in COUNTED:
        op.execute(statement)
    op.create_index(op.f("ix_source_text_sha256"), "source", ["text_sha256"])
    op.create_index("ix_slug_moved_to", "slug", ["moved_to", "type"], sqlite_where=MOVED, postgresql_where=MOVED)
    for name, table, (_, now) in LED:
        op.drop_index(op.f(name), table_name=table)
        op.create_index(op.f(name), table, now)
    op.drop_index("ix_change_type_slug", table_name="change")
    op.create_index("ix_change_slug", "change", ["slug", "type"])
    op.drop_index(op.f("ix_search_entry_paragraph_id"), table_name="search_entry")
    op.create_index(
        op.f("ix_search_entry_paragraph_id"),
        "search_entry",
        ["paragraph_id"],
        sqlite_where=OF_A_PARAGRAPH,
        postgresql_where=OF_A_PARAGRAPH,
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_search_entry_paragraph_id"), table_name="search_entry")
    op.create_index(op.f("ix_search_entry_paragraph_id"), "search_entry", ["paragraph_id"])
    op.drop_index("ix_change_slug", table_name="change")
    op.create_index("ix_change_type_slug", "change", ["type", "slug"])
    op.drop_index("ix_slug_moved_to", table_name="slug")
    op.drop_index(op.f("ix_source_text_sha256"), table_name="source")
    for name, table, (before, _) in LED:
        op.drop_index(op.f(name), table_name=table)
        op.create_index(op.f(name), table, before)
    op.drop_table("letter_bearer")
    op.drop_table("letter_pair")


# What a load counts, of the letters that are there already.
LETTERS = """WITH letter AS (
    SELECT DISTINCT d.id AS document_id, coalesce(w.same_as_id, w.id) AS sender_id,
        coalesce(r.same_as_id, r.id) AS recipient_id, CASE WHEN d.lo > 0 THEN d.lo END AS lo,
        CASE WHEN d.hi < 9999999 THEN d.hi END AS hi,
        CASE WHEN d.lo = d.hi AND d.lo < 9999999 AND d.received_lo = d.received_hi AND d.received_lo < 9999999
            THEN d.received_lo - d.lo END AS days
    FROM document d
    JOIN document_party s ON s.document_id = d.id AND s.role = 'from'
    JOIN document_party t ON t.document_id = d.id AND t.role = 'to'
    JOIN actor w ON w.id = s.actor_id JOIN actor r ON r.id = t.actor_id
)"""
PAIRS = """, numbered AS (
    SELECT sender_id, recipient_id, days,
        row_number() OVER (PARTITION BY sender_id, recipient_id ORDER BY days) AS place,
        count(*) OVER (PARTITION BY sender_id, recipient_id) AS known
    FROM letter WHERE days IS NOT NULL
), delay AS (
    SELECT sender_id, recipient_id, avg(days) AS median_days, max(known) AS delays FROM numbered
    WHERE 2 * place - known BETWEEN 0 AND 2 GROUP BY sender_id, recipient_id
), counted AS (
    SELECT sender_id, recipient_id, count(*) AS documents, coalesce(min(lo), 0) AS lo, coalesce(max(hi), 9999999) AS hi
    FROM letter GROUP BY sender_id, recipient_id
)
SELECT c.sender_id, c.recipient_id, row_number() OVER (ORDER BY c.documents DESC, a.slug, b.slug),
    a.series = 'curated' AND b.series = 'curated', c.documents, c.lo, c.hi, d.median_days, coalesce(d.delays, 0)
FROM counted c JOIN record a ON a.id = c.sender_id JOIN record b ON b.id = c.recipient_id
LEFT JOIN delay d ON d.sender_id = c.sender_id AND d.recipient_id = c.recipient_id"""
BEARERS = """
SELECT letter.sender_id, letter.recipient_id, p.actor_id, count(*)
FROM letter JOIN document_party p ON p.document_id = letter.document_id
WHERE p.role = 'via' AND p.actor_id IS NOT NULL GROUP BY letter.sender_id, letter.recipient_id, p.actor_id"""
COUNTED = (
    "INSERT INTO letter_pair "
    f"(sender_id, recipient_id, place, curated, documents, lo, hi, median_days, delays) {LETTERS}{PAIRS}",
    f"INSERT INTO letter_bearer (sender_id, recipient_id, actor_id, documents) {LETTERS}{BEARERS}",
)
