"""The chip, the strip and the page of a desk with a centre, and joining one."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.conftest import NOW, lea
from tests.house import house, on, taken
from tests.store.test_faults import most_pages, pages_of
from tests.sync.test_two_desks import filled
from tests.ui.conftest import Cashier
from tests.ui.sync_desk import Venue
from tests.ui.test_postman_in_the_window import settled
from ticketoffice import post
from ticketoffice.desk import cancel, invoice, syncing
from ticketoffice.desk.find import find, order_of
from ticketoffice.desk.notes import add_note
from ticketoffice.desk.sentences import sentence
from ticketoffice.desk.show import show
from ticketoffice.desk.sync_views import CameBack, SyncView
from ticketoffice.desk.syncing import sync_view
from ticketoffice.domain.errors import RuleBroken, Unavailable
from ticketoffice.store import enrolment
from ticketoffice.store.book import Book
from ticketoffice.sync.http.finding import find as find_by_http
from ticketoffice.sync.line import Reach
from ticketoffice.ui.drawing import CHIP_MARGINS, ICON
from ticketoffice.ui.order import tickets_table
from ticketoffice.ui.order.tickets_model import TicketColumn
from ticketoffice.ui.sync.icons import LINES, sync_icon
from ticketoffice.ui.sync.strip import OfflineStrip
from ticketoffice.ui.sync.words import PostState, cause_text, said, strip_texts
from ticketoffice.ui.theme import BUTTON_HEIGHT, Tone
from ticketoffice.ui.top_bar import LEAST_SEARCH, TopBar
from ticketoffice.ui.words import set_language, translate

Run = Callable[..., None]
CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
MINUTE = 60_000_000
ONLINE = SyncView(
    state="online",
    url="https://c",
    cause=None,
    completed_at=NOW,
    since=NOW,
    saved=10,
    sent=10,
    accepted=10,
    unsent=0,
    held=0,
    oldest_at=None,
    age="fresh",
    attention=0,
    skew=0,
    loaded=0,
    next_attempt_at=None,
    failures=0,
    timezone="UTC",
    now=NOW,
)
WAITING = replace(ONLINE, state="to_send", unsent=3, oldest_at=NOW - 20 * MINUTE)
ASKED = PostState(asked=True)
FULL = PostState(asked=True, own=Unavailable("disk_full"))


@pytest.fixture(autouse=True)
def _no_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(post, "EVERY", 3600.0)


def away(code: str = "no_network") -> Callable[[str], object]:
    def raises(_: str) -> None:
        raise Unavailable(code)

    return raises


async def sent(cashier: Cashier) -> None:
    """One round that begins now, and what it leaves is shown: one that is on its way already is not it."""
    there = cashier.window.desktop.post
    await cashier.until(lambda: not there.on_way)
    before = there._ended_at
    there.wish()
    await cashier.until(lambda: there._ended_at != before and not there.on_way)
    await cashier.idle()


@pytest.mark.parametrize(
    ("view", "now", "word", "tone", "shape"),
    [
        (ONLINE, ASKED, "Online · 0 to send", Tone.OK, "plug"),
        (ONLINE, PostState(), "Asking the centre", Tone.WAIT, "cloud"),
        (WAITING, ASKED, "3 to send", Tone.OK, "up"),
        (replace(WAITING, age="old"), ASKED, "3 to send since 11:40", Tone.WAIT, "clock"),
        (replace(WAITING, age="very_old"), ASKED, "3 to send since 11:40", Tone.STOP, "clock"),
        (replace(WAITING, held=1), PostState(on_way=True, asked=True), "Sending 2", Tone.OK, "up"),
        (replace(WAITING, state="offline"), ASKED, "Offline since 12:00 · 3 to send", Tone.WAIT, "unplugged"),
        (replace(ONLINE, state="no_answer"), ASKED, "No centre since 12:00", Tone.WAIT, "cloud"),
        (replace(ONLINE, state="wrong_certificate"), ASKED, "Somebody else answers", Tone.WAIT, "stranger"),
        (replace(WAITING, state="wrong_certificate"), ASKED, "Somebody else answers · 3 to send", Tone.WAIT, "stranger"),
        (replace(WAITING, state="wrong_date"), ASKED, "Wrong date · 3 to send", Tone.WAIT, "clock"),
        (replace(WAITING, state="too_old"), ASKED, "Update needed · 3 to send", Tone.WAIT, "down"),
        (replace(WAITING, state="incomplete", cause="gap"), ASKED, "Sync incomplete · 3 to send", Tone.WAIT, "clock"),
        (replace(ONLINE, state="offline"), FULL, "Sync incomplete", Tone.WAIT, "clock"),
        (replace(ONLINE, state="ended", cause="revoked"), FULL, "Access ended", Tone.STOP, "attention"),
        (replace(ONLINE, state="clock", skew=7), ASKED, "Clock 7 min off", Tone.WAIT, "clock"),
        (replace(ONLINE, state="clock", skew=60 * 26), ASKED, "Clock 26 h off", Tone.WAIT, "clock"),
        (replace(WAITING, state="clock", skew=575999), ASKED, "Clock 400 days off · 3 to send", Tone.WAIT, "clock"),
        (replace(ONLINE, state="ended"), ASKED, "Access ended", Tone.STOP, "attention"),
        (replace(WAITING, state="ended", cause="revoked"), ASKED, "Access ended · 3 to send", Tone.STOP, "attention"),
        (replace(ONLINE, state="ended", cause="broken_chain"), ASKED, "Journal does not fit", Tone.STOP, "attention"),
        (replace(ONLINE, state="ended", cause="other_bytes"), ASKED, "Journal does not fit", Tone.STOP, "attention"),
        (replace(ONLINE, state="loading", loaded=126), PostState(total=400), "Loading 126 of 400", Tone.OK, "down"),
        (replace(ONLINE, state="loading", loaded=126), PostState(), "Loading 126", Tone.OK, "down"),
        (replace(ONLINE, attention=2), ASKED, "Online · 0 to send · 2 to look at", Tone.STOP, "attention"),
        (replace(WAITING, state="offline", attention=1), ASKED, "Offline since 12:00 · 3 to send · 1 to look at", Tone.STOP, "attention"),
        (ONLINE, PostState(asked=True, halted=True), "Stopped", Tone.WAIT, "clock"),
    ],
)  # fmt: skip
def test_each_state_has_its_word_its_tone_and_its_shape(
    qapp: QApplication, view: SyncView, now: PostState, word: str, tone: Tone, shape: str
) -> None:
    found = said(view, now)
    assert (found.word, found.tone, found.shape) == (word, tone, shape)
    assert 0 < len(found.least) <= len(found.less) <= len(found.short) <= len(found.word)


@pytest.mark.parametrize(
    ("language", "online", "offline", "two", "least"),
    [
        ("en", "2 to look at", "Offline · 3 to send · 2 to look at", "Offline · 3 to send\n2 to look at", "Offline"),
        (
            "fr",
            "2 à traiter",
            "Hors ligne · 3 à envoyer · 2 à traiter",
            "Hors ligne · 3 à envoyer\n2 à traiter",
            "Hors ligne",
        ),
    ],
)
def test_no_number_of_the_chip_stands_without_its_word(
    qapp: QApplication, qtbot: QtBot, language: str, online: str, offline: str, two: str, least: str
) -> None:
    set_language(qapp, language)
    try:
        assert said(replace(ONLINE, attention=2), ASKED).short == online
        away_too = said(replace(WAITING, state="offline", attention=2), ASKED)
        assert (away_too.short, away_too.least) == (offline, least)
        bar = TopBar()
        qtbot.addWidget(bar)
        bar.show()
        bar.show_sync(away_too)
        seen: list[str] = []
        for width in range(1400, 500, -10):
            bar.setFixedWidth(width)
            bar.layout().activate()
            assert bar.search.width() >= LEAST_SEARCH or bar.sync.text() == least
            assert bar.sync.height() == BUTTON_HEIGHT, "two lines have the height of one"
            assert away_too.word in bar.sync.accessibleName() and away_too.word in bar.sync.toolTip()
            seen += [bar.sync.text()] if bar.sync.text() not in seen else []
        assert seen == [away_too.word, offline, two, least]
    finally:
        set_language(qapp, "en")


@pytest.mark.parametrize(
    "state", ["ended", "wrong_certificate", "wrong_date", "too_old", "offline", "no_answer", "clock"]
)
def test_what_is_wrong_with_the_line_stands_in_the_chip_however_narrow_it_is(qapp: QApplication, state: str) -> None:
    alone = said(replace(ONLINE, state=state, skew=7), ASKED)
    found = said(replace(WAITING, state=state, skew=7, attention=12), ASKED)
    assert found.least == alone.short
    for text in (found.word, found.short, found.less):
        assert text != found.least
    assert found.less.replace("\n", " · ") == f"{alone.short} · 3 to send · 12 to look at", "each of them with its word"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_whoever_answers_in_the_place_of_the_centre_is_called_so_and_the_desk_goes_on(
    qapp: QApplication, language: str
) -> None:
    set_language(qapp, language)
    other, goes_on = {
        "en": ("not the centre of this desk", ("You can go on", "goes on")),
        "fr": ("n'est pas la centrale de ce guichet", ("Continuez :", "continue")),
    }[language]
    try:
        view = replace(WAITING, state="wrong_certificate", cause="wrong_certificate")
        whole, shorter, least = strip_texts(view)
        assert other in whole and other in shorter
        assert goes_on[0] in whole
        assert other in cause_text(view) and goes_on[1] in cause_text(view)
        date = {"en": "Compare the date of this computer first", "fr": "Comparez d'abord la date de cet ordinateur"}[
            language
        ]
        assert date in cause_text(view), "a wrong clock looks the same"
        assert date in sentence("wrong_certificate", data={}, translate=lambda text: translate("sentences", text))
        assert "3" in whole and "3" in shorter
        shortest = {"en": "Whoever answers is not this desk's centre.", "fr": "Celui qui répond n'est pas la centrale."}
        assert least == shortest[language]
    finally:
        set_language(qapp, "en")


def test_a_program_that_is_too_old_does_not_call_the_centre_silent(qapp: QApplication) -> None:
    texts = strip_texts(replace(WAITING, state="too_old"))
    assert texts[0].startswith("The centre needs a newer version of this program. You can go on")
    assert texts[1] == "Too old for the centre. 3 to send."


@pytest.mark.parametrize("language", ["en", "fr"])
def test_also_in_few_words_the_chip_says_how_much_waits(qapp: QApplication, language: str) -> None:
    set_language(qapp, language)
    try:
        for state in ("offline", "no_answer", "clock", "ended", "to_send"):
            found = said(replace(WAITING, state=state), ASKED)
            assert "3" in found.word and "3" in found.short, state
    finally:
        set_language(qapp, "en")


def test_no_two_pictures_are_alike(qapp: QApplication) -> None:
    pictures = [sync_icon(shape, colour="black").pixmap(ICON, ICON).toImage() for shape in LINES]
    assert all(a != b for n, a in enumerate(pictures) for b in pictures[n + 1 :])


def test_the_strip_speaks_only_where_the_centre_is_not_reached(qapp: QApplication) -> None:
    assert strip_texts(replace(WAITING, state="offline")) == (
        "Offline since 12:00. You can go on: cancel, check, take payments. 3 to send.",
        "Offline since 12:00. 3 to send.",
    )
    assert strip_texts(replace(ONLINE, state="no_answer"))[0].startswith("The centre is not answering since 12:00.")
    for state in ("online", "to_send", "loading", "clock", "ended"):
        assert strip_texts(replace(ONLINE, state=state)) == ()


@pytest.mark.parametrize(("width", "said"), [(240, 1), (700, 0)])
def test_the_strip_says_as_much_as_has_room(qtbot: QtBot, width: int, said: int) -> None:
    strip = OfflineStrip()
    qtbot.addWidget(strip)
    strip.setFixedWidth(width)
    strip.show()
    texts = strip_texts(replace(WAITING, state="offline"))
    strip.show_texts(texts, shape="unplugged")
    assert strip.text.text() == texts[said]
    assert strip.text.is_whole()


def test_the_page_says_of_a_clock_and_of_an_older_copy_what_the_commands_say() -> None:
    assert cause_text(replace(ONLINE, state="clock", skew=14_400)) == sentence("clock_off_days", data={"count": 10})
    came_back = {"lacked": 12, "missing": 3, "back": 9}
    assert cause_text(replace(ONLINE, came_back=CameBack(12, 3))) == sentence("came_back", data=came_back)
    assert cause_text(ONLINE) == ""


def test_the_chip_says_how_it_stands_and_leads_to_the_page(at_venue: Run) -> None:
    async def journey(cashier: Cashier, venue: Venue) -> None:
        await settled(cashier)
        chip = cashier.find("sync.chip")
        assert chip.text() == "Online · 0 to send"
        name = QAccessible.queryAccessibleInterface(chip).text(QAccessible.Text.Name)
        assert name == "Centre: Online · 0 to send"
        await cashier.click("sync.chip")
        assert cashier.find("sync.page").isVisible()
        await cashier.key(Qt.Key.Key_F3)
        await cashier.key(Qt.Key.Key_Y, CONTROL_SHIFT)
        assert cashier.find("sync.page").isVisible()
        saved = (await cashier.window.books.read(sync_view)).saved
        assert cashier.find("sync.truths").text() == f"Saved here {saved}     Sent {saved}     Accepted {saved}"
        assert cashier.find("sync.queue.empty").text() == "Nothing waits: all that was done here has gone."
        assert cashier.find("sync.queue.empty").isVisible()
        assert not cashier.find("sync.done.empty").isVisibleTo(cashier.find("sync.done"))
        assert cashier.find("sync.head").text() == "Online.  Last complete sync 13:00."

    at_venue(journey)


def test_a_line_that_is_away_is_one_calm_line_and_its_return_is_told(at_venue: Run) -> None:
    async def journey(cashier: Cashier, venue: Venue) -> None:
        await settled(cashier)
        await cashier.open("P")
        venue.before = away()
        await cashier.click_cross(0)
        await sent(cashier)
        venue.clock.advance(seconds=100)
        await sent(cashier)
        cashier.window.notice.clear()
        strip = cashier.find("offline.strip")
        assert strip.isVisible()
        assert cashier.find("offline.text").text().startswith("Offline since 13:00.")
        assert cashier.find("sync.chip").said.word == "Offline since 13:00 · 1 to send"
        QTest.mouseClick(cashier.find("offline.details"), Qt.MouseButton.LeftButton)
        await cashier.idle()
        assert cashier.find("sync.page").isVisible()
        assert cashier.find("sync.cause").text().startswith("The centre cannot be reached.")
        assert cashier.find("sync.queue").model().rowCount() == 1
        assert not strip.isVisible(), "the page tells it, and the chip"
        assert cashier.find("sync.head").text() == "Offline.  Last complete sync 13:00."
        told = [label.text() for label in cashier.window.findChildren(QLabel) if label.isVisible()]
        assert [text for text in told if "ffline" in text] == [cashier.find("sync.head").text()]
        await cashier.key(Qt.Key.Key_F3)
        assert strip.isVisible()
        await cashier.click("sync.chip")
        venue.before = lambda _: None
        await cashier.click("sync.now")
        await settled(cashier)
        await cashier.until(lambda: cashier.find("notice.text").text() == "All sent 13:01.")
        assert not strip.isVisible()
        assert cashier.find("sync.chip").said.word == "Online · 0 to send"

    at_venue(journey)


def test_a_desk_whose_access_ends_is_not_told_that_all_was_sent(at_venue: Run) -> None:
    async def journey(cashier: Cashier, venue: Venue) -> None:
        await settled(cashier)
        venue.before = away("no_answer")
        await sent(cashier)
        await cashier.until(lambda: cashier.find("sync.chip").said.word.startswith("No centre since"))
        venue.before = away("access_ended")
        await sent(cashier)
        await cashier.until(lambda: cashier.find("sync.chip").said.word == "Access ended")
        assert cashier.find("notice.text").text() == ""

    at_venue(journey)


def away_here(code: str = "no_network") -> Callable[[str], object]:
    """The line of this window's desk is away, that of another one is not."""

    def raises(_: str) -> None:
        if threading.current_thread().name == "network":
            raise Unavailable(code)

    return raises


