"""What holds for templates, style and script as files."""

import gzip
import re
from itertools import chain
from pathlib import Path

import pytest
from jinja2 import StrictUndefined, UndefinedError

from explorer.assets import HERE, OWN, STATIC, Assets, style
from explorer.assets import STYLE as SHEETS
from explorer.build import squeezed
from explorer.settings import Settings
from explorer.site import environment
from tests.explorer.html import ALLOWED_HX

TEMPLATES = sorted((HERE / "templates").rglob("*.html"))
STYLE = style("site.css")
SCRIPT = (STATIC / "site.js").read_text()


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_templates_hold_nothing_that_is_banned(path: Path) -> None:
    text = path.read_text()
    assert not re.search(r"\sstyle=|\son\w+=|hx-on|javascript:|<style|hx-boost|hx-ext", text)
    assert not re.search(r"\|\s*safe\b|Markup", text)
    assert set(re.findall(r"\b(hx-[a-z-]+)=", text)) <= ALLOWED_HX
    assert not re.search(r"https?://", text)
    assert re.findall(r'<script(?! src=| type="application/ld\+json">)', text) == []
    assert re.findall(r'%}\n<span class="[^"]*dot"', text) == []  # what stands before would run into it


LETTER = {"id": "letter", "type": "document", "label": "A letter", "href": "/v1/documents/letter"}
TALK = {"id": "talk", "type": "event", "label": "A talk", "href": "/v1/events/talk"}


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        ({"said_in": None, "kind": "motive"}, "names no evidence"),
        ({"said_in": TALK, "kind": "content"}, "names no evidence"),
        ({"said_in": LETTER, "kind": "content"}, 'said in <a href="/documents/letter">A letter</a>'),
        ({"kind": "motive"}, "names no evidence"),
        ({"kind": "content"}, ""),  # the short form of a claim does not tell where it was said
        ({"said_in": LETTER, "kind": "content", "evidence": [{"record": LETTER}]}, "rests on 1 document"),
    ],
)
def test_words_of_a_document_do_not_rest_on_nothing(claim: dict[str, object], said: str) -> None:
    found = environment(Settings.from_env({}), Assets())
    text = found.from_string("{% from 'macros/claims.html' import rests %}{{ rests(claim) }}")
    assert text.render(claim={"evidence": [], **claim}).strip() == said


def test_templates_are_strict_and_escape() -> None:
    found = environment(Settings.from_env({}), Assets())
    assert found.undefined is StrictUndefined
    assert found.from_string("{{ a }}").render(a="<b>") == "&lt;b&gt;"
    with pytest.raises(UndefinedError):
        found.from_string("{{ a.b }}").render(a={})


HEADERS, FACES = 800, 300  # bytes that come with each file on its way, and of the fonts, which the build adds


def test_sizes() -> None:
    """As they go over the wire; what the browser counts is a test of its own."""
    assert {name: size for name in SHEETS if (size := packed(name)) > 6 * 1024 - HEADERS - FACES} == {}
    assert len(SCRIPT.encode()) <= 3 * 1024


def packed(name: str) -> int:
    return len(gzip.compress(squeezed(style(name)).encode()))


BLOCKS = {"opener", "postscript", "signed"}  # kinds of paragraphs, as the API names them


def test_every_rule_is_for_something() -> None:
    """Each class that the style names stands in a template, in our code or in the script."""
    sheets = "".join(re.sub(r"/\*.*?\*/", "", style(name), flags=re.S) for name in SHEETS)
    selectors = " ".join(re.findall(r"([^{}]+)\{", sheets))
    named = set(re.findall(r"\.([a-z][\w-]*)", re.sub(r"\d\.\d", "", selectors)))
    code = [*TEMPLATES, *HERE.glob("*.py"), *(HERE / "drawings").glob("*.py"), STATIC / "site.js"]
    words = set(re.findall(r"[a-z][\w-]*", "".join(path.read_text() for path in code)))
    levels = {f"level-{number}" for number in range(2, 6)}
    assert named - words - levels - {"htmx-request"} == BLOCKS
    assert "level-{{" in (HERE / "templates" / "volume_contents.html").read_text()


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_templates_ask_for_files_that_are_made(path: Path) -> None:
    made = {*SHEETS, *OWN, "htmx.js", "serif.woff2", "share.png", "OFL.txt"}
    assert set(re.findall(r'asset\("([^"]+)"', path.read_text())) <= made


def test_drawings_use_the_palette() -> None:
    """So that what holds for text on its ground holds for text in drawings, in light and dark."""
    drawn = (STATIC / "style" / "drawings.css").read_text()
    used = set(re.findall(r"(?:fill|stroke|color): ([^;]+);", drawn))
    assert {one for one in used if not re.fullmatch(r"var\(--\w+\)|none|currentColor", one)} == set()
    assert set(re.findall(r"var\(--(\w+)\)", drawn)) - {"sans", "small"} <= set(PALETTE)


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


PALETTE = {name: (light, dark) for name, light, dark in re.findall(r"--(\w+): light-dark\((#\w{6}), (#\w{6})\)", STYLE)}


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "card", "tint"])
def test_every_text_stands_out_from_its_ground(theme: int, ground: str) -> None:
    """Stances do not stand on the tint of the document's voice."""
    texts = ["ink", "muted", "link"] + (["supports", "contradicts"] if ground != "tint" else [])
    found = {text: contrast(PALETTE[text][theme], PALETTE[ground][theme]) for text in texts}
    assert {text: ratio for text, ratio in found.items() if ratio < 6.2} == {}


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_marks_and_controls_stand_out(theme: int) -> None:
    assert contrast(PALETTE["ink"][theme], PALETTE["mark"][theme]) >= 6.2
    assert contrast(PALETTE["paper"][theme], PALETTE["link"][theme]) >= 6.2  # the words on the button
    assert contrast(PALETTE["muted"][theme], PALETTE["card"][theme]) >= 3  # the border of an input


def test_every_sheet_is_part_of_the_style() -> None:
    assert {f"style/{path.name}" for path in (STATIC / "style").iterdir()} == {*chain(*SHEETS.values())}


def test_squeezing_leaves_out_what_means_nothing() -> None:
    css = '/* a */ a:hover > i , b::before {\n  content: " · "; color : red;\n}\n'
    css += "@media (min-width: 1rem) { a { top: 0 } }"
    assert squeezed(css) == ' a:hover>i,b::before{content:" · ";color :red}@media (min-width:1rem){a{top:0}}'


def test_the_style_has_no_host_and_no_ids() -> None:
    assert "://" not in STYLE
    assert "@import" not in STYLE
    assert not re.search(r"^\s*#\w", STYLE, re.M)
