"""From an error to a sentence in the language of the screens: what happened, what is still safe, what to do now."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from ticketoffice.desk.explaining import explain
from ticketoffice.desk.sentences import detail, sentence
from ticketoffice.domain.errors import RuleBroken, Unavailable
from ticketoffice.ui.words import translate

if TYPE_CHECKING:
    from ticketoffice.ui.book_thread import BookThread

log = logging.getLogger("ticketoffice")


async def told(problem: BaseException, *, books: BookThread, asked: str | None = None) -> str:
    """The sentence of an error; anything that is no rule and no outage is a bug, logged and said as one."""
    if isinstance(problem, RuleBroken | Unavailable):
        if (unspoken := detail(problem)) is not None:
            log.error("%s: %s", problem.code, unspoken)
        data = (
            await books.read(explain, problem, asked=asked)
            if isinstance(problem, RuleBroken)
            else explain(None, problem, asked=asked)
        )
        return sentence(problem.code, data=data, translate=_translated)
    log.error("unexpected", exc_info=problem)
    return translate(
        "messages", "Something went wrong in the program. What was shown as done is done. Look at the order again."
    )


def _translated(text: str) -> str:
    return translate("sentences", text)
