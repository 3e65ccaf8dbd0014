"""What is asked when a run stops, and the words that choose."""

from tests.render.test_log import paint
from tests.support import play

from exercise_sim.render.questions import question_lines

TEXT = """
groups: {states: {ara: {title: Aralia}, bor: {title: Borlandia}}}
chain:
  draft: {takes: 1h}
  session: {by: staff, question: Is it adopted?, options: {adopt: {text: So be it}, drop: {text: Never}, again: {text: Not yet, back_to: draft, at_most: 1, then: adopt}}, usual: adopt, thinks: 2h%s}
"""


def told(text: str, until: int, width: int = 80, choose: dict[str, str] | None = None) -> list[str]:
    """The lines of a run that was stopped."""
    session = play(text, choose, until=until)
    return list(question_lines(paint(width), session.plan, session.log))


def test_each_option_stands_beside_the_words_that_choose_it():
    """With the question, of whom it is asked and since when."""
    assert told(TEXT % "", 90) == [
        "",
        "Open question: Is it adopted?",
        "  asked of Staff at D 01:00",
        "  To choose, add one of these to the command:",
        "    --choose session=adopt  So be it",
        "    --choose session=drop   Never",
        "    --choose session=again  Not yet",
    ]


def test_the_limit_is_told():
    """And what stands without an answer."""
    assert told(TEXT % ", within: 4h, otherwise: drop", 90)[2] == (
        "  asked of Staff at D 01:00; to be answered by D 05:00; if not: Never"
    )


def test_a_question_that_comes_again_is_chosen_by_its_number():
    """In quotes where the shell needs them; an option that is used up is not offered."""
    lines = told(TEXT % "", 300, choose={"session#1": "again"})
    assert lines[4:] == ["    --choose 'session#2=adopt'  So be it", "    --choose 'session#2=drop'   Never"]


def test_where_there_is_no_room_texts_stand_below():
    """None is cut."""
    lines = told(TEXT % "", 90, width=44)
    assert lines[4:6] == ["    --choose session=adopt", "      So be it"]


def test_answered_questions_are_not_open():
    """Nor is one that was never asked."""
    assert told(TEXT % "", 30) == []
    assert told(TEXT % "", 200) == []


TICKED = """
injects: {story: {title: A false story, at: D 02:00, to: staff, expects: {action: It is denied, within: 6h, takes: 4h}}}
chain: {work: {takes: 1d}}
bodies: {staff: {title: Staff}}
"""


def test_an_action_that_is_still_expected_is_told_with_the_words_that_tick_it():
    """Nobody is asked it but exercise control, and it has no options with texts of their own."""
    assert told(TICKED, 180) == [
        "",
        "Expected, and not done yet: It is denied",
        "  of Staff by D 08:00, upon 'A false story'",
        "  To say whether it is done in time, add one of these to the command:",
        "    --choose story=met",
        "    --choose story=missed",
    ]
    assert told(TICKED, 480) == []


def test_where_members_vote_one_vote_can_be_chosen():
    """By the member's name in the file."""
    vote = "chain: {a: {by: staff, question: Well?, thinks: 1h, vote: {of: states, carried: {adopt: majority}}, options: {adopt: {}, refuse: {}}, otherwise: refuse}}"
    lines = told(TEXT.split("chain:", maxsplit=1)[0] + vote, 30)
    assert " ".join(" ".join(lines[-2:]).split()) == (
        "Or the vote of one member, such as --choose 'a of ara=adopt' (members: ara, bor; also =abstain and =absent)"
    )
