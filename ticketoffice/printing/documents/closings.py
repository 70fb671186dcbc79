"""The paper of a drawer: its closing (Z), or how it stands now (X), row by row as on the screen; every figure is the view's own."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from msgspec import Struct

from ticketoffice.desk.cash_views import ClosingView, CurrencyView, TakingView, TillView
from ticketoffice.desk.words import label
from ticketoffice.domain.amounts import amount_text
from ticketoffice.printing.documents import tickets
from ticketoffice.printing.documents.dates import moment_text
from ticketoffice.printing.documents.page import Cell, Row
from ticketoffice.printing.documents.receipts import LARGE, LEFT, PLAIN, SMALL, SPACE, THIN
from ticketoffice.printing.documents.words import word

WORDS: dict[str, tuple[str, str, str, str, str]] = {
    "closing": ("Closing (Z)", "Clôture (Z)", "Abschluss (Z)", "Chiusura (Z)", "Cierre (Z)"),
    "now": ("Drawer now (X)", "Caisse à cet instant (X)", "Kasse jetzt (X)", "Cassa adesso (X)", "Caja ahora (X)"),
    "day": ("Business day", "Journée", "Geschäftstag", "Giornata", "Jornada"),
    "opened": ("Opened", "Ouverte", "Eröffnet", "Aperta", "Abierta"),
    "closed": ("Closed", "Clôturée", "Geschlossen", "Chiusa", "Cerrada"),
    "made": ("Printed", "Imprimé", "Gedruckt", "Stampato", "Impreso"),
    "by": ("by {name}", "par {name}", "von {name}", "da {name}", "por {name}"),
    "float": ("Float", "Fonds de caisse", "Wechselgeld", "Fondo cassa", "Fondo de caja"),
    "earlier": (
        "Cash before it was opened",
        "Espèces avant l'ouverture",
        "Bar vor der Eröffnung",
        "Contanti prima dell'apertura",
        "Efectivo antes de abrir",
    ),
    "payments": ("Cash taken", "Espèces encaissées", "Bar eingenommen", "Contanti incassati", "Efectivo recibido"),
    "refunds": ("Cash handed out", "Espèces rendues", "Bar ausbezahlt", "Contanti restituiti", "Efectivo devuelto"),
    "put_in": ("Put in", "Ajouté", "Eingelegt", "Aggiunto", "Añadido"),
    "taken_out": ("Taken out", "Retiré", "Entnommen", "Prelevato", "Retirado"),
    "dropped": ("Into the safe", "Versé au coffre", "In den Tresor", "In cassaforte", "A la caja fuerte"),
    "expected": ("Expected", "Attendu", "Erwartet", "Atteso", "Esperado"),
    "counted": ("Counted", "Compté", "Gezählt", "Contato", "Contado"),
    "difference": ("Difference", "Écart", "Differenz", "Differenza", "Diferencia"),
    "left": ("Left in the drawer", "Laissé en caisse", "Bleibt in der Kasse", "Resta in cassa", "Queda en caja"),
    "bank": ("For the bank", "Pour la banque", "Für die Bank", "Per la banca", "Para el banco"),
    "takings": ("Takings", "Encaissements", "Einnahmen", "Incassi", "Ingresos"),
    "tickets_cancelled": (
        "Cancellations",
        "Annulations",
        "Stornierungen",
        "Annullamenti",
        "Cancelaciones",
    ),
    "order_reissued": (
        "Orders made anew",
        "Commandes refaites",
        "Neu ausgestellte Bestellungen",
        "Ordini rifatti",
        "Pedidos rehechos",
    ),
    "order_released": (
        "Orders released",
        "Commandes libérées",
        "Freigegebene Bestellungen",
        "Ordini liberati",
        "Pedidos liberados",
    ),
    "no_sales": (
        "Opened without a sale",
        "Ouverte sans vente",
        "Ohne Verkauf geöffnet",
        "Aperta senza vendita",
        "Abierta sin venta",
    ),
    "why": ("Reason", "Motif", "Grund", "Motivo", "Motivo"),
    "second": ("Second person", "Deuxième personne", "Zweite Person", "Seconda persona", "Segunda persona"),
    "waiting": (
        "Operations not yet at the centre",
        "Opérations pas encore à la centrale",
        "Noch nicht bei der Zentrale",
        "Non ancora alla centrale",
        "Aún no en la central",
    ),
    "operations": ("Operations", "Opérations", "Vorgänge", "Operazioni", "Operaciones"),
}
DEEDS = ("tickets_cancelled", "order_reissued", "order_released")


class DrawerPaper(Struct, frozen=True):
    """A closing, or the drawer now, as its paper needs it; `organiser`: the lines of the letterhead, `mark` as on tickets."""

    view: ClosingView | TillView
    organiser: tuple[str, ...]
    mark: str | None


def drawer_rows(paper: DrawerPaper, *, width: float, language: str, copy: int = 0) -> list[Row]:
    """The rows on a paper of this width (millimetres between its margins)."""
    view, say = paper.view, partial(word, language=language, of=WORDS)
    line = partial(_line, width=width)
    rows = _head(paper, language=language, copy=copy)
    for one in view.currencies:
        rows += [Row(rule=THIN, gap=1.5), *_currency(one, width=width, language=language)]
        if isinstance(view, ClosingView):
            left = [("left", one.left), ("bank", (one.counted or 0) - one.left)]
            rows += [line(say(name), amount_text(amount, one.currency)) for name, amount in left]
    if view.takings:
        rows += [Row(rule=THIN, gap=1.5), Row((Cell(say("takings"), size=PLAIN, bold=True),))]
        rows += [line(_method(one, language), amount_text(one.sum, one.currency)) for one in view.takings]
    counted = [(say(kind), number) for kind, number in view.deeds if kind in DEEDS]
    counted += [(say("no_sales"), view.no_sales)] if view.no_sales else []
    counted += [(say("waiting"), view.waiting)] if view.waiting else []
    rows += [Row(rule=THIN, gap=1.5)] if counted else []
    rows += [line(name, str(number)) for name, number in counted]
    return [*rows, Row(rule=THIN, gap=1.5), SPACE, *_foot(view, language=language)]


def _head(paper: DrawerPaper, *, language: str, copy: int) -> list[Row]:
    view, say = paper.view, partial(word, language=language, of=WORDS)
    mark = word(paper.mark, language=language, of=tickets.SAID) if paper.mark else ""
    again = word("copy", language=language, of=tickets.SAID).format(copy=copy) if copy else ""
    is_closing = isinstance(view, ClosingView)
    centred = [
        *((text, PLAIN, number == 0) for number, text in enumerate(paper.organiser)),
        (mark, PLAIN, True),
        (say("closing" if is_closing else "now"), LARGE, True),
        (view.number if isinstance(view, ClosingView) else "", LARGE, True),
        (again, LARGE, True),
    ]
    rows = [Row((Cell(text, size=size, bold=bold, side="center", lines=3),)) for text, size, bold in centred if text]
    facts = [(say("day"), view.day.isoformat())]
    if isinstance(view, ClosingView):
        closed = f"{moment_text(view.closed_at, timezone=view.timezone)} {say('by').format(name=view.closed_by)}"
        facts += [(say("opened"), moment_text(view.opened_at, timezone=view.timezone)), (say("closed"), closed)]
    else:
        if view.opened_at is not None:
            opened = moment_text(view.opened_at, timezone=view.timezone)
            facts.append((say("opened"), f"{opened} {say('by').format(name=view.opened_by)}"))
        facts.append((say("made"), moment_text(view.at, timezone=view.timezone)))
    return [*rows, *(_fact(name, value) for name, value in facts)]


def _currency(one: CurrencyView, *, width: float, language: str) -> list[Row]:
    say = partial(word, language=language, of=WORDS)
    named = (
        ("float", one.float),
        ("earlier", one.earlier),
        ("payments", one.payments),
        ("refunds", -one.refunds),
        ("put_in", one.put_in),
        ("taken_out", -one.taken_out),
        ("dropped", -one.dropped),
    )
    rows = [_line(say(name), amount_text(amount, one.currency), width=width) for name, amount in named if amount]
    rows.append(_line(say("expected"), amount_text(one.expected, one.currency), width=width, bold=True))
    if one.counted is not None:
        rows.append(_line(say("counted"), amount_text(one.counted, one.currency), width=width))
        rows.append(_line(say("difference"), amount_text(one.difference or 0, one.currency), width=width, bold=True))
    return rows


def _method(one: TakingView, language: str) -> str:
    return f"{label(one.method, language=language)} ({one.count})"


def _foot(view: ClosingView | TillView, *, language: str) -> Sequence[Row]:
    if not isinstance(view, ClosingView):
        return ()
    say = partial(word, language=language, of=WORDS)
    facts = [(say("why"), view.why), (say("second"), view.second), (say("operations"), f"{view.first} – {view.last}")]
    return [_fact(name, value) for name, value in facts if value]


def _line(said: str, figure: str, *, width: float, bold: bool = False) -> Row:
    """A name and its figure, which is never cut."""
    left = width * LEFT
    return Row(
        (
            Cell(said, width=left - 1, size=PLAIN, bold=bold, lines=2),
            Cell(figure, x=left, width=width - left, size=PLAIN, bold=bold, side="right"),
        )
    )


def _fact(name: str, value: str) -> Row:
    return Row((Cell(name, width=24.0, size=SMALL, lines=2), Cell(value, x=25.0, size=SMALL, lines=4)))
