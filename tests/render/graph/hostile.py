"""A chain whose texts hold every sign that means something to SVG, Mermaid, Markdown or Graphviz."""

HOSTILE = r"""
title: "A <b>\"title\"</b> & 'more' #59; `x` *y* \\ end ]] }} |"
names: {host: "<script>alert(1)</script>"}
groups: {states: {a: {title: "A & <i>B</i>"}, b: {}}}
bodies: {end: {title: "class: \"x\"; end"}, staff: {title: "1. Staff"}}
chain:
  end: {title: "- minus one", by: end, phase: "1. < Phase > \"q\"", takes: 1h}
  graph: {title: "1. First *bold* _em_ ~~no~~ `code`", by: staff, takes: 1h .. 2h, for_each: states}
  subgraph:
    title: "Verylongwordwithoutanyblankinitthatmustbebrokensomewhereorelseitrunsoverthecard ok"
    by: end
    question: "A --> B? <host>"
    options: {click: {text: "a|b \\n \"c\""}, style: {text: "]", back_to: graph, at_most: 1, then: click}}
    usual: click
  default: {title: "漢字の長い題名はどこで折り返されるのでしょうか", after: {any: [subgraph.click, graph]}, takes: 30m, outcomes: {x: {}, z: {chance: 0.5, ends: o}}}
endings: {o: {title: "Over\\out", class: failure, when: default}}
"""
