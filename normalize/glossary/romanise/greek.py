"""Greek names: as ELOT 743 writes them, and as newspapers do."""

from __future__ import annotations

import unicodedata
from functools import cache
from operator import itemgetter

from normalize.glossary.romanise.han import LATIN
from normalize.glossary.romanise.rules import SPACE, Found, Table, best, merge

SOURCES = ("el",)
TARGETS = LATIN

_TABLE = """
α a, β v, γ g . gh/y, δ d . dh, ε e, ζ z, η i, θ th, ι i, κ k, λ l, μ m, ν n, ξ x ks, ο o, π p, ρ r, σ s, ς s, τ t,
υ y i, φ f ph, χ ch/h . kh, ψ ps, ω o, αι ai . e, ει ei i, οι oi i, ου ou . u, υι yi, αυ av, αυ(θ) af, αυ(κ) af,
αυ(ξ) af, αυ(π) af, αυ(σ) af, αυ(τ) af, αυ(φ) af, αυ(χ) af, αυ(ψ) af, ευ ev . eu, ευ(θ) ef, ευ(κ) ef, ευ(ξ) ef,
ευ(π) ef, ευ(σ) ef, ευ(τ) ef, ευ(φ) ef, ευ(χ) ef, ευ(ψ) ef, ευά eva, γγ ng, γξ nx, γχ nch nh, γκ gk/g . ng,
^(γκ) g gk, μπ mp/b . mb, ^(μπ) b mp, ντ nt/d . nd, ^(ντ) d nt, τζ tz . j, τσ ts, ^(γι) gi/yi . i/y, γι gi/yi . i/y,
^(γε) ge/ye . e, ^(χρ) chr . hr, ο$ o . os
"""
_OWN = {
    "pl": "τσ c ts, υ i y, χ ch . h, ου u ou, ντ d nt, κ k, θ t th, φ f, ευ ew ef, αυ aw, β w v",
    "hu": "σ sz, ς sz, τσ c ts, υ i, χ h, ου u ou, θ th/t, φ f, ξ x/ksz, ψ psz, χρ khr hr, ει i, η i",
    "tr": "τσ ç ts, χ h, ου u, θ th/t, υ i y, φ f",
    "cs": "χ ch, ου u ou, θ th/t, φ f",
    "sk": "χ ch, ου u ou, θ th/t, φ f",
    "hr": "τσ c ts, χ h, ου u, θ t th, υ i, φ f, μπ b mp, ντ d nt, γκ g, ξ ks",
    "sl": "τσ c ts, χ h, ου u, θ t th, υ i, φ f, μπ b mp, ντ d nt, γκ g, ξ ks",
    "lv": "τσ c, χ h, ου u, θ t, υ i, φ f, ξ ks, μπ b mp, ντ d nt, γκ g",
    "lt": "τσ c, χ ch/h, ου u, θ t, υ i, φ f, ξ ks, μπ b mp, ντ d nt, γκ g, ο$ as o",
    "fi": "ου ou u, χ h . kh, θ th/t",
    "de": "ου ou . u, χ ch . h, φ f ph",
}
_SAME = {"bs": "hr", "sr": "hr"}


def spell(native: str, source: str, target: str, limit: int) -> Found:  # noqa: ARG001 (families are called alike)
    """Return spellings of a name in Greek letters."""
    table = _table(_SAME.get(target, target))
    plain = _without_accents(native.lower())
    if not table.knows(plain):
        return []
    words = plain.split()
    pieces = [piece for n, word in enumerate(words) for piece in ([SPACE] if n else []) + table.pieces(word)]
    found = [(steps, text.title()) for steps, text in best(pieces, limit)]
    return merge(sorted(found, key=itemgetter(0)), limit)


def _without_accents(word: str) -> str:
    """The word without accents; a diaeresis parts two vowels that would be one sound."""
    parted = unicodedata.normalize("NFD", word)
    return "".join(c for c in parted if not unicodedata.combining(c))


@cache
def _table(target: str) -> Table:
    return Table(_TABLE, _OWN.get(target, ""))
