"""How fast articles are read from each format, and what memory that takes; nothing is cleaned. One process a format.

python benchmarks/formats.py [MEGABYTES]

The articles are those of seeds/, varied, 8 KB each on average; formats whose package is not installed are left out.
MB/s counts the text, not the file. Growth is the peak of memory over that of reading a tenth of it.
"""

from __future__ import annotations

import csv
import gzip
import importlib.util
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from normalize.store.formats import PACKINGS, pack
from normalize.store.seeds import find

ROOT = Path(__file__).resolve().parent.parent
Articles = Callable[[], Iterator[tuple[str, str]]]


def articles(megabytes: float) -> Iterator[tuple[str, str]]:
    """Yield (id, text): paragraphs of the sample articles in any order, until there are enough."""
    samples = [str(i.read(), "utf-8", "replace") for i in find([ROOT / "seeds"]) if i.path.suffix == ".txt"]
    paragraphs = [p for s in samples for p in s.split("\n\n") if len(p) > 80]
    dice, room, n = random.Random(1), megabytes * 1e6, 0
    while room > 0:
        text = "\n\n".join(dice.choices(paragraphs, k=dice.randrange(5, 40)))
        room -= len(text.encode())
        n += 1
        yield f"article-{n}", text


def folder(path: Path, told: Articles) -> None:
    path.mkdir()
    for id_, text in told():
        (path / f"{id_}.txt").write_bytes(text.encode())


def jsonl(path: Path, told: Articles) -> None:
    rows = ((json.dumps({"id": id_, "text": text}, ensure_ascii=False) + "\n").encode() for id_, text in told())
    packing = PACKINGS.get(path.suffix)
    with path.open("wb") as file:
        file.writelines(pack(rows, packing) if packing else rows)


def table(path: Path, told: Articles) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter="\t" if path.suffix == ".tsv" else ",")
        writer.writerow(("id", "text"))
        writer.writerows(told())


def parquet(path: Path, told: Articles) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns = pa.schema({"id": pa.string(), "text": pa.string()})
    with pq.ParquetWriter(path, columns, compression="zstd") as writer:
        group: list[dict[str, str]] = []
        for id_, text in told():
            group.append({"id": id_, "text": text})
            if len(group) == 1000:
                writer.write_table(pa.Table.from_pylist(group, columns))
                group.clear()
        writer.write_table(pa.Table.from_pylist(group, columns))


def warc(path: Path, told: Articles) -> None:
    with path.open("wb") as file:
        for id_, text in told():
            body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + text.encode()
            head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://example.org/{id_}\r\n"
            record = f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body + b"\r\n\r\n"
            file.write(gzip.compress(record, 6) if path.suffix == ".gz" else record)


def mbox(path: Path, told: Articles) -> None:
    with path.open("wb") as file:
        for id_, text in told():
            head = f"From a\nMessage-ID: <{id_}>\nContent-Type: text/plain; charset=utf-8\n\n"
            file.write(head.encode() + text.encode() + b"\n\n")


FORMATS: dict[str, tuple[Callable[[Path, Articles], None], str]] = {
    "texts": (folder, "json"),
    "all.jsonl": (jsonl, "json"),
    "all.jsonl.gz": (jsonl, "json"),
    "all.jsonl.zst": (jsonl, "zstandard"),
    "all.csv": (table, "json"),
    "all.tsv": (table, "json"),
    "all.parquet": (parquet, "pyarrow"),
    "all.warc": (warc, "json"),
    "all.warc.gz": (warc, "json"),
    "all.mbox": (mbox, "json"),
}


def measure(path: str) -> None:
    """Read everything and print [documents, megabytes, seconds, peak of memory in megabytes]."""
    start = time.perf_counter()
    count = size = 0
    for item in find([Path(path)]):
        content = item.read()
        count += 1
        size += len(content)
    seconds = time.perf_counter() - start
    print(json.dumps([count, size / 1e6, seconds, peak()]))


def peak() -> float:
    """Return the most memory that this process has had, in megabytes."""
    status = Path("/proc/self/status").read_text("utf-8")  # ru_maxrss would count what started this process
    return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM"))


def main() -> None:
    if len(sys.argv) > 2:
        measure(sys.argv[2])
        return
    megabytes = float(sys.argv[1]) if len(sys.argv) > 1 else 200.0
    print(f"{'format':<14}{'docs/s':>9}{'MB/s':>7}{'file MB':>9}{'peak MB':>9}{'growth MB':>11}")
    with tempfile.TemporaryDirectory() as place:
        for name, (write, package) in FORMATS.items():
            if importlib.util.find_spec(package) is None:
                print(f"{name:<14}  {package} is not installed")
                continue
            peaks = []
            for share in (0.1, 1.0):
                path = Path(place, str(share), name)
                path.parent.mkdir(exist_ok=True)
                write(path, lambda share=share: articles(megabytes * share))  # type: ignore[misc]
                command = [sys.executable, __file__, "measure", str(path)]
                told = subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout
                count, size, seconds, peak = json.loads(told)
                peaks.append(peak)
            taken = path.stat().st_size if path.is_file() else sum(p.stat().st_size for p in path.iterdir())
            growth = peaks[1] - peaks[0]
            rates = f"{count / seconds:>9,.0f}{size / seconds:>7,.0f}"
            print(f"{name:<14}{rates}{taken / 1e6:>9,.0f}{peak:>9,.0f}{growth:>11,.0f}")


if __name__ == "__main__":
    main()
