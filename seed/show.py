"""A record and the passages it cites, side by side in a terminal."""

from collections.abc import Iterator

import msgspec
from rich.table import Table
from rich.text import Text

from seed.reading import emit
from seed.reading.files import KEY, Dataset, Entry
from seed.records import Find, Span
from seed.text.citations import check_digest, cites, source_of
from seed.text.texts import SourceText

CONTEXT = 60  # characters before and after a passage


def side_by_side(dataset: Dataset, entry: Entry, text: SourceText) -> Table:
    table = Table(title=f"{entry.kind} {entry.slug}, {entry.where()}", title_justify="left", expand=True)
    table.add_column("record", ratio=1)
    table.add_column(f"text of {entry.text}", ratio=1)
    record = emit.document({entry.slug: msgspec.to_builtins(entry.record)})
    table.add_row(Text(record.rstrip("\n")), Text("\n\n").join(cited(dataset, entry, text)))
    return table


def cited(dataset: Dataset, entry: Entry, text: SourceText) -> Iterator[Text]:
    for path, cite in cites(entry.record):
        if isinstance(cite, Find):
            yield Text(f"{dotted(path)}: not pinned yet: {cite.find}", style="bold")
        else:
            yield passage(f"{dotted(path)}: {source_of(dataset, entry.text, *cite[:2])}", cite, text)


def dotted(path: KEY) -> str:
    return ".".join(map(str, path))


def passage(title: str, span: Span, text: SourceText) -> Text:
    """The cited words among those around them; says so if they are not the ones that were cited."""
    start, end, digest = span
    before, words, after = text.text[max(start - CONTEXT, 0) : start], text.text[start:end], text.text[end:][:CONTEXT]
    wrong = "" if check_digest(words) == digest else " - not the characters that were cited"
    return Text.assemble(
        (f"{title} {start}-{end}{wrong}\n", "italic"), (before, "dim"), (words, "bold"), (after, "dim")
    )