def test_a_disk_that_is_full_here_is_told_as_that_and_not_as_a_centre_that_is_away(
    at_venue: Run, caplog: pytest.LogCaptureFixture
) -> None:
    async def journey(cashier: Cashier, venue: Venue) -> None:
        await settled(cashier)
        await cashier.key(Qt.Key.Key_Y, CONTROL_SHIFT)
        other, rounds = venue.other_desk()
        notes_on(other, "P", 40)
        rounds()
        await cashier.window.books.write(_full)
        await sent(cashier)
        await cashier.until(lambda: cashier.find("sync.chip").said.word == "Sync incomplete")
        assert cashier.find("sync.cause").text() == said_by("disk_full")
        assert cashier.find("sync.head").text().startswith("Sync incomplete.")
        assert not cashier.find("sync.join").isVisible(), "joining again would not help"
        await cashier.window.books.write(most_pages, 2**30)
        await sent(cashier)
        await cashier.until(lambda: cashier.find("sync.chip").said.word == "Online · 0 to send")
        assert not cashier.find("sync.cause").isVisible()

    at_venue(journey)
    assert "disk_full" in caplog.text


def _full(book: Book) -> None:
    most_pages(book, pages_of(book))


def test_what_the_book_could_not_do_comes_before_what_is_known_of_the_line(qapp: QApplication) -> None:
    away, full = replace(WAITING, state="offline", cause="no_network"), said_by("disk_full")
    assert (cause_text(away, FULL), strip_texts(away, FULL)) == (full, ())
    assert cause_text(replace(away, state="ended", cause="revoked"), FULL) == f"{said_by('revoked')}\n{full}"


