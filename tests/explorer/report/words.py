"""The figures as the page that reports them."""

from dataclasses import dataclass
from datetime import date

from tests.explorer.report.lighthouse import RUNS, Judged
from tests.explorer.report.measures import ROUNDS, Pace

SLOWEST = 10
BARS = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}


@dataclass(frozen=True, slots=True)
class Figures:
    day: date
    versions: dict[str, str]
    cores: int
    pace: list[Pace]
    judged: list[Judged]
    back: dict[str, bool]
    printed: dict[str, int]  # bytes of each PDF


def written(figures: Figures) -> str:
    parts = [head(figures), server(figures.pace), scores(figures.judged), timings(figures.judged)]
    return "\n\n".join([*parts, kept(figures.back), paper(figures.printed)]) + "\n"


def head(figures: Figures) -> str:
    versions = ", ".join(f"{name} {version}" for name, version in figures.versions.items())
    return (
        "# The pages, measured\n\n"
        "Written by `make report`, not by hand. What must hold stops a merge in `.ci/run`; these are the figures that "
        f"depend on the machine.\n\n{figures.day.isoformat()}, {figures.cores} cores, {versions}. The curated chapter "
        "and two made-up volumes, on SQLite, on loopback."
    )


def server(pace: list[Pace]) -> str:
    slow = sorted(pace, key=lambda one: one.p95, reverse=True)
    over = [one for one in slow if one.p95 > 100]
    rows = [f"| `{one.path}` | {one.median:.0f} | {one.p95:.0f} |" for one in slow[:SLOWEST]]
    told = f"{len(over)} of them are over it" if over else "all of them are within it"
    return "\n".join(
        [
            "## Rendering",
            "",
            f"{len(pace)} pages, {ROUNDS} times each, from a server that keeps no answer, API included. The bar is "
            f"100 ms at the 95th percentile; {told}. The {SLOWEST} slowest:",
            "",
            "| Page | median, ms | p95, ms |",
            "| --- | ---: | ---: |",
            *rows,
        ]
    )


def scores(judged: list[Judged]) -> str:
    rows = [
        f"| `{one.path}` | {' | '.join(str(one.scores[name]) for name in BARS)} | {', '.join(one.lost) or 'nothing'} |"
        for one in judged
    ]
    bars = ", ".join(f"{name} {bar}" for name, bar in BARS.items())
    return "\n".join(
        [
            "## Lighthouse",
            "",
            f"As a phone on a slow line, the median of {RUNS} runs. The bars: {bars}. What one reader asked, such as a "
            "search, is kept from crawlers, which Lighthouse counts as a fault of SEO (`is-crawlable`).",
            "",
            f"| Page | {' | '.join(BARS)} | not perfect |",
            "| --- | ---: | ---: | ---: | ---: | --- |",
            *rows,
        ]
    )


def timings(judged: list[Judged]) -> str:
    rows = []
    for one in judged:
        paint, blocked, shift = one.timings.values()
        rows.append(f"| `{one.path}` | {paint / 1000:.2f} | {blocked:.0f} | {shift:.3f} |")
    return "\n".join(
        [
            "The same runs. The bars: LCP 1.5 s, TBT 100 ms, CLS 0.",
            "",
            "| Page | LCP, s | TBT, ms | CLS |",
            "| --- | ---: | ---: | ---: |",
            *rows,
        ]
    )


def kept(back: dict[str, bool]) -> str:
    lost = [path for path, persisted in back.items() if not persisted]
    told = f"lost: {', '.join(lost)}" if lost else "every one was as it was left"
    return f"## Back\n\nOf {len(back)} pages that Back led to (`pageshow.persisted`), {told}."


def paper(printed: dict[str, int]) -> str:
    sizes = ", ".join(f"{name} {size / 1024:.0f} KB" for name, size in printed.items())
    return f"## Paper\n\nPDFs were made, to be looked at (`--pdf FOLDER` keeps them): {sizes}."
