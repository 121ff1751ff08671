"""The laws of the edit algebra, over random texts, random edits and several stages."""

from __future__ import annotations

import random
from bisect import bisect_left
from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from normalize.edits import (
    Edit,
    Fact,
    Fate,
    Layer,
    Ledger,
    Note,
    Patch,
    Source,
    Weave,
    clash,
    fingerprint,
    rank,
    restore,
    settle,
)
from normalize.edits.fingerprint import WINDOW
from normalize.edits.ledger import digest, digest_text
from normalize.edits.weave import Origins
from normalize.errors import RestoreError

FLOOR = 0.75
ODD = (
    'abc .,\r\n\t\0"\\\N{NO-BREAK SPACE}\N{LINE SEPARATOR}\N{NEXT LINE}\N{COMBINING ACUTE ACCENT}\N{ZERO WIDTH JOINER}'
    "\N{RIGHT-TO-LEFT OVERRIDE}\N{WORD JOINER}\N{VARIATION SELECTOR-16}İßﬃक्ष👩🇺\U0010ffff\ud800\udfff\udc93"
)
TEXTS = st.text(ODD, max_size=40) | st.text(st.characters(), max_size=40)
SHORT = st.text(ODD, max_size=4) | st.text(st.characters(), max_size=2)
RULES = st.sampled_from(("scars/glued-words", "boilerplate/see-also", "names/listed", "layout/spaces"))
FACTS = st.lists(st.builds(Fact, st.sampled_from(("byline", "date", "agency")), SHORT), max_size=2).map(tuple)


@st.composite
def edits_on(draw: st.DrawFn, text: str) -> Edit:
    """One edit that fits a text: a deletion, an insertion or a replacement."""
    start = draw(st.integers(0, len(text)))
    end = draw(st.integers(start, min(len(text), start + 12)))
    after = draw(SHORT)
    after += "x" if text[start:end] == after else ""
    confidence = draw(st.sampled_from((0.0, 0.5, FLOOR, 0.9, 1.0)))
    return Edit(start, end, text[start:end], after, draw(RULES), draw(SHORT), confidence, draw(FACTS))


def proposals_on(text: str, least: int = 0) -> st.SearchStrategy[list[Edit]]:
    return st.lists(edits_on(text), min_size=least, max_size=12)


PROPOSED = TEXTS.flatmap(lambda text: st.tuples(st.just(text), proposals_on(text)))


@st.composite
def stories(draw: st.DrawFn, floor: float = FLOOR, least: int = 0) -> tuple[str, list[Layer], str]:
    """A source, what several stages did to it one after another, and the text at the end."""
    source = text = draw(TEXTS)
    layers = []
    for n in range(draw(st.integers(least, 4))):
        patch, fates = settle(f"stage-{n}", draw(proposals_on(text, least)), floor=floor)
        notes = []
        if draw(st.booleans()):
            start = draw(st.integers(0, len(text)))
            notes = [Note(start, draw(st.integers(start, len(text))), "metadata/title", draw(SHORT), draw(FACTS))]
        layers.append(Layer(patch, tuple(f for f in fates if f.status != "applied"), tuple(notes)))
        text = patch.apply(text)
    return source, layers, text


def woven(source: str, layers: list[Layer]) -> Weave:
    weave = Weave.of(source)
    for layer in layers:
        weave = weave.then(layer.patch)
    return weave


def ledger_of(source: str, layers: list[Layer], text: str, **known: object) -> Ledger:
    data = source.encode("utf-8", "surrogatepass")
    kept = Source(digest(data), len(data), "text/plain", "utf-8", "surrogatepass")
    said = {"id": "a/b", "source": replace(kept, **known), "output": digest_text(text), "lang": "en"}
    return Ledger(**said, layers=tuple(layers), inputs={"code": "0"})


# What one edit is


@given(PROPOSED)
def test_an_edit_reads_what_it_replaces(proposed: tuple[str, list[Edit]]) -> None:
    text, proposals = proposed
    patch, _ = settle("s", proposals)
    for e in patch.edits:
        assert text[e.start : e.end] == e.before
        assert e.before != e.after


