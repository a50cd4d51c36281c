"""whole volumes of published archives: sections, paragraphs, mentions, terms, references, search"""

from collections.abc import Sequence

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

BASES = "'printed', 'year-implied', 'relative', 'answered', 'container', 'other-source', {}'unresolved', 'lost', 'none'"
DATED = {
    "actor_name": ("",),
    "actor_role": ("",),
    "document": ("", "received_"),
    "event": ("",),
    "event_date": ("",),
    "quotation": ("",),
    "transmission": ("",),
}
# What an import brought, by the tables that name its records: a database without corpora cannot keep it.
OWNED = (
    ("citation", "record_id"), ("document_party", "document_id"), ("actor_role", "actor_id"), ("actor_name", "actor_id"),
    ("source_author", "source_id"), ("document", "id"), ("actor", "id"), ("source", "id"),
)  # fmt: skip


def check_bases(more: str) -> None:
    """Dates may have these bases."""
    bases = BASES.format(more)
    for table, prefixes in DATED.items():
        with op.batch_alter_table(table) as batch:
            for prefix in prefixes:
                batch.drop_constraint(op.f(f"ck_{table}_{prefix}basis"), type_="check")
                batch.create_check_constraint(op.f(f"ck_{table}_{prefix}basis"), f"{prefix}basis IN ({bases})")


def check_held(condition: str) -> None:
    with op.batch_alter_table("source") as batch:
        batch.drop_constraint(op.f("ck_source_held"), type_="check")
        batch.create_check_constraint(op.f("ck_source_held"), condition)


def forget_imports() -> None:
    imported = "SELECT id FROM record WHERE series <> 'curated'"
    op.execute(f"UPDATE actor SET same_as_id = NULL, same_as_method = NULL WHERE same_as_id IN ({imported})")  # noqa: S608
    for table, owner in OWNED:
        op.execute(f"DELETE FROM {table} WHERE {owner} IN ({imported})")  # noqa: S608
    for table in ("change", "slug", "record"):
        named = "SELECT 1 FROM record r WHERE r.series <> 'curated' AND r.type = {0}.type AND r.slug = {0}.slug"
        op.execute(f"DELETE FROM {table} WHERE EXISTS ({named.format(table)})")  # noqa: S608

    if op.get_bind().dialect.name == "postgresql":
        op.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table whose keys still wait for the commit cannot be altered


