"""`python -m tests.operating.older`: the server as code that was written for the revision before this one's."""

import sys

import api.settings

api.settings.REVISION = f"{int(api.settings.REVISION) - 1:04d}"

from api.__main__ import main  # noqa: E402  (what it imports takes the revision along)

if __name__ == "__main__":
    sys.exit(main())