@pytest.mark.parametrize(
    ("start", "end", "before", "after"),
    [(0, 1, "a", "a"), (0, 0, "", ""), (0, 2, "a", ""), (-1, 0, "a", ""), (3, 2, "", "x")],
)
def test_an_edit_that_cannot_be_is_refused(start: int, end: int, before: str, after: str) -> None:
    with pytest.raises(ValueError, match="an edit must"):
        Edit(start, end, before, after, "r")


@given(PROPOSED)
def test_clash_is_mutual_and_rank_is_a_total_order(proposed: tuple[str, list[Edit]]) -> None:
    for a, b in combinations(proposed[1], 2):
        assert clash(a, b) == clash(b, a)
        assert (rank(a) == rank(b)) == (a == b)


# What becomes of proposals


@given(PROPOSED)
def test_every_proposal_has_one_fate(proposed: tuple[str, list[Edit]]) -> None:
    _, proposals = proposed
    patch, fates = settle("s", proposals, veto=lambda e: "d1" if e.rule == "names/listed" else "", floor=FLOOR)
    assert sorted((f.edit for f in fates), key=rank) == sorted(set(proposals), key=rank)
    applied = [f.edit for f in fates if f.status == "applied"]
    assert sorted(applied, key=rank) == sorted(patch.edits, key=rank)
    assert list(patch.edits) == sorted(patch.edits, key=lambda e: (e.start, e.end))
    assert not any(clash(a, b) for a, b in combinations(applied, 2))
    for f in fates:
        rivals = [e for e in applied if clash(e, f.edit)]
        match f.status:
            case "shadowed":
                assert f.by in {e.rule for e in rivals}
                assert min(map(rank, rivals)) < rank(f.edit)
            case "suggested":
                assert f.edit.confidence < FLOOR
            case "vetoed":
                assert (f.by, f.edit.rule) == ("d1", "names/listed")


@given(PROPOSED, st.randoms(use_true_random=False))
def test_the_order_of_proposals_is_nothing(proposed: tuple[str, list[Edit]], chance: random.Random) -> None:
    _, proposals = proposed
    shuffled = [*proposals, *proposals[:2]]
    chance.shuffle(shuffled)
    assert settle("s", shuffled, floor=FLOOR) == settle("s", proposals, floor=FLOOR)


@given(PROPOSED)
def test_what_is_settled_stays_settled(proposed: tuple[str, list[Edit]]) -> None:
    patch, _ = settle("s", proposed[1], floor=FLOOR)
    again, fates = settle("s", patch.edits, floor=FLOOR)
    assert again == patch
    assert all(f.status == "applied" for f in fates)


@given(PROPOSED, st.sets(st.integers(0, 11)))
def test_a_vetoed_edit_is_not_made_and_shadows_nobody(proposed: tuple[str, list[Edit]], numbers: set[int]) -> None:
    _, proposals = proposed
    against = {proposals[n] for n in numbers if n < len(proposals)}
    patch, fates = settle("s", proposals, veto=lambda e: "d1" if e in against else "", floor=FLOOR)
    without, others = settle("s", [e for e in proposals if e not in against], floor=FLOOR)
    assert patch == without
    assert {f for f in fates if f.status != "vetoed"} == set(others)
    assert {f.edit for f in fates if f.status == "vetoed"} == against


@given(PROPOSED)
def test_vetoing_everything_gives_the_source(proposed: tuple[str, list[Edit]]) -> None:
    text, proposals = proposed
    patch, fates = settle("s", proposals, veto=lambda _: "no")
    assert patch.apply(text) == text
    assert all(f == Fate(f.edit, "vetoed", "no") for f in fates)


GRANTED = st.sets(st.integers(0, 11))


@given(PROPOSED, GRANTED, GRANTED, st.randoms(use_true_random=False))
def test_grants_and_doubts_do_not_depend_on_order_and_stay(
    proposed: tuple[str, list[Edit]], granted: set[int], doubted: set[int], chance: random.Random
) -> None:
    _, proposals = proposed
    wanted, unsure = ({proposals[n] for n in some if n < len(proposals)} for some in (granted, doubted))
    word = {
        "veto": lambda e: "d1" if e.rule == "layout/spaces" else "",
        "grant": lambda e: e in wanted,
        "doubt": lambda e: "agreement 0 of 5" if e in unsure else "",
        "floor": FLOOR,
    }
    patch, fates = settle("s", proposals, **word)
    shuffled = [*proposals, *proposals[:3]]
    chance.shuffle(shuffled)
    assert settle("s", shuffled, **word) == (patch, fates)
    assert settle("s", patch.edits, **word)[0] == patch
    assert {f.edit for f in fates} == set(proposals)
    assert len(fates) == len(set(proposals))


