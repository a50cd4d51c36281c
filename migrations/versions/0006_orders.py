"""slugs where lists sort by them, and indexes that begin with a filter and go on in the order of the list"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0006"
down_revision: str | None = "0005"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

SLUG = sa.String(120).with_variant(sa.String(120, collation="C"), "postgresql")
TYPED = (
    "source", "actor", "place", "event", "document", "quotation", "interpretation", "dispute", "causal_link",
    "transmission",
)  # fmt: skip
# Links by which lists are filtered: the key of the record that is listed, and what is copied beside its slug.
LINKS = {
    "document_party": ("document_id", "document", ()),
    "mention": ("document_id", "document", ()),
    "event_participant": ("event_id", "event", ("lo", "hi")),
    "quotation_party": ("quotation_id", "quotation", ("lo", "hi")),
    "transmission_party": ("transmission_id", "transmission", ("lo", "hi")),
    "interpretation_actor": ("interpretation_id", "interpretation", ()),
}
# Table: {index: (columns now, columns before)}; None where there is none.
Columns = tuple[str, ...] | None
DAYS = ("lo", "hi", "slug")


def dated(table: str, prefix: str = "") -> dict[str, tuple[Columns, Columns]]:
    """The indexes of a date."""
    lo, hi, day = (f"{prefix}{name}" for name in ("lo", "hi", "month_day"))
    return {
        f"ix_{table}_{lo}_{hi}": ((lo, hi, "slug"), (lo, hi, "id")),
        f"ix_{table}_{lo}_long": ((lo, hi, "slug"), (lo, hi)),
        f"ix_{table}_{day}": ((day, lo, hi, "slug"), (day,)),
    }


INDEXES: dict[str, dict[str, tuple[Columns, Columns]]] = {
    "source": {"ix_source_slug": (("slug",), None)},
    "actor": {
        "ix_actor_slug": (("slug",), None),
        **{f"ix_actor_{name}": ((name, "slug"), (name,)) for name in ("kind", "same_as_id")},
    },
    "place": {"ix_place_slug": (("slug",), None)},
    "event": {
        **dated("event"),
        **{f"ix_event_{name}": ((name, *DAYS), (name,)) for name in ("kind", "capital", "place_id")},
    },
    "document": {
        **dated("document"),
        **dated("document", "received_"),
        "ix_document_kind": (("kind", *DAYS), ("kind",)),
    },
    "quotation": {
        **dated("quotation"),
        "ix_quotation_start": (("start", "slug"), None),
        **{f"ix_quotation_{name}": ((name, *DAYS), (name,)) for name in ("fidelity", "document_id", "event_id")},
    },
    "interpretation": {
        "ix_interpretation_slug": (("slug",), None),
        **{f"ix_interpretation_{name}": ((name, "slug"), (name,)) for name in ("kind", "modality")},
    },
    "dispute": {"ix_dispute_slug": (("slug",), None)},
    "causal_link": {"ix_causal_link_slug": (("slug",), None)},
    "transmission": {
        **dated("transmission"),
        "ix_transmission_mode": (("mode", *DAYS), ("mode",)),
    },
    "document_party": {
        "uq_document_party_actor_id": (("actor_id", *DAYS, "role", "document_id"), None),
        "uq_document_party_actor_id_role": (None, ("actor_id", "role", "lo", "hi", "document_id")),
    },
    "mention": {
        "ix_mention_actor_id": (("actor_id", *DAYS, "document_id"), ("actor_id", "lo", "hi", "document_id")),
    },
    "event_participant": {
        "ix_event_participant_actor_id": (("actor_id", *DAYS, "event_id"), None),
        "ix_event_participant_actor_id_role": (None, ("actor_id", "role")),
    },
    "quotation_party": {
        "uq_quotation_party_actor_id_role": (
            ("actor_id", "role", *DAYS, "quotation_id"),
            ("actor_id", "role", "quotation_id"),
        ),
    },
    "transmission_party": {
        "uq_transmission_party_actor_id_role": (
            ("actor_id", "role", *DAYS, "transmission_id"),
            ("actor_id", "role", "transmission_id"),
        ),
    },
    "interpretation_actor": {
        "uq_interpretation_actor_actor_id_role": (
            ("actor_id", "role", "slug", "interpretation_id"),
            ("actor_id", "role", "interpretation_id"),
        ),
    },
}


def rows_of(name: str, columns: tuple[str, ...]) -> dict[str, sa.TextClause]:
    """Which rows an index holds, if not all."""
    where = sa.text(f"{columns[1]} - {columns[0]} > 31") if name.endswith("_long") else None
    return {} if where is None else {"sqlite_where": where, "postgresql_where": where}


def reindex(before: int, now: int) -> None:
    """Drops the indexes as they were and makes them as they are to be."""
    for table, indexes in INDEXES.items():
        for name, columns in indexes.items():
            if columns[before] is not None:
                op.drop_index(op.f(name), table_name=table)
            if (wanted := columns[now]) is not None:
                op.create_index(op.f(name), table, list(wanted), unique=name.startswith("uq_"), **rows_of(name, wanted))


def copied() -> list[tuple[str, str, str, str]]:
    """Table, column, and the statement that fills it."""
    found = [(table, "slug", "record", "id") for table in TYPED]
    for table, (key, owner, more) in LINKS.items():
        found += [(table, column, owner, key) for column in (*more, "slug")]
    return found


def bind_typed(now: str, before: str) -> None:
    """The keys of the typed tables, and that their new column is never empty."""
    for table in TYPED:
        columns = {"type": ["id", "type"], "slug": ["id", "type", "slug"]}
        with op.batch_alter_table(table) as batch:
            batch.drop_constraint(op.f(f"fk_{table}_{'_'.join(columns[before])}_record"), type_="foreignkey")
            if now == "slug":
                batch.alter_column("slug", existing_type=SLUG, nullable=False)
            batch.create_foreign_key(
                op.f(f"fk_{table}_{'_'.join(columns[now])}_record"), "record", columns[now], columns[now],
                ondelete="CASCADE", deferrable=True, initially="DEFERRED",
            )  # fmt: skip


def judge(when: str) -> None:
    """A table whose keys still wait for the commit cannot be altered; other revisions count on it that they wait."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"SET CONSTRAINTS ALL {when}")


def upgrade() -> None:
    judge("IMMEDIATE")
    op.create_index(op.f("uq_record_id_type_slug"), "record", ["id", "type", "slug"], unique=True)
    for table, column, owner, key in copied():
        op.add_column(table, sa.Column(column, SLUG if column == "slug" else sa.Integer(), nullable=True))
        op.execute(f"UPDATE {table} SET {column} = (SELECT o.{column} FROM {owner} o WHERE o.id = {table}.{key})")  # noqa: S608
    bind_typed("slug", "type")
    for table, (_, _, more) in LINKS.items():
        with op.batch_alter_table(table) as batch:
            for column in (*more, "slug"):
                batch.alter_column(column, existing_type=SLUG if column == "slug" else sa.Integer(), nullable=False)
    reindex(1, 0)
    judge("DEFERRED")


def downgrade() -> None:
    judge("IMMEDIATE")
    reindex(0, 1)
    bind_typed("type", "slug")
    for table, column, _, _ in reversed(copied()):
        with op.batch_alter_table(table) as batch:
            batch.drop_column(column)
    op.drop_index(op.f("uq_record_id_type_slug"), table_name="record")
    judge("DEFERRED")
