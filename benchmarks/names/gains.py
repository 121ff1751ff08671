"""Learns what sounds stand for each other, by expectation maximisation over pairs of names."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from normalize.glossary.link import letters
from normalize.glossary.link.costs import SIZE, Gains, codes, padded
from normalize.glossary.link.forms import forms_of
from normalize.glossary.link.phonemes import Script, Word

Table = npt.NDArray[np.float64]

ROUNDS = 3
BELIEF = 150.0  # how many alignments the first guess counts for
LOW = 1e-12
ALIKE = (
    "aeiouyäöüåəɨAWYE szšžčğçцSCZθ kqghχħγHKǥ fvbpBPwW tdθđDT lrɭř nmñ jyiYžğ ck çšč yjiY uwWv θtsTd hH cksčц "
    "jžğχħh gγjğy"
).split()
SILENT = "aeiouyäöüåəɨAWYEhHǥ"
_CODE = {s: n + 1 for n, s in enumerate(letters.SOUNDS)}


def first_guess() -> Table:
    """Gains before anything is learned: equal sounds, sounds of one group, sounds that often stand alone."""
    guess = np.full((SIZE, SIZE), -2.5)
    for group in ALIKE:
        of = [_CODE[s] for s in group if s in _CODE]
        guess[np.ix_(of, of)] = 0.7
    plain = [letters.PLAIN.get(s, s) for s in letters.SOUNDS]
    guess[1:, 1:][np.equal.outer(np.array(plain), np.array(plain))] = 2.5
    silent = [_CODE[s] for s in SILENT]
    guess[0, silent] = guess[silent, 0] = -0.7
    guess[0, 0] = 0
    return guess


def background(words: list[str]) -> Table:
    """How common each sound is; number 0, "no sound", counts 1."""
    counts = np.bincount(np.concatenate([codes(w) for w in words] or [codes("a")]), minlength=SIZE)[1:] + 0.5
    return np.concatenate([[1.0], counts / counts.sum()])


def _expected(a: npt.NDArray[np.intp], b: npt.NDArray[np.intp], chance: Table) -> Table:
    """How often each pair of sounds is expected to be aligned, over the pairs of words in the rows of `a` and `b`."""
    total = len(a)
    here, there = (a > 0).sum(axis=1), (b > 0).sum(axis=1)
    a, b = np.pad(a, ((0, 0), (0, 1))), np.pad(b, ((0, 0), (0, 1)))
    n, m = a.shape[1], b.shape[1]
    both = lambda i, j: chance[a[:, i], b[:, j]] * ((a[:, i] > 0) & (b[:, j] > 0))  # noqa: E731
    one = lambda i: chance[a[:, i], 0] * (a[:, i] > 0)  # noqa: E731
    other = lambda j: chance[0, b[:, j]] * (b[:, j] > 0)  # noqa: E731
    before = np.zeros((n, m, total))
    before[0, 0] = 1
    for i in range(n):
        for j in range(m):
            if i and j:
                before[i, j] += before[i - 1, j - 1] * both(i - 1, j - 1)
            if i:
                before[i, j] += before[i - 1, j] * one(i - 1)
            if j:
                before[i, j] += before[i, j - 1] * other(j - 1)
    every = np.arange(total)
    whole = np.maximum(before[here, there, every], 1e-290)
    after = np.zeros((n + 1, m + 1, total))
    end = np.zeros((n, m, total))
    end[here, there, every] = 1
    counts = np.zeros(SIZE * SIZE)
    for i in reversed(range(n)):
        for j in reversed(range(m)):
            steps = (
                (a[:, i], b[:, j], both(i, j) * after[i + 1, j + 1]),
                (a[:, i], 0 * b[:, j], one(i) * after[i + 1, j]),
                (0 * a[:, i], b[:, j], other(j) * after[i, j + 1]),
            )
            after[i, j] = end[i, j]
            for x, y, chances in steps:
                after[i, j] += chances
                counts += np.bincount(x * SIZE + y, weights=before[i, j] / whole * chances, minlength=SIZE * SIZE)
    return counts.reshape(SIZE, SIZE)


def _learn_table(pairs: list[tuple[str, str]], here: Table, there: Table, symmetric: bool) -> npt.NDArray[np.float32]:
    """Learn the gains of one script from pairs of words in sounds, Latin first."""
    chance = np.outer(here, there)
    guess = np.exp(first_guess()) * chance
    guess[0, 0] = 0
    guess /= guess.sum()
    a, b = (padded([p[side] for p in pairs]).astype(np.intp) for side in (0, 1))
    likely = guess
    for _ in range(ROUNDS):
        counts = _expected(a, b, likely)
        likely = ((counts + counts.T) / 2 if symmetric else counts) + BELIEF * guess
        likely[0, 0] = 0
        likely /= likely.sum()
    gains = np.log(np.maximum(likely, LOW) / chance)
    gains[0, 0] = 0
    return np.clip(gains, -6, 6).astype(np.float32)


def _pairs(one: tuple[Word, ...], other: tuple[Word, ...], gains: Gains) -> list[tuple[str, str]]:
    """The words of two names that answer to each other, Latin first; scripts without spaces as one word."""
    script = other[0].script
    latin, sounds = [w.sounds for w in one], [w.sounds for w in other]
    if len(one) != len(other) and script in {Script.KANA, Script.HANGUL, Script.HAN}:
        latin, sounds = ["".join(latin)], ["".join(sounds)]
    rows = padded(sounds)
    most = gains.most(rows, script, Script.LATIN)
    near = []
    for i, word in enumerate(latin):
        gain, _ = gains.align(word, Script.LATIN, rows, script)
        scale = (gains.most(codes(word)[None], Script.LATIN, script)[0] + most) / 2 + 0.5
        near += [(float(g), i, j) for j, g in enumerate(gain / scale)]
    rows_left, columns_left, found = set(range(len(latin))), set(range(len(sounds))), []
    for alike, i, j in sorted(near, reverse=True):
        if alike >= 0.25 and i in rows_left and j in columns_left:
            rows_left.remove(i)
            columns_left.remove(j)
            if 1 < len(latin[i]) < 24 and 1 < len(sounds[j]) < 24:
                found.append((latin[i], sounds[j]))
    return found


def learn(names: list[tuple[str, str]]) -> Gains:
    """Learn the gains of all scripts from pairs (Latin name, spelling)."""
    parsed = [
        (one, other)
        for a, b in names
        for one in forms_of(a)[:1]
        for other in forms_of(b)[:1]
        if one[0].script is Script.LATIN
    ]
    words = {s: [w.sounds for p in parsed for form in p for w in form if w.script is s] for s in Script}
    usual = {s: background(w) for s, w in words.items()}
    gains = Gains(np.repeat(first_guess()[None].astype(np.float32), len(Script), axis=0))
    for _ in range(ROUNDS):
        tables = gains.tables.copy()
        for script in Script:
            pairs = [p for one, other in parsed if other[0].script is script for p in _pairs(one, other, gains)]
            if pairs:
                tables[script] = _learn_table(pairs, usual[Script.LATIN], usual[script], script is Script.LATIN)
        gains = Gains(tables)
    return gains