async def refused_here(cashier: Cashier, venue: Venue) -> None:
    """Two desks cancel one ticket. This one's may leave and is tried in vain, so that it can be kept no more; the other one's
    comes first.
    """
    await settled(cashier)
    other, rounds = venue.other_desk()
    cancel.cancel(other, [ticket(other, "PT1")], who=lea(other), reason="duplicate", method="card")
    venue.before = away_here()
    await cashier.window.books.write(_cancelled_for_nothing)
    venue.clock.advance(seconds=61)
    await sent(cashier)
    rounds()


def _cancelled_for_nothing(book: Book) -> None:
    cancel.cancel(book, [ticket(book, "PT1")], who=lea(book), reason="duplicate", method="nothing", inform="told")


async def heard(cashier: Cashier, venue: Venue) -> None:
    """The line is back: what waits is sent, and what the centre says to it is heard."""
    venue.before = lambda _: None
    await sent(cashier)
    await sent(cashier)


def test_a_ticket_that_is_not_sent_and_of_which_nobody_is_told_says_both(at_venue: Run) -> None:
    async def journey(cashier: Cashier, venue: Venue) -> None:
        await settled(cashier)
        venue.before = away_here()

        def mine(book: Book) -> None:
            cancel.cancel(
                book,
                [ticket(book, "PT1")],
                who=lea(book),
                reason="duplicate",
                method="nothing",
                inform="later",
                now=True,
            )

        await cashier.window.books.write(mine)
        await cashier.open("P")
        table = cashier.window.order.table.model()
        said = "Cancelled 13:00, customer not told, not sent yet"
        assert spoken(cashier) == said
        assert table.index(0, TicketColumn.STATE).data(Qt.ItemDataRole.ToolTipRole) == said

    at_venue(journey)


