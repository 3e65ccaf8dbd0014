"""Resources over time on the page."""

import re

from tests.analysis.test_loads import TEXT, alternative, loads

from exercise_sim.render.report_page.resources import resources


def drawn(*texts):
    """The part of the page."""
    return "".join(resources({alternative(text): loads(text, (0, 4)) for text in texts}))


def test_each_resource_has_its_curves_and_a_table_under_them():
    """Rooms and fuel are waited for: two pictures each, of what is in use (or left) and of who waits, and a table with the numbers worked out by hand."""
    text = drawn(TEXT)
    assert re.findall("<h3>(.*?)</h3>", text) == ["Rooms (2 at a time)", "Fuel (10 in stock)"]
    assert text.count("<svg viewBox") == 4
    assert text.count("<table>") == 2
    rooms = re.findall("<td[^>]*>(.*?)</td>", text.partition("<table>")[2].partition("</table>")[0])
    assert [one.replace("&nbsp;", " ") for one in rooms] == ["it", "2", "2", "D 00:00", "1", "1", "D 00:00"]
    assert re.findall('<p class="quiet above">(.*?)</p>', text) == ["in use", "waiting", "left", "waiting"]
    assert "Nobody waits for: Lift (2 an hour)." in text


def test_a_curve_steps_where_the_mean_does():
    """Both rooms to 3 h of 4:30: the curve lies at the top (0) and falls to the bottom (90) at two thirds."""
    curve = re.search(r'<path d="M0,90([^"]*)" class="curve a0"', drawn(TEXT))[1]
    top, fall, rest = re.fullmatch(r"v-90h(\d+)v(\d+)h(\d+)", curve).groups()
    assert int(fall) == 90
    assert int(top) + int(rest) == 1000
    assert abs(int(top) - 1000 * 36 / 54) <= 20


def test_nothing_is_drawn_where_nobody_waits_or_nothing_is_scarce():
    """The one is said, of the other there is no word."""
    assert "Nobody waits for any of them." in drawn(TEXT.replace("slots: 2", "slots: 3"))
    assert drawn() == ""


def test_of_several_alternatives_there_is_a_legend():
    """One line each."""
    text = drawn(TEXT, TEXT.replace("takes: 3h", "takes: 4h"))
    assert text.count('class="curve a1"') == 4 + 2
    assert text.count('<div class="legend">') == 2
