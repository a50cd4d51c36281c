"""What holds for templates, style and script as files."""

import gzip
import re
from itertools import chain
from pathlib import Path

import pytest
from jinja2 import StrictUndefined, UndefinedError

from explorer.assets import HERE, STATIC, Assets, style
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


def test_templates_are_strict_and_escape() -> None:
    found = environment(Settings.from_env({}), Assets())
    assert found.undefined is StrictUndefined
    assert found.from_string("{{ a }}").render(a="<b>") == "&lt;b&gt;"
    with pytest.raises(UndefinedError):
        found.from_string("{{ a.b }}").render(a={})


def test_sizes() -> None:
    assert all(len(gzip.compress(squeezed(style(name)).encode())) <= 6 * 1024 for name in SHEETS)
    assert len(SCRIPT.encode()) <= 3 * 1024


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
    css = '/* a */ a:hover , b::before {\n  content: " · "; color : red;\n}\n@media (min-width: 1rem) { a { top: 0 } }'
    assert squeezed(css) == ' a:hover,b::before{content:" · ";color :red}@media (min-width:1rem){a{top:0}}'


def test_the_style_has_no_host_and_no_ids() -> None:
    assert "://" not in STYLE
    assert "@import" not in STYLE
    assert not re.search(r"^\s*#\w", STYLE, re.M)
