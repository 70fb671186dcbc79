"""Commands that look: find, show, free, check, journal, backup, doctor. `check --admit` alone writes."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from ticketoffice.cli import documents as show_as
from ticketoffice.cli.arguments import SHOWN, Add, always, count, given
from ticketoffice.cli.call import Call, without_organiser
from ticketoffice.desk.sentences import spoken
from ticketoffice.desk.words import label
from ticketoffice.domain.amounts import amount_text

if TYPE_CHECKING:
    from ticketoffice.desk.views import FoundView

MOST_ROWS = 100_000


def _find(call: Call) -> None:
    from ticketoffice.desk.find import find

    started = time.perf_counter()
    speech, found = call.speech, find(call.book, " ".join(call.args.text), limit=call.args.limit)
    took = (time.perf_counter() - started) * 1000
    lines = show_as.table(
        [
            (
                o.number,
                o.customer or "-",
                o.event,
                amount_text(o.total, o.currency),
                speech.order_state(o.state),
                speech.labelled(speech.word(o.matched), _match_text(o, language=call.language)),
            )
            for o in found.orders
        ]
    )
    nothing = speech.counted(
        "No order here for '{query}'. {n} order searched.",
        "No order here for '{query}'. {n} orders searched.",
        found.searched,
        query=found.query[:SHOWN],
    )
    if not found.query.strip():
        nothing = call.say("Nothing was typed to look for.")
    call.out(show_as.found_json(found, took_ms=took), lines or [nothing])


def _match_text(row: FoundView, *, language: str) -> str:
    """What matched; a method by its label."""
    return label(row.match_text or "", language=language) if row.matched == "method" else row.match_text or ""


def _show(call: Call) -> None:
    from ticketoffice.desk.find import order_of
    from ticketoffice.desk.show import show

    order = show(call.book, order_of(call.book, call.args.order)[0])
    call.out(show_as.order_json(order, language=call.language), show_as.order_lines(order, speech=call.speech))


def _free(call: Call) -> None:
    from ticketoffice.desk.catalogue import free

    found, say = free(call.book, call.performance(call.args.performance)), call.say
    rows = [
        (
            z.zone,
            say("{count} sold", count=z.sold),
            say("{count} held", count=z.held),
            say("{count} kept by the house", count=z.kept) if z.kept else "",
            say("{count} free", count="?" if z.free is None else z.free),
        )
        for z in found.zones
    ]
    rows += [
        (say("quota {name}", name=q.name), "", "", "", say("{count} free", count="?" if q.free is None else q.free))
        for q in found.quotas
    ]
    call.out(show_as.free_json(found), [f"{found.performance}  {found.event}", *show_as.table(rows)])


def _check(call: Call) -> int:
    from ticketoffice.desk.admit import admit, check

    code, asked = call.args.tickets[0], call.args.performance
    performance = None if asked is None else call.performance(asked)
    if call.args.admit:
        answer = admit(call.book, code, who=call.who(), performance=performance, zone=call.args.zone)
    else:
        answer = check(call.book, code, performance=performance, zone=call.args.zone)
    said = f"{call.say(answer.answer)}  {call.speech.word(answer.reason)}  {answer.short or answer.number}"
    badge = f"  {call.say('unpaid: invoice')}" if answer.badge == "admit_unpaid" else ""
    lines = [(said + badge).rstrip()]
    if answer.reason == "change_refused":
        lines.append(
            call.say("The centre refused the change that made this ticket. Look at order {order}.", order=answer.order)
        )
    call.out(show_as.check_json(answer), lines)
    return 0


def _journal(call: Call) -> int:
    from ticketoffice.store.chain import fault_said
    from ticketoffice.store.checking import verify
    from ticketoffice.store.replay import replay

    document: dict[str, Any] = {"operations": [], "head": None, "verified": None, "replay": None}
    with call.book.read() as reading:
        facts = reading.facts()
        if call.args.since is not None or not (call.args.verify or call.args.replay):
            for line in reading.history.lines(after=call.args.since or 0):
                document["operations"].append(
                    {
                        "seq": line.seq,
                        "epoch": line.epoch,
                        "id": line.id,
                        "kind": line.kind,
                        "at": show_as.instant(line.at),
                        "actor": line.actor,
                        "effect": line.effect,
                    }
                )
    document["head"] = {"epoch": facts.epoch, "seq": facts.seq}
    lines = [f"{o['seq']:>8}  {o['at']}  {o['kind']}" for o in document["operations"]]
    ok = True
    if call.args.verify or call.args.replay:
        fault = verify(call.book)
        ok = fault is None
        if call.args.verify:
            document["verified"] = _verified(fault)
        if call.args.verify or not ok:
            damage = call.say("The journal is damaged at {fault}.", fault=fault_said(fault or "", translate=call.say))
            lines.append(call.say("The journal is as it was written.") if ok else damage)
    if call.args.replay and ok:
        result = replay(call.book)
        ok = ok and result.equal
        document["replay"] = {
            "equal": result.equal,
            "operations": result.operations,
            "seconds": round(result.seconds, 2),
            "tables": result.tables,
        }
        different = [name for name, same in result.tables.items() if not same]
        lines.append(
            call.say("Replay is equal, table by table.")
            if result.equal
            else call.say("Replay differs in: {tables}.", tables=", ".join(different))
        )
    call.out(document, lines)
    return 0 if ok else 1


def _verified(fault: str | None) -> dict[str, Any]:
    from ticketoffice.store.beside import CHANGED_RECORD, CHANGED_TEXT
    from ticketoffice.store.chain import BAD_SIGNATURE

    told = fault or ""
    records = not told.endswith((CHANGED_RECORD, CHANGED_TEXT))
    signatures = fault is None or not records
    return {
        "chain": signatures or told.endswith(BAD_SIGNATURE),
        "signatures": signatures,
        "records": records,
        "fault": fault,
    }


def _backup(call: Call) -> None:
    from ticketoffice.store.backing_up import backup

    backup(Path(call.args.book or call.settings.book), Path(call.args.file))
    call.out({"backup": str(call.args.file)}, [call.say("A consistent copy is in {file}.", file=call.args.file)])


def _doctor(call: Call) -> int:
    from ticketoffice.store.checking import examine

    place = Path(call.args.book or call.settings.book)
    findings = examine(call.book, path=place, copies=call.settings.copies)
    sound = all(f.ok for f in findings if f.check in ("file", "journal"))
    looked_at = [_Looked(f.check, call.say(f.check), f.ok, f.detail, f.said(call.say)) for f in findings]
    looked_at += _centre_clock(call) if sound else []
    ok = all(one.ok for one in looked_at)
    document: dict[str, Any] = {
        "checks": [{"check": one.check, "ok": one.ok, "detail": one.detail} for one in looked_at],
        "ok": ok,
        "attention": _attention(call) if sound else None,
    }
    marks = {True: call.say("ok "), False: call.say("BAD")}
    lines = [f"{marks[one.ok]}  {call.speech.labelled(one.name, one.told)}" for one in looked_at]
    if count := sum((document["attention"] or {}).values()):
        lines.append(
            call.speech.counted(
                "{n} thing needs attention: `report cases`.", "{n} things need attention: `report cases`.", count
            )
        )
    lines += without_organiser(call) if sound else []
    call.out(document, lines)
    return 0 if ok else 1


class _Looked(Struct, frozen=True):
    """One thing that was looked at: for scripts `check` and `detail`, in their language for people `name` and what is `told`."""

    check: str
    name: str
    ok: bool
    detail: str
    told: str


def _centre_clock(call: Call) -> list[_Looked]:
    """Of a desk with a centre: how far its clock was from the centre's when that was heard last."""
    from ticketoffice.desk.sync_words import clock_sentence
    from ticketoffice.desk.syncing import sync_view

    view = sync_view(call.book)
    if view is None:
        return []
    name, off = call.say("clock of the centre"), clock_sentence(view.skew)
    if off is None:
        well = call.say("less than a minute away")
        return [_Looked("clock of the centre", name, True, "less than a minute away", well)]
    told = clock_sentence(view.skew, translate=spoken(call.language))
    return [_Looked("clock of the centre", name, False, off, told or off)]


def _attention(call: Call) -> dict[str, int]:
    from ticketoffice.desk.attention import attention

    return attention(call.book)


def words(add: Add) -> None:
    """Adds these commands."""
    found = add("find", _find, help="orders, best first", reads=always)
    found.add_argument("text", nargs="+")
    found.add_argument("--limit", type=count(least=1, most=MOST_ROWS), default=50)
    add("show", _show, help="one order whole", reads=always).add_argument("order")
    add("free", _free, help="places per zone and quota", reads=always).add_argument("performance")
    check = add("check", _check, help="the control point's answer", reads=lambda args: not args.admit)
    check.add_argument("tickets", nargs=1, metavar="TICKET")
    check.add_argument("--performance")
    check.add_argument("--zone")
    check.add_argument("--admit", action="store_true")
    journal = add("journal", _journal, help="operations; verification; replay", reads=always)
    journal.add_argument("--verify", action="store_true")
    journal.add_argument("--replay", action="store_true")
    journal.add_argument("--since", type=count(least=0, most=2**53), metavar="SEQ")
    add("backup", _backup, help="a consistent copy while in use", reads=always).add_argument("file", type=given)
    add("doctor", _doctor, help="what is wrong with this installation", reads=always)
