"""Generated scenarios that grow: a plain chain of so many steps, a group of so many members, so many injects. Text only."""

HEAD = """\
scenario: grown
title: A chain that was generated
start: 2024-03-12 09:00
source: assumption
bodies: {staff: {title: Staff, seat: true}}
"""


def chain_of_steps(count: int) -> str:
    """Steps one after the other; every tenth one waits for the last five."""
    steps = [
        f"  s{number}: {{by: staff, takes: 1h .. 2h .. 5h{_after(number)}}}\n" for number in range(count)
    ]
    return f"{HEAD}chain:\n{''.join(steps)}endings: {{over: {{when: s{count - 1}, class: success}}}}\n"


def _after(number: int) -> str:
    if number < 5 or number % 10:
        return ""
    return f", after: [{', '.join(f's{before}' for before in range(number - 5, number))}]"


def chain_of_members(count: int) -> str:
    """Four steps of each member, one with a shared resource, between a decision and a join over all members."""
    members = "".join(
        f"    m{number}: {{title: Unit {number}, sorties: {number % 7 + 1}}}\n" for number in range(count)
    )
    return f"""{HEAD}groups:
  units:
{members}resources: {{lift: {{flow: {10 * count} a day}}, teams: {{slots: {max(1, count // 5)}}}}}
chain:
  order: {{by: staff, takes: 1h .. 2h .. 5h, question: Go?, options: {{go: {{}}, stay: {{ends: nothing}}}}, usual: go, thinks: 10m .. 30m}}
  readiness: {{by: staff, for_each: units, after: order.go, takes: 6h .. 12h .. 72h}}
  permit: {{by: staff, for_each: units, takes: 1h .. 2h .. 6h, outcomes: {{granted: {{}}, refused: {{chance: 0.05}}}}}}
  movement: {{by: staff, for_each: units, after: permit.granted, takes: 24h, uses: {{lift: its.sorties}}}}
  reception: {{by: staff, for_each: units, takes: 4h .. 12h .. 48h, uses: {{teams: 1}}}}
  report: {{by: staff, after: reception, takes: 1h}}
endings: {{over: {{when: report, class: success}}, nothing: {{class: failure}}}}
"""


def chain_of_injects(count: int) -> str:
    """A chain of twenty steps under so many injects: after steps, at times, on a condition of a gauge or a variable; each does something."""
    steps = "".join(f"  s{number}: {{by: staff, takes: 24h .. 30h .. 48h}}\n" for number in range(20))
    injects = "".join(f"  i{number}: {_inject(number, count)}\n" for number in range(count))
    return f"""{HEAD}variables: {{points: 0}}
gauges: {{heat: {{starts: 0, stages: {{cold: 0, warm: 100}}, rises: 10 a day}}}}
chain:
{steps}injects:
{injects}endings: {{over: {{when: s19, class: success}}}}
"""


def _inject(number: int, count: int) -> str:
    """The kinds of turns and of effects take turns."""
    later = number * 20 // count  # the step that is under way about then
    conditions = f"heat at least {number * 200 // count}", f"points at least {number // 5}"
    turns = (
        f"s{later}",
        f"D+{1 + number * 20 // count} {number % 24:02}:{number % 60:02}",
        f"{number % 48}h after s{later}",
        conditions[number // 5 % 2],
        f"s{later} begins",
    )
    effects = (
        f"delay: {{s{min(later + 1, 19)}: 10m}}",
        "add: {points: 1}",
        f"rescale: {{s{min(later + 1, 19)}: 1.01}}",
        "add: {heat: 0.1}",
        f"hold: s{min(later + 1, 19)}, until: 5m",
    )
    return f"{{at: {turns[number % 5]}, chance: 0.9, effects: {{{effects[number // 5 % 5]}}}}}"
