"""Inputs made by chance: nothing but the errors that are documented, the source comes back, the page can be unpacked.

The same ones each time; `python tests/fuzz.py --minutes 30` tries others.
"""

from __future__ import annotations

import pytest
from fuzz import KINDS, many

EXAMPLES = {"document": 40, "records": 100, "yaml": 200}


@pytest.mark.parametrize("kind", KINDS)
def test_inputs_made_by_chance(kind: str) -> None:
    many(kind, 1, EXAMPLES[kind])
