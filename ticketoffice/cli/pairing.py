"""The command `pair`: a desk joins a centre."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ticketoffice.cli.arguments import Add, given
from ticketoffice.cli.call import Call
from ticketoffice.cli.syncing import centre_json
from ticketoffice.domain.errors import Unavailable
from ticketoffice.domain.travel import AGAIN, BRANCH, FRESH, HISTORY

if TYPE_CHECKING:
    from ticketoffice.store.membership import Centre


def _pair(call: Call) -> None:
    from ticketoffice.settings import secrets_of
    from ticketoffice.sync.line import by_http
    from ticketoffice.sync.pairing import pair

    authority = None
    if call.args.ca is not None:
        try:
            authority = Path(call.args.ca).read_text("utf-8")
        except (OSError, ValueError) as problem:
            why = {"why": problem.strerror} if isinstance(problem, OSError) else {"detail": str(problem)}
            raise Unavailable("cannot_open", data={"name": call.args.ca, **why}) from problem
    reach, secrets = by_http(authority=authority), secrets_of(call.settings)
    centre = pair(call.book, secrets, reach, url=call.args.url, code=call.args.code, name=call.args.name or "")
    call.out(centre_json(centre), [_told(call, centre)])


def _told(call: Call, centre: Centre) -> str:
    """How it joined; a way that only a later centre knows is joined all the same."""
    if centre.form == HISTORY:
        return call.say(
            "Paired with {url}. The centre takes this book's history. Go on with `ticketoffice sync`.", url=centre.url
        )
    if centre.form == FRESH:
        return call.say(
            "Paired with {url}. The centre's orders come next. Go on with `ticketoffice sync`.", url=centre.url
        )
    if centre.form == AGAIN:
        return call.say("Joined {url} again. Go on with `ticketoffice sync`.", url=centre.url)
    if centre.form == BRANCH:
        return call.say(
            "Joined {url} as a desk of its own: another machine works with this book's key. Go on with `ticketoffice sync`.",
            url=centre.url,
        )
    return call.say("Joined {url}. Go on with `ticketoffice sync`.", url=centre.url)


def words(add: Add) -> None:
    """Adds this command."""
    paired = add("pair", _pair, help="join a centre", makes_book=True)
    paired.add_argument("url", type=given, metavar="URL")
    paired.add_argument("code", type=given, metavar="CODE", help="as `central pair-code` shows it")
    paired.add_argument("--name", type=given, help="what this desk is called there")
    paired.add_argument("--ca", type=given, metavar="FILE", help="the centre's certificate, brought by hand")
