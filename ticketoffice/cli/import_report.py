"""What came of an import: as a document, and in the lines that a person reads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from ticketoffice.desk.sentences import sentence

if TYPE_CHECKING:
    from ticketoffice.cli.speech import Speech
    from ticketoffice.desk.import_orders import ImportReport, KeptLocal


def refusals(report: ImportReport, *, translate: Callable[[str], str]) -> list[dict[str, Any]]:
    """What was refused or could not be read: file, lines, order and the sentence that says why."""
    return [
        {
            "file": r.file,
            "lines": list(r.lines),
            "order": r.data.get("order"),
            "message": sentence(r.code, data=r.data, translate=translate),
        }
        for r in (*report.refused, *report.unreadable)
    ]


def document_of(report: ImportReport, *, refused: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The whole report for --json."""
    return {
        "files": [{"name": f.name, "orders": _counts(f.orders), "tickets": _counts(f.tickets)} for f in report.files],
        "kept_local": [
            {"order": k.order, "ticket": k.ticket, "here": k.here, "file": k.file} for k in report.kept_local
        ],
        "displaced": [{"order": d.order, "ticket": d.ticket, "seat": d.seat} for d in report.displaced],
        "refused": list(refused),
        "overbooked": [{"quota": name, "by": by} for name, by in report.overbooked],
    }


def lines_of(report: ImportReport, *, refused: Sequence[dict[str, Any]], speech: Speech) -> list[str]:
    """A line for each file, and one for all that somebody should look at."""
    from ticketoffice.desk.import_orders import Count

    say = speech.say
    unread = {r.file for r in report.unreadable}
    lines = [
        say(
            "{file}: {added} new, {changed} changed, {same} the same, {refused} refused",
            file=f.name,
            **_counts(f.orders),
        )
        for f in report.files
        if f.orders != Count() or f.name not in unread
    ]
    lines += [_kept(k, speech=speech) for k in report.kept_local]
    lines += [
        say(
            "{ticket}: seat {seat} belongs to somebody else here. The ticket is in; see who sits where.",
            ticket=d.ticket,
            seat=d.seat,
        )
        for d in report.displaced
    ]
    lines += [
        say("{file} line {lines}: {message}", file=r["file"], lines=_numbers(r["lines"]), message=r["message"])
        if r["lines"]
        else _with_name(r["file"], r["message"])
        for r in refused
    ]
    if report.stopped:
        lines.append(say("Stopped. What is counted is in; import the same files again for the rest."))
    return lines


def _kept(k: KeptLocal, *, speech: Speech) -> str:
    say, here = speech.say, speech.word(k.here)
    if not k.is_twice:
        file = speech.word(k.file)
        return say(
            "{ticket}: {here} here, {file} in the file; kept as it is here", ticket=k.ticket, here=here, file=file
        )
    if k.here == "paid":
        return say(
            "{order}: more was paid at the source than is owed here; the rest is not booked. Look at the order.",
            order=k.ticket,
        )
    return say("{ticket}: {here} here and at the source too. Look at the order.", ticket=k.ticket, here=here)


def _numbers(lines: object) -> str:
    return ", ".join(map(str, lines)) if isinstance(lines, list) else ""


def _with_name(file: str, message: str) -> str:
    return message if file in message else f"{file}: {message}"


def _counts(count: Any) -> dict[str, int]:
    return {"added": count.added, "changed": count.changed, "same": count.same, "refused": count.refused}
