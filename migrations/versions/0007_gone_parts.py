"""which part of a volume's file had an id that is gone, so that the same part, and no other, has it back"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0007"
down_revision: str | None = "0006"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.add_column("slug", sa.Column("gone_part", sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column("slug", "gone_part")
