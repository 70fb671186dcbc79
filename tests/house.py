"""A small house: one performance with numbered seats, and orders on them, paid or waiting for an invoice."""

from tests.conftest import NOW, lea
from ticketoffice.desk.import_orders import FileReport, ImportReport, take_in
from ticketoffice.desk.reading.parts import TakenPerformances
from ticketoffice.domain.taken_in import (
    TakenInvoice,
    TakenOrder,
    TakenPayment,
    TakenPerformance,
    TakenPerson,
    TakenQuota,
    TakenTicket,
    TakenZone,
)
from ticketoffice.store.book import Book


def house() -> TakenPerformances:
    return TakenPerformances(
        (
            TakenPerformance(
                "t",
                "p",
                "e",
                "Show",
                "Show",
                NOW + 10**12,
                None,
                "UTC",
                False,
                "CHF",
                (TakenZone("Hall", True, 60),),
                (TakenQuota("q", "Hall", 60, ("Hall",)),),
            ),
        )
    )


def on(*seats: str, number: str, waiting: bool = False) -> TakenOrder:
    tickets = tuple(
        TakenTicket(str(n), n, f"{number}T{n}", "p", "Hall", "Adult", seat, None, 3000, "valid")
        for n, seat in enumerate(seats, start=1)
    )
    total = 3000 * len(seats)
    return TakenOrder(
        "t",
        number,
        "pending" if waiting else "paid",
        "invoice" if waiting else "card",
        "CHF",
        NOW,
        None,
        TakenPerson("Zoë Test"),
        tickets,
        () if waiting else (TakenPayment("1", "card", total, NOW),),
        (),
        (TakenInvoice(f"2026-{number}", "invoice", total, NOW),) if waiting else (),
    )


def taken(book: Book, *items: TakenPerformances | TakenOrder) -> None:
    take_in(book, items, who=lea(book), report=ImportReport(), told=FileReport("x"))
