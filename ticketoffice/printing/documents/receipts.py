"""A receipt, and the slip of cancelled tickets, row by row as they stand on a roll or on papers of any width."""

from __future__ import annotations

from functools import partial

from ticketoffice.desk.paper_views import IssuedBy, ReceiptLine, ReceiptMoney, ReceiptPaper, SlipLine, SlipPaper
from ticketoffice.desk.words import label
from ticketoffice.domain.amounts import amount_text
from ticketoffice.domain.calendar import to_datetime
from ticketoffice.domain.rules import in_coins
from ticketoffice.printing.documents import tickets
from ticketoffice.printing.documents.dates import moment_text
from ticketoffice.printing.documents.page import Cell, Row
from ticketoffice.printing.documents.words import word

SMALL, PLAIN, LARGE = 6.0, 8.5, 17.0
LEFT, LEFT_OF_LARGE = 0.6, 0.38
"""The share of the width that what is said has; the rest is the amount's, which is never cut."""
SPACE = Row(height=0.8)
THIN, THICK = 0.3, 3.0
WORDS: dict[str, tuple[str, str, str, str, str]] = {
    "receipt": ("Receipt", "Quittance", "Quittung", "Ricevuta", "Recibo"),
    "order": ("Order {number}", "Commande {number}", "Bestellung {number}", "Ordine {number}", "Pedido {number}"),
    "fees": ("Fees and other", "Frais et autres", "Gebühren und anderes", "Spese e altro", "Gastos y otros"),
    "rounding": ("Cash rounding", "Arrondi", "Rundung bar", "Arrotondamento", "Redondeo"),
    "total": ("Total", "Total", "Total", "Totale", "Total"),
    "back": (
        "Given back: {method}",
        "Remboursé : {method}",
        "Zurückgegeben: {method}",
        "Rimborsato: {method}",
        "Devuelto: {method}",
    ),
    "owed": (
        "To be given back: {method}",
        "À rembourser : {method}",
        "Zurückzugeben: {method}",
        "Da rimborsare: {method}",
        "A devolver: {method}",
    ),
    "from_order": (
        "From another order",
        "D'une autre commande",
        "Aus anderer Bestellung",
        "Da un altro ordine",
        "De otro pedido",
    ),
    "to_order": (
        "To another order",
        "Vers une autre commande",
        "An andere Bestellung",
        "A un altro ordine",
        "A otro pedido",
    ),
    "open": ("To pay", "À payer", "Zu zahlen", "Da pagare", "A pagar"),
    "credit": ("Credit", "Avoir", "Guthaben", "Credito", "Saldo a favor"),
    "no_entry": (
        "This paper is no ticket and opens no gate.",
        "Ce papier n'est pas un billet et ne donne pas accès à la salle.",
        "Dieses Papier ist kein Ticket und gilt nicht am Einlass.",
        "Questo foglio non è un biglietto e non dà accesso alla sala.",
        "Este papel no es una entrada y no da acceso a la sala.",
    ),
    "cancelled": ("CANCELLED", "ANNULÉ", "STORNIERT", "ANNULLATO", "CANCELADO"),
    "cancelled_at": (
        "Cancelled {moment}",
        "Annulé le {moment}",
        "Storniert {moment}",
        "Annullato il {moment}",
        "Cancelado el {moment}",
    ),
    "by": ("by {name}", "par {name}", "von {name}", "da {name}", "por {name}"),
    "refunded": ("Refund", "Remboursement", "Rückerstattung", "Rimborso", "Reembolso"),
    "kept": ("Not given back", "Non remboursé", "Nicht zurückgegeben", "Non rimborsato", "No devuelto"),
    "received": (
        "Received (signature)",
        "Reçu (signature)",
        "Erhalten (Unterschrift)",
        "Ricevuto (firma)",
        "Recibido (firma)",
    ),
}


def receipt_rows(paper: ReceiptPaper, *, width: float, language: str, copy: int = 0) -> list[Row]:
    """A receipt on a paper of this width (millimetres between its margins)."""
    say, of = partial(word, language=language, of=WORDS), _Amounts(paper.issued, width)
    rows = _head(paper.issued, say("receipt"), language=language, copy=copy)
    rows.append(Row(rule=THIN, gap=1.5))
    for line in paper.lines:
        rows += _sold(line, of)
    rows += [Row(rule=THIN, gap=1.5), SPACE]
    rows += [
        of.row(say(name), amount) for name, amount in (("fees", paper.fees), ("rounding", paper.rounding)) if amount
    ]
    rows.append(of.row(say("total"), paper.total, size=LARGE))
    rows += [of.row(_money_text(money, language=language), money.amount) for money in paper.moneys]
    rows += [
        of.row(say(name), amount, bold=True)
        for name, amount in (("open", paper.open), ("credit", paper.credit))
        if amount
    ]
    return [*rows, *_foot(paper.issued, language=language)]


