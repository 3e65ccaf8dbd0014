"""A reader who follows a link arrives, and every page can be found."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.docs.pages import ROOT, anchors, links, name, pages


def _inner(page: Path) -> Iterator[tuple[str, Path, str]]:
    for link in links(page.read_text("utf-8")):
        if "://" not in link:
            path, _, anchor = link.partition("#")
            yield link, (page.parent / path).resolve() if path else page, anchor


@pytest.mark.parametrize("page", pages(), ids=name)
def test_links_lead_somewhere(page):
    """Each link of a page names a file of the project, and a heading or anchor that is in it."""
    for link, target, anchor in _inner(page):
        assert target.exists(), link
        assert not anchor or anchor in anchors(target.read_text("utf-8")), link


def test_every_page_can_be_found():
    """From the README, by links alone, a reader comes to every page."""
    found, work = set(), [ROOT / "README.md"]
    while work:
        page = work.pop()
        if page not in found:
            found.add(page)
            work += [target for _, target, _ in _inner(page) if target.suffix == ".md"]
    assert {name(page) for page in pages()} == {name(page) for page in found}


def test_addresses_outside_are_few():
    """The pages stand for themselves; the only addresses outside are these."""
    outside = {link for page in pages() for link in links(page.read_text("utf-8")) if "://" in link}
    assert outside == {"https://semver.org"}
