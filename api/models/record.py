"""What all records share: releases, slugs, the record row, its citations, its change log.

Every key that points at a record, a slug or a typed table is deferred: the loader writes in any order and the commit
judges.
"""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Column,
    DateTime,
    Enum,
    ForeignKeyConstraint,
    Index,
    Integer,
    String,
    Table,
    Text,
    text,
)
from sqlalchemy import ForeignKey as Key
from sqlmodel import Field, SQLModel

from api.models.vocabulary import (
    AboutRole,
    ChangeAction,
    DateBasis,
    DateQuality,
    RecordType,
)

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
}

SQLModel.model_config["defer_build"] = True  # validators are made when a model is first validated, which no server does

LATER: dict[str, Any] = {"deferrable": True, "initially": "DEFERRED"}


def table(model: type[SQLModel]) -> Table:
    """The Core table of a model: queries are statements over its columns."""
    return model.__table__  # type: ignore[attr-defined,no-any-return]


def typed(kind: RecordType, *more: Any) -> tuple[Any, ...]:
    """Table arguments that make a typed table's row the row of a record of that kind, and of no other.

    Its `slug` is the record's: lists sort by it, and an index of one table must hold the whole order.
    """
    return (
        ForeignKeyConstraint(
            ["id", "type", "slug"], ["record.id", "record.type", "record.slug"], ondelete="CASCADE", **LATER
        ),
        CheckConstraint(f"type = '{kind}'", name="type"),
        *more,
    )


def said(*columns: str) -> CheckConstraint:
    """A table argument: text that is there says something; what a source does not say is NULL."""
    return CheckConstraint(" AND ".join(f"{column} <> ''" for column in columns), name="said")


def typed_target(name: str, fits: Iterable[RecordType], *, optional: bool = False) -> tuple[Any, ...]:
    """Table arguments of a key (`<name>_id`, `<name>_type`) that may point at any of the few types that fit."""
    few = ", ".join(f"'{kind}'" for kind in fits)
    paired = (CheckConstraint(f"({name}_id IS NULL) = ({name}_type IS NULL)", name=f"{name}_pair"),) if optional else ()
    return (
        ForeignKeyConstraint([f"{name}_id", f"{name}_type"], ["record.id", "record.type"], **LATER),
        CheckConstraint(f"{name}_type IN ({few})", name=f"{name}_type"),
        *paired,
    )


def kind_column(kind: RecordType) -> Any:
    """The `type` column of a typed table: always its own kind."""
    return Column("type", String(20), nullable=False, default=kind.value, server_default=kind.value)


def enum_type(values: type[StrEnum], name: str) -> Enum:
    """A vocabulary as a CHECK on both databases; stores values, not member names."""
    return Enum(
        values,
        name=name,
        native_enum=False,
        create_constraint=True,
        length=40,
        values_callable=lambda members: [member.value for member in members],
    )


def enum_column(values: type[StrEnum], name: str, *, nullable: bool = False, **more: Any) -> Any:
    return Column(name, enum_type(values, name), nullable=nullable, **more)


def key(target: str, *, nullable: bool = False, index: bool = False, owned: bool = False, primary: bool = False) -> Any:
    """A deferred foreign key column; `owned` rows go with the row they point at."""
    pointing = Key(target, ondelete="CASCADE" if owned else None, **LATER)
    return Column(pointing, primary_key=primary, nullable=nullable, index=index)


def number() -> Any:
    """A key that the loader counts itself, one load at a time: no sequence that could fall behind it."""
    return Column(Integer, primary_key=True, autoincrement=False)


def key_text() -> Any:
    """Text of a sort key: sorts alike on both databases."""
    return String(120).with_variant(String(120, collation="C"), "postgresql")


def slug_column() -> Any:
    """The copy of a record's slug by which lists sort: in typed tables, and in links by which lists are filtered."""
    return Column("slug", key_text(), nullable=False)


def long_text(*, nullable: bool = False) -> Any:
    return Column(Text, nullable=nullable)


MOVED = text("moved_to IS NOT NULL")


class Release(SQLModel, table=True):
    """One for each transaction that changed any record; `series` says whose, `content_sha256` is of its files."""

    id: int = Field(sa_column=number())
    series: str = Field(max_length=40, index=True)
    content_sha256: str = Field(max_length=64)
    created_at: datetime = Field(sa_column=Column(DateTime(timezone=True), nullable=False))
    counts: dict[str, int] = Field(sa_column=Column(JSON, nullable=False))


