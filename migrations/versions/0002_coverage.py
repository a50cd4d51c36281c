"""coverage of a source's text"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    with op.batch_alter_table("source") as batch:
        batch.add_column(sa.Column("sentences", sa.JSON(none_as_null=True), nullable=True))
        batch.add_column(sa.Column("silent", sa.JSON(), server_default="[]", nullable=False))
    with op.batch_alter_table("source") as batch:
        batch.alter_column("silent", server_default=None)
    newest = "SELECT max(id) FROM release"
    # The next load fills the new columns, though the files may be those of the newest release.
    op.execute(f"UPDATE release SET content_sha256 = '' WHERE id = ({newest})")  # noqa: S608


def downgrade() -> None:
    with op.batch_alter_table("source") as batch:
        batch.drop_column("silent")
        batch.drop_column("sentences")
