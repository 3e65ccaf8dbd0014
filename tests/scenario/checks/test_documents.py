"""Documents that are needed or known (M24)."""

from tests.scenario.checks.telling import told


def test_a_document_that_is_needed_is_made():
    """The nearest name helps with a slip."""
    assert told("chain: {draft: {makes: draft decision}, reading: {needs: draft decison}}") == [
        "chain.reading.needs: nobody makes the document 'draft decison' (did you mean 'draft decision'?)"
    ]


def test_a_document_that_is_known_is_made():
    """What is laid before a body exists."""
    assert told("chain: {draft: {}, reading: {knows: [paper], options: [read, leave], usual: read}}") == [
        "chain.reading.knows: nobody makes the document 'paper' (a step makes it with 'makes')"
    ]


def test_options_and_finished_steps_make_documents_too():
    """In one option, in an outcome, in `when_done`."""
    assert (
        told("""
        chain:
          a: {options: {go: {makes: one}, stay: {}}, usual: go, when_done: {makes: two}}
          b: {outcomes: {x: {makes: three}}}
          c: {needs: [one, two, three]}
    """)
        == []
    )


def test_a_document_of_a_member_has_its_name_in_it():
    """`permit for <its.title>` is another document for each member; the one that is missing is named."""
    assert told("""
        groups: {routes: {r1: {title: Corridor}, r2: {title: Pass, open: true}}}
        chain:
          clear: {for_each: routes where open is true, makes: permit for <its.title>}
          go: {for_each: routes, after: clear of r2, needs: permit for <its.title>}
    """) == [
        "chain.go.needs: nobody makes the document 'permit for Corridor' (did you mean 'permit for Pass'?)"
    ]


def test_nothing_waits_for_a_document_that_only_going_back_makes():
    """An outcome that goes back is never posted, and so is what it makes."""
    assert told("""
        chain:
          draft: {takes: 1h}
          mandate: {options: {adopt: {}, return: {back_to: draft, makes: remarks, at_most: 1, then: adopt}}, usual: adopt}
          rework: {after: mandate, needs: remarks}
    """) == [
        ("chain.rework.needs: 'remarks' is made only by 'mandate.return', which goes back, so nothing can wait for it"
        " (let a step make it that is done)")
    ]  # fmt: skip
