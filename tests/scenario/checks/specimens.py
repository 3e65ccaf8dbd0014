"""Small scenarios that are full of the language, each without a problem: what the mutants are made of."""

HEAD = {
    "scenario": "test",
    "title": "A test",
    "start": "2024-03-12 00:00",
    "source": "assumption",
    "end": "20d",
}

SCENARIOS = [
    """
    bodies: {staff: {seat: true}, council: {seat: true}}
    resources: {cell: {slots: 2, open: 06:00-20:00}, fuel: {stock: 9}, lift: {flow: 30 a day}}
    variables: {warning: late, strength: 0, size: 2}
    chain:
      request: {by: staff, takes: 1h, makes: request}
      draft: {by: staff, needs: request, takes: 2h .. 7h, uses: {cell: 1, lift: 3}, keeps: {cell: until plan}, makes: draft}
      mandate:
        by: council
        needs: draft
        question: Adopt?
        options:
          adopt: {makes: decision, set: {warning: early}, weight: 2}
          return: {back_to: draft, at_most: 2, then: refuse, weight: 1, wait: 1h}
          refuse: {ends: none}
        usual: adopt
        thinks: 10m .. 30m .. 2h
        within: 3h
        otherwise: return
      plan: {after: mandate.adopt, if: warning is early, takes: 1h, when_done: {add: {strength: 5, cell: -1}}}
      report: {after: {any: [plan, 5h after mandate]}, wait_for: [strength at least 5, size at most 2], uses: {fuel: 2}, makes: report}
      second: {after: [report, draft begins], takes: 30m, when_done: {redo: report, at_most: 1}}
      wash: {after: ending, takes: 1h}
      papers: {takes: 1h}
    endings: {done: {when: second, class: success}, none: {class: failure}, late: {when: [after D+9 00:00, not second is done]}}
    policies: {careful: {choose: {mandate#1: return, mandate: adopt}, thinks: 2}, dice: {others: weighted}}
    objectives:
      quick: {from: request begins, to: mandate.adopt, ratings: {P: 2h, S: 4h, M: 8h}}
      strong: {measure: strength, at: report, ratings: {P: 9, S: 5}}
    variants: {early: {set: {variables.warning: early}, choose: {mandate: return}}, both: {with: early}}
    expect:
      - request to mandate.adopt lasts 2h .. 9d in 10% of runs
      - quick rated S or better in 5% of runs
      - ends as done in at most 90% of runs under variant early under policy careful
      - strength at least 5 and not mandate is refuse in 20% .. 80% of runs
      - {from: request begins, to: 1h after report begins, lasts: at most 8d, not_begun: holds, choose: {mandate#1: return}}
      - {holds: {any: [mandate.adopt, before D+3 06:00, cell at least 2]}, variant: [early, both], policy: dice}
    """,
    """
    groups:
      states:
        a: {title: Aland, procedure: none, takes: 1h, refusal: 0.1, partner: b, ways: [r1]}
        b: {title: Borland, procedure: executive, takes: 2h, refusal: 0.2, partner: c, ways: [r1, r2]}
        c: {title: Carland, procedure: parliament, takes: 3h, refusal: 0.3, partner: b, ways: [r2]}
      routes: {r1: {places: 2}, r2: {places: 1}}
    bodies: {parliament: {for_each: states where procedure is parliament, title: Parliament of <its.title>}, staff: {}}
    resources: {places: {for_each: routes, slots: its.places}, men: {for_each: states, stock: 5}}
    variables: {lead: b, unity: 10}
    names: {host: Aland}
    chain:
      start: {takes: 1h, title: Start in <host>}
      consent: {for_each: states, after: start, takes: its.takes, makes: paper of <its.title>, uses: {men: 1}}
      sitting:
        by: parliament
        for_each: states where procedure is parliament
        outcomes:
          granted: {takes: 1h}
          none: {chance: 0.2, back_to: sitting, wait: 24h, at_most: 2, then: refused}
          refused: {chance: its.refusal, drop: its, add: {unity: -1}}
      allowed: {for_each: states, after: {any: [consent, sitting.granted]}, needs: paper of <its.title>}
      pass: {for_each: routes, after: first of allowed, takes: 4h, uses: {places: 1}}
      move: {for_each: states, after: [allowed of its.partner, pass of its.ways], if: its.procedure is not none, when_done: {drop: its.partner}}
      lead_moves: {after: [allowed of lead, 2 of allowed], takes: 1h}
      all_there: {after: [move, lead_moves, 1h .. 2h after first of move begins]}
      choose:
        for_each: routes
        after: pass
        by: staff
        options: {yes_go: {set: {lead: c}}, ask: {redo: pass, at_most: 1, then: yes_go}}
        usual: yes_go
      end_of_it: {after: {2 of: [all_there, choose of r1, choose of r2]}}
    endings: {over: {when: end_of_it and unity at least 1}}
    """,
    """
    groups: {states: {a: {}, b: {x: 1}, c: {x: 2}}}
    bodies: {council: {seat: true}}
    variables: {count: 0}
    chain:
      opening: {outcomes: [yes_it_is, perhaps]}
      draft: {takes: 1h}
      vote:
        by: council
        takes: 1h
        vote:
          of: states
          quorum: 2/3
          carried: {again: 1, adopt: majority}
          positions: {a: {again: 0.3, absent: 0.3}, others: {abstain: 20%}}
        options: {adopt: {}, again: {back_to: [draft, opening], at_most: 2, then: no_more}, no_more: {ends: failed}, leave: {drop: a}}
        otherwise: no_more
        thinks: 1h
        within: 5h
      chance:
        for_each: states where x at least 1
        after: vote.adopt
        outcomes: {good: {add: {count: its.x}}, bad: {chance: 30%, set: {chance.bad: 0.5}}, sad: {chance: 0.1, add: {chance.good of b: 0.2}}}
      sum_up: {after: chance, wait_for: {any: [first of chance.good, after D+1 00:00]}}
      say: {after: [sum_up, opening.perhaps, {any: [chance of b, 3h after chance.bad of c]}], if: [not chance of b is bad, count at least 0]}
    endings: {failed: {}, stalled: {class: neutral}}
    objectives: {early: {margin: vote, before: sum_up, ratings: {P: 2h}}, seen: {observe: "Was it so?"}}
    """,
    """
    groups: {units: {u: {size: 2, chief: v, wait: 4h}, v: {size: 1, chief: u, wait: 1h .. 2h}, w: {size: 3, chief: u, wait: 1d}}}
    bodies: {staff: {seat: true, for_each: units}, chair: {}}
    resources: {trucks: {for_each: units, slots: 3}, road: {slots: 2, open: 22:00-06:00}, ferry: {flow: 1 every 3h}, food: {stock: 4}}
    variables: {mood: good, leader: u}
    chain:
      call: {by: chair, takes: 0m, kind: wait, when_done: {set: {mood: bad}}}
      load:
        by: staff of its.chief
        for_each: units
        after: 30m after call
        takes: its.wait
        uses: {trucks: its.size, food: 1, trucks of its.chief: 1}
        keeps: {trucks: until cross}
        makes: [list of <its.title>, list]
      cross: {by: staff, for_each: units, takes: 1h, uses: {ferry: its.size, road: 1}, seen_by: [chair, staff of u]}
      trouble:
        for_each: units
        after: cross
        outcomes: {none: {}, storm: {chance: 0.3, add: {ferry: -1, food: 2, trouble.storm: -0.1}, back_to: load, at_most: 1, then: none, takes: 1h}}
      talk:
        for_each: units where size at most 2
        by: staff
        after: trouble
        question: Shall <its.title> go on?
        vote: {of: units, carried: {stop: 2, go: 50%}, positions: {u: {go: 0.5, stop: 0.5}}}
        options: {go: {}, stop: {drop: its.chief, set: {leader: v}}, ask: {back_to: cross, wait: 2h, at_most: 2, then: go}}
        otherwise: ask
        thinks: 10m .. 1h
      choice:
        by: chair
        after: [first of talk.go, trouble of leader]
        knows: list
        options: {ahead: {takes: 2h, weight: 0.2}, back: {redo: [talk of u, call], weight: 0.5}, halt: {ends: enough}}
        usual: ahead
      close: {after: {any: [choice.ahead, talk.stop]}, needs: list, if: {any: [mood is bad, trouble of w is none, food at most 1]}}
    endings: {enough: {}, out_of_time: {class: partial}}
    policies: {quick: {choose: {choice#1: back, talk of v: stop}, thinks: 0.1, others: weighted}}
    variants: {stormy: {choose: {trouble of u: storm, trouble#1: none}}}
    """,
]  # fmt: skip
