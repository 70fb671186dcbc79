"""What the screens say of the centre: a word, a tone and a shape for each state (4-screens 4), and causes in sentences."""

from __future__ import annotations

from msgspec import Struct

from ticketoffice.desk.sentences import sentence
from ticketoffice.desk.sync_views import SyncLine, SyncView
from ticketoffice.desk.sync_words import came_back_sentence, clock_sentence
from ticketoffice.domain.calendar import rough_span
from ticketoffice.ui.theme import Tone
from ticketoffice.ui.words import clock_time, counted, day_and_time, other_day, translate

OF_THE_JOURNAL = ("other_bytes", "broken_chain")


class PostState(Struct, frozen=True):
    """What only the postman knows: whether a round is on its way, one has ended, or somebody said Stop; operations that it
    brought so far, and how many orders a first load has (0: not known).
    """

    on_way: bool = False
    asked: bool = False
    halted: bool = False
    sent: int = 0
    total: int = 0


class Said(Struct, frozen=True):
    """A state as the chip says it; `short` where there is little room."""

    word: str
    short: str
    tone: Tone
    shape: str


def said(view: SyncView, post: PostState) -> Said:
    """How the desk stands; what somebody must look at stays beside it, whatever else goes on."""
    found = _plain(view, post)
    if not view.attention:
        return found
    more = counted("sync", "%n to look at", view.attention)
    return Said(f"{found.word} · {more}", f"{found.short} · {view.attention}", Tone.STOP, "attention")


def _plain(view: SyncView, post: PostState) -> Said:
    since = time_of(view.since, view=view)
    if view.state == "ended":
        is_broken = view.cause in OF_THE_JOURNAL
        ended = translate("sync", "Journal does not fit") if is_broken else translate("sync", "Access ended")
        return _same(ended + _behind(view), Tone.STOP, "attention")
    if view.state == "clock":
        return _same(_clock_off(view) + _behind(view), Tone.WAIT, "clock")
    if view.state == "offline":
        return Said(
            translate("sync", "Offline since {time}").format(time=since) + _behind(view),
            translate("sync", "Offline") + _behind(view),
            Tone.WAIT,
            "unplugged",
        )
    if view.state in ("no_answer", "wrong_certificate", "too_old"):
        return Said(
            translate("sync", "No centre since {time}").format(time=since) + _behind(view),
            translate("sync", "No centre") + _behind(view),
            Tone.WAIT,
            "cloud",
        )
    if post.halted:
        return _same(translate("sync", "Stopped") + _behind(view), Tone.WAIT, "clock")
    if view.state == "loading":
        return _loading(view, post)
    if not post.asked:
        return _same(translate("sync", "Asking the centre"), Tone.WAIT, "cloud")
    return _going(view, post)


def _clock_off(view: SyncView) -> str:
    """By how much, as somebody would say it."""
    count, unit = rough_span(view.skew)
    if unit == "min":
        return counted("sync", "Clock %n min off", count)
    return counted("sync", "Clock %n h off", count) if unit == "h" else counted("sync", "Clock %n days off", count)


def _loading(view: SyncView, post: PostState) -> Said:
    if post.total:
        text = translate("sync", "Loading {count} of {total}").format(count=view.loaded, total=post.total)
        return _same(text, Tone.OK, "down")
    return _same(translate("sync", "Loading {count}").format(count=view.loaded), Tone.OK, "down")


def _going(view: SyncView, post: PostState) -> Said:
    tone = {"fresh": Tone.OK, "old": Tone.WAIT, "very_old": Tone.STOP}[view.age]
    sending = view.unsent - view.held
    if post.on_way and sending > 0:
        return _same(counted("sync", "Sending %n", sending), tone, "up")
    if view.unsent:
        word = counted("sync", "%n to send", view.unsent)
        return Said(word + _since(view), word, tone, "up" if view.age == "fresh" else "clock")
    return Said(translate("sync", "Online · 0 to send"), translate("sync", "Online"), Tone.OK, "plug")


def _same(word: str, tone: Tone, shape: str) -> Said:
    return Said(word, word, tone, shape)


