# ruff: noqa: E501 - tables of cases read best with one case a line
"""Hostile and broken YAML, settings and variables: told with their place, exit code 2, nothing written; or read as they stand."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import run
from hostile import CSI, GOOD, OSC, OVERRIDE, put, raw_controls

from normalize.errors import ConfigError
from normalize.strictyaml import MOST, complain, parse

MB = 1 << 20
REFUSED: dict[str, tuple[bytes, str]] = {  # YAML that is a mistake: what is said of it
    "aliases": (b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "anchors are not allowed"),
    "a cycle": (b"a: &a [*a]\n", "anchors are not allowed"),
    "merge keys": (b"a: {b: c}\n<<: {b: d}\n", "merge keys are not allowed"),
    "a flood of merge keys": (b"<<: {a: 1}\n" * 20_000, "merge keys are not allowed"),
    "python objects": (b"a: !!python/object/apply:os.system ['touch pwned']\n", "tags are not allowed"),
    "a tag of our own": (b"%TAG ! tag:example.org,2000:\n---\na: !x b\n", "tags are not allowed"),
    "a flood of tags": (b"- !!python/name:os.system x\n" * 50_000, "tags are not allowed"),
    "a flood of anchors": (b"".join(b"k%d: &a%d v\n" % (n, n) for n in range(50_000)), "anchors are not allowed"),
    "equal keys": (b"a: 1\na: 2\n", "stands here twice"),
    "a flood of equal keys": (b"a: 1\n" * 100_000, "stands here twice"),
    "deep lists": (b"[" * 100_000, "nested deeper"),
    "deep mappings": (b"{a: " * 100_000, "nested deeper"),
    "deep dashes": (b"- " * 100_000 + b"a", "nested deeper"),
    "deep blocks": ("\n".join(" " * n + "a:" for n in range(1000)).encode(), "nested deeper"),
    "a list as a key": (b"? [a, b]\n: c\n", "a key must be a plain word"),
    "a flood of keys": (b"? " * 100_000, "a key must be a plain word"),
    "two documents": (b"a: 1\n---\nb: 2\n", "one document a file"),
    "another version": (b"%YAML 9.9\n---\na: 1\n", "incompatible"),
    "a quote that nobody closes": (b'a: "' + b"x\n" * 500_000, "unexpected end"),
    "tabs": (b"a:\n\tb: 1\n", "cannot start any token"),
    "half a character": (b'a: "\\ud800"\n', "escape"),
    "no utf-8": (b"a: caf\xe9\n", "not UTF-8"),
    "utf-16": ("a: 1\n".encode("utf-16"), "not UTF-8"),
    "nul": (b"a: \0\n", "control characters"),
    "escape sequences": (b"a: \x1b[31mred\n", "control characters"),
    "a key of 2000 letters": (b"x" * 2000 + b": 1\n", "mapping values"),
    "binary": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "not UTF-8"),
}
READ: dict[str, tuple[bytes, object]] = {  # YAML whose values are traps elsewhere: each is the string that stands there
    "no": (b"a: no", "no"),
    "NO": (b"a: NO", "NO"),
    "on": (b"a: on", "on"),
    "number": (b"a: 1.0", "1.0"),
    "octal": (b"a: 007", "007"),
    "date": (b"a: 2024-13-45", "2024-13-45"),
    "sexagesimal": (b"a: " + b"1:59:59" * 150_000, "1:59:59" * 150_000),
    "huge number": (b"a: " + b"9" * 100_000, "9" * 100_000),
    "huge scalar": (b"a: " + b"x" * (20 * MB), "x" * (20 * MB)),
    "escaped scalar": (b'a: "' + b"\\x41" * MB + b'"', "A" * MB),
    "infinity": (b"a: .inf", ".inf"),
    "binary": (b"a: 0b1", "0b1"),
    "nothing": (b"a: ~", None),
    "null": (b"a: null", None),
    "comments": (b"#\n" * 500_000 + b"a: b", "b"),
    "mark": (b"\xef\xbb\xbfa: b", "b"),
}
ENTRIES: dict[str, tuple[str, str]] = {  # entries of a glossary: "" where it is right, else what is said of it
    "no as a language": ("- id: a-b\n  type: person\n  names: {en: Ada Bergen, no: Ada Bergen}\n", ""),
    "null as a name": ("- id: a-b\n  type: person\n  names: {en: null}\n", "must be a text"),
    "empty name": ("- id: a-b\n  type: person\n  names: {en: ''}\n", "must be a text"),
    "blank name": ("- id: a-b\n  type: person\n  names: {en: '  '}\n", "must be a text"),
    "a list for a mapping": ("- id: a-b\n  type: person\n  names: [Ada]\n", "mapping"),
    "a text for a list": ("- id: a-b\n  type: person\n  names: {en: Ada Bee}\n  variants: Adda\n", "must be a"),
    "unknown key": ("- id: a-b\n  typ: person\n  type: person\n  names: {en: Ada Bee}\n", "did you mean"),
    "unknown type": ("- id: a-b\n  type: persn\n  names: {en: Ada Bee}\n", "did you mean"),
    "a path as id": ("- id: ../../etc/passwd\n  type: person\n  names: {en: Ada Bee}\n", "id"),
    "a mapping for all": ("id: a-b\ntype: person\n", "list"),
    "a text for all": ("hello\n", "list"),
    "two of one id": ("- {id: a-b, type: person, names: {en: Ada Bee}}\n- {id: a-b, type: person, names: {en: Ida Dee}}\n", "a-b"),
}  # fmt: skip
SETTINGS: dict[str, tuple[bytes, str]] = {  # pyproject.toml
    "a key of 100,000 parts": (b"[tool.normalize]\n" + b"a." * 100_000 + b"a = 1\n", "more than 100 parts"),
    "no toml": (b"[tool.normalize\n", "cannot be read"),
    "binary": (b"\x89PNG\r\n", "cannot be read"),
    "deep": (b"[tool.normalize]\nignore = " + b"[" * 100_000, "cannot be read"),
    "equal keys": (b"[tool.normalize]\njobs = 1\njobs = 2\n", "cannot be read"),
    "huge number": (b"[tool.normalize]\njobs = " + b"9" * 5000, "cannot be read"),
    "a number of a text": (b"[tool.normalize]\njobs = '1'\n", "must be a number"),
    "a number for a table": (b"tool = 1\n", "must be a table"),
    "unknown key": (b"[tool.normalize]\nseed = 'x'\n", "did you mean"),
    "share": (b"[tool.normalize]\nagreement = nan\n", "must be a number"),
    "rule": (b"[tool.normalize]\nignore = ['names/lsted']\n", "there is no rule"),
    "no file of decisions": (b"[tool.normalize]\ndecisions = '.'\n", "cannot be read"),
    "escape sequences": (b'[tool.normalize]\n"\\u001b]0;pwned\\u0007\\u202e" = 1\n', "unknown key"),
}
VARIABLES = {
    "NORMALIZE_JOBS": ("-1", "1e9", "1_0", "٣", " ", "9" * 5000),
    "NORMALIZE_AGREEMENT": ("nan", "inf", "-0.1", "2"),
    "NORMALIZE_QUOTES": ("yes",),
    "NORMALIZE_NAMES_LANG": ("klingon", "../en"),
    "NORMALIZE_IGNORE": ("no/such-rule",),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_yaml_that_is_a_mistake_says_where(kind: str) -> None:
    data, said = REFUSED[kind]
    found = parse(data, "names.yaml")
    with pytest.raises(ConfigError, match=said) as e:
        complain(found.mistakes)
    assert len(str(e.value)) < MB
    assert str(e.value).startswith("names.yaml:")
    assert len(found.mistakes) <= MOST + 1


@pytest.mark.parametrize("kind", READ)
def test_yaml_is_read_as_it_stands(kind: str) -> None:
    data, value = READ[kind]
    found = parse(data, "names.yaml")
    assert not found.mistakes
    assert found.root is not None
    assert found.root.value["a"].value == value


def test_a_file_is_not_read_beyond_its_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("normalize.strictyaml.BYTES", 10)
    assert [m.message for m in parse(b"a: 0123456789", "x").mistakes] == ["larger than 10 bytes"]
    monkeypatch.setattr("normalize.strictyaml.NODES", 3)
    monkeypatch.setattr("normalize.strictyaml.BYTES", 100)
    assert [m.message for m in parse(b"[a, b, c, d]", "x").mistakes] == ["more than 3 values"]


@pytest.mark.parametrize("place", ["glossaries/mine.yaml", "glossaries/decisions.yaml"])
@pytest.mark.parametrize("kind", REFUSED)
def test_a_hostile_file_stops_a_run_before_it_writes(tmp_path: Path, kind: str, place: str) -> None:
    put(tmp_path, "a.txt", GOOD)
    path = tmp_path / place
    path.parent.mkdir()
    path.write_bytes(REFUSED[kind][0])
    ran = run("all", cwd=tmp_path)
    assert ran.returncode == 2, ran.stderr[-500:]
    assert f"{place}:" in ran.stderr.decode()
    assert raw_controls(ran.stderr.decode()) == []
    assert {p.name for p in tmp_path.iterdir()} == {"seeds", "glossaries"}


@pytest.mark.parametrize("kind", ENTRIES)
def test_entries_of_a_glossary(tmp_path: Path, kind: str) -> None:
    text, said = ENTRIES[kind]
    (tmp_path / "names.yaml").write_text(text, "utf-8")
    put(tmp_path, "a.txt", GOOD)
    ran = run("all", "--glossary", "names.yaml", cwd=tmp_path)
    assert ran.returncode == (2 if said else 0), ran.stderr.decode()
    assert said in ran.stderr.decode()
    assert (tmp_path / "out").exists() == (not said)


def test_spellings_are_literal_whatever_they_look_like(tmp_path: Path) -> None:
    odd = ["(a+)+$", "[a-z]*", "Ada.*Bee", r"\d{99999}", "$(touch pwned)", "{{7*7}}", "%s%n", "=1+1", "<b>Ada</b>"]
    rows = "".join(f"    - {s!r}\n" if "\\" not in s else f"    - '{s}'\n" for s in odd)
    (tmp_path / "names.yaml").write_text(
        f"- id: ada-bee\n  type: person\n  names: {{en: Ada Beedlewood}}\n  variants:\n{rows}", "utf-8"
    )
    text = f"A day\n\nThey met Ada Whatever Bee and {'a' * 5000}b on Monday in the town. {GOOD}"
    put(tmp_path, "a.txt", text)
    ran = run("all", "--glossary", "names.yaml", cwd=tmp_path)
    assert ran.returncode in (0, 2), ran.stderr.decode()
    if ran.returncode == 0:
        assert "Ada Whatever Bee" in (tmp_path / "out" / "texts" / "a.txt").read_text("utf-8")


def test_fifty_thousand_spellings(tmp_path: Path) -> None:
    rows = "".join(f"    - Adda Beedle{n}wood\n" for n in range(50_000))
    (tmp_path / "names.yaml").write_text(
        f"- id: ada-bee\n  type: person\n  names: {{en: Ada Beedlewood}}\n  variants:\n{rows}", "utf-8"
    )
    put(tmp_path, "a.txt", f"They met Adda Beedle777wood on Monday. {GOOD}")
    ran = run("all", "--glossary", "names.yaml", cwd=tmp_path)
    assert ran.returncode == 0, ran.stderr.decode()
    assert "Ada Beedlewood" in (tmp_path / "out" / "texts" / "a.txt").read_text("utf-8")


@pytest.mark.parametrize("kind", SETTINGS)
def test_broken_settings_stop_a_run_before_it_writes(tmp_path: Path, kind: str) -> None:
    data, said = SETTINGS[kind]
    (tmp_path / "pyproject.toml").write_bytes(data)
    put(tmp_path, "a.txt", GOOD)
    ran = run("all", cwd=tmp_path)
    assert ran.returncode == 2, ran.stderr.decode()
    assert said in ran.stderr.decode()
    assert raw_controls(ran.stderr.decode()) == []
    assert len(ran.stderr) < 5000
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(("name", "value"), [(n, v) for n, values in VARIABLES.items() for v in values])
def test_broken_variables_stop_a_run_before_it_writes(tmp_path: Path, name: str, value: str) -> None:
    put(tmp_path, "a.txt", GOOD)
    ran = run("all", cwd=tmp_path, env={name: value})
    assert ran.returncode == 2, ran.stderr.decode()
    assert not (tmp_path / "out").exists()


def test_a_hostile_decision_is_drawn_and_never_obeyed(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", f"{GOOD}\nSee also Coot frozen in palace lake\n")
    assert run("all", cwd=tmp_path).returncode == 0
    name = f"{OSC}{CSI}{OVERRIDE}<script>=1+1"
    quoted = "".join(f"\\u{ord(c):04x}" for c in name)
    (tmp_path / "glossaries").mkdir()
    (tmp_path / "glossaries" / "decisions.yaml").write_text(
        f'- reject: names/listed\n  scope: document\n  doc: "../../{quoted}"\n  from: "{quoted}"\n  to: "x"\n  why: "{quoted}"\n'
    )
    for args in (["all"], ["check"], ["undo"], ["report"], ["rules", "--measured"]):
        ran = run(*args, cwd=tmp_path)
        assert ran.returncode in (0, 1, 2), (args, ran.stderr.decode())
        assert raw_controls((ran.stdout + ran.stderr).decode()) == [], args
    assert {p.name for p in tmp_path.iterdir()} <= {"seeds", "out", "glossaries"}
