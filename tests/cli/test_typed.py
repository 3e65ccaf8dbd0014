"""What a typed line means."""

import pytest
from tests.support import begin

from exercise_sim.cli.menu import Menu
from exercise_sim.cli.typed import Given, NotUnderstood, answer_of, minutes_of, word_of

TEXT = """
bodies: {council: {title: Council, seat: true}}
groups: {states: {a: {}, kestria: {}}}
chain:
  s: {}
  mandate: {by: council, after: s, question: Adopt?, options: [adopt, return, wait], usual: adopt}
  place: {by: council, after: s, question: Where?, options: [room, video, return], usual: room, within: 2h, otherwise: room,
    vote: {of: states, carried: {room: 1}}}
"""


@pytest.fixture
def asked():
    """Two questions on the screen: the answers 1 to 3 and 4 to 6, and the votes on the second."""
    session = begin(TEXT)
    session.advance()
    menu = Menu()
    questions = {one.id: one for one in session.open_questions}
    for name in ("mandate", "place"):
        menu.add(questions[name])
    ballots = {one.voter: one for one in session.open_questions if one.voter}
    return questions, menu, ballots


def answer(asked, line: str) -> tuple[str, str, int, str]:
    """The answer of a line, its question by its id."""
    _, menu, ballots = asked
    given: Given = answer_of(line, menu.numbers, ballots)
    return given.question.id, given.option, given.after, given.note


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("1", ("mandate", "adopt", 0, "")),
        ("6", ("place", "return", 0, "")),
        ("adopt", ("mandate", "adopt", 0, "")),
        ("ADOPT 45m", ("mandate", "adopt", 45, "")),
        ("1 1h30m", ("mandate", "adopt", 90, "")),
        ("1 2 h", ("mandate", "adopt", 120, "")),
        ("room because it is quiet: nobody listens", ("place", "room", 0, "it is quiet: nobody listens")),
        ("4 1h because we have time", ("place", "room", 60, "we have time")),
        ("4 1h: we have time", ("place", "room", 60, "we have time")),
        ("1 30m the text is clear", ("mandate", "adopt", 30, "the text is clear")),
        ("room 1 h 30 m 20 delegates are here", ("place", "room", 90, "20 delegates are here")),
        ("place=return 5m too loud", ("place", "return", 5, "too loud")),
        ("place=return 5m", ("place", "return", 5, "")),
        ("place = video", ("place", "video", 0, "")),
        ("mandate=wait", ("mandate", "wait", 0, "")),
        ("kestria=absent", ("place of kestria", "absent", 0, "")),
        ("place of a=video because so", ("place of a", "video", 0, "so")),
    ],
)
def test_an_answer_with_its_time_and_its_reason(asked, line, meant):
    """By number or name, with `=` for one of several questions or a single vote."""
    assert answer(asked, line) == meant


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("7", "There is no answer 7; there are 1 to 6."),
        ("0", "There is no answer 0"),
        ("adpot", "'adpot' is no answer here (did you mean 'adopt'?)"),
        ("stauts", "did you mean 'status'?"),
        ("return", "several questions; use its number, or mandate=return and place=return"),
        ("nowhere=adopt", "No question 'nowhere' is open"),
        ("place=adopt", "'adopt' is no answer here"),
        ("1 45", "has no unit"),
        ("1 soon", "'soon'"),
        ("1 -5m", "is negative"),
        ("1 because " + "x" * 9_990, "10,000 letters long; at most 2,000"),
        ("x" * 1_000, "'" + "x" * 40 + "...' is not understood here. Answer with 1 to 6, or type 'help'."),
        ("²", "not understood"),
        ("1²", "not understood"),
        ("=", "No question ''"),
        ("because", "not understood"),
    ],
)
def test_what_means_nothing_says_what_would(asked, line, said):
    """And nothing else happens."""
    with pytest.raises(NotUnderstood) as error:
        answer(asked, line)
    assert said in str(error.value)


def test_a_word_of_the_desk(asked):
    """With what stands behind it; short forms too."""
    numbers = asked[1].numbers
    assert word_of("note that is odd", numbers) == ("note", "that is odd")
    assert word_of("?", numbers) == ("help", "")
    assert word_of("Undo 3", numbers) == ("back", "3")
    assert word_of("adopt", numbers) is None


def test_a_word_that_is_an_answer_too_asks_which_is_meant(asked):
    """The number answers, a slash says the word; where no such answer is offered, the word is plain."""
    numbers = asked[1].numbers
    with pytest.raises(NotUnderstood, match="Type 3 for the answer, '/wait' for the word"):
        word_of("wait 2h", numbers)
    assert word_of("/wait 2h", numbers) == ("wait", "2h")
    assert word_of("wait 2h", {}) == ("wait", "2h")


def test_numbers_stay_as_long_as_a_question_is_open(asked):
    """An answered question takes its numbers with it; from 1 again when nothing is asked."""
    questions, menu, _ = asked
    menu.keep([questions["place"]])
    assert list(menu.numbers) == [4, 5, 6]
    assert list(menu.add(questions["mandate"]).values()) == [7, 8, 9]
    menu.keep([])
    assert list(menu.add(questions["place"]).values()) == [1, 2, 3]


def test_a_length_of_time():
    """As in a scenario."""
    assert minutes_of("1d 2h") == 26 * 60
    with pytest.raises(NotUnderstood, match="1 45m"):
        minutes_of("a while")
