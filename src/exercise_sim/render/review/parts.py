"""The parts of a debrief as markup: what was achieved, decisions with their other answers, luck, the situation, where the time went."""

from collections.abc import Iterator

from exercise_sim.analysis.debrief import Other
from exercise_sim.analysis.decisions import Decision
from exercise_sim.analysis.fortune import Fortune
from exercise_sim.analysis.levels import Course
from exercise_sim.render.amounts import length, number
from exercise_sim.render.objectives import bounds_of
from exercise_sim.render.review import charts, fortunes
from exercise_sim.render.review.charts import words
from exercise_sim.render.review.differences import (
    Change,
    changes,
    counts_text,
    ending_text,
    instead,
    measured_text,
)
from exercise_sim.render.review.lens import Lens
from exercise_sim.render.review.sentences import KINDS, REVIEW
from exercise_sim.render.review.terminal import decided_text
from exercise_sim.render.sentences import CLOSE


def all_of(lens: Lens) -> Iterator[str]:
    """Every part, in its order."""
    if lens.debrief.finished:
        yield from _objectives(lens)
    yield from _decisions(lens)
    yield from _hands(lens)
    yield from _luck(lens)
    if lens.debrief.finished:
        yield from _timeline(lens)
        yield from _gauges(lens)
    yield from _delays(lens)
    yield from _notes(lens)


def _title(name: str) -> str:
    return f"<h2>{words(REVIEW[name])}</h2>"


def _p(text: str, kind: str = "") -> str:
    return f'<p class="{kind}">{words(text)}</p>' if kind else f"<p>{words(text)}</p>"


def _objectives(lens: Lens) -> Iterator[str]:
    yield _title("objectives")
    rows = []
    for one in lens.objectives(lens.debrief.result):
        if one.unit == "observed":
            continue
        value = measured_text(one).removeprefix(f"{one.rating} ")
        letter = f'<span class="letter {one.rating}">{one.rating}</span>' if one.rating else "-"
        bounds = words(bounds_of(one)) if one.thresholds else ""
        rows.append(f'<tr><td>{letter}</td><td>{words(one.title)}</td><td>{words(value)}</td><td class="b quiet">{bounds}</td></tr>')  # fmt: skip
    yield f"<table>{''.join(rows)}</table>"
    yield _p(CLOSE["ratings"], "quiet")


def _decisions(lens: Lens) -> Iterator[str]:
    yield _title("decisions")
    if not lens.decisions:
        yield _p(REVIEW["no_decisions"])
        return
    yield _p(REVIEW["otherwise_how"].format(policy=lens.debrief.policy) + " " + REVIEW["bars"], "how")
    for place, one in enumerate(lens.decisions, 1):
        yield f'<div class="card">{"".join(_decision(lens, place, one))}</div>'


def _decision(lens: Lens, place: int, one: Decision) -> Iterator[str]:
    head = REVIEW["asked_vote" if one.voter else "asked"].format(
        number=place, moment=lens.moment(one.asked), seat=lens.seat(one), question=lens.question(one)
    )
    yield f"<h3>{words(head)}</h3>"
    yield _p(decided_text(lens, one), "chose")
    if one.reason:
        yield _p(REVIEW["because"].format(reason=one.reason), "reason")
    if lens.teaches(one):
        yield _p(REVIEW["teaches"].format(text=lens.teaches(one)), "teach")
    others = lens.debrief.others.get(one.question, ())
    found = [(other, changes(lens, other)) for other in others]
    most = max((abs(change.minutes or 0) for _, every in found for change in every), default=0)
    for other, every in found:
        yield f'<div class="other">{"".join(_other(lens, one, other, every, most))}</div>'


