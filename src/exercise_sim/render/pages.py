"""What every page has that is made for a browser: its frame, its base of styles, pictures that stretch. No text of the exercise.

Markup in, markup out: whoever calls has escaped its texts. What is one page's own (its colours, tables, charts) stands in its folder.
"""

from html import escape
from typing import Final

WIDE: Final = 1000
"""Units of a picture from left to right."""

LIGHT: Final = (
    "--ground:#fff;--sheet:#f6f7f9;--ink:#1b2430;--quiet:#596475;--line:#d6dbe3;--good:#17744a;--bad:#b3261e;"
)
DARK: Final = "--ground:#12161c;--sheet:#1b212a;--ink:#e6eaf0;--quiet:#a3aebd;--line:#343d4a;--good:#62c596;--bad:#ff8d85;"
"""Colours of grounds, words, lines, good and bad; a page adds its own."""

_BASE: Final = """
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main{max-width:1080px;margin:0 auto;padding:0 20px 40px}
.marking{background:var(--ink);color:var(--ground);text-align:center;letter-spacing:.3em;font-size:12px;font-weight:600;padding:4px}
h1{font-size:28px;line-height:1.2;margin:28px 0 8px}
h2{font-size:20px;margin:40px 0 4px;padding-top:12px;border-top:1px solid var(--line)}
p{margin:4px 0}
.quiet,.how{color:var(--quiet)}
.how{max-width:75ch;margin-bottom:10px}
svg{display:block;width:100%;overflow:visible}
.axis span{position:absolute;transform:translateX(-50%);white-space:nowrap}
.axis span.first{transform:none}.axis span.last{transform:translateX(-100%)}
.scroll{overflow-x:auto}
footer{margin-top:40px;padding-top:10px;border-top:1px solid var(--line);color:var(--quiet);font-size:13px}
@media(max-width:640px){main{padding:0 14px 30px}h1{font-size:23px}h2{font-size:18px}}
@media print{*{print-color-adjust:exact;-webkit-print-color-adjust:exact}main{max-width:none;padding:0}
.marking{background:#fff;color:#000;border:1px solid #000}}
"""

_PAGE: Final = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>{title}</title><style>{style}</style></head><body>
<div class="marking">{marking}</div><main>
{body}
<footer>{foot}</footer></main><div class="marking">{marking}</div></body></html>
"""


def styles(light: str, dark: str, own: str, paper: str = "") -> str:
    """The styles of a page: its colours on light ground and on dark (on paper those of light, but for `paper`), then its own rules."""
    return (
        f":root{{color-scheme:light dark;{light}}}@media(prefers-color-scheme:dark){{:root{{{dark}}}}}"
        f"@media print{{:root{{color-scheme:light;{light};{paper}}}}}{_BASE}{own}"
    )


def page(title: str, style: str, marking: str, body: str, foot: str) -> str:
    """A whole page."""
    return _PAGE.format(title=title, style=style, marking=marking, body=body, foot=foot)


def svg(height: float, body: str, about: str = "") -> str:
    """A picture of WIDE by `height` units that fills the width of its place; `about` says what it shows, where the words beside it do not."""
    said = f'role="img" aria-label="{escape(about)}"' if about else 'aria-hidden="true"'
    return f'<svg viewBox="0 0 {WIDE} {height:g}" height="{height:g}" preserveAspectRatio="none" {said}>{body}</svg>'


def line(x1: float, y1: float, x2: float, y2: float, kind: str) -> str:
    """A straight line."""
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" class="{kind}"/>'
