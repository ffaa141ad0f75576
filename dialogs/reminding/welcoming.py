"""The welcome to somebody who just got the bot is their invitation: they are not invited once more."""

from dataclasses import replace

from dialogs.deliveries import Delivery, DeliveryState
from dialogs.desk import Desk
from dialogs.reminding.facts import invitation_to

NOT_YET = frozenset({DeliveryState.DUE, DeliveryState.CLAIMED})


async def invited(desk: Desk) -> None:
    """Note, right before the welcome is shown, that somebody is invited to their open rounds.

    The runner may have found at the same moment that they can be written to: what it did not send yet, it
    does not send any more.
    """
    rounds = {place.round.id: place.round for place in desk.places if desk.is_open(place.round)}
    notes = [
        Delivery(invitation_to(desk.who, one), desk.now, DeliveryState.SENT, changed=desk.now)
        for one in rounds.values()
    ]
    for standing in await desk.store.add_deliveries(notes):
        if standing.state in NOT_YET:
            welcomed = replace(standing, state=DeliveryState.SENT, owner="", until=None, changed=desk.now)
            await desk.store.change(standing, welcomed)
