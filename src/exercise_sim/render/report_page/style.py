"""How the report of a comparison looks as a page: what is its own beside `render.pages`, for light, dark and paper, wide and narrow."""

from typing import Final

from exercise_sim.render.pages import DARK, LIGHT, styles

_LIGHT: Final = f"""{LIGHT}--accent:#1d5fbf;
--less:#0f7f86;--k1:#e3edfa;--k2:#c3d8f5;--k3:#93b8ec;--k4:#2f6cc4;--k5:#123f86;--on:#fff;--a0:#1d5fbf;--a1:#b8480a;--a2:#17744a;--a3:#7c4dbd;--a4:#a3246f;--a5:#6b6100;--a6:#0b7285;--a7:#596475"""
_DARK: Final = f"""{DARK}--accent:#6ea3f5;
--less:#4fc0c7;--k1:#1b2a3e;--k2:#22406a;--k3:#2b5796;--k4:#7fb0f7;--k5:#cfe2ff;--on:#0d1117;--a0:#6ea3f5;--a1:#ff9a62;--a2:#62c596;--a3:#b18df0;--a4:#f07fb4;--a5:#d9c94a;--a6:#5cc8dc;--a7:#a3aebd"""
DASHES: Final = ("none", "9 4", "3 3", "12 3 3 3", "6 2", "2 5", "14 5", "5 2 1 2")
"""How the line of each alternative is broken, so that they differ without colours, too."""

_OWN: Final = """
h3{font-size:16px;margin:26px 0 4px}
.warn{border-left:4px solid var(--bad);padding-left:10px}
.guess{border-left:4px solid var(--a1);padding-left:10px;margin:12px 0;max-width:80ch}
code{font:13px/1.4 ui-monospace,"DejaVu Sans Mono",Consolas,monospace;overflow-wrap:anywhere}
table{border-collapse:collapse;width:100%;margin:8px 0 14px;font-variant-numeric:tabular-nums;font-size:15px}
th,td{text-align:left;vertical-align:top;padding:5px 12px 5px 0;border-bottom:1px solid var(--line)}
th{font-weight:600;color:var(--quiet);font-size:13px}
th.n,td.n{text-align:right;white-space:nowrap}
td.t{white-space:nowrap}td.b{width:34%;min-width:110px;vertical-align:top;padding-top:10px}th:last-child,td:last-child{padding-right:0}
tr.joined td{border-bottom:0;padding-bottom:0}td.small{font-size:13px;padding-top:1px}
.o{white-space:nowrap}
tr.group td{font-weight:600;padding-top:12px}
.good{color:var(--good)}.bad{color:var(--bad)}
.chart{position:relative;margin:20px 0 0 40px}
.axis{position:relative;height:22px;margin-left:40px;font-size:12px;color:var(--quiet);font-variant-numeric:tabular-nums}
td .axis{margin-left:0}td.lane{width:50%}
.axis span{padding-top:2px}
.share{position:absolute;left:-40px;width:34px;text-align:right;font-size:12px;line-height:1;color:var(--quiet);transform:translateY(-50%)}
.bound{position:absolute;top:-15px;font-size:12px;line-height:1;font-weight:600;color:var(--quiet);background:var(--ground);transform:translateX(-50%);padding:0 2px}
.legend{display:flex;flex-wrap:wrap;gap:2px 18px;font-size:14px;margin:8px 0 0 40px}
.legend svg{display:inline-block;width:34px;height:10px;margin-right:6px;vertical-align:0}
.scroll td,.scroll th{white-space:nowrap}.scroll td.small,.scroll td:first-child{white-space:normal;min-width:8em}
.grid{stroke:var(--line);stroke-width:1;vector-effect:non-scaling-stroke}
.edge{stroke:var(--quiet);stroke-width:1;stroke-dasharray:2 3;vector-effect:non-scaling-stroke}
.zero{stroke:var(--ink);stroke-width:1;vector-effect:non-scaling-stroke}
.span{stroke:var(--ink);stroke-width:2;vector-effect:non-scaling-stroke}
.curve{fill:none;stroke-width:2.2;vector-effect:non-scaling-stroke}
.more{fill:var(--accent)}.less{fill:var(--less)}.better{fill:var(--good)}.worse{fill:var(--bad)}.unsure{fill:var(--quiet)}.back{fill:var(--sheet)}
.success{fill:var(--good)}.partial{fill:var(--a5)}.failure{fill:var(--bad)}.neutral{fill:var(--quiet)}
.chain h4{margin:14px 0 3px;font-size:14px}
.steps{display:grid;grid-template-columns:9.5em repeat(var(--columns),minmax(0,1fr));gap:3px;margin-bottom:3px;font-size:12px;line-height:1.25}
.steps i{color:var(--quiet);padding:4px 6px 0 0;overflow-wrap:anywhere}
.steps span,.shades span{padding:3px 6px;border-radius:4px;border:1px solid var(--line);overflow-wrap:anywhere;hyphens:auto}
.steps b{display:block;font-weight:600}
.shades{display:flex;flex-wrap:wrap;gap:4px;font-size:12px;margin:10px 0 14px}
.k0{color:var(--quiet)}.k1{background:var(--k1)}.k2{background:var(--k2)}.k3{background:var(--k3)}.k4{background:var(--k4);color:var(--on)}.k5{background:var(--k5);color:var(--on)}
.above{font-size:13px;margin:8px 0 0 40px}.above+.chart{margin-top:4px}
.middle{fill:var(--accent);opacity:.16}
@media(max-width:760px){.steps{display:flex;flex-wrap:wrap}.steps i{width:100%}.steps span{max-width:100%}}
@media(max-width:640px){table{font-size:14px}
th,td{padding-right:8px}td.b{width:26%;min-width:64px}.wide{display:none}
.scroll td.small span{display:block;max-width:calc(100vw - 34px)}.bars th{white-space:normal}
.bars,.bars tbody{display:block}.bars tr{display:grid;grid-template-columns:minmax(0,1fr) 6.2em 8em;border-bottom:1px solid var(--line)}
.bars td,.bars th{border:0}.bars tr.joined{border:0}.bars td:first-child{grid-column:1/-1;padding-bottom:0}.bars th:nth-child(2):empty,.bars td:empty{display:none}
.bars td.b{min-width:0;width:auto}.bars td[colspan]{grid-column:1/-1}.bars .group td{padding-bottom:4px}}
@media print{body{font-size:10.5pt}
tr,.chart,.picture,.guess,.steps{break-inside:avoid}h2,h3,h4,.how,.legend,.above,tr:first-child{break-after:avoid}table{font-size:9.5pt}
.picture{display:inline-block;width:100%}footer{margin-top:12px;break-after:avoid}.scroll{overflow:visible}}
"""
STYLE: Final = styles(_LIGHT, _DARK, _OWN) + "".join(
    f".a{place}{{stroke:var(--a{place});stroke-dasharray:{dash}}}" for place, dash in enumerate(DASHES)
)
