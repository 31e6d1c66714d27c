"""Builds a store: reads what is new, runs the document stages over it in batches, then the corpus stages.

One transaction per batch, so the run can be killed at any moment and started again: what was committed is
skipped by its id, the rest is read. A document that crashes, hangs or kills its process is skipped and named.
"""

from __future__ import annotations

import itertools
import signal
import threading
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from types import FrameType

from crosswire.acquire.files import read
from crosswire.acquire.inputs import AcquireOptions, Input, plan
from crosswire.errors import UsageError
from crosswire.gazetteer import found_ready, gazetteer
from crosswire.ids import content_id
from crosswire.model import Article, Document, Skipped
from crosswire.pipeline import process, reconcile
from crosswire.stage import Records
from crosswire.store import Store
from crosswire.values import Reason


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """`jobs` processes; `batch` documents a transaction; `document_seconds` before a document is given up."""

    jobs: int = 1
    batch: int = 32
    document_seconds: float = 60.0
    acquire: AcquireOptions = field(default_factory=AcquireOptions)


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a build is: bytes of input done of all, documents added, known before, skipped; and what it does."""

    doing: str
    bytes_done: int
    bytes_all: int
    added: int
    known: int
    skipped: int


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build did: counts, and everything that it turned away."""

    added: int
    known: int
    skipped: tuple[Skipped, ...]
    reconciled: bool


def build(paths: Iterable[Path], store: Store, *, options: BuildOptions = BuildOptions(),
          report: Callable[[Progress], None] = lambda progress: None) -> BuildResult:
    """Add the reports under `paths` to the store and bring its account up to date.

    Raises UsageError for a path that does not exist, StoreError if the store cannot be written.
    """
    if options.jobs < 1:
        raise UsageError(f"--jobs {options.jobs}: it takes at least one process.")
    run = _Run(store, options, report, plan(paths))
    run.tell("reading" if found_ready() else "indexing places, once")  # or a document's time would pay for it
    gazetteer()
    with _workers(options) as work:
        for batch in run.batches():
            run.write(batch, work)
    stale = not store.reconciled()
    if stale:
        run.tell("comparing the reports")
        store.replace_corpus(reconcile(store.records()))
    run.tell("done")
    return BuildResult(run.added, run.known, tuple(run.skipped), stale)


class _Run:
    """The counts of one build, and its batches."""

    def __init__(self, store: Store, options: BuildOptions, report: Callable[[Progress], None],
                 inputs: Sequence[Input]):
        self.store, self.options, self.report, self.inputs = store, options, report, inputs
        self.bytes_all = sum(each.size for each in inputs)
        self.bytes_done = self.added = self.known = 0
        self.skipped: list[Skipped] = []

    def tell(self, doing: str) -> None:
        self.report(Progress(doing, self.bytes_done, self.bytes_all, self.added, self.known, len(self.skipped)))

    def batches(self) -> Iterator[list[Document]]:
        """Documents that the store does not hold yet, a batch at a time; counts the others."""
        def incoming() -> Iterator[Document | Skipped]:
            for each in self.inputs:
                yield from read(each, options=self.options.acquire)
                self.bytes_done += each.size
        stream = incoming()
        seen: set[str] = set()
        while chunk := list(itertools.islice(stream, self.options.batch)):
            self.skip([item for item in chunk if isinstance(item, Skipped)])
            found = {item.id: item for item in chunk if isinstance(item, Document)}
            known = self.store.known(found) | (seen & found.keys())
            seen |= found.keys()
            self.known += sum(isinstance(item, Document) for item in chunk) - len(found.keys() - known)
            yield [document for document_id, document in found.items() if document_id not in known]

    def skip(self, items: list[Skipped]) -> None:
        self.skipped.extend(items)
        if items:
            self.store.add({Skipped: items})

    def write(self, batch: list[Document], work: Callable[[list[Document]], list[Records]]) -> None:
        """Process a batch and commit it."""
        together: Records = {Document: []}
        for document, records in zip(batch, work(batch), strict=True):
            if records.get(Article):
                together[Document].append(document)
                self.added += 1
            self.skipped.extend(records.get(Skipped, ()))
            for kind, items in records.items():
                together.setdefault(kind, []).extend(items)
        self.store.add(together)
        self.tell("reading")


@contextmanager
def _workers(options: BuildOptions) -> Iterator[Callable[[list[Document]], list[Records]]]:
    """A function that processes a batch, in this process or in a pool; the order of results is that of the batch."""
    if options.jobs == 1:
        yield lambda batch: [guarded(document, options.document_seconds) for document in batch]
        return
    pool = _Pool(options)
    try:
        yield pool.work
    finally:
        pool.close()


class _Pool:
    """Processes that are replaced when a document kills one."""

    def __init__(self, options: BuildOptions):
        self.options = options
        self.executor = self._start(options.jobs)

    def _start(self, jobs: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_ignore_interrupts)

    def work(self, batch: list[Document]) -> list[Records]:
        limits = itertools.repeat(self.options.document_seconds)
        try:
            return list(self.executor.map(guarded, batch, limits))
        except BrokenProcessPool:  # some document of the batch killed its process: find out which, one at a time
            self.close()
            self.executor = self._start(self.options.jobs)
            return [self._alone(document) for document in batch]

    def _alone(self, document: Document) -> Records:
        with self._start(1) as single:
            try:
                return single.submit(guarded, document, self.options.document_seconds).result()
            except BrokenProcessPool:
                return _turned_away(document, "killed", "reading it killed the process (out of memory?)")

    def close(self) -> None:
        self.executor.shutdown(wait=True, cancel_futures=True)


def _ignore_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends the pool in order


def guarded(document: Document, seconds: float) -> Records:
    """What `process` gives, or a Skipped that says how it failed: bad input costs one document, never the run."""
    try:
        with _alarm(seconds):
            return process(document)
    except _TooLong:
        return _turned_away(document, "too_slow", f"it was not read within {seconds:g} seconds")
    except Exception as error:  # the barrier of the run: what a document breaks is named and counted, not raised
        where = traceback.extract_tb(error.__traceback__)[-1]
        at = f"{Path(where.filename).name}:{where.lineno}"
        return _turned_away(document, "crashed",
                            f"{type(error).__name__} at {at}: {error}. This is a bug of ours: please report it")


def _turned_away(document: Document, rule: str, detail: str) -> Records:
    return {Skipped: [Skipped(record_id=content_id("skipped", document.id, rule), name=document.key,
                              reason=Reason(rule, f"{document.key}: {detail}"))]}


class _TooLong(Exception):
    """The alarm of a document rang."""


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    """Raise _TooLong in here after so many seconds. Only where the system has alarms, and in the main thread."""
    if not hasattr(signal, "SIGALRM") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def ring(number: int, frame: FrameType | None) -> None:
        raise _TooLong

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
