"""text says something, and what a grade, a doubt or a translation implies"""

from collections.abc import Sequence

from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

SAID = {
    "source": ("title", "short_title", "licence"),
    "actor": ("name", "summary"),
    "actor_name": ("name", "used"),
    "place": ("name", "name_now", "summary"),
    "place_name": ("name",),
    "event": ("title", "summary", "lost"),
    "event_participant": ("matter",),
    "document": ("title", "summary", "language", "signed_as", "channel"),
    "document_party": ("printed",),
    "interpretation": ("statement", "antecedent", "consequent", "lost"),
    "dispute": ("question", "agreed"),
    "dispute_position": ("summary",),
    "transmission": ("content",),
}
IMPLIED = [
    ("interpretation", "graded_holder", "holder_modality IS NULL OR modality IN ('reports', 'rejects')"),
    ("transmission", "asserted", "certainty = 'stated' OR asserted_by_id IS NOT NULL"),
    ("quotation", "translation", "fidelity <> 'translation' OR translated IS NULL OR translated"),
]
CHECKS = [
    *((table, "said", " AND ".join(f"{column} <> ''" for column in columns)) for table, columns in SAID.items()),
    *IMPLIED,
]


def upgrade() -> None:
    for table, name, condition in CHECKS:
        with op.batch_alter_table(table) as batch:
            batch.create_check_constraint(op.f(f"ck_{table}_{name}"), condition)


def downgrade() -> None:
    for table, name, _ in CHECKS:
        with op.batch_alter_table(table) as batch:
            batch.drop_constraint(op.f(f"ck_{table}_{name}"), type_="check")