def slip_rows(paper: SlipPaper, *, width: float, language: str, copy: int = 0) -> list[Row]:
    """The slip of cancelled tickets: unlike a ticket at first sight, without a barcode, to be signed for cash."""
    say, of = partial(word, language=language, of=WORDS), _Amounts(paper.issued, width)
    rows = [Row(rule=THICK), SPACE, *_head(paper.issued, say("cancelled"), language=language, copy=copy)]
    for line in paper.lines:
        rows += _gone(line, of, language=language)
    rows += [Row(rule=THIN, gap=1.5), SPACE]
    rows.append(of.row(say("refunded"), paper.refunded, size=LARGE))
    if paper.fee:
        rows.append(of.row(say("kept"), paper.fee))
    if any(in_coins(money.method) for line in paper.lines for money in line.refunds):
        rows += [Row((Cell(say("received"), size=PLAIN),), gap=3.0), Row(rule=THIN, gap=12.0), Row(height=3.0)]
    return [*rows, *_foot(paper.issued, language=language), Row(rule=THICK, gap=1.5)]


class _Amounts:
    """Rows that end with an amount."""

    def __init__(self, issued: IssuedBy, width: float) -> None:
        self._currency, self._width = issued.currency, width
        self.timezone = issued.timezone

    def row(self, said: str, amount: int, *, size: float = PLAIN, bold: bool = False, gap: float = 0.0) -> Row:
        """What is said, and how much of the order's currency."""
        strong = bold or size == LARGE
        left = self._width * (LEFT_OF_LARGE if size == LARGE else LEFT)
        written = Cell(said, width=left - 1, size=PLAIN if size == LARGE else size, bold=strong, lines=2)
        shown = amount_text(amount, self._currency)
        figure = Cell(shown, x=left, width=self._width - left, size=size, bold=strong, side="right")
        return Row((written, figure), gap=gap)


def _head(issued: IssuedBy, title: str, *, language: str, copy: int) -> list[Row]:
    again = word("copy", language=language, of=tickets.SAID).format(copy=copy) if copy else ""
    centred = [
        *((line, PLAIN, number == 0) for number, line in enumerate(issued.organiser)),
        (tickets.mark_text(issued, language=language), PLAIN, True),
        (title, LARGE, True),
        (again, LARGE, True),
        (word("order", language=language, of=WORDS).format(number=issued.order), PLAIN, False),
    ]
    return [Row((Cell(text, size=size, bold=bold, side="center", lines=3),)) for text, size, bold in centred if text]


def _sold(line: ReceiptLine, of: _Amounts) -> list[Row]:
    when = f"{to_datetime(line.starts_at, timezone=line.timezone):%d.%m.%Y %H:%M}"
    places = ", ".join(line.seats)
    return [
        Row((Cell(line.event, size=PLAIN, bold=True, lines=3),), gap=1.5),
        Row((Cell(f"{when}  {line.zone}", size=PLAIN, lines=2),)),
        *([Row((Cell(places, size=SMALL, lines=20),))] if places else []),
        of.row(f"{line.count} × {line.tariff}", line.price * line.count),
    ]


def _money_text(money: ReceiptMoney, *, language: str) -> str:
    say = partial(word, language=language, of=WORDS)
    if money.method == "moved":
        return say("from_order" if money.amount > 0 else "to_order")
    method = label(money.method, language=language)
    if money.amount >= 0:
        return method
    return say("owed" if money.at is None else "back").format(method=method)


def _gone(line: SlipLine, of: _Amounts, *, language: str) -> list[Row]:
    say = partial(word, language=language, of=WORDS)
    when = f"{to_datetime(line.starts_at, timezone=line.timezone):%d.%m.%Y %H:%M}"
    said = (
        [say("cancelled_at").format(moment=moment_text(line.cancelled_at, timezone=of.timezone))]
        if line.cancelled_at
        else []
    )
    said += [say("by").format(name=line.by)] if line.by else []
    said += [label(line.reason, language=language)] if line.reason else []
    return [
        Row((Cell(line.short, size=PLAIN, bold=True),), gap=2.0),
        Row((Cell(line.event, size=PLAIN, lines=3),)),
        Row((Cell(f"{when}  {line.place}", size=PLAIN, lines=2),)),
        of.row(line.tariff, line.price),
        Row((Cell(" · ".join(said), size=SMALL, lines=3),)),
        *(of.row(_money_text(money, language=language), -money.amount) for money in line.refunds),
    ]


def _foot(issued: IssuedBy, *, language: str) -> list[Row]:
    say, tell = partial(word, language=language, of=tickets.WORDS), partial(word, language=language, of=tickets.SAID)
    sold_at = issued.sold_at or tell("desk").format(letter=issued.letter)
    facts = [
        (say("operation"), issued.operation or issued.order),
        (say("sold_at"), sold_at),
        (say("sold_on"), moment_text(issued.sold_on, timezone=issued.timezone)),
        (say("issued"), moment_text(issued.issued_on, timezone=issued.timezone)),
    ]
    rows = [
        Row((Cell(name, width=24.0, size=SMALL), Cell(value, x=25.0, size=SMALL))) for name, value in facts if value
    ]
    return [
        Row(rule=THIN, gap=1.5),
        SPACE,
        *rows,
        Row((Cell(word("no_entry", language=language, of=WORDS), size=SMALL, lines=3),), gap=1.0),
    ]