class Slug(SQLModel, table=True):
    """Every slug ever published: in use, moved, or gone. Its row never goes, so no slug is used again.

    `gone_part`: which part of a volume's file had it, in the importer's words: the same part has it back.
    """

    type: RecordType = Field(sa_column=enum_column(RecordType, "type", primary_key=True))
    slug: str = Field(sa_column=Column("slug", key_text(), primary_key=True))
    moved_to: str | None = Field(default=None, sa_column=Column("moved_to", key_text(), nullable=True))
    gone_in: int | None = Field(default=None, sa_column=key("release.id", nullable=True))
    gone_label: str | None = Field(default=None, sa_column=Column(Text, nullable=True))
    gone_part: str | None = Field(default=None, sa_column=Column(Text, nullable=True))
    __table_args__ = (
        ForeignKeyConstraint(["type", "moved_to"], ["slug.type", "slug.slug"], **LATER),
        CheckConstraint("moved_to IS NULL OR gone_in IS NULL", name="one_fate"),
        CheckConstraint("moved_to <> slug", name="moved_elsewhere"),
        CheckConstraint("(gone_in IS NULL) = (gone_label IS NULL)", name="gone_label"),
        Index("ix_slug_moved_to", "moved_to", "type", sqlite_where=MOVED, postgresql_where=MOVED),
    )


class Record(SQLModel, table=True):
    """What every record has, whatever its type; `digest` is of its canonical content, `field_digests` of each field."""

    id: int = Field(sa_column=number())
    type: RecordType = Field(sa_column=enum_column(RecordType, "type"))
    slug: str = Field(sa_column=Column("slug", key_text(), nullable=False))
    label: str = Field(sa_column=Column(Text, nullable=False))
    series: str = Field(max_length=40)
    digest: str = Field(max_length=64)
    field_digests: dict[str, str] = Field(sa_column=Column(JSON, nullable=False))
    changed_in: int = Field(sa_column=key("release.id", index=True))
    __table_args__ = (
        ForeignKeyConstraint(["type", "slug"], ["slug.type", "slug.slug"], **LATER),
        Index("ix_record_series", "series", "type"),
        Index("uq_record_type_slug", "type", "slug", unique=True),
        Index("uq_record_id_type", "id", "type", unique=True),
        Index("uq_record_id_type_slug", "id", "type", "slug", unique=True),
        CheckConstraint("label <> ''", name="label"),
    )


class Change(SQLModel, table=True):
    """The change log. `fields` names what changed in an update; `note` is the editor's, for corrections.

    A move stands under the old slug, whose row says where to.
    """

    seq: int = Field(sa_column=number())
    release_id: int = Field(sa_column=key("release.id", index=True))
    type: RecordType = Field(sa_column=enum_column(RecordType, "type"))
    slug: str = Field(sa_column=Column("slug", key_text(), nullable=False))
    action: ChangeAction = Field(sa_column=enum_column(ChangeAction, "action"))
    fields: list[str] = Field(sa_column=Column(JSON, nullable=False))
    note: str | None = Field(default=None, sa_column=Column(Text, nullable=True))
    __table_args__ = (
        ForeignKeyConstraint(["type", "slug"], ["slug.type", "slug.slug"], **LATER),
        Index("ix_change_slug", "slug", "type"),
    )


class Citation(SQLModel, table=True):
    """Where a record stands in a source: code points `start` to `end` of the text whose SHA-256 the source states."""

    record_id: int = Field(sa_column=key("record.id", owned=True, primary=True))
    seq: int = Field(primary_key=True)
    source_id: int = Field(sa_column=key("source.id", index=True))
    document_id: int | None = Field(default=None, sa_column=key("document.id", nullable=True, index=True))
    paragraph_id: int | None = Field(default=None, sa_column=key("paragraph.id", nullable=True, index=True))
    start: int | None = None
    end: int | None = None
    locator: str | None = None
    __table_args__ = (
        CheckConstraint('(start IS NULL) = ("end" IS NULL)', name="both_ends"),
        CheckConstraint('start >= 0 AND start < "end"', name="span"),
        CheckConstraint("paragraph_id IS NULL OR document_id IS NOT NULL", name="paragraph"),
        Index("ix_citation_source_start", "source_id", "start"),
    )