def test_a_ticket_says_that_it_was_not_sent_and_that_it_was_refused(at_venue: Run) -> None:
    async def journey(cashier: Cashier, venue: Venue) -> None:
        await refused_here(cashier, venue)
        await cashier.open("P")
        assert spoken(cashier) == "Cancelled 13:00, not sent yet"
        await heard(cashier, venue)
        await cashier.until(lambda: spoken(cashier) == "Cancelled 13:00, Refused by the centre, to be handed out")
        history = cashier.find("history.table").model()
        told = [history.index(row, 3).data() for row in range(history.rowCount())]
        assert sum(text.startswith("Refused by the centre · P-1") for text in told) == 2
        assert any(text.startswith("Refused by the centre · P-1 · It had been cancelled elsewhere.") for text in told)
        case = "P-1 · Desk 1 · Cancelled · It had been cancelled elsewhere. (Tue 24 Nov 13:00, Lea, Desk 2)"
        assert [line.text.text() for line in cashier.window.order.idle.cases.lines if line.key] == [case]

    at_venue(journey)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("size", [(1024, 700), (1280, 800)])
def test_what_the_centre_refused_stands_beside_the_state_and_is_read_whole(
    at_venue: Run, monkeypatch: pytest.MonkeyPatch, language: str, size: tuple[int, int]
) -> None:
    painted: list[tuple[str, Tone, bool]] = []
    paint = tickets_table.paint_chip

    def watch(painter: Any, box: Any, *, word: str, tone: Tone, shape: str = "") -> None:
        room = box.width() - CHIP_MARGINS
        painted.append((word, tone, painter.fontMetrics().horizontalAdvance(word) <= room))
        paint(painter, box, word=word, tone=tone, shape=shape)

    async def journey(cashier: Cashier, venue: Venue) -> None:
        cashier.window.resize(*size)
        await refused_here(cashier, venue)
        await cashier.open("P")
        await heard(cashier, venue)
        table = cashier.find("tickets.table")
        cell = table.visualRect(table.model().index(0, TicketColumn.STATE))
        monkeypatch.setattr(tickets_table, "paint_chip", watch)
        table.viewport().grab(cell)
        monkeypatch.undo()
        own, against = {
            "en": ("Cancelled 13:00", "Refused by the centre"),
            "fr": ("Annulé à 13:00", "Refusé par la centrale"),
        }[language]
        assert painted[:2] == [(own, Tone.DONE, True), (against, Tone.STOP, True)]
        still = table.model().index(1, TicketColumn.STATE).data(Qt.ItemDataRole.AccessibleTextRole)
        assert still == {"en": "Valid", "fr": "Valable"}[language]

    at_venue(journey, language=language)


