"""How words are compared: search, names and quotations fold text alike, so that neither database decides it."""

import re
import unicodedata

APOSTROPHES = "'`\u00b4\u02b9\u02bb\u02bc\u02bd\u02be\u02bf\u2018\u2019\u201b\u2032\uff07"  # of romanisations too
INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"  # soft hyphens and the like stand within words
PUNCTUATION = "\u00a0\u00a7\u2013\u2014\u201c\u201d\u2026"  # the commonest; without them most text is ASCII
UNSEEN = str.maketrans(PUNCTUATION, " " * len(PUNCTUATION), APOSTROPHES + INVISIBLE)
UNDIVIDED = str.maketrans(
    {"\u00f8": "o", "\u0142": "l", "\u0111": "d", "\u00f0": "d", "\u00fe": "th", "\u00e6": "ae", "\u0153": "oe"}
    | {"\u0131": "i", "\u0127": "h"}
)  # letters that Unicode does not take for a letter and a mark
POSSESSIVE = re.compile(r"(?<=\w)['\u02bc\u2019\uff07][sS]\b")
INITIALS = re.compile(r"(?<=\b[^\W\d_])\.(?: ?(?=[^\W\d_]\.)|(?=[^\W\d_]\b))")  # U.S.S.R., U. S. and U.S
WORD = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """The words of a text, lower-case, with one space between: "P'yŏngyang" and "Pyongyang" become the same.

    Marks and apostrophes go, possessive 's goes, initials become one word (U.S.S.R., USSR); whatever else is neither
    letter nor digit separates words. Folding twice changes nothing.
    """
    return " ".join(words(text))


def words(text: str) -> list[str]:
    """The same as a list."""
    return WORD.findall(plain(text))


def plain(text: str) -> str:
    """The text in plain lower-case letters, not yet divided into words."""
    text = undotted(POSSESSIVE.sub("", text)).translate(UNSEEN)
    if not text.isascii():
        apart = unicodedata.normalize("NFKD", text)
        text = "".join(sign for sign in apart if not unicodedata.category(sign).startswith("M")).translate(UNSEEN)
        text = text.casefold().translate(UNDIVIDED)
    return text.lower()


def undotted(text: str) -> str:
    """The text with initials that belong together written as one word, spaced or not."""
    return INITIALS.sub("", text)
