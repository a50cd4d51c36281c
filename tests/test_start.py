"""What the serving process does without: start and memory are paid by every worker of everybody."""

import subprocess
import sys

from tests.databases import ROOT

WITHOUT = ("alembic", "seed", "pydantic.v1", "attrs", "psycopg")
SERVED = (
    "import sys\n"
    "from api.__main__ import combined\n"
    "from api.settings import Settings\n"
    "from explorer.settings import Settings as Own\n"
    "combined(Settings.from_env({'DATABASE_URL': 'sqlite:///none.db'}), Own.from_env({}))\n"
    f"sys.exit(' '.join(name for name in {WITHOUT!r} if sys.modules.get(name)))\n"
)


def test_what_nobody_needs_is_not_imported() -> None:
    done = subprocess.run([sys.executable, "-c", SERVED], cwd=ROOT, capture_output=True, text=True)
    assert done.stderr.strip() == ""
