"""The engine dask: shards on the workers of a Dask cluster, or of one that is made on this machine for the run.

Text never travels: a worker reads the inputs and writes its shard itself, in a folder that all machines see.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

from normalize.errors import NormalizeError, RefusedError, UsageError
from normalize.store.engine.plan import Shard

_R = TypeVar("_R")
_TRIES = 3  # of a shard whose worker is lost, or that fails
_PATIENCE = "20s"  # until a scheduler answers


def run(work: Callable[[Shard, int], _R], todo: Sequence[Shard], jobs: int, address: str) -> Iterator[_R]:
    """Do shards on the workers of the scheduler at `address`, or on `jobs` workers of this machine.

    Yields as shards are done. Raises UsageError where Dask is not installed or the address leads nowhere, and
    NormalizeError where a shard was lost three times.
    """
    distributed = _distributed()
    with _client(distributed, jobs, address) as client:
        # a function that writes is not pure: what was done must be looked for in the folder, not in a memory of calls
        futures = {client.submit(work, shard, 1, pure=False, retries=_TRIES - 1): shard for shard in todo}
        for future in distributed.as_completed(futures):
            try:
                yield future.result()
            except NormalizeError:
                raise
            except Exception as e:
                shard = futures[future]
                raise RefusedError(
                    f"shard {shard.number}/{shard.of} could not be done, {_TRIES} times: {type(e).__name__}: {e}"[:500]
                    + "; what is done stays: mend this and run it again"
                ) from e


@contextmanager
def _client(distributed: Any, jobs: int, address: str) -> Iterator[Any]:
    """A client of a scheduler; without address, of a cluster of our own, which ends with it."""
    import dask

    # workers must be allowed to have processes of their own: each keeps apart from what an article may do
    with dask.config.set({"distributed.worker.daemon": False, "distributed.scheduler.allowed-failures": _TRIES}):
        if not address:
            kind = distributed.LocalCluster
            with (
                kind(n_workers=jobs or None, threads_per_worker=1, dashboard_address=":0") as cluster,
                distributed.Client(cluster) as client,
            ):
                yield client
            return
        try:
            client = distributed.Client(address, timeout=_PATIENCE)
        except (OSError, ValueError) as e:
            raise UsageError(f"--scheduler {address}: nobody answers there: {e}; it looks like tcp://host:8786") from e
        with client:
            yield client


def _distributed() -> Any:
    try:
        import distributed
    except ImportError:
        raise UsageError("--engine dask needs a package: install source-normalize[cluster]") from None
    return distributed
