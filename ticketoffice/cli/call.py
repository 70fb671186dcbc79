"""One call of a command, and how it speaks."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from ticketoffice.cli import documents
from ticketoffice.cli.speech import Speech
from ticketoffice.desk.explaining import explain
from ticketoffice.desk.sentences import sentence, spoken
from ticketoffice.domain.errors import RuleBroken, Unavailable
from ticketoffice.settings import system_user

if TYPE_CHECKING:
    from ticketoffice.domain.people import Who
    from ticketoffice.settings import Settings
    from ticketoffice.store.book import Book


class Call(Struct):
    """One call of a command: its arguments, settings and the open book."""

    args: argparse.Namespace
    settings: Settings
    book: Book

    @property
    def customers_language(self) -> str:
        """In which a customer is told who has none: that of `--lang`, else the desk's own."""
        return str(self.args.lang or self.settings.language)

    @property
    def language(self) -> str:
        """The language of `--lang`; English without it, whatever the machine speaks."""
        return self.args.lang or "en"

    @property
    def speech(self) -> Speech:
        """How it speaks."""
        return Speech(self.language)

    def say(self, text: str, **data: object) -> str:
        """A text in that language."""
        return self.speech.say(text, **data)

    def who(self) -> Who:
        """The person of `--as`, with the second person of `--approve-as` or the reason of `--alone`."""
        from ticketoffice.desk.people import person_named
        from ticketoffice.domain.people import Who

        second = getattr(self.args, "approve_as", None)
        return Who(
            person_named(self.book, self.args.act_as or system_user()),
            second=person_named(self.book, second) if second else None,
            alone=getattr(self.args, "alone", None),
        )

    def clean_kept_files(self) -> list[str]:
        """Whoever was erased leaves the files that are kept beside the book too; says which ones could not be cleaned."""
        from ticketoffice.store.kept_files import clean

        left = clean(self.book, self.settings.copies)
        return [self.say("Whoever was erased is still in {file}: it could not be cleaned.", file=file) for file in left]

    def tickets(self) -> list[str]:
        """The ids of the tickets that were named."""
        return [self.ticket(text) for text in self.args.tickets]

    def ticket(self, text: str) -> str:
        """The id of one ticket; an order's number is no ticket."""
        from ticketoffice.desk.find import ticket_of

        ticket = ticket_of(self.book, text)
        if ticket is None:
            raise RuleBroken("not_found", data={"text": text.strip(), "kind": "order"}, next=("cancel-order",))
        return ticket

    def order(self, text: str) -> str:
        """The id of an order by its number or a ticket of it."""
        from ticketoffice.desk.find import very_order_of

        return very_order_of(self.book, text)[0]

    def performance(self, text: str) -> str:
        """The name of a performance by that, by its id, or by its event's name, as `sell` takes it. Raises RuleBroken `not_found`,
        `several_performances`.
        """
        from ticketoffice.desk.on_sale import performance_of

        with self.book.read() as reading:
            return performance_of(reading, text, at=self.book.clock.now()).external

    def usual_currency(self) -> str:
        """The house's currency, where an amount says none."""
        with self.book.read() as reading:
            return reading.till.usual_currency()

    def tell_fault(self, no: RuleBroken | Unavailable) -> dict[str, str]:
        """Says beside a deed that is on disk what could not be done after it; returns its code and sentence."""
        said = sentence(no.code, data=explain(self.book, no), translate=spoken(self.language))
        print(said, file=sys.stderr)
        return {"code": no.code, "message": said}

    def out(self, document: dict[str, Any], lines: Sequence[str]) -> None:
        """Prints the document with `--json`, else the lines."""
        print(
            json.dumps(document, ensure_ascii=False) if self.args.json else "\n".join(map(documents.printable, lines))
        )

    def tell_order(
        self, operations: Sequence[str], order: str, said: str, *, also: Mapping[str, Any] | None = None
    ) -> None:
        """Says what was done and how the order stands now; `also` stands in the document beside it."""
        from ticketoffice.desk.show import show

        view = show(self.book, order)
        language = self.language
        document = {
            "operation": operations[0] if operations else None,
            "order": documents.order_json(view, language=language),
            **(also or {}),
        }
        self.out(document, [said, *documents.order_lines(view, speech=self.speech)])


def without_organiser(call: Call) -> list[str]:
    """A sentence where tickets do not say whose they are."""
    with call.book.read() as reading:
        if reading.rules().letterhead:
            return []
    return [call.say("Tickets name no organiser: `rules letterhead=NAME,ADDRESS` puts one on them.")]


def usually(call: Call, methods: Sequence[str]) -> list[str]:
    """A sentence where money goes back by another way than it came; `methods` are those by which it goes back usually."""
    from ticketoffice.desk.words import label

    named = ", ".join(label(method, language=call.language) for method in methods)
    return [call.say("Usually it goes back as it was paid: {methods}.", methods=named)] if methods else []
