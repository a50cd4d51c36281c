"""Runs of words that our files share with the text of a source: what is not a quotation may not be its wording."""

import hashlib
import subprocess
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from api.models.vocabulary import VerificationState
from seed.reading import strict
from seed.reading.fields import PROSE, leaves
from seed.reading.files import KEY, Dataset, Entry, Problem
from seed.records import Actor, Party, Place, Quotation, Source
from seed.text.citations import spans
from seed.text.receipts import BAD
from seed.text.texts import SourceText
from seed.text.words import Words, readings, words_of

Steps = Callable[[Sequence[Path]], Iterable[Path]]
IN_FILE = 8
IN_PROSE = 6
# Shorter quotations and names are too common to be left out of the count: they would hide a run that passes over them.
LONG_QUOTATION = 3
LONG_NAME = 2
UNVERIFIED = BAD | {VerificationState.SOURCE_NOT_HELD}
# Files that are text, and must be readable to be compared.
TEXTUAL = frozenset({"", ".md", ".py", ".txt", ".yaml", ".yml", ".html", ".css", ".js", ".toml", ".json", ".sh"})


@dataclass(frozen=True)
class Original:
    """A source's text by words; `names` and `quoted` are the numbers of those in names and titles, in quotations."""

    slug: str
    words: Words
    names: frozenset[int]
    quoted: frozenset[int]

    @cached_property
    def starts(self) -> Mapping[tuple[str, ...], Sequence[int]]:
        """Where each run of IN_PROSE words begins."""
        found = defaultdict(list)
        for start in range(len(self.words.words) - IN_PROSE + 1):
            found[tuple(self.words.words[start : start + IN_PROSE])].append(start)
        return found

    def runs(self, words: Sequence[str], least: int, free: frozenset[int]) -> Iterator[tuple[int, int]]:
        """Start and length of runs of `least` words or more, not counting those that are `free` to repeat."""
        place = 0
        while place <= len(words) - least:
            starts = self.starts.get(tuple(words[place : place + IN_PROSE]), ())
            length = max((self.shared(words, place, start, least, free) for start in starts), default=0)
            if length:
                yield place, length
            place += length or 1

    def shared(self, words: Sequence[str], place: int, start: int, least: int, free: frozenset[int]) -> int:
        """The length of the run from one start, if it counts, else 0."""
        ours, theirs, length = words[place:], self.words.words[start:], IN_PROSE
        while length < min(len(ours), len(theirs)) and ours[length] == theirs[length]:
            length += 1
        counted = sum(number not in free for number in range(start, start + length))
        return length if counted >= least else 0


def original(dataset: Dataset, text: SourceText) -> Original:
    words = words_of(text.text)
    quoted = in_quotations(dataset, text, words)
    return Original(text.slug, words, frozenset(in_names(dataset, words)), frozenset(quoted))


def in_quotations(dataset: Dataset, text: SourceText, words: Words) -> Iterator[int]:
    for entry, quotation in dataset.of(Quotation):
        for _, (start, end, _) in spans(quotation) if entry.text == text.slug and verified(dataset, entry) else ():
            within = [number for number, offset in enumerate(words.offsets) if start <= offset < end]
            yield from within if len(within) >= LONG_QUOTATION else ()


def verified(dataset: Dataset, entry: Entry) -> bool:
    """Whether the words of a quotation were found to be one: no others are free to repeat."""
    receipt = dataset.receipts.get(entry.slug)
    return receipt is not None and receipt.state not in UNVERIFIED


def in_names(dataset: Dataset, words: Words) -> Iterator[int]:
    """The numbers of the words that make up names and bibliographic titles, wherever they occur."""
    firsts = defaultdict(list)
    for number, word in enumerate(words.words):
        firsts[word].append(number)
    for name in {tuple(words_of(name).words) for name in names(dataset)}:
        for start in firsts[name[0]] if is_long(name) else ():
            if tuple(words.words[start : start + len(name)]) == name:
                yield from range(start, start + len(name))


def is_long(name: Sequence[str]) -> bool:
    """Whether a name has LONG_NAME words, its article aside."""
    return len(name) - (name[:1] in (("the",), ("a",), ("an",))) >= LONG_NAME