@given(PROPOSED, GRANTED)
def test_what_is_granted_is_made_unless_it_clashes_with_what_is_granted(
    proposed: tuple[str, list[Edit]], granted: set[int]
) -> None:
    _, proposals = proposed
    wanted = {proposals[n] for n in granted if n < len(proposals)}
    patch, fates = settle("s", proposals, grant=lambda e: e in wanted, doubt=lambda _: "no", floor=FLOOR)
    alone, _ = settle("s", wanted)
    assert patch == alone
    for f in fates:
        if f.edit in wanted:
            assert f.status in ("applied", "shadowed")
        else:
            assert (f.status, f.by) == ("suggested", "no")


@given(PROPOSED, GRANTED)
def test_a_veto_is_stronger_than_a_grant(proposed: tuple[str, list[Edit]], granted: set[int]) -> None:
    text, proposals = proposed
    wanted = {proposals[n] for n in granted if n < len(proposals)}
    patch, _ = settle("s", proposals, veto=lambda _: "no", grant=lambda e: e in wanted)
    assert patch.apply(text) == text


# Doing and undoing


@given(PROPOSED)
def test_revert_undoes_apply(proposed: tuple[str, list[Edit]]) -> None:
    text, proposals = proposed
    patch, _ = settle("s", proposals)
    assert patch.revert(patch.apply(text)) == text


@given(stories())
def test_the_source_is_rebuilt_across_stages(story: tuple[str, list[Layer], str]) -> None:
    source, layers, text = story
    assert ledger_of(source, layers, text).original(text) == source


@given(PROPOSED)
def test_a_patch_refuses_a_text_that_it_does_not_fit(proposed: tuple[str, list[Edit]]) -> None:
    text, proposals = proposed
    patch, _ = settle("s", proposals)
    torn = [e for e in patch.edits if e.before]
    assume(torn)
    at = torn[0].start
    other = text[:at] + ("y" if text[at] == "x" else "x") + text[at + 1 :]
    with pytest.raises(ValueError, match="does not fit"):
        patch.apply(other)


# Where text came from


@given(stories())
def test_the_runs_tile_the_source_and_spell_both_texts(story: tuple[str, list[Layer], str]) -> None:
    source, layers, text = story
    weave = woven(source, layers)
    assert weave.text == text
    assert "".join(source[r.start : r.end] for r in weave.runs) == source
    edges = [0, *(r.end for r in weave.runs)]
    assert [r.start for r in weave.runs] == edges[:-1]
    assert edges[-1] == len(source)
    assert all(r.text == source[r.start : r.end] for r in weave.runs if not r.by)


@given(stories())
def test_changes_take_turns_and_spell_both_texts(story: tuple[str, list[Layer], str]) -> None:
    source, layers, text = story
    changes = woven(source, layers).changes()
    assert all(bool(a.by) != bool(b.by) for a, b in pairwise(changes))
    assert "".join(r.text for r in changes) == text
    assert "".join(source[r.start : r.end] for r in changes) == source
    assert all(r.text == source[r.start : r.end] for r in changes if not r.by)


@given(stories())
def test_nobody_is_lost(story: tuple[str, list[Layer], str]) -> None:
    source, layers, _ = story
    weave = woven(source, layers)
    applied = {(n, k) for n, layer in enumerate(layers) for k in range(len(layer.patch.edits))}
    assert {b for r in weave.runs for b in r.by} == applied
    assert {b for r in weave.changes() for b in r.by} == applied


@given(stories(), st.data())
def test_origin_covers_what_was_asked(story: tuple[str, list[Layer], str], data: st.DataObject) -> None:
    source, layers, text = story
    weave = woven(source, layers)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    a, z = weave.origin(start, end)
    assert Origins(weave).of(start, end) == (a, z)
    assert 0 <= a <= z <= len(source)
    at = 0
    for r in weave.runs:
        first, last = max(at, start), min(at + len(r.text), end)
        if first < last and r.by:
            assert a <= r.start
            assert r.end <= z
        elif first < last:
            assert a <= r.start + first - at
            assert r.start + last - at <= z
        elif start < at < end:
            assert a <= r.start <= r.end <= z
        at += len(r.text)


