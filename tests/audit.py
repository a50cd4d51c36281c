"""`python -m tests.audit`: what the registry that pip is set to tells of the dependencies; nothing else is asked.

That every locked file is still there with its hash, that none was withdrawn since (pip names those), that what is
installed fits together, what is newer, and under which licences it comes. Whether a flaw is known of a version no
registry's list of files says: for that, `pip-audit --strict` needs PyPI itself.
"""

import json
import subprocess
import sys
from importlib.metadata import Distribution, distributions

from tests.databases import ROOT

PIP = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
LOCK = "requirements-dev.txt"
FREE = ("MIT", "BSD", "Apache", "PSF", "Python Software Foundation")  # the rest is named, to be looked at


def pip(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*PIP, *words], cwd=ROOT, capture_output=True, text=True)


def say(what: str, found: str) -> None:
    sys.stdout.write(f"{what}: {found or 'fine'}\n")


def complaints(done: subprocess.CompletedProcess[str]) -> str:
    """Of a run that failed, or that warned of a file that was withdrawn."""
    lines = [line for line in done.stderr.splitlines() if "yanked" in line or "ERROR" in line]
    return "\n  ".join([*lines, *(done.stdout.splitlines() if done.returncode else [])])


def licence(package: Distribution) -> str:
    told = package.metadata.get_all
    classified = [word.rpartition(" :: ")[2] for word in told("Classifier") or [] if word.startswith("License")]
    return "; ".join(told("License-Expression") or classified or told("License") or ["none told"])


def main() -> int:
    wanted = ("install", "--dry-run", "--ignore-installed", "--no-deps", "--require-hashes", "--quiet", "-r", LOCK)
    locked = complaints(pip(*wanted))
    say(f"files of {LOCK}, their hashes, withdrawn versions", locked)
    fitting = complaints(pip("check"))
    say("what is installed fits together", fitting)
    listed = pip("list", "--outdated", "--format", "json")
    newer = json.loads(listed.stdout) if listed.returncode == 0 else []
    told = [f"{one['name']} {one['version']} (newest {one['latest_version']})" for one in newer]
    say("not the newest", ", ".join(told) if listed.returncode == 0 else complaints(listed))
    others = sorted(f"{one.name} ({found})" for one in distributions() if not (found := licence(one)).startswith(FREE))
    say("licences to be looked at", ", ".join(others))
    say("known flaws", "not asked for; pip-audit -r requirements.txt --require-hashes --disable-pip --strict does")
    return 1 if locked or fitting or listed.returncode else 0


if __name__ == "__main__":
    sys.exit(main())