def names(dataset: Dataset) -> Iterator[str]:
    for _, source in dataset.of(Source):
        yield from (title for title in (source.title, source.short_title) if title)
        yield from (value for key, value in source.csl.items() if "title" in key and isinstance(value, str))
    for _, actor in dataset.of(Actor):
        yield from (actor.name, *(other.name for other in actor.names))
    for _, place in dataset.of(Place):
        yield from (place.name, *(other.name for other in place.names))
    for entry in dataset.entries.values():
        yield from (leaf.text for leaf in leaves(entry.record) if leaf.field == (Party, "printed"))


def in_records(dataset: Dataset, originals: Sequence[Original]) -> Iterator[Problem]:
    """Runs in the fields and slugs of records, verified quotations aside."""
    for entry in dataset.entries.values():
        is_free = verified(dataset, entry)
        for path, text, is_prose in [((), entry.slug, True), *fields(entry)]:
            if not (is_free and path[:1] == ("parts",)):
                for message in in_field(text, is_prose, originals):
                    yield entry.problem(path, message)
    for kind, moves in dataset.moved.items():
        for old in moves:
            for message in in_field(old, True, originals):
                yield dataset.beside("moved.yaml", (kind.value, old), message)


def fields(entry: Entry) -> Iterator[tuple[KEY, str, bool]]:
    """The texts of a record, and whether each is prose of ours."""
    yield from ((leaf.path, leaf.text, leaf.field in PROSE) for leaf in leaves(entry.record))


def in_field(text: str, is_prose: bool, originals: Iterable[Original]) -> Iterator[str]:
    words = words_of(text).words
    for found in originals:
        least, free = (IN_PROSE, found.names) if is_prose else (IN_FILE, found.names | found.quoted)
        for place, length in found.runs(words, least, free):
            yield told(words[place : place + length], found.slug)


def in_file(path: Path, text: str, originals: Sequence[Original]) -> Iterator[Problem]:
    """Runs in a file, each told once, whether tags stand among its words or not."""
    seen: set[tuple[int, str]] = set()
    for words in readings(text):
        for found in originals:
            for place, length in found.runs(words.words, IN_FILE, found.names | found.quoted):
                line = text.count("\n", 0, words.offsets[place]) + 1
                if (line, found.slug) not in seen:
                    yield Problem(path, line, told(words.words[place : place + length], found.slug))
                seen |= {(line, found.slug)}


def told(words: Sequence[str], slug: str) -> str:
    """Says which words without repeating them."""
    return f"{len(words)} words in a row are those of `{slug}` ({' '.join(words[:4])} …); say it in other words"


def tracked(root: Path) -> list[Path]:
    """The files that git keeps; raises OSError or subprocess.CalledProcessError where there is no git repository."""
    command = ["git", "ls-files", "-z"]
    listed = subprocess.run(command, cwd=root, capture_output=True, check=True).stdout  # noqa: S603
    paths = (root / name for name in listed.decode().split("\0") if name)
    return [path for path in paths if path.is_file()]


def in_tracked(path: Path, originals: Sequence[Original]) -> Iterator[Problem]:
    """Runs in a file of any kind; a file of text that cannot be read is a problem itself, others hold no words."""
    content = path.read_bytes()
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        wrong = error.start
    else:
        wrong = content.find(b"\0")
        if wrong < 0:
            yield from in_file(path, text, originals)
            return
    if path.suffix.lower() in TEXTUAL:
        line = content.count(b"\n", 0, wrong) + 1
        yield Problem(path, line, "not UTF-8 text, so its words cannot be compared; save the file as UTF-8")


def outside(texts: Mapping[str, SourceText], files: Iterable[Path]) -> dict[str, SourceText]:
    """The texts that are not themselves among the files; the wording of one that is need not be kept out of them."""
    digests = {hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    return {slug: text for slug, text in texts.items() if text.sha256 not in digests}


def shared(
    dataset: Dataset, texts: Mapping[str, SourceText], files: Sequence[Path], steps: Steps = iter
) -> Iterator[Problem]:
    """Every run in the records, the comments above them, and the other files, which `steps` goes through."""
    originals = [original(dataset, text) for text in texts.values()]
    yield from in_records(dataset, originals)
    for path, text in dataset.files.items():
        yield from in_file(path, strict.header(text), originals)
    records = {path.resolve() for path in dataset.files}
    kept_out = [found for found in originals if found.slug in {text.slug for text in outside(texts, files).values()}]
    for path in steps(files):
        if path.resolve() not in records:
            yield from in_tracked(path, kept_out)
