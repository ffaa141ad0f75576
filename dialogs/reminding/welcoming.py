"""The welcome to somebody who just got the bot is their invitation: they are not invited once more."""

from dialogs.deliveries import Delivery, DeliveryKey, DeliveryState, Reason
from dialogs.desk import Desk
from dialogs.reminding.hours import Hours


async def invited(desk: Desk) -> None:
    """Note, right before the welcome is shown, that somebody is invited to their open rounds."""
    rounds = {place.round.id: place.round for place in desk.places if desk.is_open(place.round)}
    notes = [
        Delivery(
            DeliveryKey(desk.who, Reason.INVITATION, one.id, Hours.of(one).today(desk.now).isoformat()),
            desk.now,
            DeliveryState.SENT,
            changed=desk.now,
        )
        for one in rounds.values()
    ]
    await desk.store.add_deliveries(notes)