def _behind(view: SyncView) -> str:
    return " · " + counted("sync", "%n to send", view.unsent) if view.unsent else ""


def _since(view: SyncView) -> str:
    """Since when the oldest one waits, once that is long."""
    if view.age == "fresh" or view.oldest_at is None:
        return ""
    return " " + translate("sync", "since {time}").format(time=time_of(view.oldest_at, view=view))


def time_of(at: int, *, view: SyncView) -> str:
    """A time of day; with its date where it was another day."""
    if other_day(at, than=view.now, timezone=view.timezone):
        return day_and_time(at, timezone=view.timezone)
    return clock_time(at, timezone=view.timezone)


def strip_texts(view: SyncView) -> tuple[str, ...]:
    """The calm line of a desk that does not reach its centre, and a shorter one for a small window; none where it does."""
    time = time_of(view.since, view=view)
    can = translate("sync", "You can go on: cancel, check, take payments.")
    sent = counted("sync", "%n to send", view.unsent)
    if view.state == "offline":
        texts = (
            translate("sync", "Offline since {time}. {can} {count}."),
            translate("sync", "Offline since {time}. {count}."),
        )
        return tuple(text.format(time=time, can=can, count=sent) for text in texts)
    if view.state in ("no_answer", "wrong_certificate", "too_old"):
        texts = (
            translate("sync", "The centre is not answering since {time}. {can} {count}."),
            translate("sync", "No answer since {time}. {count}."),
        )
        return tuple(text.format(time=time, can=can, count=sent) for text in texts)
    return ()


def cause_text(view: SyncView) -> str:
    """Why the last round ended early, what is safe, and what to do; and what is told of a copy put back, there or here."""
    parts = [_ended(view)]
    if view.put_back:
        parts.append(sentence("centre_put_back", data={}, translate=_of_the_desk))
    parts.append(came_back_sentence(view.came_back, translate=_of_the_desk) or "")
    return "\n".join(part for part in parts if part)


def _ended(view: SyncView) -> str:
    if view.state == "clock":
        return clock_sentence(view.skew, translate=_of_the_desk) or ""
    return sentence(view.cause, data={}, translate=_of_the_desk) if view.cause is not None else ""


def _of_the_desk(text: str) -> str:
    return translate("sentences", text)


def truths(view: SyncView) -> str:
    """Saved, sent and accepted, told separately."""
    text = translate("sync", "Saved here {saved}     Sent {sent}     Accepted {accepted}")
    told = text.format(saved=view.saved, sent=view.sent, accepted=view.accepted)
    refused = view.sent - view.accepted
    return told + "     " + translate("sync", "Refused {count}").format(count=refused) if refused else told


def last_sync(view: SyncView) -> str:
    """When all was through last."""
    if view.completed_at is None:
        return translate("sync", "Not synchronised yet.")
    return translate("sync", "Last complete sync {time}.").format(time=time_of(view.completed_at, view=view))


def waiting_text(view: SyncView) -> str:
    """What waits and why; nothing where nothing does."""
    if not view.unsent:
        return ""
    parts = [counted("sync", "%n to send", view.unsent)]
    if view.oldest_at is not None:
        parts.append(translate("sync", "the oldest since {time}").format(time=time_of(view.oldest_at, view=view)))
    if view.held:
        parts.append(counted("sync", "%n can still be kept or wait behind that", view.held))
    if view.next_attempt_at is not None and view.next_attempt_at > view.now:
        time = clock_time(view.next_attempt_at, timezone=view.timezone)
        parts.append(translate("sync", "next try {time}").format(time=time))
    if view.failures:
        parts.append(counted("sync", "%n tried in vain", view.failures))
    return ", ".join(parts) + "."


def line_state(line: SyncLine) -> str:
    """How far an operation has come, in words."""
    return {
        "held": translate("sync", "can still be kept, or waits behind that"),
        "waiting": translate("sync", "not sent yet"),
        "contested": translate("sync", "Conflict"),
        "accepted": translate("sync", "accepted"),
        "accepted_with_case": translate("sync", "accepted, with a case"),
        "refused": translate("sync", "Refused by the centre"),
    }.get(line.state, "")