def _other(lens: Lens, one: Decision, other: Other, every: list[Change], most: int) -> Iterator[str]:
    yield _p(instead(lens, one, other), "chose")
    same = not every and other.result.ended == lens.debrief.result.ended
    yield _p(REVIEW["same"] if same else ending_text(lens, other))
    rows = []
    for change in every:
        kind = {True: "good", False: "bad", None: ""}[change.better]
        picture = ""
        if change.minutes:
            word = REVIEW["took_longer" if change.minutes > 0 else "took_shorter"]
            about = f"{length(abs(change.minutes))} {word}"
            picture = charts.difference(change.minutes, most, better=change.better, about=about)
        rows.append(f'<li><span class="{kind}">{words(change.text)}</span><span>{picture}</span></li>')
    yield f"<ul>{''.join(rows)}</ul>" if rows else ""
    yield _p(counts_text(other), "quiet")


def _hands(lens: Lens) -> Iterator[str]:
    if lens.hands:
        yield _title("hands")
        told = (REVIEW["hand"].format(moment=lens.moment(minute), text=text) for minute, text in lens.hands)
        yield f"<ul>{''.join(f'<li>{words(one)}</li>' for one in told)}</ul>"


def _luck(lens: Lens) -> Iterator[str]:
    luck = lens.debrief.luck
    if luck is None:
        if not lens.debrief.finished:
            yield _title("luck") + _p(REVIEW["no_luck"])
        return
    yield _title("luck")
    yield _p(REVIEW["luck_how"].format(runs=luck.runs, policy=lens.debrief.policy), "how")
    yield _legend([("mine", REVIEW["this_run"]), ("same", REVIEW["same_choices"]), ("policy", REVIEW["policy_choices"])])  # fmt: skip
    for one in lens.fortunes():
        yield f'<div class="card">{"".join(_fortune(one))}</div>'
    rows = "".join(
        f"<tr><td>{words(title + (REVIEW['this_one'] if mine else ''))}</td>"
        f'<td class="n">{fortunes.hundredths(same, luck.runs)} %</td><td class="n">{fortunes.hundredths(policy, luck.runs)} %</td></tr>'
        for title, same, policy, mine in lens.endings()
    )
    yield f"<h3>{words(REVIEW['endings'])}</h3>"
    yield (
        f'<table><tr><th></th><th style="text-align:right">{words(REVIEW["same_choices"])}</th>'
        f'<th style="text-align:right">{words(REVIEW["policy_choices"])}</th></tr>{rows}</table>'
    )


