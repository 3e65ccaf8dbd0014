"""Who takes part in the hand-written model of the training, copied by hand from the scenario's text. Constants only.

Times and chances of single steps stand where the model uses them; durations come from the same luck as the engine's.
"""

from dataclasses import dataclass
from typing import Final

HOUR: Final = 60
DAY: Final = 24 * HOUR
STARTEX: Final = 9 * HOUR
"""The minute of the day at which the exercise begins."""
ENDEX: Final = 35 * DAY
OPENS: Final = 6 * HOUR
"""The minute of the day at which the drafting cell opens; it closes at midnight."""
SORTIES_A_DAY: Final = 30

STATES: Final = ("zerania", "norvinia", "halmia", "tolmeria", "kestria", "dervania")
AUTHORISING: Final = STATES[1:]
GOVERNMENTS: Final = {"norvinia": 0.01, "halmia": 0.02, "tolmeria": 0.03}
"""The states whose government decides, with its chance to refuse."""
STAND_IN: Final = {"norvinia": "halmia", "halmia": "norvinia"}
"""The states that can lead, each with the one that leads if it refuses."""
PARLIAMENTS: Final = {"kestria": (0.75, 0.20, 0.05), "dervania": (0.86, 0.10, 0.04)}
"""The states whose parliament decides, with its chances: granted, no quorum, refused."""
PARTNERS: Final = ("un_office", "un_centre", "anti_terrorism", "border_service", "regional", "relief")
ROUTES: Final = {"corridor": (0.02, -9), "railway": (0.03, 0), "pass": (0.05, 0)}
"""The chance that the permit for a route is refused, and the sorties a day that the way round costs."""
RESERVES: Final = ("nor_reserve", "hal_reserve")


@dataclass(frozen=True, slots=True)
class Contingent:
    """A contingent: whose it is, in which tier, how it travels, and how much of the lift it needs."""

    name: str
    state: str
    tier: int
    mode: str
    persons: int
    sorties: int
    route: str


ADVANCE: Final = (
    Contingent("advance", "norvinia", 1, "advance", 120, 6, "corridor"),
    Contingent("hal_advance", "halmia", 1, "advance", 120, 6, "corridor"),
)
"""The advance parties; that of the state that leads goes."""
MAIN_BODY: Final = (
    Contingent("nor_guard", "norvinia", 1, "air", 300, 16, "corridor"),
    Contingent("hal_brigade", "halmia", 2, "air", 450, 24, "corridor"),
    Contingent("tol_company", "tolmeria", 2, "air", 100, 5, "corridor"),
    Contingent("kes_company", "kestria", 2, "road", 150, 0, "pass"),
    Contingent("der_company", "dervania", 2, "road", 200, 0, "pass"),
    Contingent("nor_heavy", "norvinia", 2, "rail", 900, 48, "railway"),
    Contingent("nor_second", "norvinia", 3, "air", 1000, 53, "corridor"),
    Contingent("hal_heavy", "halmia", 3, "rail", 500, 27, "railway"),
    Contingent("kes_police", "kestria", 3, "road", 280, 0, "pass"),
)
CONTINGENTS: Final = (*ADVANCE, *MAIN_BODY)
SIZE: Final = 2
"""The tiers that are called up: about 2,200 persons."""
REPLACEMENT: Final = Contingent("lead_company", "", 0, "air", 150, 8, "corridor")
"""The company of the state that leads, which fills the gap that a refusal leaves."""

VOTES: Final = (
    "adopt",
    "without_kestria",
    "without_dervania",
    "accession",
    "mission",
    "return",
    "no_consensus",
    "absent",
)
POSITIONS: Final = {
    "zerania": (1.0,),
    "norvinia": (1.0,),
    "halmia": (1.0,),
    "tolmeria": (0.94, 0.0, 0.0, 0.0, 0.01, 0.05, 0.0, 0.0),
    "kestria": (0.92, 0.03, 0.0, 0.0, 0.0, 0.04, 0.01, 0.0),
    "dervania": (0.84, 0.0, 0.05, 0.01, 0.02, 0.02, 0.02, 0.04),
}
"""The chances of each vote in the session."""
AT_MOST: Final = {"mission": 1, "return": 2, "no_consensus": 1}
THEN: Final = {"mission": "return", "return": "no_consensus", "no_consensus": "refuse"}
CARRIED: Final = (
    "return",
    "mission",
    "no_consensus",
    "refuse",
    "without_kestria",
    "without_dervania",
    "accession",
)
"""One vote is enough for each of these, in this order; adoption needs all six, or those who are missing accede in writing."""
UNITY: Final = {
    "without_kestria": -10,
    "without_dervania": -10,
    "accession": -3,
    "return": -3,
    "no_consensus": -10,
}

WATCHED: Final = (
    "request",
    "place",
    "package_ready",
    "mandate begins",
    "decision",
    "notification",
    "submission of kestria",
    "movement_request",
    "host_arrangements begins",
    "airfield_open",
)
"""What injects wait for; they come before what it releases."""
AT_BORDER: Final = ("kes_company", "der_company")
"""The contingents that an incident at the border calls home."""
CRISIS, CONFLICT, COLLAPSE = 40, 70, 100
"""The stages of the threat that something waits for."""
AFRESH: Final = " anew"
"""Stands behind the name of a duration that an inject has set anew."""