def upgrade() -> None:
    check_bases("'encoded', 'narrated', ")
    check_held("text_held OR text_sha256 IS NULL")
    op.create_table(
        "external_link",
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column(
            "volume",
            sa.String(length=120).with_variant(sa.String(length=120, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "xml_id",
            sa.String(length=120).with_variant(sa.String(length=120, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_external_link_record_id_record"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("record_id", "seq", name=op.f("pk_external_link")),
    )
    with op.batch_alter_table("external_link", schema=None) as batch_op:
        batch_op.create_index("uq_external_link_volume_xml_id", ["volume", "xml_id", "record_id"], unique=True)

    op.create_table(
        "origin",
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column(
            "volume",
            sa.String(length=120).with_variant(sa.String(length=120, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "xml_id",
            sa.String(length=120).with_variant(sa.String(length=120, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_origin_record_id_record"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("record_id", name=op.f("pk_origin")),
    )
    with op.batch_alter_table("origin", schema=None) as batch_op:
        batch_op.create_index("uq_origin_volume_xml_id", ["volume", "xml_id"], unique=True)

    op.create_table(
        "name_key",
        sa.Column(
            "folded",
            sa.String(length=120).with_variant(sa.String(length=120, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["actor_id"],
            ["actor.id"],
            name=op.f("fk_name_key_actor_id_actor"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("folded", "actor_id", name=op.f("pk_name_key")),
    )
    with op.batch_alter_table("name_key", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_name_key_actor_id"), ["actor_id"], unique=False)

    op.create_table(
        "possibly_same",
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_possibly_same_said")),
        sa.CheckConstraint("actor_id <> other_id", name=op.f("ck_possibly_same_other")),
        sa.ForeignKeyConstraint(
            ["actor_id"],
            ["actor.id"],
            name=op.f("fk_possibly_same_actor_id_actor"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["other_id"],
            ["actor.id"],
            name=op.f("fk_possibly_same_other_id_actor"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("actor_id", "other_id", name=op.f("pk_possibly_same")),
    )
    with op.batch_alter_table("possibly_same", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_possibly_same_other_id"), ["other_id"], unique=False)

    op.create_table(
        "section",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column(
            "xml_id",
            sa.String(length=120).with_variant(sa.String(length=120, collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column(
            "kind",
            sa.Enum(
                "compilation",
                "chapter",
                "subchapter",
                "section",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("prose", sa.Text(), nullable=True),
        sa.CheckConstraint("title <> '' AND prose <> ''", name=op.f("ck_section_said")),
        sa.CheckConstraint("parent_id <> id", name=op.f("ck_section_parent_other")),
        sa.ForeignKeyConstraint(
            ["parent_id"],
            ["section.id"],
            name=op.f("fk_section_parent_id_section"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
            name=op.f("fk_section_source_id_source"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_section")),
    )
    with op.batch_alter_table("section", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_section_parent_id"), ["parent_id"], unique=False)
        batch_op.create_index("uq_section_source_id_seq", ["source_id", "seq"], unique=True)

    op.create_table(
        "term",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column(
            "xml_id",
            sa.String(length=120).with_variant(sa.String(length=120, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("expansion", sa.Text(), nullable=True),
        sa.CheckConstraint("name <> '' AND expansion <> ''", name=op.f("ck_term_said")),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
            name=op.f("fk_term_source_id_source"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_term")),
    )
    with op.batch_alter_table("term", schema=None) as batch_op:
        batch_op.create_index("uq_term_source_id_xml_id", ["source_id", "xml_id"], unique=True)

    op.create_table(
        "volume",
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("file_sha256", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("file_size", sa.BigInteger(), nullable=False),
        sa.Column("importer", sa.Integer(), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("file_size > 0", name=op.f("ck_volume_file_size")),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
            name=op.f("fk_volume_source_id_source"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("source_id", name=op.f("pk_volume")),
    )
    op.create_table(
        "paragraph",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("is_note", sa.Boolean(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "head",
                "opener",
                "dateline",
                "salute",
                "paragraph",
                "label",
                "item",
                "cell",
                "quote",
                "figure",
                "closer",
                "signed",
                "postscript",
                "note",
                "source-note",
                "footnote",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("page", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("xml_id", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("mark", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("anchor_number", sa.Integer(), nullable=True),
        sa.Column("anchor_offset", sa.Integer(), nullable=True),
        sa.Column("grid", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.CheckConstraint("text <> '' AND page <> '' AND xml_id <> '' AND mark <> ''", name=op.f("ck_paragraph_said")),
        sa.CheckConstraint("(anchor_number IS NULL) = (anchor_offset IS NULL)", name=op.f("ck_paragraph_anchor")),
        sa.CheckConstraint("anchor_offset >= 0", name=op.f("ck_paragraph_anchor_offset")),
        sa.CheckConstraint("is_note OR anchor_number IS NULL", name=op.f("ck_paragraph_anchored_note")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_paragraph_number")),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["document.id"],
            name=op.f("fk_paragraph_document_id_document"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paragraph")),
    )
    with op.batch_alter_table("paragraph", schema=None) as batch_op:
        batch_op.create_index("uq_paragraph_document_id_number", ["document_id", "is_note", "number"], unique=True)

    op.create_table(
        "volume_document",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("volume_id", sa.Integer(), nullable=False),
        sa.Column("section_id", sa.Integer(), nullable=True),
        sa.Column("part_of_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("number", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("source_note", sa.Text(), nullable=True),
        sa.Column("classification", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("first_page", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("last_page", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column(
            "date_rule",
            sa.Enum("range", "dateline", name="date_rule", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        sa.Column(
            "date_precision",
            sa.Enum(
                "minute",
                "day",
                "month",
                "range",
                name="date_precision",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("local_time", sqlmodel.sql.sqltypes.AutoString(length=5), nullable=True),
        sa.Column("instant_lo", sa.BigInteger(), nullable=True),
        sa.Column("instant_hi", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(
            "number <> '' AND source_note <> '' AND classification <> '' AND place <> '' AND first_page <> '' AND last_page <> '' AND local_time <> ''",
            name=op.f("ck_volume_document_said"),
        ),
        sa.CheckConstraint(
            "(date_rule IS NULL) = (date_precision IS NULL)", name=op.f("ck_volume_document_date_rule_precision")
        ),
        sa.CheckConstraint(
            "(instant_lo IS NULL) = (instant_hi IS NULL)", name=op.f("ck_volume_document_both_instants")
        ),
        sa.CheckConstraint("instant_lo <= instant_hi", name=op.f("ck_volume_document_instants")),
        sa.CheckConstraint("part_of_id <> document_id", name=op.f("ck_volume_document_part_of_other")),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["document.id"],
            name=op.f("fk_volume_document_document_id_document"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["part_of_id"],
            ["document.id"],
            name=op.f("fk_volume_document_part_of_id_document"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["section_id"],
            ["section.id"],
            name=op.f("fk_volume_document_section_id_section"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["volume_id"],
            ["source.id"],
            name=op.f("fk_volume_document_volume_id_source"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_volume_document")),
    )
    with op.batch_alter_table("volume_document", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_volume_document_part_of_id"), ["part_of_id"], unique=False)
        batch_op.create_index("ix_volume_document_section", ["section_id", "position"], unique=False)
        batch_op.create_index("uq_volume_document_position", ["volume_id", "position"], unique=True)

    op.create_table(
        "anchor",
        sa.Column(
            "volume",
            sa.String(length=120).with_variant(sa.String(length=120, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "xml_id",
            sa.String(length=120).with_variant(sa.String(length=120, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("paragraph_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["document.id"],
            name=op.f("fk_anchor_document_id_document"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["paragraph_id"],
            ["paragraph.id"],
            name=op.f("fk_anchor_paragraph_id_paragraph"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("volume", "xml_id", name=op.f("pk_anchor")),
    )
    with op.batch_alter_table("anchor", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_anchor_document_id"), ["document_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_anchor_paragraph_id"), ["paragraph_id"], unique=False)

    op.create_table(
        "mention",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("paragraph_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("xml_id", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column(
            "method",
            sa.Enum(
                "markup",
                "head",
                "participants",
                "small-capitals",
                name="method",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "certainty",
            sa.Enum(
                "certain",
                "printed",
                "suggested",
                "ambiguous",
                name="certainty",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("lo", sa.Integer(), nullable=False),
        sa.Column("hi", sa.Integer(), nullable=False),
        sa.CheckConstraint("actor_id IS NOT NULL OR certainty = 'printed'", name=op.f("ck_mention_somebody")),
        sa.CheckConstraint("certainty <> 'certain' OR xml_id IS NOT NULL", name=op.f("ck_mention_certain")),
        sa.CheckConstraint('start >= 0 AND start < "end"', name=op.f("ck_mention_span")),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["actor.id"], name=op.f("fk_mention_actor_id_actor"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["document.id"],
            name=op.f("fk_mention_document_id_document"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["paragraph_id"],
            ["paragraph.id"],
            name=op.f("fk_mention_paragraph_id_paragraph"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("document_id", "seq", name=op.f("pk_mention")),
    )
    with op.batch_alter_table("mention", schema=None) as batch_op:
        batch_op.create_index("ix_mention_actor_id", ["actor_id", "lo", "hi", "document_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_mention_paragraph_id"), ["paragraph_id"], unique=False)

    op.create_table(
        "quotation_elsewhere",
        sa.Column("quotation_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("paragraph_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "verified-exact",
                "verified-normalised",
                "verified-emended",
                "lacuna",
                "ambiguous",
                "misattributed",
                "not-found",
                "source-not-held",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("normalisations", sa.JSON(), nullable=False),
        sa.CheckConstraint('start >= 0 AND start < "end"', name=op.f("ck_quotation_elsewhere_span")),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["document.id"],
            name=op.f("fk_quotation_elsewhere_document_id_document"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["paragraph_id"],
            ["paragraph.id"],
            name=op.f("fk_quotation_elsewhere_paragraph_id_paragraph"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["quotation_id"],
            ["quotation.id"],
            name=op.f("fk_quotation_elsewhere_quotation_id_quotation"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("quotation_id", "seq", name=op.f("pk_quotation_elsewhere")),
    )
    with op.batch_alter_table("quotation_elsewhere", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_quotation_elsewhere_document_id"), ["document_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_quotation_elsewhere_paragraph_id"), ["paragraph_id"], unique=False)

    op.create_table(
        "reference",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("paragraph_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "page",
                "document",
                "footnote",
                "volume",
                "other",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column(
            "target_volume",
            sa.String(length=120).with_variant(sa.String(length=120, collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column(
            "target_xml_id",
            sa.String(length=120).with_variant(sa.String(length=120, collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.CheckConstraint('start >= 0 AND start <= "end"', name=op.f("ck_reference_span")),
        sa.CheckConstraint("target_xml_id IS NULL OR target_volume IS NOT NULL", name=op.f("ck_reference_target")),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["document.id"],
            name=op.f("fk_reference_document_id_document"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["paragraph_id"],
            ["paragraph.id"],
            name=op.f("fk_reference_paragraph_id_paragraph"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("document_id", "seq", name=op.f("pk_reference")),
    )
    with op.batch_alter_table("reference", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reference_paragraph_id"), ["paragraph_id"], unique=False)
        batch_op.create_index("ix_reference_target", ["target_volume", "target_xml_id"], unique=False)

    op.create_table(
        "search_entry",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("paragraph_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column(
            "type",
            sa.Enum(
                "source",
                "actor",
                "place",
                "event",
                "document",
                "quotation",
                "interpretation",
                "dispute",
                "causal-link",
                "transmission",
                name="type",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.Column("lo", sa.Integer(), nullable=False),
        sa.Column("hi", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["paragraph_id"],
            ["paragraph.id"],
            name=op.f("fk_search_entry_paragraph_id_paragraph"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_search_entry_record_id_record"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
            name=op.f("fk_search_entry_source_id_source"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_entry")),
    )
    with op.batch_alter_table("search_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_search_entry_paragraph_id"), ["paragraph_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_search_entry_record_id"), ["record_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_search_entry_source_id"), ["source_id"], unique=False)

    op.create_table(
        "term_use",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("paragraph_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("term_id", sa.Integer(), nullable=False),
        sa.CheckConstraint('start >= 0 AND start < "end"', name=op.f("ck_term_use_span")),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["document.id"],
            name=op.f("fk_term_use_document_id_document"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["paragraph_id"],
            ["paragraph.id"],
            name=op.f("fk_term_use_paragraph_id_paragraph"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["term_id"], ["term.id"], name=op.f("fk_term_use_term_id_term"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("document_id", "seq", name=op.f("pk_term_use")),
    )
    with op.batch_alter_table("term_use", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_term_use_paragraph_id"), ["paragraph_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_term_use_term_id"), ["term_id"], unique=False)

    with op.batch_alter_table("citation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("paragraph_id", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_citation_paragraph_id"), ["paragraph_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_citation_paragraph_id_paragraph"),
            "paragraph",
            ["paragraph_id"],
            ["id"],
            initially="DEFERRED",
            deferrable=True,
        )
        batch_op.create_check_constraint(
            batch_op.f("ck_citation_paragraph"), "paragraph_id IS NULL OR document_id IS NOT NULL"
        )

    with op.batch_alter_table("document", schema=None) as batch_op:
        batch_op.alter_column("kind", existing_type=sa.VARCHAR(length=40), nullable=True)

    with op.batch_alter_table("release", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("series", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False, server_default="curated")
        )
        batch_op.create_index(batch_op.f("ix_release_series"), ["series"], unique=False)

    with op.batch_alter_table("release") as batch_op:
        batch_op.alter_column("series", server_default=None)


def downgrade() -> None:
    forget_imports()
    check_held("text_held = (text_sha256 IS NOT NULL)")
    check_bases("")
    with op.batch_alter_table("release", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_release_series"))
        batch_op.drop_column("series")

    with op.batch_alter_table("document", schema=None) as batch_op:
        batch_op.alter_column("kind", existing_type=sa.VARCHAR(length=40), nullable=False)

    with op.batch_alter_table("citation", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_citation_paragraph"), type_="check")
        batch_op.drop_constraint(batch_op.f("fk_citation_paragraph_id_paragraph"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_citation_paragraph_id"))
        batch_op.drop_column("paragraph_id")

    with op.batch_alter_table("term_use", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_term_use_term_id"))
        batch_op.drop_index(batch_op.f("ix_term_use_paragraph_id"))

    op.drop_table("term_use")
    with op.batch_alter_table("search_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_search_entry_source_id"))
        batch_op.drop_index(batch_op.f("ix_search_entry_record_id"))
        batch_op.drop_index(batch_op.f("ix_search_entry_paragraph_id"))

    op.drop_table("search_entry")
    with op.batch_alter_table("reference", schema=None) as batch_op:
        batch_op.drop_index("ix_reference_target")
        batch_op.drop_index(batch_op.f("ix_reference_paragraph_id"))

    op.drop_table("reference")
    with op.batch_alter_table("quotation_elsewhere", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_quotation_elsewhere_paragraph_id"))
        batch_op.drop_index(batch_op.f("ix_quotation_elsewhere_document_id"))

    op.drop_table("quotation_elsewhere")
    with op.batch_alter_table("mention", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_mention_paragraph_id"))
        batch_op.drop_index("ix_mention_actor_id")

    op.drop_table("mention")
    with op.batch_alter_table("anchor", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_anchor_paragraph_id"))
        batch_op.drop_index(batch_op.f("ix_anchor_document_id"))

    op.drop_table("anchor")
    with op.batch_alter_table("volume_document", schema=None) as batch_op:
        batch_op.drop_index("uq_volume_document_position")
        batch_op.drop_index("ix_volume_document_section")
        batch_op.drop_index(batch_op.f("ix_volume_document_part_of_id"))

    op.drop_table("volume_document")
    with op.batch_alter_table("paragraph", schema=None) as batch_op:
        batch_op.drop_index("uq_paragraph_document_id_number")

    op.drop_table("paragraph")
    op.drop_table("volume")
    with op.batch_alter_table("term", schema=None) as batch_op:
        batch_op.drop_index("uq_term_source_id_xml_id")

    op.drop_table("term")
    with op.batch_alter_table("section", schema=None) as batch_op:
        batch_op.drop_index("uq_section_source_id_seq")
        batch_op.drop_index(batch_op.f("ix_section_parent_id"))

    op.drop_table("section")
    with op.batch_alter_table("possibly_same", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_possibly_same_other_id"))

    op.drop_table("possibly_same")
    with op.batch_alter_table("name_key", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_name_key_actor_id"))

    op.drop_table("name_key")
    with op.batch_alter_table("origin", schema=None) as batch_op:
        batch_op.drop_index("uq_origin_volume_xml_id")

    op.drop_table("origin")
    with op.batch_alter_table("external_link", schema=None) as batch_op:
        batch_op.drop_index("uq_external_link_volume_xml_id")

    op.drop_table("external_link")
