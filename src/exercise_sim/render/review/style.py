"""How a debrief looks as a page: what is its own beside `render.pages`, for light, dark and paper, wide and narrow."""

from typing import Final

from exercise_sim.render.pages import DARK, LIGHT, styles

_LIGHT: Final = f"""{LIGHT}--accent:#1d5fbf;--deciding:#d97706;--waiting:#9aa5b4;--queueing:#c9a400;--working:#2f6fd0;
--moving:#12908e;--redoing:#c8372d;--held:#7c4dbd;--delayed:#c2407f;--same:#2f6fd0;--policy:#9aa5b4"""
_DARK: Final = f"""{DARK}--accent:#7fb2ff;--deciding:#f2a33c;--waiting:#6c7787;--queueing:#e0c341;--working:#6ea3f5;
--moving:#3fc1bd;--redoing:#ff7c70;--held:#b18df0;--delayed:#f07fb4;--same:#6ea3f5;--policy:#6c7787"""
_PAPER: Final = "--sheet:#fff;--ink:#000;--quiet:#444;--line:#bbb"

_OWN: Final = """
h3{font-size:16px;margin:20px 0 4px}
.warn{border-left:4px solid var(--deciding);padding-left:10px}
.card{background:var(--sheet);border:1px solid var(--line);border-radius:8px;padding:14px 16px;margin:12px 0}
.card h3{margin-top:0}
.chose{font-weight:600}
.teach{border-left:4px solid var(--good);padding-left:10px;margin:8px 0}
.reason{font-style:italic}
table{border-collapse:collapse;width:100%;margin:8px 0;font-variant-numeric:tabular-nums}
th,td{text-align:left;vertical-align:top;padding:6px 10px 6px 0;border-bottom:1px solid var(--line)}
th{font-weight:600;color:var(--quiet);font-size:14px}
td.n{text-align:right;white-space:nowrap}
.letter{display:inline-block;min-width:1.7em;text-align:center;border-radius:4px;font-weight:700;border:1px solid currentColor;padding:0 3px}
.P,.S,.good{color:var(--good)}.M{color:var(--deciding)}.U,.bad{color:var(--bad)}
.other{border-top:1px solid var(--line);margin-top:12px;padding-top:10px}
.other ul{list-style:none;margin:4px 0;padding:0}
.other li{display:grid;grid-template-columns:minmax(0,1fr) 220px;gap:2px 14px;align-items:center;padding:2px 0}
.other li svg{height:14px}
.chart{position:relative;margin:6px 0 2px}
.axis{position:relative;height:20px;font-size:12px;color:var(--quiet);font-variant-numeric:tabular-nums}
.stage{position:absolute;right:0;font-size:12px;color:var(--quiet);line-height:1;transform:translateY(-110%);background:var(--ground);padding:0 3px;opacity:.9}
.rows{display:grid;grid-template-columns:minmax(90px,190px) minmax(0,1fr);gap:6px 12px;align-items:center;font-size:14px}
.rows .chart{margin:0}.rows b{font-weight:600}
.legend{display:flex;flex-wrap:wrap;gap:4px 16px;font-size:13px;color:var(--quiet);margin:6px 0}
.key{display:inline-block;width:11px;height:11px;border-radius:2px;margin-right:5px;vertical-align:-1px}
.scroll td{min-width:7.5em;padding-right:18px}.scroll th:first-child{min-width:7em;position:sticky;left:0;background:var(--ground)}
.k-deciding{fill:var(--deciding);background:var(--deciding)}.k-waiting{fill:var(--waiting);background:var(--waiting)}
.k-queueing{fill:var(--queueing);background:var(--queueing)}.k-working{fill:var(--working);background:var(--working)}
.k-moving{fill:var(--moving);background:var(--moving)}.k-redoing{fill:var(--redoing);background:var(--redoing)}
.k-held{fill:var(--held);background:var(--held)}.k-delayed{fill:var(--delayed);background:var(--delayed)}
.k-same{fill:var(--same);background:var(--same)}.k-policy{fill:var(--policy);background:var(--policy)}
.k-ball{fill:var(--accent)}.k-mine{fill:var(--bad);background:var(--bad)}.k-good{fill:var(--good)}.k-bad{fill:var(--bad)}.k-rest{fill:var(--line)}
.curve{fill:none;stroke:var(--accent);stroke-width:2;vector-effect:non-scaling-stroke}
.level{stroke:var(--line);stroke-width:1;vector-effect:non-scaling-stroke}
.mark{stroke:var(--bad);stroke-width:2;vector-effect:non-scaling-stroke}
.moment{stroke:var(--deciding);stroke-width:1;stroke-dasharray:3 3;vector-effect:non-scaling-stroke}
@media(max-width:640px){.rows{grid-template-columns:1fr;gap:1px}
.rows .chart{margin-bottom:8px}.other li{grid-template-columns:1fr}td.b,th.b{display:none}}
@media print{body{font-size:11pt}.card,.rows,tr,.chart{break-inside:avoid}h2,h3{break-after:avoid}}
"""
STYLE: Final = styles(_LIGHT, _DARK, _OWN, _PAPER)