def ticket(book: Book, code: str) -> str:
    return str(order_of(book, code)[1])


def spoken(cashier: Cashier) -> str:
    index = cashier.window.order.table.model().index(0, 7)
    return str(index.data(Qt.ItemDataRole.AccessibleTextRole))


def test_a_case_is_told_whole_and_closed_in_place_with_a_note(at_venue: Run) -> None:
    async def journey(cashier: Cashier, venue: Venue) -> None:
        await settled(cashier)
        other, rounds = venue.other_desk()
        cancel.cancel(other, [ticket(other, "PT1")], who=lea(other), reason="duplicate", method="nothing", now=True)
        rounds()

        def mine(book: Book) -> None:
            cancel.cancel(book, [ticket(book, "PT1")], who=lea(book), reason="duplicate", method="nothing", now=True)

        await cashier.window.books.write(mine)
        await settled(cashier)
        await sent(cashier)
        assert cashier.find("sync.chip").said.word == "Online · 0 to send · 1 to look at"
        await cashier.click("sync.chip")
        cashier.window.sync.page.show_tab("cases")
        await cashier.idle()
        assert cashier.find("sync.cases").model().rowCount() == 1
        what = cashier.find("sync.what").text()
        first = "Tue 24 Nov 13:00, Lea, Desk 2"
        assert what == f"Desk 1 · Cancelled · CHF 30.00 · Ticket P-1 had been cancelled elsewhere before that: {first}."
        assert cashier.find("sync.successor").isHidden(), "nothing replaced it"
        assert cashier.find("sync.safe").text()
        assert cashier.find("sync.next").text()
        await cashier.click("sync.settle")
        note = cashier.find("sync.note")
        assert QApplication.focusWidget() is note
        assert not cashier.find("sync.close").isEnabled()
        await cashier.key(Qt.Key.Key_Escape)
        assert not note.isVisible()
        assert QApplication.focusWidget() is cashier.find("sync.cases")
        await cashier.click("sync.settle")
        QTest.keyClicks(note, "the customer knows")
        await sent(cashier)
        assert note.text() == "the customer knows", "a round takes nothing away"
        await cashier.key(Qt.Key.Key_Return)
        await cashier.until(lambda: cashier.find("sync.cases").model().rowCount() == 0)
        assert not cashier.find("sync.case").isVisible()
        await cashier.until(lambda: cashier.find("sync.chip").said.word == "Online · 0 to send")
        with venue.centre.read() as reading:
            assert [case.closed_at is not None for case in reading.cases()] == [True]

    at_venue(journey)


def test_a_case_leads_to_its_order(at_venue: Run) -> None:
    async def journey(cashier: Cashier, venue: Venue) -> None:
        await settled(cashier)
        other, rounds = venue.other_desk()
        cancel.click(other, [ticket(other, "PT1")], who=lea(other), now=True)
        rounds()
        await cashier.window.books.write(
            lambda book: cancel.click(book, [ticket(book, "PT1")], who=lea(book), now=True)
        )
        await settled(cashier)
        await sent(cashier)
        await cashier.click("sync.chip")
        cashier.window.sync.page.show_tab("cases")
        await cashier.click("sync.open")
        await cashier.until(lambda: cashier.window.order.order is not None and cashier.window.order.order.number == "P")
        assert cashier.window.on_orders_page

    at_venue(journey)


