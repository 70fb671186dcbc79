"""Words for days in the languages of the house, folded as queries are: "aujourd'hui" is aujourdhui."""

from __future__ import annotations

OFFSETS = {
    0: "today tonight aujourdhui auj cesoir heute heuteabend oggi stasera hoy estanoche",
    1: "tomorrow demain morgen domani manana",
    2: "apresdemain ubermorgen uebermorgen dopodomani",
    -1: "yesterday hier gestern ieri ayer",
}
WEEKDAYS = (
    "monday mon lundi lun montag mo lunedi lunes",
    "tuesday tue tues mardi mar dienstag di martedi martes",
    "wednesday wed mercredi mer mittwoch mi mercoledi miercoles mie",
    "thursday thu thur thurs jeudi jeu donnerstag do giovedi gio jueves jue",
    "friday fri vendredi ven freitag fr venerdi viernes vie",
    "saturday sat samedi sam samstag sonnabend sa sabato sab sabado",
    "sunday sun dimanche dim sonntag so domenica dom domingo",
)
MONTHS = (
    "january jan janvier janv januar gennaio gen enero ene",
    "february feb fevrier fevr fev februar febbraio febrero",
    "march mar mars marz maerz mrz marzo",
    "april apr avril avr aprile abril abr",
    "may mai maggio mag mayo",
    "june jun juin juni giugno giu junio",
    "july jul juillet juil juli luglio lug julio",
    "august aug aout agosto ago",
    "september sep sept septembre settembre set septiembre",
    "october oct octobre oktober okt ottobre ott octubre",
    "november nov novembre noviembre",
    "december dec decembre dezember dez dicembre dic diciembre",
)
OFFSET_OF = {word: offset for offset, words in OFFSETS.items() for word in words.split()}
WEEKDAY_OF = {word: number for number, words in enumerate(WEEKDAYS) for word in words.split()}
"""Monday is 0."""
MONTH_OF = {word: number for number, words in enumerate(MONTHS, start=1) for word in words.split()}
CURRENCIES = frozenset(["chf", "fr", "sfr", "eur", "euro", "euros", "gbp", "usd", "€", "$", "£"])
