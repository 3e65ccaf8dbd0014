"""Jobs are dealt to executors, and blocks come back in order: the same rows whoever plays them, and whoever dies on the way."""

from concurrent.futures import BrokenExecutor, Executor, Future

import pytest
from tests.support import loaded

from exercise_sim.analysis.alternatives import Alternative
from exercise_sim.analysis.blocks import Rows, joined, played
from exercise_sim.analysis.dealing import Dealer, InPlace, WorkersDiedError
from exercise_sim.analysis.playing import BLOCK
from exercise_sim.analysis.series import Series
from exercise_sim.engine.deciders import NoRule

TEXT = loaded("chain: {a: {takes: 1h .. 9h}, b: {takes: 2h .. 3h}}").source.text
ONE = Alternative("one", "it.yaml", TEXT)
OTHER = Alternative("other", "it.yaml", TEXT, sets=(("chain.b.takes", "9h .. 12h"),))


class Contrary(Executor):
    """Does what it is given last first, and breaks (once, or for ever) at its `breaks`-th job."""

    def __init__(self, breaks: int = 0, *, ever: bool = False) -> None:
        self.given: list[tuple[Future, object, tuple]] = []
        self.breaks, self.ever, self.jobs, self.broken = breaks, ever, 0, False

    def submit(self, fn, /, *args, **kwargs):
        """Nothing is done before three jobs wait, or nobody brings more."""
        future: Future = Future()
        self.jobs += 1
        if self.jobs == self.breaks:
            self.broken = True
        if self.broken:
            for waiting, _, _ in self.given:
                waiting.set_exception(BrokenExecutor())
            self.given.clear()
            future.set_exception(BrokenExecutor())
            return future
        self.given.append((future, fn, args))
        if len(self.given) == 3:
            for waiting, work, words in reversed(self.given):
                waiting.set_result(work(*words))
            self.given.clear()
        return future


class Shelf:
    """A store in memory."""

    def __init__(self) -> None:
        self.held: dict[tuple[str, int], Rows] = {}

    def get(self, alternative, block):
        """What it was given, or None."""
        return self.held.get((alternative.key, block))

    def put(self, alternative, block, rows):
        """Keeps it."""
        self.held[alternative.key, block] = rows


def numbers(series: Series, count: int, first: int = 0) -> list[list[int]]:
    """All columns of all alternatives, block after block."""
    blocks = [rows for rows in series.play(first, count) if rows is not None]
    assert [rows[0].first for rows in blocks] == [*range(first, first + count, BLOCK)]
    return [
        [int(number) for rows in blocks for number in rows[place].columns[column]]
        for place in range(len(series.alternatives))
        for column in range(len(blocks[0][place].columns))
    ]


SERIAL = numbers(Series([ONE, OTHER], 7, Dealer(InPlace)), 3 * BLOCK)


def test_a_block_is_the_run_of_its_replications():
    """Both alternatives have the same luck: the first step takes as long in both."""
    alone = played(next(iter(Series([ONE], 7, Dealer(InPlace))._jobs(BLOCK, 2 * BLOCK))))
    assert SERIAL[1][BLOCK : 2 * BLOCK] == alone.columns[1].tolist()
    assert SERIAL[1] != SERIAL[3]


def test_the_order_of_arrival_does_not_matter():
    """The last job of three is done first."""
    assert numbers(Series([ONE, OTHER], 7, Dealer(Contrary, width=3)), 3 * BLOCK) == SERIAL


def test_the_last_blocks_are_handed_out_in_parts():
    """As many of them as are under way at a time, so that workers are done at the same time; to one who works alone, blocks are whole."""
    several, alone = Dealer(InPlace, width=2), Dealer(InPlace)
    assert [job.count for job in Series([ONE], 7, several)._jobs(0, 3 * BLOCK + 70)] == [
        256,
        256,
        64,
        64,
        64,
        64,
        64,
        6,
    ]
    assert [job.count for job in Series([ONE], 7, alone)._jobs(0, 3 * BLOCK + 70)] == [256, 256, 256, 70]
    assert numbers(Series([ONE, OTHER], 7, several), 3 * BLOCK) == SERIAL