def test_a_case_leads_to_the_order_that_has_its_places(at_venue: Run) -> None:
    async def journey(cashier: Cashier, venue: Venue) -> None:
        await settled(cashier)
        other, rounds = venue.other_desk()
        made = invoice.reissue(other, order_of(other, "I")[0], without=[ticket(other, "IT1")], who=lea(other))
        rounds()

        def mine(book: Book) -> None:
            tickets = list(show(book, order_of(book, "I")[0]).whole)
            cancel.cancel(book, tickets, who=lea(book), reason="duplicate", method="nothing", now=True)

        await cashier.window.books.write(mine)
        await settled(cashier)
        await sent(cashier)
        await cashier.click("sync.chip")
        cashier.window.sync.page.show_tab("cases")
        await cashier.idle()
        assert cashier.find("sync.successor").text() == f"Open order {made.order_number}"
        await cashier.click("sync.successor")
        await cashier.until(
            lambda: cashier.window.order.order is not None and cashier.window.order.order.number == made.order_number
        )

    at_venue(journey)


def test_the_queue_of_a_dead_desk_is_a_file(at_venue: Run, tmp_path: Path) -> None:
    async def journey(cashier: Cashier, venue: Venue) -> None:
        await settled(cashier)
        venue.before = away()
        await cashier.open("P")
        await cashier.click_cross(0)
        await cashier.click("sync.chip")
        await cashier.click("sync.file")
        dialog = cashier.window.findChild(object, "sync.dialog")
        dialog.fileSelected.emit(str(tmp_path / "queue.json"))
        dialog.close()
        await cashier.until((tmp_path / "queue.json").exists)
        await cashier.idle()
        found = json.loads((tmp_path / "queue.json").read_bytes())
        assert [sent["seq"] for batch in found["batches"] for sent in batch["sent"]]
        assert cashier.find("notice.text").text().startswith("1 operation saved as ")

    at_venue(journey)


