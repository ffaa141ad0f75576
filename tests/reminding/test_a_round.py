"""A round from its opening to its deadline, for people who do nothing."""

from tests.reminding.world import World, told


async def test_who_does_nothing_is_invited_and_reminded_before_the_deadline() -> None:
    world = await World().begin()
    assert await world.due("2026-11-16 08:59") == ()
    opened = await world.due("2026-11-16 09:00")
    assert told(opened) == [f"{name} invitation 2026-11-16" for name in ("anne", "bram", "carl")]
    await world.deliver(opened)
    assert await world.due("2026-11-16 10:00") == ()
    for day in ("2027-01-11", "2027-01-20", "2027-01-27", "2027-01-29"):
        due = await world.due(day)
        assert [one for one in told(due) if "deadline" in one] == [
            f"anne deadline {day}",
            f"carl deadline {day}",
        ]
        await world.deliver(due)