def _fortune(one: Fortune) -> Iterator[str]:
    yield f"<h3>{words(one.quantity.title)}: {words(fortunes.mine_text(one))}</h3>"
    yield from (_p(text) for text in fortunes.sentences(one) if text)
    same, policy = one.reached(one.same), one.reached(one.policy)
    every = [*same, *policy, *one.reached([one.mine])]
    if every and min(every) < max(every):
        low, high = min(every), max(every)
        mine = one.mine if one.reached([one.mine]) else None
        rows = []
        for kind, values, told in (("same", same, one.same), ("policy", policy, one.policy)):
            name = REVIEW[f"{kind}_choices"]
            about = f"{name}: {fortunes.spread_text(one, told)}"
            rows.append(f'<div>{words(name)}</div><div class="chart">{charts.strip(values, mine, low, high, kind, about)}</div>')  # fmt: skip
        ticks = [(low + (high - low) * step // 3, fortunes.value_text(one, low + (high - low) * step // 3)) for step in range(4)]  # fmt: skip
        yield f'<div class="rows">{"".join(rows)}<div></div>{charts.axis(ticks, low, high)}</div>'
    yield _p(fortunes.among_text(one), "quiet")


def _legend(kinds: list[tuple[str, str]]) -> str:
    keys = "".join(f'<span><span class="key k-{kind}"></span>{words(text)}</span>' for kind, text in kinds)
    return f'<div class="legend">{keys}</div>'


def _moments(lens: Lens) -> list[int]:
    return [one.settled for one in lens.decisions if one.settled is not None]


def _timeline(lens: Lens) -> Iterator[str]:
    spans = lens.phases
    if not spans:
        return
    yield _title("timeline")
    whole = max(span.end for span in spans)
    rows = []
    for span in spans:
        about = f"{span.phase}: {lens.moment(span.begin)} .. {lens.moment(span.end)}"
        rows.append(f'<div>{words(span.phase)}</div><div class="chart">{charts.span(span.begin, span.end, whole, _moments(lens), about)}</div>')  # fmt: skip
    yield f'<div class="rows">{"".join(rows)}<div></div>{charts.days(lens.plan, whole)}</div>'


def _gauges(lens: Lens) -> Iterator[str]:
    if not lens.gauges or lens.debrief.told.ended is None:
        return
    yield _title("gauges")
    whole = lens.debrief.told.ended.at
    for gauge, one in zip(lens.plan.gauges, lens.debrief.result.gauges, strict=True):
        course = Course(lens.plan, lens.debrief.log, gauge.name)
        # A piece runs on from its value at its rate; the next one may begin elsewhere (a jump).
        ends = [*(piece.at for piece in course.pieces[1:]), whole]
        points = [
            point
            for piece, end in zip(course.pieces, ends, strict=True)
            for point in ((piece.at, piece.value), (end, piece.level(end)))
        ]
        levels = [gauge.shown(stage.level) for stage in gauge.stages]
        low, high = (
            min([*levels, *(value for _, value in points)]),
            max([*levels, *(value for _, value in points)]),
        )
        about = f"{gauge.title}: {REVIEW['peak'].format(gauge=gauge.title)} {number(round(one.peak, 1))}"
        picture = charts.curve(points, levels, (low, high), whole, _moments(lens), about)
        names = "".join(
            f'<span class="stage" style="top:{100 - 100 * (level - low) / ((high - low) or 1):.1f}%">{words(stage.title)} {number(level)}</span>'
            for stage, level in zip(gauge.stages, levels, strict=True)
        )
        yield f"<h3>{words(gauge.title)}</h3>"
        yield f'<div class="chart">{picture}{names}</div>{charts.days(lens.plan, whole)}'


def _delays(lens: Lens) -> Iterator[str]:
    yield _title("delays")
    found = lens.delays()
    if not found:
        yield _p(REVIEW["no_delays"])
        return
    yield _p(REVIEW["delays_how"], "how")
    came = [kind for kind in KINDS if any(kind in one.kinds for one in found)]
    yield _legend([(kind, KINDS[kind]) for kind in came])
    whole = max(one.end - one.begin for one in found)
    rows = []
    for one in found:
        told = [(kind, minutes, REVIEW["part"].format(time=length(minutes), kind=KINDS[kind])) for kind, minutes in one.kinds.items()]  # fmt: skip
        about = "; ".join(text for _, _, text in told)
        name = _named(lens.title(one), length(one.end - one.begin))
        rows.append(f'{name}<div class="chart">{charts.stacked(told, whole, about)}<div class="quiet">{words(about)}</div></div>')  # fmt: skip
    yield f'<div class="rows">{"".join(rows)}</div>'
    last = found[-1]
    yield f"<h3>{words(REVIEW['ball'])} ({words(lens.title(last).lower())})</h3>"
    holders = lens.holders(last)
    bars = "".join(
        f'{_named(name, length(minutes))}<div class="chart">{charts.bar(minutes, max(holders.values()), "ball", length(minutes))}</div>'
        for name, minutes in holders.items()
    )
    yield f'<div class="rows">{bars}</div>'


def _named(name: str, value: str) -> str:
    """The name of a row, its value below it."""
    return f'<div><b>{words(name)}</b><br><span class="quiet">{words(value)}</span></div>'


def _notes(lens: Lens) -> Iterator[str]:
    if lens.notes:
        yield _title("notes")
    for note in lens.notes:
        yield _p(REVIEW["note"].format(moment=lens.moment(note.minute), who=lens.names.seat(note.by), text=note.text))  # fmt: skip
