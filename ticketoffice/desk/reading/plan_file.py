"""A seating plan from a file of its own, as pretix writes it, plain or as gzip."""

from __future__ import annotations

import zlib
from pathlib import Path

from ticketoffice.desk.reading.files import MAGIC, read_plain, unzip
from ticketoffice.desk.reading.json_objects import Fields, read_json
from ticketoffice.desk.reading.parts import BadValue, Unreadable
from ticketoffice.desk.reading.pretix_plan import read_plan
from ticketoffice.domain.errors import RuleBroken, Unavailable
from ticketoffice.domain.taken_in import TakenPlan


def plan_of_file(file: Path) -> TakenPlan:
    """The plan of this file. Raises RuleBroken `plan_none` and what else a plan can lack; Unavailable `cannot_open`, `too_large`."""
    try:
        data = read_plain(file)
        whole = unzip(data) if data.startswith(MAGIC) else data
    except Unreadable as bad:
        raise Unavailable(bad.code, data={**bad.data, "name": file.name}) from bad
    except (OSError, ValueError, zlib.error) as problem:
        why = getattr(problem, "strerror", None) or str(problem)
        raise Unavailable("cannot_open", data={"name": file.name, "why": why}) from problem
    try:
        found = read_plan(Fields(read_json(whole), name="plan"))
    except BadValue as bad:
        raise RuleBroken(bad.code if bad.code.startswith("plan_") else "plan_none", data=dict(bad.data)) from bad
    if found is None:
        raise RuleBroken("plan_none")
    return found
