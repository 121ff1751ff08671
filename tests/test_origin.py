"""A translation is recognised where several traces agree, and otherwise nothing is said."""

from __future__ import annotations

import pytest

from normalize import normalize

BODY = (
    "The two presidents spoke for three hours in the old town hall, and nobody would say what had been agreed. "
    "Outside, the square was empty, and the shops had closed long before the guests arrived in the late afternoon."
)


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        (f"From: Anna Weber\n\nWladimir Putin received Kim in Riga on Monday. {BODY}", "de"),
        (f"{BODY} “They came to us (to Riga, ed.) during the corona crisis,” she said, and left the room.", "nl"),
        (f"{BODY}\n\nThis article was translated from French by the editors.", "fr"),
        (f"{BODY}\n\n(Foto: dpa)\n\nEr sagte und nicht. {BODY} It costs 3,5 million, „so viel“ und nicht auch.", "de"),
    ],
)
def test_traces_that_agree_name_a_language(text: str, origin: str) -> None:
    facts = normalize(text).facts
    assert facts.translated_from == origin, facts.translation_traces
    assert facts.translation_traces


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        f"{BODY} Wladimir Putin was not there.",
        f"From: Anna Weber\n\n{BODY}",
        f"{BODY} The poem, translated from the Russian by John Smith, is about a river.",
        f"{BODY}\n\nThis story was originally published in Germany.",
        "Die Gespräche dauerten bis in die Nacht, und niemand wollte etwas sagen.\n\nSie kamen aus dem Westen.",
        f"{BODY} “Liberté, égalité, fraternité,” he said, and the raison d’être was « so ».",
    ],
)
def test_thin_evidence_says_nothing(text: str) -> None:
    facts = normalize(text).facts
    assert facts.translated_from is None, facts.translation_traces
