"""What stands on the card of a step, and where lines leave it and come in."""

from tests.render.graph.drawing import graph

from exercise_sim.render.graph.cards import Card, card_of


def card(name: str, text: str | None = None) -> Card:
    """The card of a step."""
    whole = graph(text) if text else graph()
    return card_of(whole.node(name), whole, {number: number for number in range(len(whole.edges))})


def said(name: str, text: str | None = None) -> list[str]:
    """The lines of a card, each with how it is written."""
    return [f"{line.style}: {line.text}" for line in card(name, text).lines]


def test_a_question_says_what_can_be_answered_and_what_follows():
    """Question, options with where they lead beside going on, the limit."""
    assert said("mandate") == [
        "title: Extraordinary session",
        "asked: Adopt the draft?",
        "option: So be it",
        "option: Not yet",
        "note: back to Drafting, after 6 h, at most",
        "note: 2\u00d7",
        "option: Never",
        "end: ends: It was refused",
        "note: answer within 1 d, else: Never",
    ]


def test_a_group_says_how_many_and_chance_how_likely():
    """Times and the group; the chance behind the outcome."""
    assert said("consent") == [
        "title: Consent",
        "meta: \u00d72 states",
        "meta: 2h",
        "option: Granted",
        "option: Late (20%)",
    ]


def test_what_a_line_cannot_say_is_said_in_words():
    """First ones, lags, beginnings, conditions."""
    assert said("ready") == [
        "title: Ready",
        "note: after first of Consent",
        "note: 2h after Extraordinary session",
        "note: begins",
    ]
    assert "note: if mandate is adopt" in said("plan")


def test_a_vote_names_its_voters():
    """How many, of which group."""
    text = """
    groups: {states: {a: {}, b: {}}}
    chain: {voted: {by: staff, vote: {of: states, carried: {go: all}}, options: [stay, go], otherwise: stay}}
    """
    assert "meta: vote of \u00d72 states" in said("voted", text)


def test_an_ending_says_how_it_counts_and_when_it_is_reached():
    """Its class in words."""
    assert said("ending settled") == ["title: It is settled", "meta: success", "note: when plan"]


def test_a_join_has_its_mark():
    """`any`, `all`, `2 of`; a join in another stands outside of it. A single input has none."""
    text = """
    chain:
      a: {takes: 1h}
      b: {after: a, takes: 1h}
      c: {after: a, takes: 1h}
      mixed: {after: [a, {any: [b, c]}]}
      two: {after: {2 of: [a, b, c]}}
    """
    assert [(strip.depth, strip.text) for strip in card("mixed", text).strips] == [(0, "any"), (1, "all")]
    assert [strip.text for strip in card("two", text).strips] == ["2 of"]
    assert card("b", text).strips == []


def test_lines_leave_and_come_in_at_different_heights():
    """Out at 4, 12, 20 and so on, in at 8, 16, 24: none lies on another between two cards."""
    for name in ("mandate", "consent", "ready", "plan"):
        one = card(name)
        assert all(height % 8 == 4 for height in one.exits.values())
        assert all(height % 8 == 0 for height in one.entries.values())
        assert len({*one.exits.values(), *one.entries.values()}) == len(one.exits) + len(one.entries)
        assert max([*one.exits.values(), *one.entries.values()]) < one.height
