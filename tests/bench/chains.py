"""Generated scenarios that grow: a plain chain of so many steps, and a group of so many members. Text only."""

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
