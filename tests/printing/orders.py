"""Orders whose papers are printed: accents, long names, a free ticket, no seat, a customer who speaks French."""

from __future__ import annotations

import io
from collections.abc import Iterable

import pypdfium2
from PIL import Image

from tests.conftest import NOW, lea
from tests.house import taken
from tests.printing.printers.escpos_printer import EscposPrinter
from tests.printing.printers.fgl_printer import tickets as fgl_tickets
from tests.printing.printers.paper import codes_in
from tests.printing.printers.zpl_printer import labels
from ticketoffice.desk.find import order_of
from ticketoffice.desk.reading.parts import TakenPerformances
from ticketoffice.desk.rules import change_rules
from ticketoffice.domain.taken_in import (
    TakenOrder,
    TakenPayment,
    TakenPerformance,
    TakenPerson,
    TakenTicket,
    TakenZone,
)
from ticketoffice.store.book import Book

LONG = (
    "Les Maîtres chanteurs de Nuremberg – opéra en trois actes de Richard Wagner, version de concert avec l'Orchestre "
    "de la Suisse romande"
)
WAYS = (
    ("pdf-a4", None),
    ("pdf-82", None),
    ("pdf-82", "roll-80"),
    ("pdf-101", None),
    ("escpos", None),
    ("fgl", None),
    ("fgl", "cinema-101x76"),
    ("zpl", None),
    ("zpl", "show-82x203"),
)
"""Each format with each layout that is for it."""


def opera() -> TakenPerformances:
    zones = (TakenZone("Parterre", True, 400), TakenZone("Balcon côté jardin, premier rang", True, 80))
    zones += (TakenZone("Debout", False, 100),)
    common = (NOW + 24 * 10**12 // 10, None, "Europe/Zurich", False, "CHF", zones, ())
    return TakenPerformances(
        (
            TakenPerformance("t", "e/1", "e", "Les Noces de Figaro", "Les Noces de Figaro", *common),
            TakenPerformance("t", "l/1", "l", LONG, "Représentation scolaire en présence des solistes", *common),
        )
    )


def ticket(n: int, *, number: str, seat: str | None = "", price: int = 8550, **more: object) -> TakenTicket:
    name = None if seat is None else seat or f"Rang {chr(64 + (n - 1) // 10 % 20 + 1)}, Place {n}"
    fields: dict[str, object] = {"performance": "e/1", "zone": "Parterre", "tariff": "Adulte"} | more
    return TakenTicket(
        external=str(n),
        position=n,
        number=f"{number}{n:04}c0de5f2ab91",
        seat=None if seat is None else f"S{n}",
        seat_name=name,
        price=price,
        state="valid",
        **fields,  # type: ignore[arg-type]
    )


def order(number: str, *tickets: TakenTicket, **more: object) -> TakenOrder:
    total = sum(one.price for one in tickets)
    fields: dict[str, object] = {
        "state": "paid",
        "method": "cash",
        "customer": TakenPerson("Zoé Müller", language="fr"),
        "payments": (TakenPayment("1", "cash", total, NOW),) if total else (),
    } | more
    return TakenOrder(
        source="t",
        number=number,
        currency="CHF",
        created_at=NOW,
        due_at=None,
        tickets=tickets,
        **fields,  # type: ignore[arg-type]
    )


LONGEST_SEAT = "Balcon côté jardin, Rang premier, Siège 128"


def mixed(number: str = "KL3ZT") -> TakenOrder:
    """Four tickets, each with something that papers get wrong."""
    return order(
        number,
        ticket(1, number=number),
        ticket(
            2,
            number=number,
            seat=LONGEST_SEAT,
            performance="l/1",
            zone="Balcon côté jardin, premier rang",
            tariff="Réduit étudiants et apprentis de moins de 26 ans",
            holder=TakenPerson("Anne-Sophie de la Tour-d'Auvergne-Lauraguais"),
        ),
        ticket(3, number=number, seat=None, price=0, zone="Debout", tariff="Invitation"),
        ticket(4, number=number, seat=None, price=123450, zone="Debout"),
    )


def sold(book: Book, *orders: TakenOrder) -> list[str]:
    """Takes them in, at a venue with a letterhead; their ids."""
    change_rules(book, {"letterhead": "Opéra de Lausanne, Avenue du Théâtre 12, 1002 Lausanne"}, who=lea(book))
    taken(book, opera(), *orders)
    return [order_of(book, one.number)[0] for one in orders]


def came_out(data: bytes, form: str, layout: str | None = None) -> list[tuple[Image.Image, str]]:
    """The papers that a printer makes of these bytes: their pictures, and their texts without spaces."""
    if form == "escpos":
        return [(paper.image, _run(paper.words)) for paper in EscposPrinter().print(data)]
    if form == "zpl":
        return [(paper.image, _run(paper.words)) for paper in labels(data)]
    if form == "fgl":
        kind = "cinema" if layout == "cinema-101x76" else "show"
        return [(paper.image, _run(paper.words)) for paper in fgl_tickets(data, paper=kind)]
    with pypdfium2.PdfDocument(io.BytesIO(data)) as found:
        return [(page.render(scale=3).to_pil(), _run([page.get_textpage().get_text_bounded()])) for page in found]


def _run(texts: Iterable[str]) -> str:
    return "".join("".join(texts).split())


def scanned(papers: list[tuple[Image.Image, str]]) -> list[str]:
    """What a scanner reads on them, one paper after the other."""
    return [code for image, _ in papers for code in codes_in(image)]