class About(SQLModel, table=True):
    """What a record is about, is compared with, would undo, answers or forwards."""

    record_id: int = Field(primary_key=True)
    record_type: RecordType = Field(sa_column=enum_column(RecordType, "record_type"))
    role: AboutRole = Field(sa_column=enum_column(AboutRole, "role", primary_key=True))
    seq: int = Field(primary_key=True)
    target_id: int
    target_type: str = Field(sa_column=Column("target_type", String(20), nullable=False))
    __table_args__ = (
        ForeignKeyConstraint(["record_id", "record_type"], ["record.id", "record.type"], ondelete="CASCADE", **LATER),
        *typed_target("target", RecordType),
        CheckConstraint("record_id <> target_id", name="other"),
        CheckConstraint("role NOT IN ('answers', 'forwards') OR record_type = 'document'", name="document_roles"),
        CheckConstraint(
            "role NOT IN ('compared-with', 'antecedent') OR record_type = 'interpretation'", name="claim_roles"
        ),
        CheckConstraint("role <> 'answers' OR target_type IN ('document', 'event')", name="answers"),
        CheckConstraint("role <> 'forwards' OR target_type = 'document'", name="forwards"),
        Index("uq_about_target_id_role", "target_id", "role", "record_id", unique=True),
    )


class Dated(SQLModel):
    """The columns of a date. `lo`, `hi` are day ordinals that sort, with sentinels for a missing bound (`api.edtf`)."""

    edtf: str | None = None
    printed: str | None = None
    basis: str = DateBasis.NONE.value
    calendar_place_id: int | None = None
    lo: int
    hi: int
    lo_is: str | None = None
    hi_is: str | None = None
    quality: str | None = None
    month_day: int | None = None


class Received(SQLModel):
    """The same columns for the day a document was received."""

    received_edtf: str | None = None
    received_printed: str | None = None
    received_basis: str = DateBasis.NONE.value
    received_calendar_place_id: int | None = None
    received_lo: int
    received_hi: int
    received_lo_is: str | None = None
    received_hi_is: str | None = None
    received_quality: str | None = None
    received_month_day: int | None = None


def dated(table_name: str, prefix: str = "", *, sorts: bool = True) -> tuple[Any, ...]:
    """Table arguments of the columns of a date: its checks, and, if it `sorts`, the indexes of interval filters."""
    lo, hi = f"{prefix}lo", f"{prefix}hi"
    bases = ", ".join(f"'{basis}'" for basis in DateBasis)
    qualities = ", ".join(f"'{quality}'" for quality in DateQuality if quality is not DateQuality.DISPUTED)
    long = text(f"{hi} - {lo} > 31")
    order = (lo, hi, "slug")
    indexes = (
        Index(f"ix_{table_name}_{lo}_{hi}", *order),
        Index(f"ix_{table_name}_{lo}_long", *order, sqlite_where=long, postgresql_where=long),
        Index(f"ix_{table_name}_{prefix}month_day", f"{prefix}month_day", *order),
    )
    return (
        ForeignKeyConstraint([f"{prefix}calendar_place_id"], ["place.id"], **LATER),
        CheckConstraint(f"{prefix}basis IN ({bases})", name=f"{prefix}basis"),
        CheckConstraint(f"{prefix}quality IN ({qualities})", name=f"{prefix}quality"),
        CheckConstraint(f"{lo} >= 0 AND {lo} <= {hi} AND {hi} <= 9999999", name=f"{prefix}bounds"),
        CheckConstraint(
            f"{prefix}edtf IS NOT NULL OR ({lo} = 9999999 AND {prefix}quality IS NULL AND {prefix}month_day IS NULL)",
            name=f"{prefix}undated",
        ),
        CheckConstraint(
            f"{prefix}edtf IS NULL OR ({prefix}quality IS NOT NULL AND {lo} < 9999999)", name=f"{prefix}dated"
        ),
        CheckConstraint(f"({lo} = 0) = ({prefix}lo_is IS NOT NULL)", name=f"{prefix}no_lower"),
        CheckConstraint(
            f"({hi} = 9999999 AND {prefix}edtf IS NOT NULL) = ({prefix}hi_is IS NOT NULL)", name=f"{prefix}no_upper"
        ),
        CheckConstraint(f"{prefix}lo_is IN ('open', 'unknown')", name=f"{prefix}lo_is"),
        CheckConstraint(f"{prefix}hi_is IN ('ongoing', 'unknown')", name=f"{prefix}hi_is"),
        *(indexes if sorts else ()),
    )