@given(TEXTS, st.data())
def test_origin_is_the_place_itself_where_nothing_changed(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert Weave.of(text).origin(start, end) == (start, end)


@given(stories(), st.data())
def test_origin_widens_with_the_question(story: tuple[str, list[Layer], str], data: st.DataObject) -> None:
    source, layers, text = story
    assume(text)
    weave = woven(source, layers)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    inner = weave.origin(start, end)
    outer = weave.origin(data.draw(st.integers(0, start)), data.draw(st.integers(end, len(text))))
    assert outer[0] <= inner[0] <= inner[1] <= outer[1]


@given(PROPOSED, st.data())
def test_spans_are_carried_in_order_and_untouched_ones_whole(
    proposed: tuple[str, list[Edit]], data: st.DataObject
) -> None:
    text, proposals = proposed
    patch, _ = settle("s", proposals)
    after = patch.apply(text)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=8)))
    spans = list(zip(cuts[::2], cuts[1::2], strict=False))
    carried = patch.carry(spans)
    assert len(carried) == len(spans)
    edges = [edge for span in carried for edge in span]
    assert edges == sorted(edges)
    assert all(0 <= edge <= len(after) for edge in edges)
    for (start, end), (first, last) in zip(spans, carried, strict=True):
        if all(e.end <= start or e.start >= end for e in patch.edits):
            assert after[first:last] == text[start:end]


# The name of an edit


def named(left: str, near: str, before: str, after: str, far: str, right: str) -> str:
    source = left + near + before + far + right
    at = len(left) + len(near)
    return fingerprint(Edit(at, at + len(before), before, after, "r"), Origins(Weave.of(source)))


WINDOWS = st.text(ODD, min_size=WINDOW, max_size=WINDOW)


@given(TEXTS, TEXTS, TEXTS, TEXTS, WINDOWS, WINDOWS, SHORT, SHORT)
def test_a_fingerprint_ignores_offsets_and_text_beyond_its_window(
    left: str, right: str, other_left: str, other_right: str, near: str, far: str, before: str, after: str
) -> None:
    assume(before != after)
    assert WINDOW == 24
    assert named(left, near, before, after, far, right) == named(other_left, near, before, after, far, other_right)


@given(PROPOSED, RULES, SHORT)
def test_a_fingerprint_ignores_rule_reason_and_confidence(
    proposed: tuple[str, list[Edit]], rule: str, reason: str
) -> None:
    text, proposals = proposed
    origins = Origins(Weave.of(text))
    for e in proposals:
        other = replace(e, rule=rule, reason=reason, confidence=0.1, facts=())
        assert fingerprint(e, origins) == fingerprint(other, origins)


@given(WINDOWS, WINDOWS, SHORT, SHORT, TEXTS, st.booleans())
def test_a_fingerprint_ignores_the_stage(
    near: str, far: str, before: str, after: str, inserted: str, behind: bool
) -> None:
    """What an earlier stage did elsewhere changes offsets, and names neither edit nor place anew."""
    assume(before != after)
    assume(inserted)
    source = "." + near + before + far + "."
    at = 1 + len(near)
    place = len(source) if behind else 0
    weave = Weave.of(source).then(Patch("earlier", (Edit(place, place, "", inserted, "r"),)))
    moved = at + (0 if behind else len(inserted))
    later = Edit(moved, moved + len(before), before, after, "r")
    first = Edit(at, at + len(before), before, after, "r")
    assert fingerprint(later, Origins(weave)) == fingerprint(first, Origins(Weave.of(source)))


@given(st.sampled_from("ab\u00e9\u4e2d"), st.integers(0, WINDOW - 1), st.booleans())
def test_a_fingerprint_knows_what_stands_in_its_window(other: str, place: int, behind: bool) -> None:
    window = "x" * WINDOW
    changed = window[:place] + other + window[place + 1 :]
    one = named("", window, "Kiev", "Kyiv", window, "")
    two = named("", *((window, "Kiev", "Kyiv", changed) if behind else (changed, "Kiev", "Kyiv", window)), "")
    assert one != two
    assert one != named("", window, "Kiev", "Kiew", window, "")
    assert one != named("", window, "Kief", "Kyiv", window, "")


