"""Articles that nobody has written: sentences by the dice, so that no two articles have a paragraph in common."""

from __future__ import annotations

import random

WHO = (
    "the harbour master", "a retired engineer", "two students", "the mayor of Lissen", "a beekeeper", "a carpenter",
    "a ferry captain", "the head of the school", "several farmers", "a geologist", "the museum", "the choir",
    "the night watch", "three neighbours", "the railway company", "a young pilot", "the council", "an archivist",
)  # fmt: skip
DID = (
    "measured", "repaired", "opened", "sold", "painted", "described", "counted", "moved", "photographed", "closed",
    "inspected", "borrowed", "defended", "rebuilt", "mapped", "cleaned", "lost", "discovered", "insured", "praised",
)  # fmt: skip
WHAT = (
    "the wooden bridge", "forty lamps", "a cellar full of letters", "the northern pier", "an orchard of pear trees",
    "the weather station", "a set of brass bells", "the winter road", "two locomotives", "the reading room",
    "a colony of herons", "the stone oven", "an unfinished canal", "the drainage pumps", "a tower without stairs",
    "the municipal clock", "nine kilometres of fence", "a map of the marshes",
)  # fmt: skip
WHERE = (
    "near the old mill", "behind the tannery", "above the quarry", "beside the salt market", "along the dyke",
    "under the viaduct", "in the valley of Tesk", "on the island of Morrow", "at the edge of the forest",
    "by the locks",
)  # fmt: skip
WHEN = (
    "on Monday", "before sunrise", "during the storm", "after a long debate", "for the second time", "without any help",
    "in spite of the frost", "within a week", "at the request of the province", "while the others slept",
)  # fmt: skip
WHY = (
    "because the budget allowed it", "although nobody had asked", "as the minutes show", "to the surprise of many",
    "and wrote a report about it", "which cost less than feared", "so that the trains could run",
    "as in every leap year",
)  # fmt: skip
HAN = (
    "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨"
    "露结为霜金生丽水玉出昆冈剑号巨阙珠称夜光果珍李柰菜重芥姜海咸河淡鳞潜羽翔"
)


def sentence(dice: random.Random) -> str:
    said = " ".join(dice.choice(words) for words in (WHO, DID, WHAT, WHERE, WHEN, WHY))
    return said[0].upper() + said[1:] + "."


def paragraphs(seed: object, count: int = 6, sentences: int = 2) -> list[str]:
    dice = random.Random(str(seed))
    return [" ".join(sentence(dice) for _ in range(sentences)) for _ in range(count)]


def han(seed: object, count: int = 6) -> list[str]:
    dice = random.Random(str(seed))
    return ["".join(dice.choice(HAN) for _ in range(60)) + "。" for _ in range(count)]


def retouched(lines: list[str], seed: object, share: float) -> list[str]:
    """The same lines with a share of their words (characters, where nothing is spaced) replaced by other ones."""
    dice = random.Random(str(seed))
    found = []
    for line in lines:
        spaced = " " in line
        parts = line.split(" ") if spaced else list(line)
        parts = [
            (f"other{dice.randrange(999)}" if spaced else dice.choice(HAN)) if dice.random() < share else part
            for part in parts
        ]
        found.append((" " if spaced else "").join(parts))
    return found
