"""Laws of the classifier's parts: each is compared with the plainest way to say the same."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.stages.classifier.context import Context, shifted
from normalize.stages.classifier.numbers import FULL, best_run, logs, shares, window
from normalize.stages.classifier.page_features import Tree
from normalize.stages.classifier.topics import Topics
from normalize.stages.classifier.trees import DEPTH, UNIT, Trees
from normalize.stages.classifier.vocabulary import UNKNOWN, class_scores, line_columns
from normalize.stages.document import Element

numbers = st.lists(st.integers(-50, 50), min_size=1, max_size=30)
sizes = st.lists(st.integers(0, 400), min_size=1, max_size=30)


@st.composite
def trees(draw: st.DrawFn) -> Tree:
    """Blocks in elements that stand in each other somehow, in the order of a page."""
    root = Element("body", frozenset(), None)
    open_ = [root]
    blocks: list[Element | None] = []
    for step in draw(st.lists(st.integers(0, 3), min_size=1, max_size=40)):
        if step == 0 and len(open_) > 1:
            open_.pop()
        elif step == 1:
            open_.append(Element("div", frozenset(draw(st.sampled_from(((), ("note",), ("main",))))), open_[-1]))
        else:
            blocks.append(open_[-1])
    return Tree(blocks or [root])


def around(tree: Tree, n: int) -> list[int]:
    found = [n]
    while found[-1]:
        found.append(tree.parents[found[-1]])
    return found


class TestNumbers:
    @given(numbers)
    def test_the_best_run_is_the_best(self, weights: list[int]) -> None:
        first, last = best_run(np.array(weights))
        runs = {(a, b): sum(weights[a : b + 1]) for a in range(len(weights)) for b in range(a, len(weights))}
        best = max(runs.values())
        assert (best <= 0) == (last < first)
        if best > 0:
            assert runs[first, last] == best

    @given(st.integers(0, 2**16))
    def test_logarithms_are_whole_and_grow(self, n: int) -> None:
        low, high = logs(np.array([n, n + 1]))
        assert low == int(low)
        assert 0 <= low <= high <= FULL

    def test_logarithms_of_powers_are_exact(self) -> None:
        assert logs(np.array([2**k - 1 for k in range(15)])).tolist() == [8.0 * k for k in range(15)]

    @given(st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99)), min_size=1))
    def test_shares_are_whole_and_bounded(self, pairs: list[tuple[int, int]]) -> None:
        part, whole = np.array(pairs).T
        found = shares(part, whole)
        assert (found == np.rint(found)).all()
        assert ((found >= 0) & (found <= FULL)).all()

    @given(numbers, st.integers(0, 9))
    def test_windows_are_sums_over_neighbours(self, values: list[int], reach: int) -> None:
        plain = [sum(values[max(0, n - reach) : n + reach + 1]) for n in range(len(values))]
        assert window(np.array(values), reach).tolist() == plain

    @given(numbers, st.integers(-9, 9).filter(bool))
    def test_shifted_rows_come_from_their_place(self, values: list[int], steps: int) -> None:
        rows = shifted(np.array(values, float)[:, np.newaxis], steps)[:, 0].tolist()
        assert rows == [values[n - steps] if 0 <= n - steps < len(values) else 0 for n in range(len(values))]


class TestTree:
    @given(trees())
    def test_elements_hold_what_stands_in_them(self, tree: Tree) -> None:
        weights = np.arange(1, len(tree.of_blocks) + 1)
        plain = [0] * len(tree.parents)
        for block, n in enumerate(tree.of_blocks.tolist()):
            for e in around(tree, n):
                plain[e] += block + 1
        assert tree.held(weights).tolist() == plain

    @given(trees(), st.data())
    def test_inside_and_around_say_the_same(self, tree: Tree, data: st.DataObject) -> None:
        one, other = (data.draw(st.integers(0, len(tree.parents) - 1)) for _ in range(2))
        inside = tree.inside(one).tolist()
        assert inside == [one in around(tree, n) for n in range(len(inside))]
        common = next(e for e in around(tree, one) if e in around(tree, other))
        assert tree.around(one, other) == common
        assert tree.steps_to(one).tolist() == [
            next(k for k, e in enumerate(around(tree, n)) if e in around(tree, one)) for n in range(len(inside))
        ]

    @given(trees(), st.data(), st.integers(1, 6))
    def test_a_box_is_the_largest_that_is_small_enough(self, tree: Tree, data: st.DataObject, most: int) -> None:
        block = data.draw(st.integers(0, len(tree.of_blocks) - 1))
        first, last = tree.box(block, most)
        assert first <= block <= last
        assert last - first < most
        for e in around(tree, int(tree.of_blocks[block]))[:-1]:
            held = [n for n, own in enumerate(tree.of_blocks.tolist()) if e in around(tree, own)]
            if held[-1] - held[0] < most:
                assert first <= held[0]
                assert held[-1] <= last


class TestContext:
    @given(sizes, st.integers(1, 5))
    def test_means_over_neighbours(self, words: list[int], reach: int) -> None:
        context = Context(np.array(words), Topics([set() for _ in words]), None)
        values = np.array(words, float)[:, np.newaxis]
        near = context.near(values, reach)[:, 0]
        for n in range(len(words)):
            some = slice(max(0, n - reach), n + reach + 1)
            assert near[n] == pytest.approx(np.average(values[some, 0], weights=context.weights[some]), abs=0.5)

    @given(sizes, st.data())
    def test_means_over_blocks_alike(self, words: list[int], data: st.DataObject) -> None:
        members = np.array(data.draw(st.lists(st.integers(0, 3), min_size=len(words), max_size=len(words))))
        context = Context(np.array(words), Topics([set() for _ in words]), None)
        values = np.array(words, float)[:, np.newaxis]
        alike = context.alike(values, members)[:, 0]
        for n, group in enumerate(members.tolist()):
            same = members == group
            assert alike[n] == pytest.approx(np.average(values[same, 0], weights=context.weights[same]), abs=0.5)

    @given(st.lists(st.tuples(st.sets(st.sampled_from("abcdef")), st.booleans()), min_size=1, max_size=8))
    def test_akin_leaves_the_block_itself_out(self, blocks: list[tuple[set[str], bool]]) -> None:
        chosen = np.array([c for _, c in blocks])
        akin = Topics([words for words, _ in blocks]).akin(chosen).tolist()
        for n, (words, _) in enumerate(blocks):
            others = set().union(*(w for k, (w, c) in enumerate(blocks) if c and k != n))
            assert akin[n] == np.rint(FULL * len(words & others) / max(len(words), 1))


@st.composite
def forests(draw: st.DrawFn) -> tuple[Trees, np.ndarray]:
    features, count, rows = 5, draw(st.integers(1, 4)), draw(st.integers(1, 6))
    numbers = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    forest = Trees(
        names=tuple("abcde"),
        features=numbers.integers(0, features, (count, DEPTH)).astype(np.int16),
        borders=numbers.integers(0, FULL, (count, DEPTH)).astype(np.uint8),
        leaves=numbers.integers(-UNIT, UNIT, (count, 2**DEPTH)).astype(np.int16),
        weights=numbers.integers(0, 256, (count, 2**DEPTH)).astype(np.uint8),
        levels=np.arange(FULL, dtype=np.int32) * 10 - 600,
        bias=int(numbers.integers(-99, 99)),
    )
    return forest, numbers.integers(0, FULL + 1, (rows, features)).astype(np.uint8)


class TestTrees:
    @given(forests())
    def test_sums_are_those_of_the_leaves(self, drawn: tuple[Trees, np.ndarray]) -> None:
        forest, rows = drawn
        sums = forest.sums(rows)
        assert sums.dtype == np.int64
        for row, found in zip(rows, sums, strict=True):
            total = forest.bias
            for n in range(len(forest.leaves)):
                answers = (row[forest.features[n]] > forest.borders[n]).tolist()
                total += int(forest.leaves[n][sum(a << k for k, a in enumerate(answers))])
            assert found == total

    @given(forests())
    def test_shares_add_up_to_what_the_trees_say(self, drawn: tuple[Trees, np.ndarray]) -> None:
        forest, rows = drawn
        shares_ = forest.shares(rows, range(len(forest.names)))
        mean = (forest.leaves * (forest.weights + 1e-3)).sum(axis=1) / (forest.weights + 1e-3).sum(axis=1)
        whole = forest.sums(rows) - forest.bias - mean.sum()
        assert np.abs(shares_.sum(axis=1) - whole).max() <= DEPTH * len(forest.leaves)

    @given(forests())
    def test_a_higher_sum_is_no_lower_judgement(self, drawn: tuple[Trees, np.ndarray]) -> None:
        forest, rows = drawn
        sums = np.sort(forest.sums(rows))
        judged = forest.judged(sums)
        assert (np.diff(judged) >= 0).all()
        assert ((judged >= 0) & (judged <= FULL)).all()


class TestVocabulary:
    def test_a_compound_has_the_scores_of_its_parts(self) -> None:
        tree = Tree([Element("div", frozenset(("commentbody",)), None)])
        low, high = class_scores(tree, {"comment": 2, "body": 70, "<div>": 45})
        assert (low[1], high[1]) == (2, 70)

    def test_a_known_compound_has_its_own(self) -> None:
        tree = Tree([Element("div", frozenset(("commentbody",)), None)])
        assert class_scores(tree, {"commentbody": 9, "comment": 2, "<div>": 45})[0][1] == 9

    def test_unknown_words_say_nothing(self) -> None:
        tree = Tree([Element("x-y", frozenset(("qwrt",)), None)])
        assert class_scores(tree, {})[0][1] == UNKNOWN
        assert {column[0] for column in line_columns([["qwrt"]], {}).values()} == {UNKNOWN}
