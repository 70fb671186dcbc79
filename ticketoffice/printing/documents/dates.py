"""Days and moments as papers say them."""

from __future__ import annotations

from datetime import date

from ticketoffice.domain.calendar import to_datetime

DAYS = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    "de": ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
    "it": ("lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica"),
    "es": ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
}
MONTHS = {
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
    "fr": (
        *("janvier", "février", "mars", "avril", "mai", "juin"),
        *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
    ),
    "de": (
        *("Januar", "Februar", "März", "April", "Mai", "Juni"),
        *("Juli", "August", "September", "Oktober", "November", "Dezember"),
    ),
    "it": (
        *("gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno"),
        *("luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre"),
    ),
    "es": (
        *("enero", "febrero", "marzo", "abril", "mayo", "junio"),
        *("julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"),
    ),
}
FORMS = {"en": "{day} {n} {month} {year}", "de": "{day}, {n}. {month} {year}", "es": "{day} {n} de {month} de {year}"}


def day_text(day: date, *, language: str) -> str:
    """A day whole, in a customer's language, English where it is not one of the five: vendredi 18 décembre 2026."""
    code = language[:2].lower() if language[:2].lower() in DAYS else "en"
    form = FORMS.get(code, "{day} {n} {month} {year}")
    first = "1er" if code == "fr" and day.day == 1 else str(day.day)
    return form.format(day=DAYS[code][day.weekday()], n=first, month=MONTHS[code][day.month - 1], year=day.year)


def moment_text(at: int | None, *, timezone: str) -> str:
    """An instant as 18.12.2026 20:00, nothing where it is not known."""
    return "" if at is None else f"{to_datetime(at, timezone=timezone):%d.%m.%Y %H:%M}"
