"""What must hold in every run of the training, whoever decides and whatever chance draws: rules of the field, not of the engine."""

from collections.abc import Iterator, Mapping
from functools import cache

import pytest
from tests.support import ROOT, begun, done, of_kind, play, the_end

from exercise_sim import Session, compile_plan, load
from exercise_sim.engine.events import Decided, MemberDropped, OutcomeDrawn, StepBegan, VoteCast
from exercise_sim.scenario.load import Loaded

FILE = ROOT / "scenarios" / "central-asia-stabilisation.yaml"
POLICIES = ("usual", "weighted", "cautious", "bold")
RUNS = 40
MOVES = ("loading", "advance_party", "by_air", "by_rail", "by_road")
NORVINIA_REFUSES = {"government_decision of norvinia": "refused"}
NOBODY_REFUSES = dict.fromkeys(
    [f"government_decision of {state}" for state in ("norvinia", "halmia", "tolmeria")]
    + [f"sitting of {state}" for state in ("kestria", "dervania")],
    "granted",
)


@cache
def training(variant: str = "") -> tuple[Loaded, object]:
    """The training (or a variant of it), and its plan."""
    loaded = load(FILE, variant or ())
    return loaded, compile_plan(loaded.scenario)


def runs(
    choose: Mapping[str, str] | None = None, policy: str = "usual", variant: str = "", seed: int = 5
) -> Iterator[Session]:
    """So many runs."""
    loaded, plan = training(variant)
    for replication in range(RUNS):
        yield play(plan, {**loaded.choose, **(choose or {})}, policy, seed, replication)


def contingents() -> dict[str, dict[str, object]]:
    """The contingents, each with its fields."""
    return training()[0].scenario.groups["contingents"]


def decided(session: Session, step: str) -> list[str]:
    """The options that a decision came to, one for each time."""
    return [event.option for event in of_kind(session.log, Decided) if event.element == step]


def refusals(session: Session) -> set[str]:
    """The states whose government or parliament has refused."""
    drawn = of_kind(session.log, OutcomeDrawn)
    steps = ("government_decision", "sitting")
    return {
        event.element.split(" of ")[1]
        for event in drawn
        if event.outcome == "refused" and event.element.startswith(steps)
    }


def lead(session: Session) -> str:
    """The state that leads at the end."""
    return session._run.variables["lead"]


def everyone(choose: Mapping[str, str] | None = None) -> Iterator[Session]:
    """Runs of every policy."""
    for policy in POLICIES:
        yield from runs(choose, policy)


@pytest.mark.parametrize(
    "choose", [{}, NORVINIA_REFUSES, {"lead_nation": "halmia"}], ids=["as it comes", "refused", "Halmia"]
)
def test_no_contingent_moves_before_its_own_state_has_authorised_it(choose):
    """And only the advance party of the state that leads goes."""
    for session in everyone(choose):
        over, began = done(session), begun(session)
        for name, fields in contingents().items():
            for move in MOVES:
                if (at := began.get(f"{move} of {name}")) is not None:
                    assert at >= over[f"authorised of {fields['state']}"], (session.replication, move, name)
        parties = [name for name in contingents() if f"advance_party of {name}" in began]
        assert [contingents()[name]["state"] for name in parties] in ([], [lead(session)])


@pytest.mark.parametrize("chosen", ["norvinia", "halmia"])
@pytest.mark.parametrize("refusing", ["norvinia", "halmia", "tolmeria", "kestria", "dervania"])
def test_the_lead_passes_on_only_if_the_state_that_leads_refuses(chosen, refusing):
    """The refusal of any other state leaves it where it is."""
    step = "sitting" if refusing in ("kestria", "dervania") else "government_decision"
    stand_in = {"norvinia": "halmia", "halmia": "norvinia"}[chosen]
    choose = NOBODY_REFUSES | {"lead_nation": chosen, f"{step} of {refusing}": "refused"}
    for session in runs(choose):
        if refusing in refusals(session):  # a state that stands aside is not asked
            assert lead(session) == (stand_in if refusing == chosen else chosen), session.replication


