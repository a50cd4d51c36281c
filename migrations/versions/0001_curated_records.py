"""curated records"""

from collections.abc import Sequence

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision: str = "0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "release",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("content_sha256", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_release")),
    )
    op.create_table(
        "slug",
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
        sa.Column(
            "slug",
            sa.String(length=120).with_variant(sa.String(length=120, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "moved_to",
            sa.String(length=120).with_variant(sa.String(length=120, collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column("gone_in", sa.Integer(), nullable=True),
        sa.Column("gone_label", sa.Text(), nullable=True),
        sa.CheckConstraint("(gone_in IS NULL) = (gone_label IS NULL)", name=op.f("ck_slug_gone_label")),
        sa.CheckConstraint("moved_to <> slug", name=op.f("ck_slug_moved_elsewhere")),
        sa.CheckConstraint("moved_to IS NULL OR gone_in IS NULL", name=op.f("ck_slug_one_fate")),
        sa.ForeignKeyConstraint(
            ["gone_in"], ["release.id"], name=op.f("fk_slug_gone_in_release"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["type", "moved_to"],
            ["slug.type", "slug.slug"],
            name=op.f("fk_slug_type_moved_to_slug"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("type", "slug", name=op.f("pk_slug")),
    )
    op.create_table(
        "change",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("release_id", sa.Integer(), nullable=False),
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
        sa.Column(
            "slug",
            sa.String(length=120).with_variant(sa.String(length=120, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "action",
            sa.Enum(
                "created",
                "updated",
                "moved",
                "deleted",
                name="action",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["release_id"],
            ["release.id"],
            name=op.f("fk_change_release_id_release"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["type", "slug"],
            ["slug.type", "slug.slug"],
            name=op.f("fk_change_type_slug_slug"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_change")),
    )
    with op.batch_alter_table("change", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_change_release_id"), ["release_id"], unique=False)
        batch_op.create_index("ix_change_type_slug", ["type", "slug"], unique=False)

    op.create_table(
        "record",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
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
        sa.Column(
            "slug",
            sa.String(length=120).with_variant(sa.String(length=120, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("series", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("digest", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("field_digests", sa.JSON(), nullable=False),
        sa.Column("changed_in", sa.Integer(), nullable=False),
        sa.CheckConstraint("label <> ''", name=op.f("ck_record_label")),
        sa.ForeignKeyConstraint(
            ["changed_in"],
            ["release.id"],
            name=op.f("fk_record_changed_in_release"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["type", "slug"],
            ["slug.type", "slug.slug"],
            name=op.f("fk_record_type_slug_slug"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record")),
    )
    with op.batch_alter_table("record", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_record_changed_in"), ["changed_in"], unique=False)
        batch_op.create_index(batch_op.f("ix_record_series"), ["series"], unique=False)
        batch_op.create_index("uq_record_id_type", ["id", "type"], unique=True)
        batch_op.create_index("uq_record_type_slug", ["type", "slug"], unique=True)

    op.create_table(
        "about",
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column(
            "record_type",
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
                name="record_type",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "role",
            sa.Enum(
                "about",
                "compared-with",
                "antecedent",
                "answers",
                "forwards",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("target_id", sa.Integer(), nullable=False),
        sa.Column("target_type", sa.String(length=20), nullable=False),
        sa.CheckConstraint("role <> 'answers' OR target_type IN ('document', 'event')", name=op.f("ck_about_answers")),
        sa.CheckConstraint("role <> 'forwards' OR target_type = 'document'", name=op.f("ck_about_forwards")),
        sa.CheckConstraint(
            "role NOT IN ('answers', 'forwards') OR record_type = 'document'", name=op.f("ck_about_document_roles")
        ),
        sa.CheckConstraint(
            "role NOT IN ('compared-with', 'antecedent') OR record_type = 'interpretation'",
            name=op.f("ck_about_claim_roles"),
        ),
        sa.CheckConstraint(
            "target_type IN ('source', 'actor', 'place', 'event', 'document', 'quotation', 'interpretation', 'dispute', 'causal-link', 'transmission')",
            name=op.f("ck_about_target_type"),
        ),
        sa.CheckConstraint("record_id <> target_id", name=op.f("ck_about_other")),
        sa.ForeignKeyConstraint(
            ["record_id", "record_type"],
            ["record.id", "record.type"],
            name=op.f("fk_about_record_id_record_type_record"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["target_id", "target_type"],
            ["record.id", "record.type"],
            name=op.f("fk_about_target_id_target_type_record"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("record_id", "role", "seq", name=op.f("pk_about")),
    )
    with op.batch_alter_table("about", schema=None) as batch_op:
        batch_op.create_index("uq_about_target_id_role", ["target_id", "role", "record_id"], unique=True)

    op.create_table(
        "actor",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(length=20), server_default="actor", nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "person",
                "state",
                "body",
                "organisation",
                "armed-force",
                "party",
                "group",
                "unnamed-voice",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("summary", sa.Text(), nullable=True),
        sa.Column("same_as_id", sa.Integer(), nullable=True),
        sa.Column("same_as_method", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("same_as_reason", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.CheckConstraint("type = 'actor'", name=op.f("ck_actor_type")),
        sa.CheckConstraint("(same_as_id IS NULL) = (same_as_method IS NULL)", name=op.f("ck_actor_same_as_method")),
        sa.CheckConstraint("same_as_id <> id", name=op.f("ck_actor_same_as_other")),
        sa.ForeignKeyConstraint(
            ["id", "type"],
            ["record.id", "record.type"],
            name=op.f("fk_actor_id_type_record"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["same_as_id"], ["actor.id"], name=op.f("fk_actor_same_as_id_actor"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actor")),
    )
    with op.batch_alter_table("actor", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_actor_kind"), ["kind"], unique=False)
        batch_op.create_index(batch_op.f("ix_actor_same_as_id"), ["same_as_id"], unique=False)

    op.create_table(
        "dispute",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(length=20), server_default="dispute", nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("agreed", sa.Text(), nullable=True),
        sa.CheckConstraint("type = 'dispute'", name=op.f("ck_dispute_type")),
        sa.ForeignKeyConstraint(
            ["id", "type"],
            ["record.id", "record.type"],
            name=op.f("fk_dispute_id_type_record"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispute")),
    )
    op.create_table(
        "interpretation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(length=20), server_default="interpretation", nullable=False),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "content",
                "belief",
                "motive",
                "causal",
                "factual",
                "evaluation",
                "source-critical",
                "counterfactual",
                "analogy",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "modality",
            sa.Enum(
                "asserts",
                "infers",
                "argues",
                "suggests",
                "raises",
                "reports",
                "rejects",
                name="modality",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column(
            "holder_modality",
            sa.Enum(
                "asserts",
                "infers",
                "argues",
                "suggests",
                "raises",
                "reports",
                "rejects",
                name="holder_modality",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "certainty",
            sa.Enum(
                "stated",
                "implied",
                "claimed",
                "disputed",
                "unattributed",
                name="certainty",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("said_in_id", sa.Integer(), nullable=True),
        sa.Column("said_in_type", sa.String(length=20), nullable=True),
        sa.Column("expectation", sa.Boolean(), nullable=False),
        sa.Column("antecedent", sa.Text(), nullable=True),
        sa.Column("consequent", sa.Text(), nullable=True),
        sa.Column(
            "lacuna",
            sa.Enum("before", "within", "after", name="lacuna", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        sa.Column("lost", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "(kind = 'counterfactual') = (antecedent IS NOT NULL AND consequent IS NOT NULL)",
            name=op.f("ck_interpretation_counterfactual"),
        ),
        sa.CheckConstraint(
            "NOT expectation OR kind IN ('belief', 'content')", name=op.f("ck_interpretation_expectation")
        ),
        sa.CheckConstraint("said_in_id IS NULL OR kind = 'content'", name=op.f("ck_interpretation_said_in_content")),
        sa.CheckConstraint("said_in_type IN ('event', 'document')", name=op.f("ck_interpretation_said_in_type")),
        sa.CheckConstraint("type = 'interpretation'", name=op.f("ck_interpretation_type")),
        sa.CheckConstraint(
            "(antecedent IS NULL) = (consequent IS NULL)", name=op.f("ck_interpretation_antecedent_consequent")
        ),
        sa.CheckConstraint("(lacuna IS NULL) = (lost IS NULL)", name=op.f("ck_interpretation_lacuna_lost")),
        sa.CheckConstraint(
            "(said_in_id IS NULL) = (said_in_type IS NULL)", name=op.f("ck_interpretation_said_in_pair")
        ),
        sa.ForeignKeyConstraint(
            ["id", "type"],
            ["record.id", "record.type"],
            name=op.f("fk_interpretation_id_type_record"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["said_in_id", "said_in_type"],
            ["record.id", "record.type"],
            name=op.f("fk_interpretation_said_in_id_said_in_type_record"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interpretation")),
    )
    with op.batch_alter_table("interpretation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_interpretation_kind"), ["kind"], unique=False)
        batch_op.create_index(batch_op.f("ix_interpretation_modality"), ["modality"], unique=False)
        batch_op.create_index(batch_op.f("ix_interpretation_said_in_id"), ["said_in_id"], unique=False)

    op.create_table(
        "place",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(length=20), server_default="place", nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_now", sa.Text(), nullable=True),
        sa.Column("summary", sa.Text(), nullable=True),
        sa.Column("within_id", sa.Integer(), nullable=True),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("gazetteer", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.CheckConstraint("type = 'place'", name=op.f("ck_place_type")),
        sa.CheckConstraint(
            "(latitude IS NULL) = (longitude IS NULL) AND (latitude IS NULL) = (gazetteer IS NULL)",
            name=op.f("ck_place_coordinates"),
        ),
        sa.CheckConstraint(
            "latitude BETWEEN -90 AND 90 AND longitude BETWEEN -180 AND 180", name=op.f("ck_place_globe")
        ),
        sa.CheckConstraint("within_id <> id", name=op.f("ck_place_within_other")),
        sa.ForeignKeyConstraint(
            ["id", "type"],
            ["record.id", "record.type"],
            name=op.f("fk_place_id_type_record"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["within_id"], ["place.id"], name=op.f("fk_place_within_id_place"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place")),
    )
    with op.batch_alter_table("place", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_place_within_id"), ["within_id"], unique=False)

    op.create_table(
        "source",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(length=20), server_default="source", nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "anthology",
                "chapter",
                "essay",
                "archival-volume",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("short_title", sa.Text(), nullable=False),
        sa.Column("part_of_id", sa.Integer(), nullable=True),
        sa.Column("csl", sa.JSON(), nullable=False),
        sa.Column("licence", sa.Text(), nullable=False),
        sa.Column("text_shown", sa.Boolean(), nullable=False),
        sa.Column("text_held", sa.Boolean(), nullable=False),
        sa.Column("text_sha256", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=True),
        sa.Column("text_length", sa.Integer(), nullable=True),
        sa.Column("text_start", sa.Integer(), nullable=True),
        sa.Column("text_end", sa.Integer(), nullable=True),
        sa.CheckConstraint("type = 'source'", name=op.f("ck_source_type")),
        sa.CheckConstraint("(text_sha256 IS NULL) = (text_length IS NULL)", name=op.f("ck_source_text")),
        sa.CheckConstraint("(text_start IS NULL) = (text_end IS NULL)", name=op.f("ck_source_both_ends")),
        sa.CheckConstraint("part_of_id <> id", name=op.f("ck_source_part_of_other")),
        sa.CheckConstraint("text_held = (text_sha256 IS NOT NULL)", name=op.f("ck_source_held")),
        sa.CheckConstraint(
            "text_start >= 0 AND text_start < text_end AND text_end <= text_length", name=op.f("ck_source_span")
        ),
        sa.CheckConstraint("text_start IS NULL OR text_held", name=op.f("ck_source_span_held")),
        sa.ForeignKeyConstraint(
            ["id", "type"],
            ["record.id", "record.type"],
            name=op.f("fk_source_id_type_record"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["part_of_id"],
            ["source.id"],
            name=op.f("fk_source_part_of_id_source"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source")),
    )
    with op.batch_alter_table("source", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_source_part_of_id"), ["part_of_id"], unique=False)

    op.create_table(
        "actor_identifier",
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("scheme", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("value", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("locator", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["actor_id"],
            ["actor.id"],
            name=op.f("fk_actor_identifier_actor_id_actor"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("actor_id", "seq", name=op.f("pk_actor_identifier")),
    )
    with op.batch_alter_table("actor_identifier", schema=None) as batch_op:
        batch_op.create_index("uq_actor_identifier_scheme_value", ["scheme", "value"], unique=True)

    op.create_table(
        "actor_name",
        sa.Column("edtf", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("printed", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("basis", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("calendar_place_id", sa.Integer(), nullable=True),
        sa.Column("lo", sa.Integer(), nullable=False),
        sa.Column("hi", sa.Integer(), nullable=False),
        sa.Column("lo_is", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("hi_is", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("quality", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("month_day", sa.Integer(), nullable=True),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "short",
                "title",
                "romanisation",
                "alternative",
                "metonym",
                "cover-name",
                "as-printed",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("used", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "basis IN ('printed', 'year-implied', 'relative', 'answered', 'container', 'other-source', 'unresolved', 'lost', 'none')",
            name=op.f("ck_actor_name_basis"),
        ),
        sa.CheckConstraint("hi_is IN ('ongoing', 'unknown')", name=op.f("ck_actor_name_hi_is")),
        sa.CheckConstraint("lo_is IN ('open', 'unknown')", name=op.f("ck_actor_name_lo_is")),
        sa.CheckConstraint("quality IN ('exact', 'approximate', 'uncertain')", name=op.f("ck_actor_name_quality")),
        sa.CheckConstraint(
            "(hi = 9999999 AND edtf IS NOT NULL) = (hi_is IS NOT NULL)", name=op.f("ck_actor_name_no_upper")
        ),
        sa.CheckConstraint("(lo = 0) = (lo_is IS NOT NULL)", name=op.f("ck_actor_name_no_lower")),
        sa.CheckConstraint(
            "edtf IS NOT NULL OR (lo = 9999999 AND quality IS NULL AND month_day IS NULL)",
            name=op.f("ck_actor_name_undated"),
        ),
        sa.CheckConstraint("edtf IS NULL OR (quality IS NOT NULL AND lo < 9999999)", name=op.f("ck_actor_name_dated")),
        sa.CheckConstraint("lo >= 0 AND lo <= hi AND hi <= 9999999", name=op.f("ck_actor_name_bounds")),
        sa.ForeignKeyConstraint(
            ["actor_id"],
            ["actor.id"],
            name=op.f("fk_actor_name_actor_id_actor"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["calendar_place_id"],
            ["place.id"],
            name=op.f("fk_actor_name_calendar_place_id_place"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("actor_id", "seq", name=op.f("pk_actor_name")),
    )
    op.create_table(
        "actor_role",
        sa.Column("edtf", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("printed", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("basis", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("calendar_place_id", sa.Integer(), nullable=True),
        sa.Column("lo", sa.Integer(), nullable=False),
        sa.Column("hi", sa.Integer(), nullable=False),
        sa.Column("lo_is", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("hi_is", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("quality", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("month_day", sa.Integer(), nullable=True),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("body_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "basis IN ('printed', 'year-implied', 'relative', 'answered', 'container', 'other-source', 'unresolved', 'lost', 'none')",
            name=op.f("ck_actor_role_basis"),
        ),
        sa.CheckConstraint("hi_is IN ('ongoing', 'unknown')", name=op.f("ck_actor_role_hi_is")),
        sa.CheckConstraint("lo_is IN ('open', 'unknown')", name=op.f("ck_actor_role_lo_is")),
        sa.CheckConstraint("quality IN ('exact', 'approximate', 'uncertain')", name=op.f("ck_actor_role_quality")),
        sa.CheckConstraint(
            "(hi = 9999999 AND edtf IS NOT NULL) = (hi_is IS NOT NULL)", name=op.f("ck_actor_role_no_upper")
        ),
        sa.CheckConstraint("(lo = 0) = (lo_is IS NOT NULL)", name=op.f("ck_actor_role_no_lower")),
        sa.CheckConstraint("body_id <> actor_id", name=op.f("ck_actor_role_other_body")),
        sa.CheckConstraint(
            "edtf IS NOT NULL OR (lo = 9999999 AND quality IS NULL AND month_day IS NULL)",
            name=op.f("ck_actor_role_undated"),
        ),
        sa.CheckConstraint("edtf IS NULL OR (quality IS NOT NULL AND lo < 9999999)", name=op.f("ck_actor_role_dated")),
        sa.CheckConstraint("lo >= 0 AND lo <= hi AND hi <= 9999999", name=op.f("ck_actor_role_bounds")),
        sa.CheckConstraint("title IS NOT NULL OR body_id IS NOT NULL", name=op.f("ck_actor_role_says_something")),
        sa.ForeignKeyConstraint(
            ["actor_id"],
            ["actor.id"],
            name=op.f("fk_actor_role_actor_id_actor"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["body_id"], ["actor.id"], name=op.f("fk_actor_role_body_id_actor"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["calendar_place_id"],
            ["place.id"],
            name=op.f("fk_actor_role_calendar_place_id_place"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("actor_id", "seq", name=op.f("pk_actor_role")),
    )
    with op.batch_alter_table("actor_role", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_actor_role_body_id"), ["body_id"], unique=False)

    op.create_table(
        "causal_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(length=20), server_default="causal-link", nullable=False),
        sa.Column("cause_id", sa.Integer(), nullable=False),
        sa.Column("cause_type", sa.String(length=20), nullable=False),
        sa.Column("effect_id", sa.Integer(), nullable=False),
        sa.Column("effect_type", sa.String(length=20), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "motivated",
                "enabled",
                "provoked",
                "deterred",
                "prevented",
                "resulted-in",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("interpretation_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("cause_type IN ('event', 'document')", name=op.f("ck_causal_link_cause_type")),
        sa.CheckConstraint("effect_type IN ('event', 'document')", name=op.f("ck_causal_link_effect_type")),
        sa.CheckConstraint("type = 'causal-link'", name=op.f("ck_causal_link_type")),
        sa.CheckConstraint("cause_id <> effect_id", name=op.f("ck_causal_link_other")),
        sa.ForeignKeyConstraint(
            ["cause_id", "cause_type"],
            ["record.id", "record.type"],
            name=op.f("fk_causal_link_cause_id_cause_type_record"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["effect_id", "effect_type"],
            ["record.id", "record.type"],
            name=op.f("fk_causal_link_effect_id_effect_type_record"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["id", "type"],
            ["record.id", "record.type"],
            name=op.f("fk_causal_link_id_type_record"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["interpretation_id"],
            ["interpretation.id"],
            name=op.f("fk_causal_link_interpretation_id_interpretation"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_causal_link")),
    )
    with op.batch_alter_table("causal_link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_causal_link_effect_id"), ["effect_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_causal_link_interpretation_id"), ["interpretation_id"], unique=False)
        batch_op.create_index("uq_causal_link_cause_id_effect_id_kind", ["cause_id", "effect_id", "kind"], unique=True)

    op.create_table(
        "dispute_position",
        sa.Column("dispute_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dispute_id"],
            ["dispute.id"],
            name=op.f("fk_dispute_position_dispute_id_dispute"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("dispute_id", "seq", name=op.f("pk_dispute_position")),
    )
    op.create_table(
        "dispute_presupposition",
        sa.Column("dispute_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("interpretation_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dispute_id"],
            ["dispute.id"],
            name=op.f("fk_dispute_presupposition_dispute_id_dispute"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["interpretation_id"],
            ["interpretation.id"],
            name=op.f("fk_dispute_presupposition_interpretation_id_interpretation"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("dispute_id", "seq", name=op.f("pk_dispute_presupposition")),
    )
    with op.batch_alter_table("dispute_presupposition", schema=None) as batch_op:
        batch_op.create_index(
            "uq_dispute_presupposition_interpretation_id", ["interpretation_id", "dispute_id"], unique=True
        )

    op.create_table(
        "document",
        sa.Column("received_edtf", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("received_printed", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("received_basis", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("received_calendar_place_id", sa.Integer(), nullable=True),
        sa.Column("received_lo", sa.Integer(), nullable=False),
        sa.Column("received_hi", sa.Integer(), nullable=False),
        sa.Column("received_lo_is", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("received_hi_is", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("received_quality", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("received_month_day", sa.Integer(), nullable=True),
        sa.Column("edtf", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("printed", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("basis", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("calendar_place_id", sa.Integer(), nullable=True),
        sa.Column("lo", sa.Integer(), nullable=False),
        sa.Column("hi", sa.Integer(), nullable=False),
        sa.Column("lo_is", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("hi_is", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("quality", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("month_day", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(length=20), server_default="document", nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "telegram",
                "letter",
                "message",
                "report",
                "study",
                "resolution",
                "order",
                "treaty",
                "talk",
                "statement",
                "memorandum",
                "memorandum-of-conversation",
                "records",
                "editorial-note",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "knowledge",
            sa.Enum(
                "held",
                "quoted",
                "paraphrased",
                "mentioned",
                name="knowledge",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("summary", sa.Text(), nullable=True),
        sa.Column("language", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("signed_as", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("channel", sa.Text(), nullable=True),
        sa.Column("occasion_id", sa.Integer(), nullable=True),
        sa.Column("occasion_type", sa.String(length=20), nullable=True),
        sa.CheckConstraint(
            "basis IN ('printed', 'year-implied', 'relative', 'answered', 'container', 'other-source', 'unresolved', 'lost', 'none')",
            name=op.f("ck_document_basis"),
        ),
        sa.CheckConstraint("hi_is IN ('ongoing', 'unknown')", name=op.f("ck_document_hi_is")),
        sa.CheckConstraint("lo_is IN ('open', 'unknown')", name=op.f("ck_document_lo_is")),
        sa.CheckConstraint("occasion_type IN ('event', 'document')", name=op.f("ck_document_occasion_type")),
        sa.CheckConstraint("quality IN ('exact', 'approximate', 'uncertain')", name=op.f("ck_document_quality")),
        sa.CheckConstraint(
            "received_basis IN ('printed', 'year-implied', 'relative', 'answered', 'container', 'other-source', 'unresolved', 'lost', 'none')",
            name=op.f("ck_document_received_basis"),
        ),
        sa.CheckConstraint("received_hi_is IN ('ongoing', 'unknown')", name=op.f("ck_document_received_hi_is")),
        sa.CheckConstraint("received_lo_is IN ('open', 'unknown')", name=op.f("ck_document_received_lo_is")),
        sa.CheckConstraint(
            "received_quality IN ('exact', 'approximate', 'uncertain')", name=op.f("ck_document_received_quality")
        ),
        sa.CheckConstraint("type = 'document'", name=op.f("ck_document_type")),
        sa.CheckConstraint(
            "(hi = 9999999 AND edtf IS NOT NULL) = (hi_is IS NOT NULL)", name=op.f("ck_document_no_upper")
        ),
        sa.CheckConstraint("(lo = 0) = (lo_is IS NOT NULL)", name=op.f("ck_document_no_lower")),
        sa.CheckConstraint("(occasion_id IS NULL) = (occasion_type IS NULL)", name=op.f("ck_document_occasion_pair")),
        sa.CheckConstraint(
            "(received_hi = 9999999 AND received_edtf IS NOT NULL) = (received_hi_is IS NOT NULL)",
            name=op.f("ck_document_received_no_upper"),
        ),
        sa.CheckConstraint(
            "(received_lo = 0) = (received_lo_is IS NOT NULL)", name=op.f("ck_document_received_no_lower")
        ),
        sa.CheckConstraint(
            "edtf IS NOT NULL OR (lo = 9999999 AND quality IS NULL AND month_day IS NULL)",
            name=op.f("ck_document_undated"),
        ),
        sa.CheckConstraint("edtf IS NULL OR (quality IS NOT NULL AND lo < 9999999)", name=op.f("ck_document_dated")),
        sa.CheckConstraint("lo >= 0 AND lo <= hi AND hi <= 9999999", name=op.f("ck_document_bounds")),
        sa.CheckConstraint(
            "received_edtf IS NOT NULL OR (received_lo = 9999999 AND received_quality IS NULL AND received_month_day IS NULL)",
            name=op.f("ck_document_received_undated"),
        ),
        sa.CheckConstraint(
            "received_edtf IS NULL OR (received_quality IS NOT NULL AND received_lo < 9999999)",
            name=op.f("ck_document_received_dated"),
        ),
        sa.CheckConstraint(
            "received_lo >= 0 AND received_lo <= received_hi AND received_hi <= 9999999",
            name=op.f("ck_document_received_bounds"),
        ),
        sa.ForeignKeyConstraint(
            ["calendar_place_id"],
            ["place.id"],
            name=op.f("fk_document_calendar_place_id_place"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["id", "type"],
            ["record.id", "record.type"],
            name=op.f("fk_document_id_type_record"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["occasion_id", "occasion_type"],
            ["record.id", "record.type"],
            name=op.f("fk_document_occasion_id_occasion_type_record"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["received_calendar_place_id"],
            ["place.id"],
            name=op.f("fk_document_received_calendar_place_id_place"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
    )
    with op.batch_alter_table("document", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_document_kind"), ["kind"], unique=False)
        batch_op.create_index("ix_document_lo_hi", ["lo", "hi", "id"], unique=False)
        batch_op.create_index(
            "ix_document_lo_long",
            ["lo", "hi"],
            unique=False,
            sqlite_where=sa.text("hi - lo > 31"),
            postgresql_where=sa.text("hi - lo > 31"),
        )
        batch_op.create_index("ix_document_month_day", ["month_day"], unique=False)
        batch_op.create_index(batch_op.f("ix_document_occasion_id"), ["occasion_id"], unique=False)
        batch_op.create_index(
            "ix_document_received_lo_long",
            ["received_lo", "received_hi"],
            unique=False,
            sqlite_where=sa.text("received_hi - received_lo > 31"),
            postgresql_where=sa.text("received_hi - received_lo > 31"),
        )
        batch_op.create_index("ix_document_received_lo_received_hi", ["received_lo", "received_hi", "id"], unique=False)
        batch_op.create_index("ix_document_received_month_day", ["received_month_day"], unique=False)

    op.create_table(
        "event",
        sa.Column("edtf", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("printed", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("basis", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("calendar_place_id", sa.Integer(), nullable=True),
        sa.Column("lo", sa.Integer(), nullable=False),
        sa.Column("hi", sa.Integer(), nullable=False),
        sa.Column("lo_is", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("hi_is", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("quality", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("month_day", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(length=20), server_default="event", nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "war",
                "meeting",
                "journey",
                "decision",
                "statement",
                "communication",
                "treaty",
                "military-operation",
                "policy",
                "development",
                "condition",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "capital",
            sa.Enum(
                "moscow",
                "beijing",
                "pyongyang",
                "seoul",
                "washington",
                "tokyo",
                name="capital",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("place_id", sa.Integer(), nullable=True),
        sa.Column("part_of_id", sa.Integer(), nullable=True),
        sa.Column("summary", sa.Text(), nullable=True),
        sa.Column("lost", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "basis IN ('printed', 'year-implied', 'relative', 'answered', 'container', 'other-source', 'unresolved', 'lost', 'none')",
            name=op.f("ck_event_basis"),
        ),
        sa.CheckConstraint("hi_is IN ('ongoing', 'unknown')", name=op.f("ck_event_hi_is")),
        sa.CheckConstraint("lo_is IN ('open', 'unknown')", name=op.f("ck_event_lo_is")),
        sa.CheckConstraint("quality IN ('exact', 'approximate', 'uncertain')", name=op.f("ck_event_quality")),
        sa.CheckConstraint("type = 'event'", name=op.f("ck_event_type")),
        sa.CheckConstraint("(hi = 9999999 AND edtf IS NOT NULL) = (hi_is IS NOT NULL)", name=op.f("ck_event_no_upper")),
        sa.CheckConstraint("(lo = 0) = (lo_is IS NOT NULL)", name=op.f("ck_event_no_lower")),
        sa.CheckConstraint(
            "edtf IS NOT NULL OR (lo = 9999999 AND quality IS NULL AND month_day IS NULL)",
            name=op.f("ck_event_undated"),
        ),
        sa.CheckConstraint("edtf IS NULL OR (quality IS NOT NULL AND lo < 9999999)", name=op.f("ck_event_dated")),
        sa.CheckConstraint("lo >= 0 AND lo <= hi AND hi <= 9999999", name=op.f("ck_event_bounds")),
        sa.CheckConstraint("part_of_id <> id", name=op.f("ck_event_part_of_other")),
        sa.ForeignKeyConstraint(
            ["calendar_place_id"],
            ["place.id"],
            name=op.f("fk_event_calendar_place_id_place"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["id", "type"],
            ["record.id", "record.type"],
            name=op.f("fk_event_id_type_record"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["part_of_id"], ["event.id"], name=op.f("fk_event_part_of_id_event"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["place_id"], ["place.id"], name=op.f("fk_event_place_id_place"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
    )
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_event_capital"), ["capital"], unique=False)
        batch_op.create_index(batch_op.f("ix_event_kind"), ["kind"], unique=False)
        batch_op.create_index("ix_event_lo_hi", ["lo", "hi", "id"], unique=False)
        batch_op.create_index(
            "ix_event_lo_long",
            ["lo", "hi"],
            unique=False,
            sqlite_where=sa.text("hi - lo > 31"),
            postgresql_where=sa.text("hi - lo > 31"),
        )
        batch_op.create_index("ix_event_month_day", ["month_day"], unique=False)
        batch_op.create_index(batch_op.f("ix_event_part_of_id"), ["part_of_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_event_place_id"), ["place_id"], unique=False)

    op.create_table(
        "evidence",
        sa.Column("interpretation_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("target_id", sa.Integer(), nullable=False),
        sa.Column("target_type", sa.String(length=20), nullable=False),
        sa.Column(
            "stance",
            sa.Enum("for", "against", name="stance", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.CheckConstraint(
            "target_type IN ('quotation', 'document', 'event', 'interpretation')", name=op.f("ck_evidence_target_type")
        ),
        sa.CheckConstraint("interpretation_id <> target_id", name=op.f("ck_evidence_other")),
        sa.ForeignKeyConstraint(
            ["interpretation_id"],
            ["interpretation.id"],
            name=op.f("fk_evidence_interpretation_id_interpretation"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["target_id", "target_type"],
            ["record.id", "record.type"],
            name=op.f("fk_evidence_target_id_target_type_record"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("interpretation_id", "seq", name=op.f("pk_evidence")),
    )
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_evidence_target_id"), ["target_id"], unique=False)
        batch_op.create_index(
            "uq_evidence_interpretation_id_target_id", ["interpretation_id", "target_id"], unique=True
        )

    op.create_table(
        "interpretation_actor",
        sa.Column("interpretation_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            sa.Enum("author", "held-by", "mind-of", name="role", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["actor_id"],
            ["actor.id"],
            name=op.f("fk_interpretation_actor_actor_id_actor"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["interpretation_id"],
            ["interpretation.id"],
            name=op.f("fk_interpretation_actor_interpretation_id_interpretation"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("interpretation_id", "seq", name=op.f("pk_interpretation_actor")),
    )
    with op.batch_alter_table("interpretation_actor", schema=None) as batch_op:
        batch_op.create_index(
            "uq_interpretation_actor_actor_id_role", ["actor_id", "role", "interpretation_id"], unique=True
        )

    op.create_table(
        "place_name",
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "short",
                "title",
                "romanisation",
                "alternative",
                "metonym",
                "cover-name",
                "as-printed",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["place_id"],
            ["place.id"],
            name=op.f("fk_place_name_place_id_place"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("place_id", "seq", name=op.f("pk_place_name")),
    )
    op.create_table(
        "relation",
        sa.Column("interpretation_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "supports",
                "contradicts",
                "alternative-to",
                "qualifies",
                "answers",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.CheckConstraint("interpretation_id <> other_id", name=op.f("ck_relation_other")),
        sa.ForeignKeyConstraint(
            ["interpretation_id"],
            ["interpretation.id"],
            name=op.f("fk_relation_interpretation_id_interpretation"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["other_id"],
            ["interpretation.id"],
            name=op.f("fk_relation_other_id_interpretation"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("interpretation_id", "seq", name=op.f("pk_relation")),
    )
    with op.batch_alter_table("relation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_relation_other_id"), ["other_id"], unique=False)
        batch_op.create_index(
            "uq_relation_interpretation_id_other_id_kind", ["interpretation_id", "other_id", "kind"], unique=True
        )

    op.create_table(
        "source_author",
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["actor_id"],
            ["actor.id"],
            name=op.f("fk_source_author_actor_id_actor"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
            name=op.f("fk_source_author_source_id_source"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("source_id", "seq", name=op.f("pk_source_author")),
    )
    with op.batch_alter_table("source_author", schema=None) as batch_op:
        batch_op.create_index("uq_source_author_actor_id", ["actor_id", "source_id"], unique=True)

    op.create_table(
        "causal_assertion",
        sa.Column("causal_link_id", sa.Integer(), nullable=False),
        sa.Column("interpretation_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column(
            "stance",
            sa.Enum("asserts", "disputes", name="stance", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["causal_link_id"],
            ["causal_link.id"],
            name=op.f("fk_causal_assertion_causal_link_id_causal_link"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["interpretation_id"],
            ["interpretation.id"],
            name=op.f("fk_causal_assertion_interpretation_id_interpretation"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("causal_link_id", "interpretation_id", name=op.f("pk_causal_assertion")),
    )
    with op.batch_alter_table("causal_assertion", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_causal_assertion_interpretation_id"), ["interpretation_id"], unique=False)

    op.create_table(
        "citation",
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("locator", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.CheckConstraint('(start IS NULL) = ("end" IS NULL)', name=op.f("ck_citation_both_ends")),
        sa.CheckConstraint('start >= 0 AND start < "end"', name=op.f("ck_citation_span")),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["document.id"],
            name=op.f("fk_citation_document_id_document"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_citation_record_id_record"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
            name=op.f("fk_citation_source_id_source"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("record_id", "seq", name=op.f("pk_citation")),
    )
    with op.batch_alter_table("citation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_citation_document_id"), ["document_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_citation_source_id"), ["source_id"], unique=False)
        batch_op.create_index("ix_citation_source_start", ["source_id", "start"], unique=False)

    op.create_table(
        "counterfactual_chain",
        sa.Column("interpretation_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("causal_link_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["causal_link_id"],
            ["causal_link.id"],
            name=op.f("fk_counterfactual_chain_causal_link_id_causal_link"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["interpretation_id"],
            ["interpretation.id"],
            name=op.f("fk_counterfactual_chain_interpretation_id_interpretation"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("interpretation_id", "seq", name=op.f("pk_counterfactual_chain")),
    )
    with op.batch_alter_table("counterfactual_chain", schema=None) as batch_op:
        batch_op.create_index(
            "uq_counterfactual_chain_causal_link_id", ["causal_link_id", "interpretation_id"], unique=True
        )

    op.create_table(
        "document_party",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("printed", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column(
            "role",
            sa.Enum("from", "to", "via", "copy", name="role", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("lo", sa.Integer(), nullable=False),
        sa.Column("hi", sa.Integer(), nullable=False),
        sa.CheckConstraint("actor_id IS NOT NULL OR printed IS NOT NULL", name=op.f("ck_document_party_somebody")),
        sa.ForeignKeyConstraint(
            ["actor_id"],
            ["actor.id"],
            name=op.f("fk_document_party_actor_id_actor"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["document.id"],
            name=op.f("fk_document_party_document_id_document"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("document_id", "seq", name=op.f("pk_document_party")),
    )
    with op.batch_alter_table("document_party", schema=None) as batch_op:
        batch_op.create_index(
            "uq_document_party_actor_id_role", ["actor_id", "role", "lo", "hi", "document_id"], unique=True
        )

    op.create_table(
        "event_claim",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("interpretation_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["event.id"],
            name=op.f("fk_event_claim_event_id_event"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["interpretation_id"],
            ["interpretation.id"],
            name=op.f("fk_event_claim_interpretation_id_interpretation"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("event_id", "seq", name=op.f("pk_event_claim")),
    )
    with op.batch_alter_table("event_claim", schema=None) as batch_op:
        batch_op.create_index("uq_event_claim_interpretation_id", ["interpretation_id", "event_id"], unique=True)

    op.create_table(
        "event_date",
        sa.Column("edtf", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("printed", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("basis", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("calendar_place_id", sa.Integer(), nullable=True),
        sa.Column("lo", sa.Integer(), nullable=False),
        sa.Column("hi", sa.Integer(), nullable=False),
        sa.Column("lo_is", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("hi_is", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("quality", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("month_day", sa.Integer(), nullable=True),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("given_by_id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "basis IN ('printed', 'year-implied', 'relative', 'answered', 'container', 'other-source', 'unresolved', 'lost', 'none')",
            name=op.f("ck_event_date_basis"),
        ),
        sa.CheckConstraint("hi_is IN ('ongoing', 'unknown')", name=op.f("ck_event_date_hi_is")),
        sa.CheckConstraint("lo_is IN ('open', 'unknown')", name=op.f("ck_event_date_lo_is")),
        sa.CheckConstraint("quality IN ('exact', 'approximate', 'uncertain')", name=op.f("ck_event_date_quality")),
        sa.CheckConstraint(
            "(hi = 9999999 AND edtf IS NOT NULL) = (hi_is IS NOT NULL)", name=op.f("ck_event_date_no_upper")
        ),
        sa.CheckConstraint("(lo = 0) = (lo_is IS NOT NULL)", name=op.f("ck_event_date_no_lower")),
        sa.CheckConstraint(
            "edtf IS NOT NULL OR (lo = 9999999 AND quality IS NULL AND month_day IS NULL)",
            name=op.f("ck_event_date_undated"),
        ),
        sa.CheckConstraint("edtf IS NOT NULL", name=op.f("ck_event_date_says_when")),
        sa.CheckConstraint("edtf IS NULL OR (quality IS NOT NULL AND lo < 9999999)", name=op.f("ck_event_date_dated")),
        sa.CheckConstraint("lo >= 0 AND lo <= hi AND hi <= 9999999", name=op.f("ck_event_date_bounds")),
        sa.CheckConstraint('start >= 0 AND start < "end"', name=op.f("ck_event_date_span")),
        sa.ForeignKeyConstraint(
            ["calendar_place_id"],
            ["place.id"],
            name=op.f("fk_event_date_calendar_place_id_place"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["event.id"],
            name=op.f("fk_event_date_event_id_event"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["given_by_id"],
            ["actor.id"],
            name=op.f("fk_event_date_given_by_id_actor"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
            name=op.f("fk_event_date_source_id_source"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("event_id", "seq", name=op.f("pk_event_date")),
    )
    with op.batch_alter_table("event_date", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_event_date_given_by_id"), ["given_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_event_date_source_id"), ["source_id"], unique=False)

    op.create_table(
        "event_participant",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "decided",
                "proposed",
                "supported",
                "objected",
                "advised",
                "requested",
                "carried-out",
                "spoke",
                "messenger",
                "party",
                "present",
                "absent",
                "subject",
                "target",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("matter", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["actor_id"],
            ["actor.id"],
            name=op.f("fk_event_participant_actor_id_actor"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["event.id"],
            name=op.f("fk_event_participant_event_id_event"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("event_id", "seq", name=op.f("pk_event_participant")),
    )
    with op.batch_alter_table("event_participant", schema=None) as batch_op:
        batch_op.create_index("ix_event_participant_actor_id_role", ["actor_id", "role"], unique=False)

    op.create_table(
        "position_interpretation",
        sa.Column("dispute_id", sa.Integer(), nullable=False),
        sa.Column("position_seq", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("interpretation_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dispute_id", "position_seq"],
            ["dispute_position.dispute_id", "dispute_position.seq"],
            name="fk_position_interpretation_position",
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["interpretation_id"],
            ["interpretation.id"],
            name=op.f("fk_position_interpretation_interpretation_id_interpretation"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("dispute_id", "position_seq", "seq", name=op.f("pk_position_interpretation")),
    )
    with op.batch_alter_table("position_interpretation", schema=None) as batch_op:
        batch_op.create_index(
            "uq_position_interpretation_interpretation_id",
            ["interpretation_id", "dispute_id", "position_seq"],
            unique=True,
        )

    op.create_table(
        "quotation",
        sa.Column("edtf", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("printed", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("basis", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("calendar_place_id", sa.Integer(), nullable=True),
        sa.Column("lo", sa.Integer(), nullable=False),
        sa.Column("hi", sa.Integer(), nullable=False),
        sa.Column("lo_is", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("hi_is", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("quality", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("month_day", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(length=20), server_default="quotation", nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("as_printed", sa.Text(), nullable=True),
        sa.Column(
            "lacuna",
            sa.Enum(
                "start", "between-parts", "end", name="lacuna", native_enum=False, create_constraint=True, length=40
            ),
            nullable=True,
        ),
        sa.Column(
            "fidelity",
            sa.Enum(
                "term",
                "historian-quoted",
                "reported-speech",
                "translation",
                "original",
                name="fidelity",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("translated", sa.Boolean(), nullable=True),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("event_id", sa.Integer(), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column(
            "verification_state",
            sa.Enum(
                "verified-exact",
                "verified-normalised",
                "verified-emended",
                "lacuna",
                "ambiguous",
                "misattributed",
                "not-found",
                "source-not-held",
                name="verification_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("verification_normalisations", sa.JSON(), nullable=False),
        sa.Column("verification_version", sa.Integer(), nullable=False),
        sa.Column("verification_date", sa.Date(), nullable=False),
        sa.Column("verification_sha256", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=True),
        sa.CheckConstraint(
            "basis IN ('printed', 'year-implied', 'relative', 'answered', 'container', 'other-source', 'unresolved', 'lost', 'none')",
            name=op.f("ck_quotation_basis"),
        ),
        sa.CheckConstraint("hi_is IN ('ongoing', 'unknown')", name=op.f("ck_quotation_hi_is")),
        sa.CheckConstraint("lo_is IN ('open', 'unknown')", name=op.f("ck_quotation_lo_is")),
        sa.CheckConstraint("quality IN ('exact', 'approximate', 'uncertain')", name=op.f("ck_quotation_quality")),
        sa.CheckConstraint("text <> ''", name=op.f("ck_quotation_text")),
        sa.CheckConstraint("type = 'quotation'", name=op.f("ck_quotation_type")),
        sa.CheckConstraint(
            "verification_state = 'source-not-held' OR verification_sha256 IS NOT NULL",
            name=op.f("ck_quotation_checked_against"),
        ),
        sa.CheckConstraint(
            "verification_state IN ('verified-exact', 'verified-normalised', 'verified-emended', 'lacuna', 'source-not-held')",
            name=op.f("ck_quotation_loadable"),
        ),
        sa.CheckConstraint(
            "(hi = 9999999 AND edtf IS NOT NULL) = (hi_is IS NOT NULL)", name=op.f("ck_quotation_no_upper")
        ),
        sa.CheckConstraint("(lo = 0) = (lo_is IS NOT NULL)", name=op.f("ck_quotation_no_lower")),
        sa.CheckConstraint(
            "edtf IS NOT NULL OR (lo = 9999999 AND quality IS NULL AND month_day IS NULL)",
            name=op.f("ck_quotation_undated"),
        ),
        sa.CheckConstraint("edtf IS NULL OR (quality IS NOT NULL AND lo < 9999999)", name=op.f("ck_quotation_dated")),
        sa.CheckConstraint("lo >= 0 AND lo <= hi AND hi <= 9999999", name=op.f("ck_quotation_bounds")),
        sa.CheckConstraint('start >= 0 AND start < "end"', name=op.f("ck_quotation_span")),
        sa.ForeignKeyConstraint(
            ["calendar_place_id"],
            ["place.id"],
            name=op.f("fk_quotation_calendar_place_id_place"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["document.id"],
            name=op.f("fk_quotation_document_id_document"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_quotation_event_id_event"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["id", "type"],
            ["record.id", "record.type"],
            name=op.f("fk_quotation_id_type_record"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
            name=op.f("fk_quotation_source_id_source"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quotation")),
    )
    with op.batch_alter_table("quotation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_quotation_document_id"), ["document_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_quotation_event_id"), ["event_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_quotation_fidelity"), ["fidelity"], unique=False)
        batch_op.create_index("ix_quotation_lo_hi", ["lo", "hi", "id"], unique=False)
        batch_op.create_index(
            "ix_quotation_lo_long",
            ["lo", "hi"],
            unique=False,
            sqlite_where=sa.text("hi - lo > 31"),
            postgresql_where=sa.text("hi - lo > 31"),
        )
        batch_op.create_index("ix_quotation_month_day", ["month_day"], unique=False)
        batch_op.create_index("ix_quotation_source_start", ["source_id", "start"], unique=False)

    op.create_table(
        "transmission",
        sa.Column("edtf", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("printed", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("basis", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("calendar_place_id", sa.Integer(), nullable=True),
        sa.Column("lo", sa.Integer(), nullable=False),
        sa.Column("hi", sa.Integer(), nullable=False),
        sa.Column("lo_is", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("hi_is", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("quality", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("month_day", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(length=20), server_default="transmission", nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column(
            "mode",
            sa.Enum(
                "written",
                "told",
                "relayed",
                "observed",
                "public",
                "withheld",
                name="mode",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "certainty",
            sa.Enum(
                "stated",
                "implied",
                "claimed",
                "disputed",
                "unattributed",
                name="certainty",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("event_id", sa.Integer(), nullable=True),
        sa.Column("asserted_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "basis IN ('printed', 'year-implied', 'relative', 'answered', 'container', 'other-source', 'unresolved', 'lost', 'none')",
            name=op.f("ck_transmission_basis"),
        ),
        sa.CheckConstraint("hi_is IN ('ongoing', 'unknown')", name=op.f("ck_transmission_hi_is")),
        sa.CheckConstraint("lo_is IN ('open', 'unknown')", name=op.f("ck_transmission_lo_is")),
        sa.CheckConstraint("quality IN ('exact', 'approximate', 'uncertain')", name=op.f("ck_transmission_quality")),
        sa.CheckConstraint("type = 'transmission'", name=op.f("ck_transmission_type")),
        sa.CheckConstraint(
            "(hi = 9999999 AND edtf IS NOT NULL) = (hi_is IS NOT NULL)", name=op.f("ck_transmission_no_upper")
        ),
        sa.CheckConstraint("(lo = 0) = (lo_is IS NOT NULL)", name=op.f("ck_transmission_no_lower")),
        sa.CheckConstraint(
            "edtf IS NOT NULL OR (lo = 9999999 AND quality IS NULL AND month_day IS NULL)",
            name=op.f("ck_transmission_undated"),
        ),
        sa.CheckConstraint(
            "edtf IS NULL OR (quality IS NOT NULL AND lo < 9999999)", name=op.f("ck_transmission_dated")
        ),
        sa.CheckConstraint("lo >= 0 AND lo <= hi AND hi <= 9999999", name=op.f("ck_transmission_bounds")),
        sa.ForeignKeyConstraint(
            ["asserted_by_id"],
            ["interpretation.id"],
            name=op.f("fk_transmission_asserted_by_id_interpretation"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["calendar_place_id"],
            ["place.id"],
            name=op.f("fk_transmission_calendar_place_id_place"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["document.id"],
            name=op.f("fk_transmission_document_id_document"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["event.id"],
            name=op.f("fk_transmission_event_id_event"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["id", "type"],
            ["record.id", "record.type"],
            name=op.f("fk_transmission_id_type_record"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transmission")),
    )
    with op.batch_alter_table("transmission", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_transmission_asserted_by_id"), ["asserted_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_transmission_document_id"), ["document_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_transmission_event_id"), ["event_id"], unique=False)
        batch_op.create_index("ix_transmission_lo_hi", ["lo", "hi", "id"], unique=False)
        batch_op.create_index(
            "ix_transmission_lo_long",
            ["lo", "hi"],
            unique=False,
            sqlite_where=sa.text("hi - lo > 31"),
            postgresql_where=sa.text("hi - lo > 31"),
        )
        batch_op.create_index(batch_op.f("ix_transmission_mode"), ["mode"], unique=False)
        batch_op.create_index("ix_transmission_month_day", ["month_day"], unique=False)

    op.create_table(
        "participant_quotation",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("participant_seq", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("quotation_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id", "participant_seq"],
            ["event_participant.event_id", "event_participant.seq"],
            name="fk_participant_quotation_participant",
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["quotation_id"],
            ["quotation.id"],
            name=op.f("fk_participant_quotation_quotation_id_quotation"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("event_id", "participant_seq", "seq", name=op.f("pk_participant_quotation")),
    )
    with op.batch_alter_table("participant_quotation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_participant_quotation_quotation_id"), ["quotation_id"], unique=False)

    op.create_table(
        "quotation_emendation",
        sa.Column("quotation_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("printed", sa.Text(), nullable=False),
        sa.Column("reading", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint("printed <> reading AND reason <> ''", name=op.f("ck_quotation_emendation_differs")),
        sa.ForeignKeyConstraint(
            ["quotation_id"],
            ["quotation.id"],
            name=op.f("fk_quotation_emendation_quotation_id_quotation"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("quotation_id", "seq", name=op.f("pk_quotation_emendation")),
    )
    op.create_table(
        "quotation_party",
        sa.Column("quotation_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "speaker",
                "addressee",
                "quoted-by",
                "ascribed-to",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "certainty",
            sa.Enum(
                "stated",
                "implied",
                "claimed",
                "disputed",
                "unattributed",
                name="certainty",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["actor_id"],
            ["actor.id"],
            name=op.f("fk_quotation_party_actor_id_actor"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["quotation_id"],
            ["quotation.id"],
            name=op.f("fk_quotation_party_quotation_id_quotation"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("quotation_id", "seq", name=op.f("pk_quotation_party")),
    )
    with op.batch_alter_table("quotation_party", schema=None) as batch_op:
        batch_op.create_index("uq_quotation_party_actor_id_role", ["actor_id", "role", "quotation_id"], unique=True)

    op.create_table(
        "quotation_same_words",
        sa.Column("quotation_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("quotation_id <> other_id", name=op.f("ck_quotation_same_words_other")),
        sa.ForeignKeyConstraint(
            ["other_id"],
            ["quotation.id"],
            name=op.f("fk_quotation_same_words_other_id_quotation"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["quotation_id"],
            ["quotation.id"],
            name=op.f("fk_quotation_same_words_quotation_id_quotation"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("quotation_id", "other_id", name=op.f("pk_quotation_same_words")),
    )
    with op.batch_alter_table("quotation_same_words", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_quotation_same_words_other_id"), ["other_id"], unique=False)

    op.create_table(
        "quotation_selector",
        sa.Column("quotation_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("exact", sa.Text(), nullable=False),
        sa.Column("prefix", sa.Text(), nullable=True),
        sa.Column("suffix", sa.Text(), nullable=True),
        sa.CheckConstraint("exact <> ''", name=op.f("ck_quotation_selector_exact")),
        sa.CheckConstraint('start >= 0 AND start < "end"', name=op.f("ck_quotation_selector_span")),
        sa.ForeignKeyConstraint(
            ["quotation_id"],
            ["quotation.id"],
            name=op.f("fk_quotation_selector_quotation_id_quotation"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
            name=op.f("fk_quotation_selector_source_id_source"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("quotation_id", "seq", name=op.f("pk_quotation_selector")),
    )
    with op.batch_alter_table("quotation_selector", schema=None) as batch_op:
        batch_op.create_index("ix_quotation_selector_source_start", ["source_id", "start"], unique=False)

    op.create_table(
        "transmission_party",
        sa.Column("transmission_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            sa.Enum("to", "from", "via", name="role", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["actor_id"],
            ["actor.id"],
            name=op.f("fk_transmission_party_actor_id_actor"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["transmission_id"],
            ["transmission.id"],
            name=op.f("fk_transmission_party_transmission_id_transmission"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("transmission_id", "seq", name=op.f("pk_transmission_party")),
    )
    with op.batch_alter_table("transmission_party", schema=None) as batch_op:
        batch_op.create_index(
            "uq_transmission_party_actor_id_role", ["actor_id", "role", "transmission_id"], unique=True
        )


def downgrade() -> None:
    with op.batch_alter_table("transmission_party", schema=None) as batch_op:
        batch_op.drop_index("uq_transmission_party_actor_id_role")

    op.drop_table("transmission_party")
    with op.batch_alter_table("quotation_selector", schema=None) as batch_op:
        batch_op.drop_index("ix_quotation_selector_source_start")

    op.drop_table("quotation_selector")
    with op.batch_alter_table("quotation_same_words", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_quotation_same_words_other_id"))

    op.drop_table("quotation_same_words")
    with op.batch_alter_table("quotation_party", schema=None) as batch_op:
        batch_op.drop_index("uq_quotation_party_actor_id_role")

    op.drop_table("quotation_party")
    op.drop_table("quotation_emendation")
    with op.batch_alter_table("participant_quotation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_participant_quotation_quotation_id"))

    op.drop_table("participant_quotation")
    with op.batch_alter_table("transmission", schema=None) as batch_op:
        batch_op.drop_index("ix_transmission_month_day")
        batch_op.drop_index(batch_op.f("ix_transmission_mode"))
        batch_op.drop_index(
            "ix_transmission_lo_long", sqlite_where=sa.text("hi - lo > 31"), postgresql_where=sa.text("hi - lo > 31")
        )
        batch_op.drop_index("ix_transmission_lo_hi")
        batch_op.drop_index(batch_op.f("ix_transmission_event_id"))
        batch_op.drop_index(batch_op.f("ix_transmission_document_id"))
        batch_op.drop_index(batch_op.f("ix_transmission_asserted_by_id"))

    op.drop_table("transmission")
    with op.batch_alter_table("quotation", schema=None) as batch_op:
        batch_op.drop_index("ix_quotation_source_start")
        batch_op.drop_index("ix_quotation_month_day")
        batch_op.drop_index(
            "ix_quotation_lo_long", sqlite_where=sa.text("hi - lo > 31"), postgresql_where=sa.text("hi - lo > 31")
        )
        batch_op.drop_index("ix_quotation_lo_hi")
        batch_op.drop_index(batch_op.f("ix_quotation_fidelity"))
        batch_op.drop_index(batch_op.f("ix_quotation_event_id"))
        batch_op.drop_index(batch_op.f("ix_quotation_document_id"))

    op.drop_table("quotation")
    with op.batch_alter_table("position_interpretation", schema=None) as batch_op:
        batch_op.drop_index("uq_position_interpretation_interpretation_id")

    op.drop_table("position_interpretation")
    with op.batch_alter_table("event_participant", schema=None) as batch_op:
        batch_op.drop_index("ix_event_participant_actor_id_role")

    op.drop_table("event_participant")
    with op.batch_alter_table("event_date", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_event_date_source_id"))
        batch_op.drop_index(batch_op.f("ix_event_date_given_by_id"))

    op.drop_table("event_date")
    with op.batch_alter_table("event_claim", schema=None) as batch_op:
        batch_op.drop_index("uq_event_claim_interpretation_id")

    op.drop_table("event_claim")
    with op.batch_alter_table("document_party", schema=None) as batch_op:
        batch_op.drop_index("uq_document_party_actor_id_role")

    op.drop_table("document_party")
    with op.batch_alter_table("counterfactual_chain", schema=None) as batch_op:
        batch_op.drop_index("uq_counterfactual_chain_causal_link_id")

    op.drop_table("counterfactual_chain")
    with op.batch_alter_table("citation", schema=None) as batch_op:
        batch_op.drop_index("ix_citation_source_start")
        batch_op.drop_index(batch_op.f("ix_citation_source_id"))
        batch_op.drop_index(batch_op.f("ix_citation_document_id"))

    op.drop_table("citation")
    with op.batch_alter_table("causal_assertion", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_causal_assertion_interpretation_id"))

    op.drop_table("causal_assertion")
    with op.batch_alter_table("source_author", schema=None) as batch_op:
        batch_op.drop_index("uq_source_author_actor_id")

    op.drop_table("source_author")
    with op.batch_alter_table("relation", schema=None) as batch_op:
        batch_op.drop_index("uq_relation_interpretation_id_other_id_kind")
        batch_op.drop_index(batch_op.f("ix_relation_other_id"))

    op.drop_table("relation")
    op.drop_table("place_name")
    with op.batch_alter_table("interpretation_actor", schema=None) as batch_op:
        batch_op.drop_index("uq_interpretation_actor_actor_id_role")

    op.drop_table("interpretation_actor")
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.drop_index("uq_evidence_interpretation_id_target_id")
        batch_op.drop_index(batch_op.f("ix_evidence_target_id"))

    op.drop_table("evidence")
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_event_place_id"))
        batch_op.drop_index(batch_op.f("ix_event_part_of_id"))
        batch_op.drop_index("ix_event_month_day")
        batch_op.drop_index(
            "ix_event_lo_long", sqlite_where=sa.text("hi - lo > 31"), postgresql_where=sa.text("hi - lo > 31")
        )
        batch_op.drop_index("ix_event_lo_hi")
        batch_op.drop_index(batch_op.f("ix_event_kind"))
        batch_op.drop_index(batch_op.f("ix_event_capital"))

    op.drop_table("event")
    with op.batch_alter_table("document", schema=None) as batch_op:
        batch_op.drop_index("ix_document_received_month_day")
        batch_op.drop_index("ix_document_received_lo_received_hi")
        batch_op.drop_index(
            "ix_document_received_lo_long",
            sqlite_where=sa.text("received_hi - received_lo > 31"),
            postgresql_where=sa.text("received_hi - received_lo > 31"),
        )
        batch_op.drop_index(batch_op.f("ix_document_occasion_id"))
        batch_op.drop_index("ix_document_month_day")
        batch_op.drop_index(
            "ix_document_lo_long", sqlite_where=sa.text("hi - lo > 31"), postgresql_where=sa.text("hi - lo > 31")
        )
        batch_op.drop_index("ix_document_lo_hi")
        batch_op.drop_index(batch_op.f("ix_document_kind"))

    op.drop_table("document")
    with op.batch_alter_table("dispute_presupposition", schema=None) as batch_op:
        batch_op.drop_index("uq_dispute_presupposition_interpretation_id")

    op.drop_table("dispute_presupposition")
    op.drop_table("dispute_position")
    with op.batch_alter_table("causal_link", schema=None) as batch_op:
        batch_op.drop_index("uq_causal_link_cause_id_effect_id_kind")
        batch_op.drop_index(batch_op.f("ix_causal_link_interpretation_id"))
        batch_op.drop_index(batch_op.f("ix_causal_link_effect_id"))

    op.drop_table("causal_link")
    with op.batch_alter_table("actor_role", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_actor_role_body_id"))

    op.drop_table("actor_role")
    op.drop_table("actor_name")
    with op.batch_alter_table("actor_identifier", schema=None) as batch_op:
        batch_op.drop_index("uq_actor_identifier_scheme_value")

    op.drop_table("actor_identifier")
    with op.batch_alter_table("source", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_source_part_of_id"))

    op.drop_table("source")
    with op.batch_alter_table("place", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_place_within_id"))

    op.drop_table("place")
    with op.batch_alter_table("interpretation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_interpretation_said_in_id"))
        batch_op.drop_index(batch_op.f("ix_interpretation_modality"))
        batch_op.drop_index(batch_op.f("ix_interpretation_kind"))

    op.drop_table("interpretation")
    op.drop_table("dispute")
    with op.batch_alter_table("actor", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_actor_same_as_id"))
        batch_op.drop_index(batch_op.f("ix_actor_kind"))

    op.drop_table("actor")
    with op.batch_alter_table("about", schema=None) as batch_op:
        batch_op.drop_index("uq_about_target_id_role")

    op.drop_table("about")
    with op.batch_alter_table("record", schema=None) as batch_op:
        batch_op.drop_index("uq_record_type_slug")
        batch_op.drop_index("uq_record_id_type")
        batch_op.drop_index(batch_op.f("ix_record_series"))
        batch_op.drop_index(batch_op.f("ix_record_changed_in"))

    op.drop_table("record")
    with op.batch_alter_table("change", schema=None) as batch_op:
        batch_op.drop_index("ix_change_type_slug")
        batch_op.drop_index(batch_op.f("ix_change_release_id"))

    op.drop_table("change")
    op.drop_table("slug")
    op.drop_table("release")