def test_a_store_gets_whole_blocks_only():
    """Parts wait for each other, also behind what the store held of a block."""
    shelf = Shelf()
    numbers(Series([ONE], 7, Dealer(InPlace), shelf), 100)
    put = []
    shelf.put = lambda alternative, block, rows: put.append(
        (block, rows.first, rows.count, rows.columns[1].tolist())
    )
    numbers(Series([ONE], 7, Dealer(Contrary, width=3), shelf), 2 * BLOCK - 64)
    assert sorted(put) == [(0, 0, 256, SERIAL[1][:256]), (1, 256, 192, SERIAL[1][256:448])]


def test_many_alternatives_are_played_in_another_order_with_the_same_rows(monkeypatch):
    """One after the other, so that each is compiled seldom."""
    monkeypatch.setattr("exercise_sim.analysis.series.NARROW", 1)
    monkeypatch.setattr("exercise_sim.analysis.series.WAVE", 2)
    assert numbers(Series([ONE, OTHER], 7, Dealer(InPlace)), 3 * BLOCK) == SERIAL


def test_what_dies_is_dealt_again():
    """The executor breaks at its fifth job, with others under way; a new one takes its place."""
    executors = iter([Contrary(5), Contrary(), Contrary()])
    dealer = Dealer(lambda: next(executors), width=3)
    assert numbers(Series([ONE, OTHER], 7, dealer), 3 * BLOCK) == SERIAL
    assert dealer.deaths == 1


def test_who_always_dies_is_given_up():
    """After three executors that finished nothing."""
    dealer = Dealer(lambda: Contrary(1), width=3)
    with pytest.raises(WorkersDiedError):
        numbers(Series([ONE], 7, dealer), BLOCK)
    assert dealer.deaths == 3


def test_what_a_job_raises_is_raised():
    """A decision without `usual` has no rule."""
    text = loaded(
        "chain: {a: {by: staff, question: Go?, options: {go: {}, stay: {}}, usual: go}}"
    ).source.text
    bad = Alternative("bad", "it.yaml", text.replace(", usual: go", ""))
    with pytest.raises((NoRule, Exception), match="usual"):
        numbers(Series([bad], 7, Dealer(InPlace)), 1)


def test_a_store_is_not_played_again():
    """The same call plays nothing; a larger one only what is missing, of a block in part only the rest."""
    shelf = Shelf()
    first = Series([ONE, OTHER], 7, Dealer(InPlace), shelf)
    part = numbers(first, BLOCK + 10)
    assert (first.played, first.found) == (2 * (BLOCK + 10), 0)
    again = Series([ONE, OTHER], 7, Dealer(InPlace), shelf)
    assert numbers(again, BLOCK + 10) == part
    assert (again.played, again.found) == (0, 2 * (BLOCK + 10))
    more = Series([ONE, OTHER], 7, Dealer(InPlace), shelf)
    assert numbers(more, 3 * BLOCK) == SERIAL
    assert (more.played, more.found) == (2 * (2 * BLOCK - 10), 2 * (BLOCK + 10))


def test_a_smaller_call_takes_only_what_it_asks_for():
    """Of a whole block, its beginning."""
    shelf = Shelf()
    numbers(Series([ONE], 7, Dealer(InPlace), shelf), BLOCK)
    fewer = Series([ONE], 7, Dealer(InPlace), shelf)
    assert numbers(fewer, 10)[1] == SERIAL[1][:10]
    assert (fewer.played, fewer.found) == (0, 10)


def test_rows_join():
    """One behind the other."""
    jobs = [*Series([ONE], 7, Dealer(InPlace))._jobs(0, 2 * BLOCK)]
    assert joined([played(job) for job in jobs]).columns[1].tolist() == SERIAL[1][: 2 * BLOCK]
