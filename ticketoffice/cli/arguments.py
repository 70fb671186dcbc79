"""What the words of a call may be: counts, days, tickets, a second person; wrong usage is told in a sentence."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date

from ticketoffice.domain.errors import RuleBroken

Add = Callable[..., argparse.ArgumentParser]
SHOWN = 80
"""As much of a wrong word as a sentence repeats."""


def given(text: str) -> str:
    """A word that is not empty."""
    if not text.strip():
        raise argparse.ArgumentTypeError("is empty")
    return text


def count(*, least: int, most: int) -> Callable[[str], int]:
    """A whole number within bounds."""

    def number_of(text: str) -> int:
        try:
            number = int(text)
        except ValueError:
            raise argparse.ArgumentTypeError(f"'{text[:SHOWN]}' is no number") from None
        if not least <= number <= most:
            raise argparse.ArgumentTypeError(f"{text[:SHOWN]} is not from {least} to {most}")
        return number

    return number_of


def day(text: str) -> date:
    """A day like 2026-12-18."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text[:SHOWN]}' is no day like 2026-12-18") from None


def parsed_amount(text: str | None) -> int | None:
    """An amount in minor units; raises RuleBroken `wrong_amount`."""
    from ticketoffice.domain.amounts import parse_amount

    if text is None:
        return None
    amount = parse_amount(text)
    if amount is None:
        raise RuleBroken("wrong_amount", data={"amount": text})
    return amount


def nothing_wrong(args: argparse.Namespace) -> None:
    """No check beside argparse's own."""
    return None


def always(args: argparse.Namespace) -> bool:
    """A command that only reads."""
    return True


def never(args: argparse.Namespace) -> bool:
    """A command that writes."""
    return False


def tickets(made: argparse.ArgumentParser, *, count: str | int = "+") -> argparse.ArgumentParser:
    """Adds one or more tickets."""
    made.add_argument("tickets", nargs=count, metavar="TICKET")
    return made


def second(made: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """Adds the second person, or why there is none."""
    made.add_argument("--approve-as", metavar="NAME")
    made.add_argument("--alone", metavar="REASON")
    return made
