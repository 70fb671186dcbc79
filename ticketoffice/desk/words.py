"""Labels of codes in the languages that commands accept: "customer asked", "espèces" and `cash` all name a code."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache

from ticketoffice.domain.rules import METHODS, PAYMENT_METHODS
from ticketoffice.domain.words import query_words

LABELS: dict[str, dict[str, str]] = {
    "customer_asked": {
        "en": "Customer asked",
        "fr": "Demande du client",
        "de": "Kundenwunsch",
        "it": "Richiesta del cliente",
        "es": "Petición del cliente",
    },
    "wrong_date": {
        "en": "Wrong date or tariff",
        "fr": "Date ou tarif erroné",
        "de": "Falsches Datum oder falscher Tarif",
        "it": "Data o tariffa errata",
        "es": "Fecha o tarifa equivocada",
    },
    "duplicate": {"en": "Duplicate", "fr": "Doublon", "de": "Doppelt", "it": "Doppione", "es": "Duplicado"},
    "performance_changed": {
        "en": "Show changed",
        "fr": "Spectacle modifié",
        "de": "Vorstellung geändert",
        "it": "Rappresentazione cambiata",
        "es": "Función cambiada",
    },
    "our_error": {
        "en": "Our error",
        "fr": "Notre erreur",
        "de": "Unser Fehler",
        "it": "Nostro errore",
        "es": "Error nuestro",
    },
    "other": {"en": "Other", "fr": "Autre", "de": "Anderes", "it": "Altro", "es": "Otro"},
    "not_collected": {
        "en": "Not collected",
        "fr": "Non retiré",
        "de": "Nicht abgeholt",
        "it": "Non ritirato",
        "es": "No recogido",
    },
    "not_paid": {
        "en": "Not paid in time",
        "fr": "Non payé à temps",
        "de": "Nicht rechtzeitig bezahlt",
        "it": "Non pagato in tempo",
        "es": "No pagado a tiempo",
    },
    "cash": {"en": "Cash", "fr": "Espèces", "de": "Bar", "it": "Contanti", "es": "Efectivo"},
    "card": {"en": "Card", "fr": "Carte", "de": "Karte", "it": "Carta", "es": "Tarjeta"},
    "twint": {"en": "TWINT", "fr": "TWINT", "de": "TWINT", "it": "TWINT", "es": "TWINT"},
    "bank_transfer": {
        "en": "Bank transfer",
        "fr": "Virement",
        "de": "Überweisung",
        "it": "Bonifico",
        "es": "Transferencia",
    },
    "insurance": {
        "en": "Insurance",
        "fr": "Assurance",
        "de": "Versicherung zahlt",
        "it": "Paga l'assicurazione",
        "es": "Paga el seguro",
    },
    "later": {
        "en": "Organiser pays",
        "fr": "Organisateur",
        "de": "Veranstalter zahlt",
        "it": "Paga l'organizzatore",
        "es": "Paga el organizador",
    },
    "nothing": {"en": "Nothing", "fr": "Rien", "de": "Nichts", "it": "Niente", "es": "Nada"},
    "invoice": {"en": "Invoice", "fr": "Facture", "de": "Rechnung", "it": "Fattura", "es": "Factura"},
    "on_site": {"en": "On site", "fr": "Sur place", "de": "Vor Ort", "it": "Sul posto", "es": "En taquilla"},
    "elsewhere": {
        "en": "Paid elsewhere",
        "fr": "Payé ailleurs",
        "de": "Anderswo bezahlt",
        "it": "Pagato altrove",
        "es": "Pagado en otro lugar",
    },
    "exchanged": {"en": "Exchanged", "fr": "Échangé", "de": "Umgetauscht", "it": "Cambiato", "es": "Cambiado"},
    "replaced": {"en": "Replaced", "fr": "Remplacé", "de": "Ersetzt", "it": "Sostituito", "es": "Sustituido"},
    "sale_aborted": {
        "en": "Sale taken back",
        "fr": "Vente reprise",
        "de": "Verkauf zurückgenommen",
        "it": "Vendita ritirata",
        "es": "Venta retirada",
    },
    "tariff_changed": {
        "en": "Another tariff",
        "fr": "Autre tarif",
        "de": "Anderer Tarif",
        "it": "Altra tariffa",
        "es": "Otra tarifa",
    },
    "press": {"en": "Press", "fr": "Presse", "de": "Presse", "it": "Stampa", "es": "Prensa"},
    "technical": {"en": "Technical", "fr": "Technique", "de": "Technik", "it": "Tecnica", "es": "Técnica"},
    "wheelchair": {
        "en": "Wheelchair",
        "fr": "Fauteuil roulant",
        "de": "Rollstuhl",
        "it": "Sedia a rotelle",
        "es": "Silla de ruedas",
    },
    "house": {"en": "House", "fr": "Maison", "de": "Haus", "it": "Casa", "es": "Casa"},
    "free": {"en": "Free", "fr": "Gratuit", "de": "Frei", "it": "Gratuito", "es": "Gratis"},
}
_ALIASES = {
    "organiser": "later",
    "organiser pays": "later",
    "wrong date": "wrong_date",
    "show changed": "performance_changed",
    "performance changed": "performance_changed",
    "none": "nothing",
}

_ALSO_SAID = {
    "cash": ("liquide", "en espèces", "bargeld"),
    "card": ("credit card", "debit card", "carte bancaire", "carte de crédit", "cb", "kreditkarte"),
    "bank_transfer": ("bank", "wire transfer", "banque", "virement bancaire", "banca", "banco", "banküberweisung"),
}
"""What people call a method besides its label, and screens and banks do too."""


def code_of(text: str) -> str:
    """The code that a label in any language names; a text that is no label stays as it is."""
    wanted = text.strip().casefold()
    if wanted.replace(" ", "_").replace("-", "_") in LABELS:
        return wanted.replace(" ", "_").replace("-", "_")
    for code, labels in LABELS.items():
        if wanted in (label.casefold() for label in (*labels.values(), *_ALSO_SAID.get(code, ()))):
            return code
    return _ALIASES.get(wanted, text.strip())


@cache
def method_words() -> dict[str, str]:
    """The payment methods by their labels in every language and by what else they are called, as a query has them: folded,
    without spaces.
    """
    codes = (code for code in dict.fromkeys((*PAYMENT_METHODS, *METHODS)) if code != "nothing")
    return {
        "".join(query_words(text)): code
        for code in codes
        for text in (code.replace("_", " "), *LABELS[code].values(), *_ALSO_SAID.get(code, ()))
    }


def labels(codes: Iterable[str], *, language: str = "en") -> str:
    """The labels of several codes, each once, as a sentence or a list names them: "Cash, Card"."""
    return ", ".join(dict.fromkeys(label(code, language=language) for code in codes))


def listed(codes: Iterable[object], *, translate: Callable[[str], str]) -> str:
    """Codes as a sentence lists them, each by its label; what follows one of them (an amount) stands as it is."""
    parts = [one if isinstance(one, tuple) else (one,) for one in codes]
    return ", ".join(" ".join([translate(label(str(code))), *map(str, more)]) for code, *more in parts)


def label(code: str, *, language: str = "en") -> str:
    """A code's label; an unknown code reads as it is."""
    labels = LABELS.get(code, {})
    return labels.get(language) or labels.get("en") or code
