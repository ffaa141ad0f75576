"""What the arguments of commands must look like; argparse tells what is wrong, with status 2."""

import argparse
from datetime import date

from bot.teams.manifest.details import fault_in


def port(text: str) -> int:
    """A port, or 0 for any free one."""
    if not text.isdecimal() or not 0 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError("give a port from 0 (any free one) to 65535")
    return int(text)


def period(text: str) -> str:
    """Two years: 2023-2026."""
    years = text.split("-")
    if len(years) != 2 or not all(len(one) == 4 and one.isdecimal() for one in years) or years[0] > years[1]:
        raise argparse.ArgumentTypeError("write two years, such as 2023-2026")
    return text


def iso_date(text: str) -> date:
    """A day: 2026-12-07."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("write a day as 2026-12-07") from None


def version(text: str) -> str:
    """The version of an app package."""
    if fault := fault_in("version", text):
        raise argparse.ArgumentTypeError(fault)
    return text


def url(text: str) -> str:
    """An address on the web."""
    if not text.startswith(("https://", "http://")):
        raise argparse.ArgumentTypeError("start with https:// or http://")
    return text