@pytest.mark.parametrize("form", ["session", "consultation"])
def test_the_state_that_asks_for_it_stands_aside(form):
    """In simulation, and with a vote that was chosen: nobody else is dropped, and nothing of its own moves or is made ready after that."""
    step = {"session": "mandate", "consultation": "approval"}[form]
    states = training()[0].scenario.groups["states"]
    given = [{}] + [{f"{step} of {state}": f"without_{state}"} for state in states if state != "zerania"]
    for choose in given:
        for session in runs({"form": form, **choose}):
            options = [*decided(session, "approval"), *decided(session, "mandate")]
            options = [option for option in options if option.startswith("without_")]
            dropped = {event.member for event in of_kind(session.log, MemberDropped)} & set(states)
            assert {f"without_{state}" for state in dropped} == set(options), session.replication
            votes = {
                event.voter
                for event in of_kind(session.log, VoteCast)
                if event.vote == f"without_{event.voter}"
            }
            assert dropped <= votes, session.replication
            assert lead(session) not in dropped, session.replication


def test_an_absence_makes_a_decision_wait_for_accession():
    """Where nobody objects and somebody is absent, the others' adoption comes into force 24 to 120 hours later."""
    choose = {
        f"mandate of {state}": "adopt" for state in ("zerania", "norvinia", "halmia", "tolmeria", "kestria")
    }
    for session in runs({**choose, "mandate of dervania": "absent"}):
        assert decided(session, "mandate") == ["accession"]
        over = done(session)
        assert 24 * 60 <= over["decision"] - over["mandate"] <= 120 * 60


def test_an_absence_silences_no_objection():
    """The draft goes back although a member is absent."""
    for session in runs({"mandate of dervania": "absent", "mandate#1 of kestria": "return"}):
        assert decided(session, "mandate")[0] == "return"


def test_the_gap_that_a_refusal_leaves_is_asked_about():
    """It is filled, or a smaller force is accepted; without a refusal nobody is asked."""
    for session in runs():
        asked = bool(decided(session, "force_gap"))
        assert asked == bool(refusals(session)) or the_end(session).ending in ("no_force", "no_operation")
    strength = {}
    for option in ("fill", "smaller"):
        choose = {
            "mandate": "adopt",
            "sitting of kestria": "refused",
            "force_gap": option,
            "border_incident": "stays_away",
        }
        for session in runs(NOBODY_REFUSES | choose):
            if the_end(session).ending == "stabilised":
                strength.setdefault(option, set()).add(session._run.variables["strength"])
    assert strength == {"fill": {2220}, "smaller": {2070}}


def test_when_the_host_withdraws_its_request_nobody_moves_any_more_but_home():
    """What has arrived goes home, which takes four to ten days (or longer, where the lift is busy); then play ends."""
    home = set()
    for policy in POLICIES:
        for session in runs({"host_arrangements": "withdraw", "mandate": "adopt"}, policy):
            if not decided(session, "host_arrangements"):
                continue
            at = done(session)["host_arrangements"]
            late = {
                event.element.split(" of ")[0] for event in of_kind(session.log, StepBegan) if event.at > at
            }
            assert not late & {*MOVES, "heavy_by_air", "replacement_movement", "full_capability"}
            arrived = any(name.startswith("arrived") for name in done(session))
            end = the_end(session)
            assert end.ending in ("request_withdrawn", "no_force")
            assert end.at >= at + 96 * 60 if arrived else end.at == at
            home.add(arrived)
    assert home == {True, False}


@pytest.mark.parametrize("name", [*POLICIES, *load(FILE).scenario.variants])
def test_every_run_ends_as_the_author_says(name):
    """Under each policy and in each variant."""
    policy, variant = (name, "") if name in POLICIES else ("usual", name)
    endings = training()[0].scenario.endings
    for session in runs(policy=policy, variant=variant):
        assert the_end(session).ending in endings, session.replication
