"""What tests of hostile input share: texts, a folder of inputs, a command line in this process or in one of its own."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from commands import Ended, environment

from normalize.edits import Ledger, restore
from normalize.store.out import file_name

BODY = "The talks in the far east of the country went on for five hours, both sides said on Wednesday."
GOOD = f"A quiet day\n\n{BODY}\n"
RUSSIAN = "Тихий день\n\nПереговоры на Дальнем Востоке страны продолжались пять часов, сообщили в среду обе стороны.\n"
WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
ESCAPE, OSC, CSI, OVERRIDE = "\x1b[31m", "\x1b]0;pwned\x07", "\x9b31m", "\N{RIGHT-TO-LEFT OVERRIDE}"
CONTROLS = tuple(
    chr(c) for c in (*range(9), *range(11, 32), *range(127, 160), *range(0x202A, 0x202F), *range(0x2066, 0x206A))
)
MEMORY = 6 << 30  # bytes of addresses that a command may take: no input needs more


def spawn(*args: str, cwd: Path, stdin: bytes = b"", seconds: float = 300, **variables: str) -> Ended:
    """Run the command line in a process of its own, which is ended where it hangs or takes more than its memory."""
    command = [sys.executable, "-W", "error", "-m", "normalize", *args]
    env = environment(variables)
    ran = subprocess.run(
        command, cwd=cwd, input=stdin, capture_output=True, timeout=seconds, check=False, env=env, preexec_fn=_limit
    )
    return Ended(ran.returncode, ran.stdout, ran.stderr)


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def raw_controls(text: str) -> list[str]:
    """The characters of a text that a terminal would obey, or that turn the direction of a line."""
    return sorted({f"U+{ord(c):04X}" for c in text if c in CONTROLS})


def record(id_: Any, text: str = GOOD, **more: Any) -> bytes:
    return json.dumps({"id": id_, "text": text, **more}).encode()


@dataclass
class Ran:
    """What one run left: exit code, messages, and the two lists by source."""

    folder: Path
    code: int
    said: str
    done: dict[str, dict[str, Any]]
    skipped: dict[str, dict[str, Any]]

    @property
    def out(self) -> Path:
        return self.folder / "out"

    def text(self, source: str) -> str:
        return (self.out / "texts" / f"{file_name(self.done[source]['id'])}.txt").read_bytes().decode()

    def restored(self, source: str) -> bytes:
        ledger = (self.out / "ledgers" / f"{file_name(self.done[source]['id'])}.json").read_text("utf-8")
        return restore(Ledger.loads(ledger), self.text(source))


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def go(folder: Path, *args: str) -> Ran:
    ran = spawn("all", *args, cwd=folder)
    said = ran.stderr.decode()
    out = folder / "out"
    both = [
        {r["source"]: r for r in rows(out / name)} if (out / name).is_file() else {}
        for name in ("corpus.jsonl", "quarantine.jsonl")
    ]
    return Ran(folder, ran.returncode, said, both[0], both[1])


def put(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / "seeds" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass"))
    return path


def each_has_its_own_file(ran: Ran, count: int) -> None:
    records = [*ran.done.values(), *ran.skipped.values()]
    assert len(records) == count
    assert len({r["id"] for r in records}) == count, "an id names one article"
    texts = list((ran.out / "texts").rglob("*.txt"))
    assert len(texts) == len(ran.done)
    for source, record in ran.done.items():
        assert record["text"].strip() in ran.text(source)