@given(st.lists(st.sampled_from(" \t\n\r\N{NO-BREAK SPACE}\N{IDEOGRAPHIC SPACE}"), min_size=1, max_size=6).map("".join))
def test_a_fingerprint_squashes_white_space(gap: str) -> None:
    plain = named("", "They met in ", "Kiev", "Kyiv", " on Monday", "")
    assert named("", f"They{gap}met in{gap}", "Kiev", "Kyiv", f"{gap}on Monday{gap}", "") == plain


# The ledger


@given(stories())
@example(("", [Layer(Patch("s", (Edit(0, 0, "", "\ud83d\ude00", "r"),)))], "\ud83d\ude00"))
@example(("", [Layer(Patch("s", ()), (), (Note(0, 0, "r", "\ud83d\ude00", (Fact("date", "\ud83d\ude00"),)),))], ""))
def test_the_ledger_survives_json(story: tuple[str, list[Layer], str]) -> None:
    ledger = ledger_of(*story)
    said = ledger.dumps()
    assert Ledger.loads(said) == ledger
    assert Ledger.loads(said).dumps() == said
    said.encode("utf-8")


@given(st.binary(), SHORT, SHORT, st.lists(st.sampled_from(("cp1252", "cp1251")), max_size=2))
@example(b"", "\ud800\udc93", "", [])
def test_the_source_of_a_ledger_survives_json(verbatim: bytes, evidence: str, id_: str, rivals: list[str]) -> None:
    ledger = ledger_of("", [], "", verbatim=verbatim, evidence=evidence, rivals=tuple(rivals))
    ledger = replace(ledger, id=id_, inputs={"settings": evidence})
    assert Ledger.loads(ledger.dumps()) == ledger


@given(stories())
def test_restore_gives_the_bytes(story: tuple[str, list[Layer], str]) -> None:
    source, layers, text = story
    ledger = ledger_of(source, layers, text)
    assert restore(ledger, text) == source.encode("utf-8", "surrogatepass")
    assert ledger.weave(text) == woven(source, layers)


@given(st.binary())
def test_restore_gives_bytes_that_no_codec_rebuilds(data: bytes) -> None:
    text = data.decode("ascii", "replace")
    ledger = ledger_of(text, [], text, sha256=digest(data), size=len(data), encoding="ascii", verbatim=data)
    assert restore(ledger, text) == data


@given(stories(), st.integers(0), st.sampled_from("xy\ud800"))
def test_restore_refuses_a_changed_text(story: tuple[str, list[Layer], str], place: int, other: str) -> None:
    source, layers, text = story
    at = place % (len(text) + 1)
    changed = text[:at] + other + text[at + 1 :]
    assume(changed != text)
    with pytest.raises(RestoreError):
        restore(ledger_of(source, layers, text), changed)


@given(stories(floor=0.0, least=1), st.data())
def test_restore_refuses_a_changed_ledger(story: tuple[str, list[Layer], str], data: st.DataObject) -> None:
    """A ledger in which an edit says something else was replaced never gives wrong bytes."""
    source, layers, text = story
    places = [(n, k) for n, layer in enumerate(layers) for k in range(len(layer.patch.edits))]
    n, k = data.draw(st.sampled_from(places))
    edits = list(layers[n].patch.edits)
    e = edits[k]
    before = data.draw(SHORT.filter(lambda s: s not in (e.before, e.after)))
    edits[k] = replace(e, end=e.start + len(before), before=before)
    changed = [*layers[:n], replace(layers[n], patch=Patch(layers[n].stage, tuple(edits))), *layers[n + 1 :]]
    with pytest.raises(RestoreError):
        restore(ledger_of(source, changed, text), text)


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", '{"format": 99}', '{"format": 1}', '"x"', "1"])
def test_what_is_no_ledger_is_refused(text: str) -> None:
    with pytest.raises(RestoreError):
        Ledger.loads(text)


def test_many_edits_settle_in_good_time() -> None:
    """A document of many thousand edits must not take the time of all pairs."""
    text = "a " * 20_000
    patch, _ = settle("s", [Edit(k, k + 1, "a", "b", "r") for k in range(0, len(text), 2)])
    weave = Weave.of(text).then(patch)
    starts = [r.start for r in weave.runs]
    assert bisect_left(starts, 39_998) < len(starts)
    assert weave.text == "b " * 20_000
