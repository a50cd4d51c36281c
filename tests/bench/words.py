"""Text that nobody wrote: a made vocabulary used as often as words of a language are, and names, places and years."""

import random
from functools import cache
from itertools import accumulate


def several(text: str) -> list[str]:
    return text.split()


COMMON = several("""
    the of and to in that a is was for as be on with by it this not at from have are which he his had has were been
    or an will would they their its but there we our if all any no more should such other may must could can out up
    so about into over after before between under against than these those who what when where while only also upon
    both each some most very now then here again still yet however therefore present further first second last
""")
OFFICE = several("""
    telegram message reply question report meeting office embassy mission council committee delegation minister
    ambassador general border river coast harbour railway division front supply aid treaty proposal agreement
    resolution policy decision statement position view matter information request draft copy line force troops
""")
PLACES = several("""
    Seoul Pyongyang Pusan Inchon Wonsan Kaesong Taegu Tokyo Peking Shanghai Canton Taipei Hong-Kong Manila Moscow
    Vladivostok Mukden Dairen Washington London Paris Geneva Delhi Ottawa Canberra
""")
GIVEN = several("John Mary Paul Anna Peter Ruth Henry Clara George Helen Ivan Vera Kim Lee Chang Mei Hans Rosa Emma")
ONSETS = several("b br c ch d dr f fl g gr h j k kl l m n p pl pr r s sh sl st t th tr v w z")
VOWELS = several("a e i o u ai ea ou")
ENDS = ["", "", "", "l", "m", "n", "nd", "r", "rk", "s", "st", "t"]
OF_NAMES = ["berg", "dale", "ford", "ov", "man", "sen", "ski", "son", "ton", "well", "sung", "min"]
SYLLABLES = (1, 1, 1, 2, 2, 2, 2, 3)
WORDS = 40_000
POOL = 1 << 20
ZIPF, SHIFT = 1.05, 2.7  # a word's share falls with its rank as 1 / (rank + SHIFT) ** ZIPF


def syllable(rng: random.Random) -> str:
    return rng.choice(ONSETS) + rng.choice(VOWELS) + rng.choice(ENDS)


@cache
def vocabulary() -> list[str]:
    """All words, the most frequent first; the same on every run."""
    rng = random.Random("vocabulary")  # noqa: S311
    found = dict.fromkeys([*COMMON, *OFFICE])
    while len(found) < WORDS:
        made = "".join(syllable(rng) for _ in range(rng.choice(SYLLABLES)))
        if len(made) > 2:
            found[made] = None
    return list(found)


@cache
def pool() -> list[str]:
    """Words as often as they occur, so that an even choice among them is a choice by frequency."""
    words = vocabulary()
    weights = list(accumulate((rank + SHIFT) ** -ZIPF for rank in range(1, len(words) + 1)))
    rng = random.Random("pool")  # noqa: S311
    return rng.choices(words, cum_weights=weights, k=POOL)


def surname(rng: random.Random) -> str:
    return (syllable(rng) + rng.choice(OF_NAMES)).capitalize()


def length(rng: random.Random, mean: float) -> int:
    """A number of words: most are short, a few are very long."""
    return max(3, round(rng.lognormvariate(0, 0.8) * mean / 1.377))  # 1.377: the mean of the distribution


def sentences(rng: random.Random, words: int) -> str:
    """As many words, in sentences of some twenty, with a place and a year here and there."""
    found = rng.choices(pool(), k=words)
    for at in range(0, words, 40):
        found[at] = rng.choice(PLACES) if rng.random() < 0.6 else str(rng.randint(1943, 1960))
    begin = 0
    while begin < words:
        found[begin] = found[begin][0].upper() + found[begin][1:]
        end = min(begin + rng.randint(8, 32), words)
        found[end - 1] += "."
        begin = end
    return " ".join(found)
