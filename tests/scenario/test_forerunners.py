"""Which steps come before a step in any case."""

from tests.support import loaded

from exercise_sim.scenario.forerunners import forerunners


def before(text: str, **makers: set[str]) -> dict[str, list[str]]:
    """The forerunners of each step, by the alphabet."""
    return {name: sorted(found) for name, found in forerunners(loaded(text).scenario.chain, makers).items()}


def test_all_of_a_list_come_before_and_of_any_only_what_they_share():
    """Through every step between; an outcome means its step."""
    text = """
    chain:
      a: {takes: 1h, outcomes: [x, z]}
      b: {after: a.x, takes: 1h}
      c: {after: a.z, takes: 1h}
      both: {after: [a, b]}
      either: {after: {any: [b, c]}}
      last: {takes: 1h}
    """
    assert before(text) == {
        "a": [],
        "b": ["a"],
        "c": ["a"],
        "both": ["a", "b"],
        "either": ["a"],
        "last": ["a", "either"],
    }


def test_a_step_may_wait_for_one_below_it():
    """The order of the file does not matter."""
    assert before("chain: {a: {after: c, takes: 1h}, b: {after: a, takes: 1h}, c: {after: d}, d: {after: e}, e: {after: [f]}, f: {after: ending}}") == {
        "a": ["c", "d", "e", "ending", "f"],
        "b": ["a", "c", "d", "e", "ending", "f"],
        "c": ["d", "e", "ending", "f"],
        "d": ["e", "ending", "f"],
        "e": ["ending", "f"],
        "f": ["ending"],
    }  # fmt: skip


def test_the_maker_of_a_document_comes_before_whoever_follows_its_reader():
    """Not before the reader by its `after`; of two makers only what they share."""
    text = """
    chain:
      a: {takes: 1h}
      one: {after: a, takes: 1h, makes: paper}
      two: {after: a, takes: 1h, makes: [paper, note]}
      reader: {after: a, needs: paper}
      clerk: {after: a, needs: note}
      follower: {after: [reader, clerk]}
    """
    found = before(text, paper={"one", "two"}, note={"two"})
    assert found["reader"] == found["clerk"] == ["a"]
    assert found["follower"] == ["a", "clerk", "reader", "two"]


def test_an_inject_that_makes_a_document_comes_before_who_needs_it():
    """It waits for nothing in the chain."""
    text = """
    chain:
      a: {takes: 1h}
      reader: {after: a, needs: paper}
      last: {takes: 1h}
    injects: {mail: {at: trainer, effects: {makes: paper}}}
    """
    assert before(text, paper={"mail"})["last"] == ["a", "mail", "reader"]
