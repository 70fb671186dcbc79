"""The door list as paper and as a table, in the language of the house."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from ticketoffice.desk.csv_text import Cell
from ticketoffice.desk.evening_views import DoorList, DoorRow, TonightView
from ticketoffice.domain.calendar import to_datetime
from ticketoffice.domain.lists import places_text
from ticketoffice.printing.documents.list_paper import ListColumn, ListPaper
from ticketoffice.printing.documents.words import word

WORDS: dict[str, tuple[str, str, str, str, str]] = {
    "name": (
        "Door list by name",
        "Liste d'entrée par nom",
        "Einlassliste nach Namen",
        "Lista d'ingresso per nome",
        "Lista de entrada por nombre",
    ),
    "seat": (
        "Door list by seat",
        "Liste d'entrée par place",
        "Einlassliste nach Plätzen",
        "Lista d'ingresso per posto",
        "Lista de entrada por asiento",
    ),
    "who": ("Name", "Nom", "Name", "Nome", "Nombre"),
    "places": ("Places", "Places", "Plätze", "Posti", "Lugares"),
    "place": ("Place", "Place", "Platz", "Posto", "Lugar"),
    "tickets": ("Tickets", "Billets", "Tickets", "Biglietti", "Entradas"),
    "tariff": ("Tariff", "Tarif", "Tarif", "Tariffa", "Tarifa"),
    "order": ("Order", "Commande", "Bestellung", "Ordine", "Pedido"),
    "ticket": ("Ticket", "Billet", "Ticket", "Biglietto", "Entrada"),
    "state": ("State", "État", "Status", "Stato", "Estado"),
    "note": ("Note", "Remarque", "Notiz", "Nota", "Nota"),
    "in": ("In", "Entré", "Da", "Entrato", "Entró"),
    "entered": ("Entered", "Entrés", "Eingetreten", "Entrati", "Entraron"),
    "tick": ("Tick", "Coche", "Häkchen", "Spunta", "Marca"),
    "printed": ("Printed", "Imprimé", "Gedruckt", "Stampato", "Impreso"),
    "paid": ("paid", "payé", "bezahlt", "pagato", "pagado"),
    "free": ("free", "gratuit", "frei", "gratuito", "gratis"),
    "unpaid": ("UNPAID", "NON PAYÉ", "UNBEZAHLT", "NON PAGATO", "SIN PAGAR"),
    "admit_unpaid": (
        "unpaid, admit",
        "non payé, laisser entrer",
        "unbezahlt, einlassen",
        "non pagato, far entrare",
        "sin pagar, admitir",
    ),
    "displaced": (
        "PLACE TAKEN TWICE",
        "PLACE PRISE DEUX FOIS",
        "PLATZ DOPPELT",
        "POSTO DOPPIO",
        "ASIENTO DOBLE",
    ),
    "places_n": ("{n} places", "{n} places", "{n} Plätze", "{n} posti", "{n} plazas"),
    "sold_n": ("{n} sold", "{n} vendus", "{n} verkauft", "{n} venduti", "{n} vendidas"),
    "unpaid_n": ("{n} unpaid", "{n} non payés", "{n} unbezahlt", "{n} non pagati", "{n} sin pagar"),
    "free_n": ("{n} free", "{n} libres", "{n} frei", "{n} liberi", "{n} libres"),
    "entered_n": ("{n} entered", "{n} entrés", "{n} eingetreten", "{n} entrati", "{n} entraron"),
    "see": ("see {place}", "voir {place}", "siehe {place}", "vedi {place}", "véase {place}"),
    "nobody": (
        "Nobody has a ticket for this performance.",
        "Personne n'a de billet pour cette représentation.",
        "Niemand hat ein Ticket für diese Vorstellung.",
        "Nessuno ha un biglietto per questa rappresentazione.",
        "Nadie tiene entrada para esta función.",
    ),
}
DAYS: dict[str, tuple[str, ...]] = {
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    "fr": ("lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."),
    "de": ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"),
    "it": ("lun", "mar", "mer", "gio", "ven", "sab", "dom"),
    "es": ("lun", "mar", "mié", "jue", "vie", "sáb", "dom"),
}


def door_list_paper(found: DoorList, *, language: str) -> ListPaper:
    """What the pages say: who, where, how many, what is owed and noted, and a box to tick, ticked for who is in."""
    say = partial(word, language=language, of=WORDS)
    by_name = found.by == "name"
    places = ListColumn(say("places" if by_name else "place"), 0.26 if by_name else 0.17, "text" if by_name else "bold")
    who = ListColumn(say("who"), 0.25, "bold" if by_name else "text")
    first, second = (who, places) if by_name else (places, who)
    middle = (ListColumn("", 0.05, "right"),) if by_name else (ListColumn(say("tariff"), 0.12),)
    columns = (
        ListColumn(say("in"), 0.07, "box"),
        first,
        second,
        *middle,
        ListColumn(say("order" if by_name else "ticket"), 0.1),
        ListColumn(say("state"), 0.13),
    )
    note = ListColumn(say("note"), 1 - sum(column.share for column in columns))
    tonight = found.performance
    printed = _time(found.at, tonight=tonight, language=language)
    return ListPaper(
        title=say(found.by),
        head=tonight.event,
        when=_time(tonight.starts_at, tonight=tonight, language=language),
        facts=tuple(say(f"{name}_n").format(n=count) for name, count in _counts(tonight) if count is not None),
        columns=(*columns, note),
        rows=tuple(_line(row, note=note, say=say, by_name=by_name) for row, note in _with_notes(found, say=say)),
        empty=say("nobody"),
        foot=f"{say('printed')} {printed}",
        page_of=word("page", language=language),
    )


def _counts(tonight: TonightView) -> tuple[tuple[str, int | None], ...]:
    return (
        ("places", tonight.places),
        ("sold", tonight.sold),
        ("unpaid", tonight.unpaid),
        ("free", tonight.free),
        ("entered", tonight.entered),
    )


def _with_notes(found: DoorList, *, say: partial[str]) -> Iterator[tuple[DoorRow, str]]:
    """Each row with its note as paper has it: once an order, the places after that name the first."""
    told: dict[tuple[str, str], str] = {}
    for row in found.rows:
        order = row.number if found.by == "name" else row.number.rpartition("-")[0]
        if row.note and (order, row.note) in told:
            yield row, say("see").format(place=told[order, row.note])
            continue
        told[order, row.note] = _places(row)
        yield row, row.note


def _line(row: DoorRow, *, note: str, say: partial[str], by_name: bool) -> tuple[str, ...]:
    who, places = row.name or "-", _places(row)
    tariff = " + ".join(name if count == 1 else f"{count} {name}" for name, count in row.tariffs)
    ticked = "" if not row.entered else "x" if row.entered == row.tickets else f"{row.entered}/{row.tickets}"
    first, second, middle = (who, places, f"{row.tickets} ×") if by_name else (places, who, tariff)
    return (ticked, first, second, middle, row.number, say(row.state), note)


def _places(row: DoorRow) -> str:
    others = [zone if count == 1 else f"{count} × {zone}" for zone, count in row.others]
    return ", ".join(part for part in (places_text(row.seats), *others) if part)


def _time(at: int, *, tonight: TonightView, language: str) -> str:
    when = to_datetime(at, timezone=tonight.timezone)
    days = DAYS.get(language[:2], DAYS["en"])
    return f"{days[when.weekday()]} {when:%d.%m.%Y %H:%M}"


def door_list_table(found: DoorList, *, language: str) -> tuple[Sequence[str], list[tuple[Cell, ...]]]:
    """The same as columns and rows for a spreadsheet; the tick is empty, the time of printing stands in each row."""
    say = partial(word, language=language, of=WORDS)
    by_name = found.by == "name"
    first = ("who", "places") if by_name else ("place", "who")
    names = ("tickets", "tariff", "order" if by_name else "ticket", "state", "note", "entered", "tick", "printed")
    columns = [say(name) for name in (*first, *names)]
    printed = to_datetime(found.at, timezone=found.performance.timezone)
    rows: list[tuple[Cell, ...]] = [
        (
            *((row.name, _places(row)) if by_name else (_places(row), row.name)),
            row.tickets,
            ", ".join(name if count == 1 else f"{count} {name}" for name, count in row.tariffs),
            row.number,
            say(row.state),
            row.note,
            row.entered,
            "",
            printed,
        )
        for row in found.rows
    ]
    return columns, rows
