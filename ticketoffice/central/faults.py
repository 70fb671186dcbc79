"""How the API says no: one shape, a code, a sentence, and never where in the program it happened."""

from __future__ import annotations

import logging
from collections.abc import Mapping

import msgspec
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from ticketoffice.central.soundness import NotSound, TooLarge
from ticketoffice.desk.sentences import sentence
from ticketoffice.domain.errors import RuleBroken, Unavailable
from ticketoffice.store.enrolment import WRONG_CODES
from ticketoffice.sync.central_service import ACCESS_ENDED, PUT_OUT, TOO_OLD
from ticketoffice.sync.http import wire

log = logging.getLogger(__name__)
AGAIN_SOON = "5"
SENTENCES = {
    "wrong_request": "This request does not have the documented shape. Nothing was changed.",
    "too_large": "This is more than is taken at once. Nothing was changed. Send less.",
    "unexpected": "Something went wrong here. Nothing is said about any operation. Ask again later.",
    "no_such_address": "There is nothing at this address. See /openapi.json.",
}


def refusal(
    status: int,
    code: str,
    *,
    message: str | None = None,
    data: Mapping[str, object] | None = None,
    headers: dict[str, str] | None = None,
) -> Response:
    """An error as it is sent."""
    plain = {key: value for key, value in (data or {}).items() if isinstance(value, str | int)}
    said = message or SENTENCES.get(code) or sentence(code, data=plain)
    body = msgspec.json.encode(wire.Refusal(wire.Fault(code, said, plain)))
    return Response(body, status_code=status, media_type=wire.JSON, headers=headers)


def install(app: FastAPI) -> None:
    """Every way in which a request can end."""
    app.add_exception_handler(RuleBroken, _rule)
    app.add_exception_handler(Unavailable, _unavailable)
    app.add_exception_handler(NotSound, _not_sound)
    app.add_exception_handler(TooLarge, _too_large)
    app.add_exception_handler(RequestValidationError, _wrong_parameter)
    app.add_exception_handler(HTTPException, _of_framework)
    app.add_exception_handler(Exception, _unexpected)


def _rule(_: Request, problem: Exception) -> Response:
    assert isinstance(problem, RuleBroken)
    if problem.code == "too_many_tries":
        minutes = int(str(problem.data.get("minutes", 1)))
        return refusal(429, problem.code, data=problem.data, headers={"Retry-After": str(minutes * 60)})
    return refusal(403 if problem.code in WRONG_CODES else 409, problem.code, data=problem.data)


def _unavailable(_: Request, problem: Exception) -> Response:
    assert isinstance(problem, Unavailable)
    if problem.code == ACCESS_ENDED:
        return refusal(401, problem.code, headers={"WWW-Authenticate": "Bearer"})
    if problem.code == TOO_OLD:
        return refusal(426, problem.code, headers={"Upgrade": f"ticketoffice/{wire.PROTOCOL}"})
    if problem.code == PUT_OUT:
        return refusal(403, problem.code)
    log.warning("not now: %s %s", problem.code, problem.data)
    return refusal(503, problem.code, headers={"Retry-After": AGAIN_SOON})


def _not_sound(_: Request, problem: Exception) -> Response:
    return refusal(422, "wrong_request", message=f"{SENTENCES['wrong_request']} {problem}.")


def _too_large(_: Request, __: Exception) -> Response:
    return refusal(413, "too_large")


def _wrong_parameter(_: Request, problem: Exception) -> Response:
    assert isinstance(problem, RequestValidationError)
    places = ", ".join(".".join(map(str, error["loc"])) for error in problem.errors())
    return refusal(422, "wrong_request", message=f"{SENTENCES['wrong_request']} Look at: {places}.")


def _of_framework(_: Request, problem: Exception) -> Response:
    assert isinstance(problem, HTTPException)
    headers = dict(problem.headers) if problem.headers else None
    code = "no_such_address" if problem.status_code in (404, 405) else "wrong_request"
    return refusal(problem.status_code, code, headers=headers)


def _unexpected(_: Request, problem: Exception) -> Response:
    return refusal(500, "unexpected")
