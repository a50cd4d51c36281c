"""What the pages need beside themselves: style, script, fonts, icon. Built, or as they stand in `static/`."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
STATIC = HERE / "static"
BUILT = STATIC / "build"
ALL = ("base", "layout", "voices", "items")  # what every page needs
# Each page loads one of these, as its template says; with its headers, packed, each is 6 KB at most.
BUNDLES = {
    "site.css": (
        *ALL, "forms", "moments", "search", "doors", "volumes", "answers", "contents", "citing", "print"
    ),
    "guide.css": (*ALL, "forms", "moments", "home", "doors", "citing", "guide", "print"),  # of the record and its API
    "people.css": (*ALL, "forms", "volumes", "people", "answers", "citing", "print"),
    "time.css": (*ALL, "forms", "moments", "home", "doors", "drawings", "print"),
    "drawn.css": (*ALL, "forms", "tables", "drawings", "plan", "print"),  # other overviews
    "table.css": (*ALL, "forms", "doors", "tables", "matrix", "print"),  # what is set side by side
    "place.css": (*ALL, "moments", "citing", "drawings", "plan", "print"),
    "record.css": (*ALL, "citing", "arguments", "tables", "drawings", "print"),  # of what is said to have happened
    "document.css": (*ALL, "citing", "records", "volumes", "text", "print"),  # of what was written, and its words
}  # fmt: skip
STYLE = {name: tuple(f"style/{sheet}.css" for sheet in sheets) for name, sheets in BUNDLES.items()}
OWN = ("site.js", "favicon.svg")
TYPES = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".woff2": "font/woff2",
}


def style(name: str, static: Path = STATIC) -> str:
    """The sheets in their order, as the one that browsers load."""
    return "".join((static / sheet).read_text(encoding="utf-8") for sheet in STYLE[name])


@dataclass(frozen=True, slots=True)
class File:
    body: bytes
    media_type: str
    immutable: bool


class Assets:
    """`names` maps what a template asks for to what is served; no htmx and no fonts where nothing was built."""

    def __init__(self, static: Path = STATIC, built: Path = BUILT) -> None:
        manifest = built / "manifest.json"
        if manifest.is_file():
            self.names: dict[str, str] = json.loads(manifest.read_bytes())["files"]
            bodies = {name: (built / name).read_bytes() for name in self.names.values()}
        else:
            self.names = {name: name for name in (*STYLE, *OWN)}
            bodies = {name: style(name, static).encode() for name in STYLE}
            bodies |= {name: (static / name).read_bytes() for name in OWN}
        immutable = manifest.is_file()
        self.files = {name: File(body, TYPES[Path(name).suffix], immutable) for name, body in bodies.items()}

    def url(self, name: str) -> str | None:
        found = self.names.get(name)
        return f"/static/{found}" if found else None


def code_digest() -> str:
    """A digest of the code, the templates and the files served: a fixed page is never mistaken for the old one."""
    found = hashlib.sha256()
    code = [*HERE.glob("*.py"), *(HERE / "drawings").glob("*.py"), *(HERE / "pages").glob("*.py")]
    for path in sorted([*code, *(HERE / "templates").rglob("*.html"), *STATIC.rglob("*.*")]):
        found.update(str(path.relative_to(HERE)).encode() + b"\0" + path.read_bytes())
    return found.hexdigest()[:12]
