"""A ticket and a receipt of nobody, to see a layout and to try a printer: they say NO VALUE and open no gate."""

from __future__ import annotations

from ticketoffice.desk.paper_views import (
    IssuedBy,
    OrderTickets,
    PaperTicket,
    ReceiptLine,
    ReceiptMoney,
    ReceiptPaper,
)

AT = 1_794_000_000_000_000
"""An evening in November 2026."""
EVENT = "Les Contes d'Hoffmann"
ZONE = "Parterre"


def sample_tickets(*, language: str) -> OrderTickets:
    """One ticket, with names as long as they are."""
    ticket = PaperTicket(
        ticket="0" * 32,
        code="SAMPLE-NO-VALUE",
        number="SAMPLE000001",
        short="KL3ZT-1",
        event=EVENT,
        performance=EVENT,
        starts_at=AT + 86_400_000_000,
        timezone="Europe/Zurich",
        all_day=False,
        zone=ZONE,
        tariff="Adulte",
        seat="Rang C, place 12",
        price=4500,
        holder="Zoë Müller",
        unpaid=False,
    )
    return OrderTickets(_issued(language), (ticket,))


def sample_receipt(*, language: str) -> ReceiptPaper:
    """Of the same order, paid in cash."""
    line = ReceiptLine(EVENT, AT + 86_400_000_000, "Europe/Zurich", ZONE, "Adulte", 4500, 1, ("Rang C, place 12",))
    money = ReceiptMoney("cash", 4500, AT)
    return ReceiptPaper(_issued(language), (line,), 0, 0, 4500, (money,), 0, 0)


def _issued(language: str) -> IssuedBy:
    return IssuedBy(
        order="KL3ZT",
        organiser=("Théâtre du Lac", "Quai 1, 1000 Lausanne"),
        sold_at=None,
        letter="A",
        operation="A-1",
        sold_on=AT,
        issued_on=AT,
        timezone="Europe/Zurich",
        currency="CHF",
        language=language,
        mark="demo",
    )
