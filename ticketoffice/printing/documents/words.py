"""The words of papers in the five languages of customers."""

from __future__ import annotations

from collections.abc import Mapping

LANGUAGES = ("en", "fr", "de", "it", "es")
WORDS: dict[str, tuple[str, str, str, str, str]] = {
    "invoice": ("Invoice", "Facture", "Rechnung", "Fattura", "Factura"),
    "credit_note": ("Credit note", "Note de crédit", "Gutschrift", "Nota di credito", "Nota de crédito"),
    "reminder": ("Reminder", "Rappel", "Mahnung", "Sollecito", "Recordatorio"),
    "cancels": ("Cancels invoice", "Annule la facture", "Storniert Rechnung", "Annulla la fattura", "Anula la factura"),
    "cancelled": ("CANCELLED", "ANNULÉE", "STORNIERT", "ANNULLATA", "ANULADA"),
    "date": ("Date", "Date", "Datum", "Data", "Fecha"),
    "due": ("Payable by", "À payer jusqu'au", "Zahlbar bis", "Da pagare entro il", "A pagar hasta el"),
    "order": ("Order", "Commande", "Bestellung", "Ordine", "Pedido"),
    "replaces": (
        "Replaces order",
        "Remplace la commande",
        "Ersetzt Bestellung",
        "Sostituisce l'ordine",
        "Sustituye el pedido",
    ),
    "event": ("Event", "Événement", "Anlass", "Evento", "Evento"),
    "when": ("Date and time", "Date et heure", "Datum und Zeit", "Data e ora", "Fecha y hora"),
    "place": ("Place", "Place", "Platz", "Posto", "Lugar"),
    "tariff": ("Tariff", "Tarif", "Tarif", "Tariffa", "Tarifa"),
    "price": ("Price", "Prix", "Preis", "Prezzo", "Precio"),
    "other": ("Fees and other", "Frais et autres", "Gebühren und anderes", "Spese e altro", "Gastos y otros"),
    "total": ("Total", "Total", "Total", "Totale", "Total"),
    "paid": ("Already paid", "Déjà payé", "Bereits bezahlt", "Già pagato", "Ya pagado"),
    "open": ("To pay", "À payer", "Zu zahlen", "Da pagare", "A pagar"),
    "pay_to": ("Payable to", "Paiement à", "Zahlung an", "Pagamento a", "Pago a"),
    "page": (
        "Page {page} of {pages}",
        "Page {page} sur {pages}",
        "Seite {page} von {pages}",
        "Pagina {page} di {pages}",
        "Página {page} de {pages}",
    ),
}


def word(name: str, *, language: str, of: Mapping[str, tuple[str, ...]] = WORDS) -> str:
    """A word in a customer's language ("de-CH" is de); English where it is not one of the five."""
    code = language[:2].lower()
    return of[name][LANGUAGES.index(code) if code in LANGUAGES else 0]
