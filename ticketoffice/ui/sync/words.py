"""What the screens say of the centre: a word, a tone and a shape for each state (4-screens 4), and causes in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from ticketoffice.desk.sentences import sentence
from ticketoffice.desk.sync_views import SyncLine, SyncView
from ticketoffice.desk.sync_words import came_back_sentence, clock_sentence
from ticketoffice.domain.calendar import MINUTE, rough_span
from ticketoffice.domain.errors import Unavailable
from ticketoffice.ui.theme import Tone
from ticketoffice.ui.words import clock_time, counted, day_and_time, moment, other_day, translate

if TYPE_CHECKING:
    from ticketoffice.desk.cases import Closed

OF_THE_JOURNAL = ("other_bytes", "broken_chain")
AWAY = frozenset({"offline", "no_answer", "wrong_certificate", "wrong_date", "too_old"})
"""The centre is not reached, or whoever is reached is not it, or takes nothing from this program."""
SAYS_MOST = AWAY | {"ended", "incomplete", "clock"}
"""What is wrong with the line: that word stays in the chip when counts have no room."""


class PostState(Struct, frozen=True):
    """What only the postman knows: whether a round is on its way, one has ended, or somebody said Stop; operations that it
    brought so far, and how many orders a first load has (0: not known). `own`: what this book could not do in the last round.
    """

    on_way: bool = False
    asked: bool = False
    halted: bool = False
    sent: int = 0
    total: int = 0
    own: Unavailable | None = None


class Said(Struct, frozen=True):
    """A state as the chip says it: whole, and in `short`, `less` (in two lines) and `least` where there is ever less room: counts
    give way before the word that says what is wrong. `alone` is the same without what is counted elsewhere, for the page that
    tells the rest. `line`: the picture of how the line stands, beside that of what needs somebody.
    """

    word: str
    short: str
    less: str
    least: str
    alone: str
    tone: Tone
    shape: str
    line: str = ""

    @property
    def shapes(self) -> tuple[str, ...]:
        """Its pictures, in their order."""
        return (self.line, self.shape) if self.line not in ("", self.shape) else (self.shape,)


def said(view: SyncView, post: PostState) -> Said:
    """How the desk stands; what somebody must look at stays beside it, whatever else goes on."""
    found = _plain(view, post)
    if not view.attention:
        return found
    more = counted("sync", "%n to look at", view.attention)
    short = more if found.tone is Tone.OK and not view.unsent else f"{found.short} · {more}"
    is_wrong = view.state in SAYS_MOST or post.own is not None
    least = found.least if is_wrong else more
    word = f"{found.word} · {more}"
    return Said(word, short, _in_two_lines(short), least, found.alone, Tone.STOP, "attention", found.shape)


def _in_two_lines(text: str) -> str:
    """Parts of a word side by side, in the two lines of which the longer one is the shortest."""
    parts = text.split(" · ")
    both = [(" · ".join(parts[:n]), " · ".join(parts[n:])) for n in range(1, len(parts))]
    return "\n".join(min(both, key=lambda lines: max(map(len, lines)))) if both else text


def shape_of(view: SyncView, post: PostState) -> str:
    """The picture of how the line stands, whatever else somebody must look at."""
    return _plain(view, post).shape


def _plain(view: SyncView, post: PostState) -> Said:
    if view.state == "ended":
        is_broken = view.cause in OF_THE_JOURNAL
        ended = translate("sync", "Journal does not fit") if is_broken else translate("sync", "Access ended")
        return _behind(view, ended, tone=Tone.STOP, shape="attention")
    if post.own is not None or view.state == "incomplete":
        word, short = translate("sync", "Sync incomplete"), translate("sync", "Incomplete")
        return _behind(view, word, short=short, alone=word, tone=Tone.WAIT, shape="clock")
    if view.state == "clock":
        return _behind(view, _clock_off(view), tone=Tone.WAIT, shape="clock")
    if view.state in AWAY:
        return _away(view)
    if post.halted:
        return _same(translate("sync", "Stopped"), Tone.WAIT, "clock")
    if view.state == "loading":
        return _loading(view, post)
    if not post.asked:
        return _same(translate("sync", "Asking the centre"), Tone.WAIT, "cloud")
    return _going(view, post)


def _away(view: SyncView) -> Said:
    """The centre is not reached, or whoever is reached takes nothing: each is called what it is."""
    since = time_of(view.since, view=view)
    if view.state == "wrong_certificate":
        other, short = translate("sync", "Somebody else answers"), translate("sync", "Not the centre")
        return _behind(view, other, short=short, alone=other, tone=Tone.WAIT, shape="stranger")
    if view.state == "wrong_date":
        return _behind(view, translate("sync", "Wrong date"), tone=Tone.WAIT, shape="clock")
    if view.state == "too_old":
        return _behind(view, translate("sync", "Update needed"), tone=Tone.WAIT, shape="down")
    if view.state == "offline":
        word = translate("sync", "Offline since {time}").format(time=since)
        return _behind(view, word, short=translate("sync", "Offline"), tone=Tone.WAIT, shape="unplugged")
    word = translate("sync", "No centre since {time}").format(time=since)
    short, alone = translate("sync", "No centre"), translate("sync", "The centre is not answering")
    return _behind(view, word, short=short, alone=alone, tone=Tone.WAIT, shape="cloud")


def _clock_off(view: SyncView) -> str:
    """By how much, as somebody would say it."""
    count, unit = rough_span(view.skew)
    if unit == "min":
        return counted("sync", "Clock %n min off", count)
    return counted("sync", "Clock %n h off", count) if unit == "h" else counted("sync", "Clock %n days off", count)


def _loading(view: SyncView, post: PostState) -> Said:
    text = translate("sync", "Loading {count}").format(count=view.loaded)
    if post.total:
        text = translate("sync", "Loading {count} of {total}").format(count=view.loaded, total=post.total)
    return Said(text, text, text, text, translate("sync", "Online"), Tone.OK, "down")


def _going(view: SyncView, post: PostState) -> Said:
    tone = {"fresh": Tone.OK, "old": Tone.WAIT, "very_old": Tone.STOP}[view.age]
    sending, online = view.unsent - view.held, translate("sync", "Online")
    if post.on_way and sending > 0:
        word = counted("sync", "Sending %n", sending)
        return Said(word, word, word, word, online, tone, "up")
    if view.unsent:
        word = counted("sync", "%n to send", view.unsent)
        return Said(word + _since(view), word, word, word, online, tone, "up" if view.age == "fresh" else "clock")
    return Said(translate("sync", "Online · 0 to send"), online, online, online, online, Tone.OK, "plug")


def _same(word: str, tone: Tone, shape: str) -> Said:
    return Said(word, word, word, word, word, tone, shape)


def _behind(view: SyncView, word: str, *, tone: Tone, shape: str, short: str = "", alone: str = "") -> Said:
    """A state that keeps what waits from being sent, with how much that is."""
    tail = " · " + counted("sync", "%n to send", view.unsent) if view.unsent else ""
    short = short or word
    return Said(word + tail, short + tail, _in_two_lines(short + tail), short, alone or short, tone, shape)


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


def strip_texts(view: SyncView, post: PostState = PostState()) -> tuple[str, ...]:
    """The calm line of a desk that does not reach its centre, and a shorter one for a small window; none where it does, nor where
    its own book knows nothing of that.
    """
    if post.own is not None:
        return ()
    texts = {
        "offline": (
            translate("sync", "Offline since {time}. {can} {count}."),
            translate("sync", "Offline since {time}. {count}."),
        ),
        "no_answer": (
            translate("sync", "The centre is not answering since {time}. {can} {count}."),
            translate("sync", "No answer since {time}. {count}."),
        ),
        "wrong_certificate": (
            translate("sync", "Whoever answers is not the centre of this desk: nothing is sent there. {can} {count}."),
            translate("sync", "Whoever answers is not the centre of this desk. {count}."),
            translate("sync", "Whoever answers is not this desk's centre."),
        ),
        "wrong_date": (
            translate(
                "sync", "By the date of this computer the centre is not recognised: nothing is sent. {can} {count}."
            ),
            translate("sync", "This computer's date is wrong for the centre. {count}."),
            translate("sync", "Set the date of this computer."),
        ),
        "too_old": (
            translate("sync", "The centre needs a newer version of this program. {can} {count}."),
            translate("sync", "Too old for the centre. {count}."),
        ),
    }.get(view.state, ())
    can = translate("sync", "You can go on: cancel, check, take payments.")
    time, sent = time_of(view.since, view=view), counted("sync", "%n to send", view.unsent)
    return tuple(text.format(time=time, can=can, count=sent) for text in texts)


def cause_text(view: SyncView, post: PostState = PostState()) -> str:
    """Why the last round ended early, what is safe, and what to do; and what is told of a copy put back, there or here."""
    own = None if post.own is None else sentence(post.own.code, data=post.own.data, translate=_of_the_desk)
    parts = [_ended(view) if own is None or view.state == "ended" else "", own or ""]
    if view.put_back:
        parts.append(sentence("centre_put_back", data={}, translate=_of_the_desk))
    parts.append(came_back_sentence(view.came_back, translate=_of_the_desk) or "")
    return "\n".join(part for part in parts if part)


def _ended(view: SyncView) -> str:
    if view.state == "clock":
        return clock_sentence(view.skew, translate=_of_the_desk) or ""
    if view.cause is None:
        return ""
    if view.state == "wrong_certificate":
        return translate(
            "sync",
            "Whoever answers is not the centre of this desk. Nothing is sent there; everything is saved here and goes on. "
            "Compare the date of this computer first: with a wrong one nobody is recognised. Then check that this desk is on the "
            "venue's own network, else ask whoever runs the centre.",
        )
    return sentence(view.cause, data={}, translate=_of_the_desk)


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
    if view.next_attempt_at is not None and view.next_attempt_at - view.now >= MINUTE:
        time = clock_time(view.next_attempt_at, timezone=view.timezone)
        parts.append(translate("sync", "next try {time}").format(time=time))
    elif view.next_attempt_at is not None and view.next_attempt_at > view.now:
        parts.append(translate("sync", "next try within a minute"))
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


def gone_text(how: Closed | None) -> str:
    """That a case was settled elsewhere, by whom and how, while somebody wrote a note for it here; None: it is no case any more."""
    if how is None:
        return translate("sync", "This needs nobody any more. Your note is not recorded; Esc leads back.")
    who = " ".join(part for part in (how.desk, f"({how.by})" if how.desk and how.by else how.by) if part)
    when = moment(how.at, timezone=how.timezone, short=True)
    said = (
        translate("sync", "{who} closed this case, {when}.")
        if who
        else translate("sync", "This case was closed, {when}.")
    )
    parts = [said.format(who=who, when=when)]
    if how.note:
        parts.append(translate("sync", "Noted there: “{note}”.").format(note=" ".join(how.note.split())))
    return " ".join([*parts, translate("sync", "Your note is not recorded; Esc leads back.")])