def test_the_name_of_the_queue_says_how_much_waits_where_not_all_is_listed(
    at_venue: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(syncing, "MOST", 1)

    async def journey(cashier: Cashier, venue: Venue) -> None:
        venue.before = away()
        await cashier.window.books.write(notes_on, "P", 3)
        await cashier.click("nav.sync")
        await settled(cashier)
        tabs = cashier.find("sync.tabs")
        assert tabs.tabText(0) == "To send 3"
        assert cashier.find("sync.queue").model().rowCount() == 1

    at_venue(journey)


def notes_on(book: Book, number: str, count: int) -> None:
    order = order_of(book, number)[0]
    for n in range(count):
        add_note(book, order, text=f"note {n}", who=lea(book))


def test_joining_says_each_no_in_words_and_loses_no_input(at_venue: Run) -> None:
    async def journey(cashier: Cashier, venue: Venue) -> None:
        await cashier.key(Qt.Key.Key_Y, CONTROL_SHIFT)
        assert cashier.find("pair.page").isVisible()
        assert QApplication.focusWidget() is cashier.find("pair.address")
        assert not cashier.find("pair.pair").isEnabled()
        told = cashier.find("pair.told")
        assert told.text() == "Still needed: Address of the centre, Code, Name of this desk."
        for name, text in (("pair.address", "c.example"), ("pair.code", "BCDF GHJK"), ("pair.name", "Desk 1")):
            cashier.find(name).setText(text)
        assert told.text() == ""
        await cashier.click("pair.pair")
        await cashier.until(lambda: told.text().startswith("This code is not known."))
        await cashier.until(cashier.find("pair.code").hasFocus)
        await cashier.key(Qt.Key.Key_Escape)
        assert cashier.window.on_orders_page
        await cashier.click("nav.sync")
        assert [cashier.find(f"pair.{name}").text() for name in ("address", "code", "name")] == [
            "c.example",
            "BCDF GHJK",
            "Desk 1",
        ]
        cashier.find("pair.code").setText(venue.code().lower())
        cashier.find("pair.code").setFocus()
        await cashier.key(Qt.Key.Key_Return)
        await settled(cashier)
        assert cashier.find("sync.page").isVisible()
        assert cashier.find("nav.sync").text() == "Sync"
        assert cashier.find("sync.chip").said.word == "Online · 0 to send"
        assert (await cashier.window.books.read(sync_view)).url.startswith("https://c.example:")
        with venue.centre.read() as reading:
            assert reading.count_orders() == 2

    at_venue(journey, joins=False)


def test_a_way_to_join_that_this_version_does_not_know_is_a_desk_that_has_joined(
    at_venue: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    enrol = enrolment.enrol
    monkeypatch.setattr(enrolment, "enrol", lambda book, wish: replace(enrol(book, wish), form="led"))

    async def journey(cashier: Cashier, venue: Venue) -> None:
        cashier.window.pages.go_to("nav.sync")
        page = cashier.window.sync.pair
        for field, text in ((page.address, "c"), (page.code, venue.code()), (page.name, "Desk 1")):
            field.setText(text)
        await cashier.click("pair.pair")
        await settled(cashier)
        assert cashier.find("sync.page").isVisible()
        assert cashier.find("notice.text").text() == "Joined."

    at_venue(journey, joins=False)


def test_a_desk_that_was_put_out_joins_again_with_a_new_code(at_venue: Run) -> None:
    async def journey(cashier: Cashier, venue: Venue) -> None:
        await settled(cashier)
        assert not cashier.find("sync.join").isVisibleTo(cashier.window.sync.page)
        enrolment.revoke(venue.centre, enrolment.desks(venue.centre)[0].desk)
        await cashier.key(Qt.Key.Key_Y, CONTROL_SHIFT)
        await cashier.key(Qt.Key.Key_F5)
        await cashier.until(lambda: cashier.find("sync.join").isVisible())
        await settled(cashier)
        assert "Customers' data were taken out" in cashier.find("sync.cause").text()
        cashier.find("sync.join").setFocus()
        await cashier.key(Qt.Key.Key_Space)
        await cashier.until(lambda: cashier.find("pair.page").isVisible())
        assert QApplication.focusWidget() is cashier.find("pair.code")
        assert cashier.find("pair.address").text() == "https://test:1"
        await cashier.key(Qt.Key.Key_Escape)
        assert cashier.find("sync.page").isVisible()
        await cashier.click("sync.join")
        await cashier.until(lambda: cashier.find("pair.page").isVisible())
        cashier.find("pair.name").setText("Desk 1")
        cashier.find("pair.code").setText(venue.code())
        await cashier.key(Qt.Key.Key_Return)
        await cashier.until(lambda: cashier.find("sync.page").isVisible())
        await cashier.until(lambda: cashier.find("sync.chip").said.word == "Online · 0 to send")
        assert cashier.find("notice.text").text() == "Joined again. What waits here is being sent."
        assert not cashier.find("sync.join").isVisible()
        order = await cashier.window.books.read(order_of, "P")
        assert (await cashier.window.books.read(show, order[0])).customer.name == "Zoë Test"

    at_venue(journey)


@pytest.mark.parametrize("why", ["no_network", "no_answer", "wrong_certificate", "access_ended"])
def test_a_desk_whose_rounds_fail_is_led_to_its_centre_at_another_address(at_venue: Run, why: str) -> None:
    async def journey(cashier: Cashier, venue: Venue) -> None:
        await settled(cashier)
        await cashier.key(Qt.Key.Key_Y, CONTROL_SHIFT)
        assert not cashier.find("sync.join").isVisible()
        venue.before = away(why)
        await cashier.key(Qt.Key.Key_F5)
        await cashier.until(lambda: cashier.find("sync.join").isVisible())
        await cashier.click("sync.join")
        await cashier.until(lambda: cashier.find("pair.page").isVisible())
        for field, text in (("address", "moved.example"), ("name", "Desk 1"), ("code", venue.code())):
            cashier.find(f"pair.{field}").setText(text)
        venue.before = lambda _: None
        await cashier.key(Qt.Key.Key_Return)
        await cashier.until(lambda: cashier.find("sync.page").isVisible())
        await cashier.until(lambda: cashier.find("sync.chip").said.word == "Online · 0 to send")
        assert cashier.find("notice.text").text() == "Joined again. What waits here is being sent."
        assert not cashier.find("sync.join").isVisible()
        assert (await cashier.window.books.read(sync_view)).url == "https://moved.example:8443"
        assert len(enrolment.desks(venue.centre)) == 1

    at_venue(journey)


def test_a_centre_that_is_not_reached_is_said_beside_the_fields(at_venue: Run) -> None:
    async def journey(cashier: Cashier, venue: Venue) -> None:
        cashier.window.pages.go_to("nav.sync")
        there, page = cashier.window.desktop.post, cashier.window.sync.pair
        for code, begins in (
            ("no_network", said_by("nobody_there", address="https://bcdfghjk:8443")),
            ("no_answer", said_by("no_centre_there", address="https://bcdfghjk:8443")),
            ("wrong_code", "This code is not known."),
            ("wrong_certificate", "Whoever answers is not the centre"),
        ):
            there._reach = lambda code=code: Reach(lambda url, **how: _raised(code), find_by_http)
            for field in (page.address, page.code, page.name):
                field.setText("BCDFGHJK")
            await cashier.click("pair.pair")
            await cashier.until(lambda begins=begins: page.told.text().startswith(begins))
            assert page.code.text() == "BCDFGHJK"
            again = page.address if code in ("no_network", "no_answer") else page.code
            await cashier.until(again.hasFocus)
            assert again.selectedText() == again.text(), "typed again it is written over"
        assert not cashier.find("sync.chip").isVisible()

    at_venue(journey, joins=False)


def said_by(code: str, **data: object) -> str:
    return sentence(code, data=data)


def _raised(code: str) -> Any:
    raise RuleBroken(code) if code == "wrong_code" else Unavailable(code)


def test_a_code_that_was_mistyped_in_the_field_is_written_over(at_venue: Run) -> None:
    async def journey(cashier: Cashier, venue: Venue) -> None:
        cashier.window.pages.go_to("nav.sync")
        page = cashier.window.sync.pair
        for field, text in ((page.address, "test:1"), (page.name, "Foyer"), (page.code, "22222222")):
            field.setText(text)
        page.code.setFocus()
        await cashier.key(Qt.Key.Key_Return)
        await cashier.until(lambda: page.told.text().startswith("This code is not known."))
        await cashier.until(page.code.hasFocus)
        code = venue.code()
        for letter in code:
            await cashier.key(getattr(Qt.Key, f"Key_{letter}"))
        assert page.code.text() == code.lower()

    at_venue(journey, joins=False)


def test_a_first_load_has_counts_can_be_stopped_and_goes_on_where_it_was(
    at_venue: Run, venue: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ticketoffice.store import feed

    taken(venue.centre, house(), *(on(f"A-{n}", number=f"P{n:02}") for n in range(30)))
    small = feed.load_page
    monkeypatch.setattr(feed, "load_page", lambda connection, **asked: small(connection, **asked | {"limit": 4}))

    async def journey(cashier: Cashier, venue: Venue) -> None:
        here, go = threading.Event(), threading.Event()
        loaded: list[str] = []

        def slowly(question: str) -> None:
            if question == "orders":
                loaded.append(question)
                if len(loaded) == 3:
                    here.set()
                    go.wait(10)

        venue.before = slowly
        cashier.window.pages.go_to("nav.sync")
        page = cashier.window.sync.pair
        for field, text in ((page.address, "c"), (page.code, venue.code()), (page.name, "Desk 2")):
            field.setText(text)
        await cashier.click("pair.pair")
        await cashier.until(here.is_set)
        counts = cashier.find("sync.counts")
        await cashier.until(lambda: counts.text() == "Loading orders: 8 of 30")
        assert cashier.find("sync.chip").said.word == "Loading 8 of 30"
        assert cashier.find("sync.progress").value() == 8
        await cashier.click("sync.stop")
        go.set()
        there = cashier.window.desktop.post
        await cashier.until(lambda: not there.on_way)
        await cashier.idle()
        assert there.halted
        assert len(loaded) == 3
        assert cashier.find("sync.chip").said.word == "Stopped"
        await cashier.open(await cashier.window.books.read(_one_that_is_here))
        await cashier.key(Qt.Key.Key_F5)
        await settled(cashier)
        assert len(loaded) == 3 + 6, "the page that was on its way is asked for again, and nothing before it"
        assert await cashier.window.books.read(_count) == 30
        assert not cashier.find("sync.load").isVisible()

    at_venue(journey, joins=False, make=lambda book: None)


def _one_that_is_here(book: Book) -> str:
    return next(row.number for row in find(book, "Zoë").orders)


def _count(book: Book) -> int:
    with book.read() as reading:
        return reading.count_orders()


def test_keys_lead_through_the_page(at_venue: Run) -> None:
    async def journey(cashier: Cashier, venue: Venue) -> None:
        await settled(cashier)
        await cashier.key(Qt.Key.Key_Y, CONTROL_SHIFT)
        assert QApplication.focusWidget() is cashier.find("sync.queue")
        await cashier.key(Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
        await cashier.key(Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
        assert cashier.find("sync.done").isVisible()
        await cashier.key(Qt.Key.Key_F6)
        assert QApplication.focusWidget() is cashier.find("search.bar")
        await cashier.key(Qt.Key.Key_F6)
        assert QApplication.focusWidget() is cashier.find("sync.done")

    at_venue(journey)


def test_what_needs_somebody_is_said_aloud_once(at_venue: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    async def journey(cashier: Cashier, venue: Venue) -> None:
        await settled(cashier)
        other, rounds = venue.other_desk()
        cancel.click(other, [ticket(other, "PT1")], who=lea(other), now=True)
        rounds()
        spoken: list[str] = []
        monkeypatch.setattr(
            "ticketoffice.ui.sync.centre_room.QAccessibleAnnouncementEvent",
            lambda thing, word: spoken.append(word) or QAccessibleAnnouncementEvent(thing, word),
        )
        await cashier.window.books.write(
            lambda book: cancel.click(book, [ticket(book, "PT1")], who=lea(book), now=True)
        )
        await settled(cashier)
        for _ in range(3):
            await sent(cashier)
        assert spoken == ["Online · 0 to send · 1 to look at"]

    at_venue(journey)


def test_in_a_small_window_the_search_keeps_its_room(at_venue: Run) -> None:
    async def journey(cashier: Cashier, venue: Venue) -> None:
        await settled(cashier)
        cashier.window.resize(1024, 700)
        venue.before = away()
        await cashier.open("P")
        await cashier.click_cross(0)
        await sent(cashier)
        chip = cashier.find("sync.chip")
        assert cashier.find("search.bar").width() >= 240
        assert chip.width() >= chip.sizeHint().width()
        assert chip.said.word in chip.toolTip()

    at_venue(journey, make=filled)
