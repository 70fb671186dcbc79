"""What the README tells a newcomer to type is taken by the program: each command in it is read."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from ticketoffice.cli.words import read_words

README = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
BLOCK, INLINE = re.compile(r"```sh\n(.*?)```", re.S), re.compile(r"`(ticketoffice [^`]+)`")


def commands() -> list[str]:
    """Of the blocks and of the text; one with a "…" or an option alone says what else there is."""
    blocks = [
        line for block in BLOCK.findall(README) for line in block.splitlines() if line.startswith("ticketoffice ")
    ]
    found = dict.fromkeys([*blocks, *(" ".join(one.split()) for one in INLINE.findall(README))])
    return [one for one in found if "…" not in one.partition("#")[0] and "--help" not in one]


@pytest.mark.parametrize("command", commands())
def test_a_command_of_the_readme_is_read(command: str) -> None:
    read_words(shlex.split(command, comments=True)[1:])


def test_there_are_some() -> None:
    assert len(commands()) > 20
