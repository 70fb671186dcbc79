"""The Sell page at the counter: what is chosen is offered at once, sold when its money is taken, and nothing is sold before."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from ticketoffice.desk.cart import Cart, FromHold, Key
from ticketoffice.desk.choosing import Quote
from ticketoffice.desk.mailing import why_not_from
from ticketoffice.desk.on_sale import OnSale, house_on_sale, on_sale, performance_on_sale, would_stay_alone
from ticketoffice.domain.errors import RuleBroken, Unavailable
from ticketoffice.domain.rules import in_coins
from ticketoffice.ui import messages
from ticketoffice.ui.counters import Counters
from ticketoffice.ui.money_in_hand import InHand
from ticketoffice.ui.new_ids import new_id
from ticketoffice.ui.sale.cart_pane import line_texts
from ticketoffice.ui.sale.exchanging import SaleExchanging
from ticketoffice.ui.sale.in_hand import CartInHand, let_go
from ticketoffice.ui.sale.page import SalePage
from ticketoffice.ui.sale.parked_carts import ParkedCarts
from ticketoffice.ui.sale.sold_papers import SoldPapers
from ticketoffice.ui.sale.taking import SaleTaking
from ticketoffice.ui.sale.unsold_charges import UnsoldCharges
from ticketoffice.ui.sync.words import AWAY
from ticketoffice.ui.tasks import Again
from ticketoffice.ui.terminal.card_taker import CardTaker
from ticketoffice.ui.words import translate

if TYPE_CHECKING:
    from ticketoffice.desk.exchanging import Exchanged
    from ticketoffice.desk.selling import Sold
    from ticketoffice.desk.sync_views import SyncView
    from ticketoffice.ui.at_desk import AtDesk
    from ticketoffice.ui.sync.centre_room import CentreRoom

TAKEN = ("place_taken", "place_held", "not_in_hold", "not_set_aside")


class SaleRoom(QObject):
    """Wires the page. `said` carries what was done or, as a refusal, what is missing; `unsaid` what no longer is; `opened` an
    order that was sold and is to be looked at.
    """

    said = Signal(str, bool)
    unsaid = Signal(str)
    opened = Signal(str, object)

    def __init__(self, page: SalePage, *, desk: AtDesk, centre: Callable[[], CentreRoom | None]) -> None:
        super().__init__(page)
        self._page, self._desk, self._books, self._centre = page, desk, desk.books, centre
        self._counters = Counters(desk.books, centre=centre)
        self._hand = CartInHand()
        self.papers = SoldPapers(page.sold, desk=desk)
        self._hears = self._is_new = False
        hand, counters = self._hand, self._counters
        self._card = card = CardTaker(page.terminal, desk=desk, show=page.show_terminal, hide=page.leave_terminal)
        self._taking = SaleTaking(page, desk=desk, counters=counters, in_hand=hand, card=card)
        self.exchanging = SaleExchanging(page, desk=desk, counters=counters, in_hand=hand, card=card)
        self._charges = UnsoldCharges(page, desk=desk, in_hand=hand, card=card, at_work=lambda: self._at_work)
        self._parked = ParkedCarts(page, desk=desk, counters=counters, in_hand=hand, at_work=lambda: self._at_work)
        desk.in_hand.of = self._cash_in_hand
        self._look = Again(self._look_now, tasks=desk.tasks, name="sale")
        self._offer = Again(self._offer_now, tasks=desk.tasks, name="offer")
        self._connect()
        self._look()

    def _connect(self) -> None:
        page = self._page
        page.shown.connect(self._on_shown)
        page.left.connect(self._on_left)
        page.refused.connect(lambda text: self.said.emit(text, True))
        page.pay_row.mended.connect(self.unsaid)
        page.performances.chosen.connect(lambda _: self._look())
        page.tariffs.counted.connect(self._on_counted)
        page.mode_changed.connect(self._on_mode)
        page.plan.toggle_requested.connect(self._on_seat)
        page.choosing.house_row.hold_wished.connect(self._on_hold)
        page.cart.removed.connect(lambda key: self._change(self._hand.cart.with_count(key, 0)))
        page.cart.lower_wished.connect(self._on_lower)
        page.below.lowering.lower_requested.connect(lambda key, price: self._lowered(key, price))
        page.below.lowering.mended.connect(self.unsaid)
        self._parked.parked.connect(self._begin_anew)
        self._parked.taken_back.connect(self._change)
        self._parked.said.connect(self.said)
        self._taking.sold.connect(self._on_sold)
        self._taking.refused.connect(self._on_not_sold)
        self._taking.said.connect(self.said)
        self._charges.said.connect(self.said)
        self.papers.said.connect(self.said)
        page.exchange_wished.connect(self.exchanging.begin)
        page.pay_row.exchange_requested.connect(self.exchanging.begin)
        page.below.exchange.mended.connect(self.unsaid)
        self.exchanging.exchanged.connect(self._on_exchanged)
        self.exchanging.said.connect(self.said)
        page.sold.order_wished.connect(lambda order: self.opened.emit(order, None))

    @property
    def _at_work(self) -> bool:
        """Whether the cart in hand is being sold or exchanged at this moment."""
        return self._taking.at_work or self.exchanging.at_work

    def _cash_in_hand(self) -> InHand | None:
        """What was taken in cash as parts of what the cart in hand costs."""
        found = self._hand.found
        amount = sum(part.amount or 0 for part in self._page.pay_row.parts if in_coins(part.method))
        return InHand(amount, found.currency) if amount and found is not None else None

    def look_again(self) -> None:
        """Something was written: a page that is seen shows how things stand, and what is in its cart is offered anew."""
        if self._page.isVisible():
            self._look()
            self._offer()

    def stop(self) -> None:
        """The window closes: nobody is waited for any more."""
        self._card.stop()

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        self._desk.told.spawn(work, name="sale")

    # --- what is on sale ------------------------------------------------------------------------------------------

    def _on_shown(self) -> None:
        centre = self._centre()
        if centre is not None and not self._hears:
            self._hears = True
            centre.looked.connect(self._on_centre_looked)
            centre.look_again()
        self._is_new = not self._hand.cart.count
        self._look()
        self._offer()
        self._spawn(self._parked.look())

    async def _look_now(self) -> None:
        page = self._page
        page.performances.show_rows(await self._books.read(on_sale))
        page.pay_row.delivery.allow_mail(await self._books.read(why_not_from, server=self._desk.mail) is None)
        await self._charges.look()
        if self._is_new and not self._hand.cart.count:
            page.performances.begin_anew()
        self._is_new = False
        chosen = page.performances.current
        if chosen is None:
            page.choosing.ask_for_one()
            return
        found = await self._books.read(performance_on_sale, chosen)
        if page.performances.current != chosen:
            self._look()
            return
        self._let_go_of_hold(found)
        page.show_performance(found, hold=self._hand.cart.hold)
        page.tariffs.show_counts({choice.key: choice.count for choice in self._hand.cart.choices})
        if page.choosing.on_plan:
            house = await self._books.read(house_on_sale, chosen)
            if page.on_sale is not None and page.on_sale.id == chosen:
                page.choosing.show_house(house, mine=self._hand.cart.seats_of(chosen), hold=self._hand.cart.hold)
                self._tell_alone()

    def _on_centre_looked(self, view: SyncView | None, _: object) -> None:
        away = view is not None and view.state in AWAY
        before = self._page.cart.why_not.text()
        self._page.cart.show_why_not(_without_line() if away else "")
        if before and not away and self._page.isVisible():
            self._offer()

    # --- what is chosen -------------------------------------------------------------------------------------------

    def _on_counted(self, zone: str, tariff: str, count: int) -> None:
        performance = self._page.on_sale
        if performance is not None:
            self._change(self._hand.cart.with_count((performance.id, zone, tariff), count))

    def _on_hold(self, hold: FromHold | None) -> None:
        """From other places: what is shown as free, and what is offered, are those."""
        if not self._at_work:
            self._change(self._hand.cart.from_hold(hold))
        self._look()

    def _let_go_of_hold(self, found: OnSale) -> None:
        """What the house has released meanwhile is sold like any other place."""
        held = self._hand.cart.hold
        left = {hold.id for zone in found.zones for hold in zone.holds}
        if held is not None and held.performance == found.id and held.hold not in left:
            self._change(self._hand.cart.from_hold(None))

    def _on_lower(self, key: Key) -> None:
        """A line's price is asked for."""
        found, asked = self._hand.found, self._hand.line_of(key)
        if found is None or asked is None or self._at_work:
            return
        line, _ = line_texts(*asked)
        first = asked[1][0]
        self._page.show_lower(key, line=line, price=first.price, full=first.full, currency=found.currency)

    def _lowered(self, key: Key, price: int | None) -> None:
        self._page.close_below()
        self._change(self._hand.cart.lowered(key, price))

    def _on_seat(self, seat: str) -> None:
        """A seat of the plan is wanted, or given back."""
        page = self._page
        if page.on_sale is None or page.house is None:
            return
        performance = page.on_sale.id
        if self._hand.cart.has_seat(performance, seat):
            self._change(self._hand.cart.without_seat(performance, seat))
            return
        zone = page.house.seats[seat].zone
        tariff = page.tariffs.tariff_of(zone)
        if tariff is not None:
            self._change(self._hand.cart.with_seat((performance, zone, tariff), seat))

    def _on_mode(self) -> None:
        """On the plan what was offered is chosen; best seats are offered anew."""
        page = self._page
        if page.on_sale is None:
            return
        if not page.choosing.on_plan:
            self._change(self._hand.cart.unsettled(page.on_sale.id))
            return
        self._hand.settle(page.on_sale.id)
        self._look()

    def _change(self, cart: Cart) -> None:
        """Another cart: nothing is sold of it before it has a price. While one is being sold it stays as it is."""
        if self._at_work:
            self._page.show_cart(self._hand.cart, self._hand.found)
            return
        before = self._hand.change(cart)
        if not cart.count and not self._page.pay_row.was_charged:
            self._page.pay_row.begin_anew()
        self._page.choosing.show_problem("")
        self._page.show_cart(cart, None)
        self._show_mine(before)
        self._offer()

    def _show_mine(self, before: Cart) -> None:
        performance = self._page.on_sale
        if performance is not None and self._page.choosing.on_plan:
            self._page.choosing.show_mine(
                self._hand.cart.seats_of(performance.id), before=before.seats_of(performance.id)
            )
            self._tell_alone()

    def _tell_alone(self) -> None:
        page = self._page
        if page.on_sale is not None and page.house is not None and page.choosing.on_plan:
            page.choosing.show_alone(would_stay_alone(page.house, self._hand.cart.seats_of(page.on_sale.id)))
        else:
            page.choosing.show_alone(())

    # --- what it would be -----------------------------------------------------------------------------------------

    async def _offer_now(self) -> None:
        hand, cart = self._hand, self._hand.cart
        if self._at_work:
            return
        if not cart.count:
            await self._let_go()
            return
        if not hand.id:
            hand.id = await self._books.read(new_id)
        try:
            found = await self._counters.counter.offer(hand.id, cart.wanted())
        except (RuleBroken, Unavailable) as problem:
            if cart is hand.cart:
                await self._not_offered(problem)
            return
        if cart is not hand.cart or self._at_work:
            return
        self._show_found(found)

    def _show_found(self, found: Quote) -> None:
        page, before = self._page, self._hand.cart
        self._hand.offer(found, on_plan=page.on_sale.id if page.choosing.on_plan and page.on_sale is not None else None)
        page.show_cart(self._hand.cart, found)
        self._show_mine(before)
        self.exchanging.look_again()

    async def _not_offered(self, problem: RuleBroken | Unavailable) -> None:
        """The cart stays; a chosen seat that somebody else has by now is chosen no longer, and another one is offered."""
        text = await messages.told(problem, books=self._books)
        self._hand.found = None
        self._page.choosing.show_problem(text)
        self._page.show_cart(self._hand.cart, None)
        if problem.code == "centre_away":
            self._page.cart.show_why_not(_without_line())
        if problem.code in TAKEN:
            self._choose_another(str(problem.data.get("seat")))

    def _choose_another(self, seat_name: str) -> None:
        before = self._hand.cart
        if self._hand.give_up(seat_name, house=self._page.house):
            self._show_mine(before)
            self._look()
            self._offer()

    async def _let_go(self) -> None:
        """The cart is empty: what a centre kept for it is everybody's again."""
        if self._hand.id:
            cart, self._hand.id = self._hand.id, ""
            await let_go(cart, counters=self._counters)

    def _on_left(self) -> None:
        """Another page is looked at: nothing is kept from others meanwhile; coming back offers it anew. An empty page is ready for
        the next performance, so that nobody waits for it.
        """
        if not self._hand.cart.count:
            self._page.performances.begin_anew()
        if self._hand.id and self._counters.is_the_centres and not self._at_work:
            self._spawn(self._let_go())

    def _begin_anew(self) -> None:
        """The next customer's cart."""
        before = self._hand.begin_anew()
        page = self._page
        page.pay_row.begin_anew()
        page.choosing.show_problem("")
        page.show_cart(self._hand.cart, None)
        self._show_mine(before)
        page.take_focus()

    # --- the sale -------------------------------------------------------------------------------------------------

    def _on_sold(self, done: Sold, delivery: str) -> None:
        before = self._hand.begin_anew()
        self._page.show_cart(self._hand.cart, None)
        self._show_mine(before)
        self._page.show_sold(done)
        self.papers.sold(done, delivery=delivery)
        self._look()

    def _on_exchanged(self, done: Exchanged, text: str) -> None:
        before = self._hand.begin_anew()
        self._page.show_cart(self._hand.cart, None)
        self._show_mine(before)
        self._page.show_exchanged(done.order, text, change=done.change, currency=done.currency)
        self.papers.exchanged(done)
        self._look()

    def _on_not_sold(self, problem: RuleBroken | Unavailable, text: str) -> None:
        self._page.choosing.show_problem(text)
        if problem.code in TAKEN:
            self._choose_another(str(problem.data.get("seat")))
        self._look()
        self._offer()


def _without_line() -> str:
    return translate(
        "sale",
        "The centre does not answer, and this desk sells nothing that the centre does not keep for it. The cart stays.",
    )
