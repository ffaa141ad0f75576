"""Who is due when: a pure function of rounds, logs, people, earlier deliveries, calendar and clock."""

from dialogs.deliveries import Due
from dialogs.reminding.caused import caused, chosen_moments
from dialogs.reminding.facts import Facts
from dialogs.reminding.for_coordinators import for_coordinators
from dialogs.reminding.nudges import nudged


def due(facts: Facts) -> tuple[Due, ...]:
    """All that is due now and went out to nobody yet.

    Whoever hears something else at this moment is not nudged as well: what is left to do can wait a look.
    """
    first = (*chosen_moments(facts), *caused(facts), *for_coordinators(facts))
    hearing = {facts.person(one.address) for one in first}
    nudges: dict[str, Due] = {}
    for one in nudged(facts):
        person = facts.person(one.address)
        if person not in hearing:
            nudges.setdefault(person, one)
    everything = (*first, *nudges.values())
    return tuple(sorted(everything, key=lambda one: (one.address, one.reason, one.subject, one.due)))
