"""`python -m tests.operating.brief`: the server, with answers that may be kept for a second, for tests of caches."""

import sys

from api.edge import conditional

LONG, SHORT = "max-age=60,", "max-age=1,"
assert conditional.FRESH.count(LONG) == 1
conditional.FRESH = conditional.FRESH.replace(LONG, SHORT)

from api.__main__ import main  # noqa: E402  (what it imports takes the header along)

if __name__ == "__main__":
    sys.exit(main())
