"""Where a text quotes, and where it only tells."""

import pytest

from api.models.vocabulary import QuotationLacuna as Lacuna
from seed.text.marks import is_head, paragraphs, unquoted

BROKEN = 'It ran on to the foot of the page, "and so we went\n\nThe Alder Papers\n\ndown to the river." Nobody came.'

LONG = "Then he left the house by the river, for nobody had asked him to stay, closed the door"


def outside(text: str, *words: str, lacuna: Lacuna | None = None) -> int:
    places = [(text.index(part), text.index(part) + len(part)) for part in words]
    return unquoted(text, places, lacuna)


def between_marks(text: str) -> list[str]:
    return [text[one.start : one.end] for part in paragraphs(text) for one in part.marked]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('He said, "No." She left.', ["No."]),
        ('"No," he wrote, "not so."', ["No,", "not so."]),
        ('He called it ("safe") and "sound"; and "so"\u2014"on".', ["safe", "sound", "so", "on"]),
        ('A word\u2014"this one"\u2014stood out, ". . . and more ."', ["this one", ". . . and more ."]),
        ('He said, "It is the Soviets\'," and left.', ["It is the Soviets',"]),
        ("\u201cThe \u201cgood\u201d one,\u201d he wrote.", ["good", "The \u201cgood\u201d one,"]),
        ('"The "good" one."', ["good", 'The "good" one.']),
        ("He heard, \"She said 'no' to it.\"", ["She said 'no' to it."]),
        ('a"b"c', ["b"]),
        ('to the end" it went. "New', ["to the end", "New"]),
        ('"One" and two" and three', ["One"]),
        ("The Soviets' own 'word'", []),
    ],
)
def test_marks(text: str, quoted: list[str]) -> None:
    assert between_marks(text) == quoted


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('He wrote, "Not now," and left.', "Not now"),
        ('He wrote, "Not now," and left.', "Not now,"),
        ('He wrote, "Not now. Later." Then he left.', "now. Later."),
        ('"Not now," he wrote, "but later."', "but later."),
        ('He wrote, "Not\nnow."', "Not\nnow."),
        ('He wrote, "One.\n\n"Two.\n\n"Three." Then he left.', "Two."),
        ('He wrote, "One.\n\n"Two.\n\n"Three." Then he left.', "One."),
        ('It went on, "and so\n\nThe Head\n\nit ended." Then', "it ended."),
        ('It went on, "and so\n\nit ended." Then', "and so\n\nit ended."),
        ("He said:\n\nA block of words.\n\nThen he left.", "A block of words."),
        ("He said:\n\nThe Head\n\nA block of words.\n\nThen he left.", "A block of words."),
        ("He said:\n\nA block.\n\nAnd more.\n\nThen he left.", "A block.\n\nAnd more."),
    ],
)
def test_quoted(text: str, words: str) -> None:
    assert outside(text, words) == 0


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('He wrote, "Not now," and left.', "and left."),
        ('He wrote, "Not now," and left.', 'wrote, "Not'),
        ('He wrote, "Not now," and left.', 'now," and'),
        ('"Not now," he wrote, "but later."', "he wrote,"),
        ('"Not now," he wrote, "but later."', '"Not now," he wrote, "but later."'),
        ("Whole as it stands, it is prose.", "Whole as it stands, it is prose."),
        ("He left.\n\nWhole as it stands, it is prose.", "Whole as it stands, it is prose."),
        ("He said:\n\nA block of words.\n\nThen he left.", "block of words."),
        ("He said:\n\nA block of words.\n\nThen he left.", "Then he left."),
        ('He said: "No."\n\nThen he left.', "Then he left."),
        ('It began "here and\n\nHe left.\n\nit ended" there.', "He left."),
        ('It began "here and\n\nHe left.\n\nit ended" there.', "here and"),
        (BROKEN.replace('down to the river."', "down to the river."), "and so we went"),
        (BROKEN.replace('"and', "and"), "down to the river."),
    ],
)
def test_not_quoted(text: str, words: str) -> None:
    assert outside(text, words) == 1


@pytest.mark.parametrize(
    ("words", "lacuna", "count"),
    [
        ("and so we went", Lacuna.END, 0),
        ("and so we went", Lacuna.BETWEEN_PARTS, 0),
        ("and so we went", Lacuna.START, 1),
        ("It ran on", Lacuna.END, 1),
    ],
)
def test_mark_that_a_break_took_after(words: str, lacuna: Lacuna, count: int) -> None:
    text = BROKEN.replace('down to the river."', "down to the river.")
    assert outside(text, words, lacuna=lacuna) == count


@pytest.mark.parametrize(
    ("words", "lacuna", "count"),
    [
        ("down to the river.", Lacuna.START, 0),
        ("down to the river.", Lacuna.BETWEEN_PARTS, 0),
        ("down to the river.", Lacuna.END, 1),
        ("Nobody came.", Lacuna.START, 1),
    ],
)
def test_mark_that_a_break_took_before(words: str, lacuna: Lacuna, count: int) -> None:
    assert outside(BROKEN.replace('"and', "and"), words, lacuna=lacuna) == count


def test_a_block_whose_lead_is_lost() -> None:
    text = f"of the words of the block.\n\n{LONG}, and took\n\nThe Head\n\nall of it with him.\n\nSo it ended."
    assert outside(text, "of the words of the block.", lacuna=Lacuna.START) == 0
    assert outside(text, "all of it with him.", lacuna=Lacuna.START) == 0
    assert outside(text, "all of it with him.", lacuna=Lacuna.END) == 1
    assert outside(text, "So it ended.", lacuna=Lacuna.START) == 1


def test_a_block_in_parts() -> None:
    text = f"He said:\n\n{LONG} and\n\nThe Head\n\nends elsewhere. And that was all.\n\nHe left."
    parts = (f"{LONG} and", "ends elsewhere. And that was all.")
    assert outside(text, *parts, lacuna=Lacuna.BETWEEN_PARTS) == 0
    assert outside(text, parts[1], lacuna=Lacuna.BETWEEN_PARTS) == 1


def test_every_part_is_counted() -> None:
    assert outside('"No," he wrote, and "so" on.', "No,", "he wrote", "so", "on.") == 2


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("The Alder Papers", True),
        ("He left.", False),
        ("He said:", False),
        ("He left.\u201d", False),
        ("x" * 81, False),
    ],
)
def test_running_heads(words: str, found: bool) -> None:
    assert is_head(words) is found
