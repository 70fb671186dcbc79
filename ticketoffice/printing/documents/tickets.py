"""What stands on a ticket, field by field, in a customer's language; a layout says which of it lies where.

On each ticket, as the French rules for cash registers of shows ask: who organises, show and session, seat category, price or
"free", the operation's number, where and when it was sold and issued, an own number.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from msgspec import Struct

from ticketoffice.desk.paper_views import IssuedBy, OrderTickets, PaperTicket
from ticketoffice.domain.amounts import amount_text
from ticketoffice.domain.calendar import to_datetime
from ticketoffice.printing.documents.dates import day_text, moment_text
from ticketoffice.printing.documents.words import word

LABEL = ".label"
WORDS: dict[str, tuple[str, str, str, str, str]] = {
    "zone": ("Zone", "Zone", "Zone", "Zona", "Zona"),
    "seat": ("Seat", "Place", "Platz", "Posto", "Asiento"),
    "tariff": ("Tariff", "Tarif", "Tarif", "Tariffa", "Tarifa"),
    "price": ("Price", "Prix", "Preis", "Prezzo", "Precio"),
    "order": ("Order", "Commande", "Bestellung", "Ordine", "Pedido"),
    "short": ("Ticket", "Billet", "Ticket", "Biglietto", "Entrada"),
    "number": ("No.", "N°", "Nr.", "N.", "N.º"),
    "operation": ("Operation", "Opération", "Vorgang", "Operazione", "Operación"),
    "sold_at": ("Sold at", "Vendu à", "Verkauft bei", "Venduto da", "Vendido en"),
    "sold_on": ("Sold", "Vendu le", "Verkauft", "Venduto il", "Vendido el"),
    "issued": ("Issued", "Émis le", "Ausgestellt", "Emesso il", "Emitido el"),
    "holder": ("Name", "Nom", "Name", "Nome", "Nombre"),
    "day": ("Date", "Date", "Datum", "Data", "Fecha"),
    "time": ("Time", "Heure", "Zeit", "Ora", "Hora"),
}
"""The fields that have a label, and what it says."""
SAID: dict[str, tuple[str, str, str, str, str]] = {
    "free": ("free", "gratuit", "gratis", "gratuito", "gratis"),
    "unnumbered": ("unnumbered", "non numérotée", "unnummeriert", "non numerato", "sin numerar"),
    "desk": ("desk {letter}", "guichet {letter}", "Kasse {letter}", "cassa {letter}", "taquilla {letter}"),
    "copy": ("DUPLICATA {copy}", "DUPLICATA {copy}", "DUPLICATA {copy}", "DUPLICATA {copy}", "DUPLICATA {copy}"),
    "unpaid": (
        "UNPAID: INVOICE",
        "NON PAYÉ : FACTURE",
        "UNBEZAHLT: RECHNUNG",
        "NON PAGATO: FATTURA",
        "SIN PAGAR: FACTURA",
    ),
    "demo": (
        "DEMONSTRATION - NO VALUE",
        "DÉMONSTRATION - SANS VALEUR",
        "DEMO - OHNE WERT",
        "DIMOSTRAZIONE - SENZA VALORE",
        "DEMOSTRACIÓN - SIN VALOR",
    ),
    "practice": (
        "TRAINING - NO VALUE",
        "EXERCICE - SANS VALEUR",
        "ÜBUNG - OHNE WERT",
        "ESERCIZIO - SENZA VALORE",
        "PRÁCTICA - SIN VALOR",
    ),
}
PLAIN = ("event", "performance", "organiser", "address", "when", "copy", "mark", "unpaid")
"""The fields without a label."""
FIELDS = (*PLAIN, *WORDS, *(f"{name}{LABEL}" for name in WORDS))
"""All that a layout may place."""
NEEDED = ("event", "price", "short", "operation", "sold_at", "issued", "organiser", "copy", "mark")
"""What no layout may leave out; and of `when` and `day` one."""


class TicketSheet(Struct, frozen=True):
    """The texts of a ticket by field, empty where there is nothing to say, and what its barcode holds."""

    fields: Mapping[str, str]
    code: str


def ticket_sheets(papers: OrderTickets, *, language: str, copy: int = 0) -> tuple[TicketSheet, ...]:
    """Each ticket of an order; one that was printed before, or `copy` times, says so."""
    return tuple(
        _sheet(papers.issued, ticket, language=language, copy=copy or ticket.copies) for ticket in papers.tickets
    )


def _sheet(issued: IssuedBy, ticket: PaperTicket, *, language: str, copy: int) -> TicketSheet:
    say = partial(word, language=language, of=SAID)
    starts = to_datetime(ticket.starts_at, timezone=ticket.timezone)
    day, time = day_text(starts.date(), language=language), "" if ticket.all_day else f"{starts:%H:%M}"
    fields = {
        "event": ticket.event,
        "performance": "" if ticket.performance == ticket.event else ticket.performance,
        "organiser": issued.organiser[0] if issued.organiser else "",
        "address": ", ".join(issued.organiser[1:]),
        "when": f"{day} · {time}" if time else day,
        "day": day,
        "time": time,
        "zone": ticket.zone,
        "seat": ticket.seat or say("unnumbered"),
        "tariff": ticket.tariff,
        "price": amount_text(ticket.price, issued.currency) if ticket.price else say("free"),
        "order": issued.order,
        "short": ticket.short,
        "number": ticket.number,
        "operation": issued.operation or issued.order,
        "sold_at": issued.sold_at or say("desk").format(letter=issued.letter),
        "sold_on": moment_text(issued.sold_on, timezone=issued.timezone),
        "issued": moment_text(issued.issued_on, timezone=issued.timezone),
        "holder": ticket.holder or "",
        "copy": say("copy").format(copy=copy) if copy else "",
        "mark": mark_text(issued, language=language),
        "unpaid": say("unpaid") if ticket.unpaid else "",
    }
    labels = {f"{name}{LABEL}": word(name, language=language, of=WORDS) if fields[name] else "" for name in WORDS}
    return TicketSheet(fields | labels, ticket.code)


def mark_text(issued: IssuedBy, *, language: str) -> str:
    """What a paper of a demonstration or practice book says of its worth; nothing in a real one."""
    return word(issued.mark, language=language, of=SAID) if issued.mark is not None else ""
