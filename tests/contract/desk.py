"""What a contract needs of a desk: a book with operations, its code, and its bytes, also such as no honest desk makes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from msgspec.structs import replace

from tests.conftest import lea
from tests.desks import desk_book
from tests.house import house, on, taken
from ticketoffice.desk import admit, cancel, customer, notes
from ticketoffice.desk.find import order_of
from ticketoffice.domain.canonical import canonical
from ticketoffice.domain.travel import Answers, Enrolment, Epoch, Sent, Welcome
from ticketoffice.store import enrolment, membership, outbox
from ticketoffice.store.book import Book
from ticketoffice.store.clock import HandClock
from ticketoffice.store.keys import FileSecrets
from ticketoffice.sync.central_service import CentralService


class Behind:
    """A centre's book, its clock, and how it is asked with a token."""

    def __init__(self, book: Book, clock: HandClock, ask: Callable[[str | None], CentralService]) -> None:
        self.book = book
        self.clock = clock
        self.ask = ask

    def code(self, name: str = "Desk") -> str:
        return enrolment.draw_code(self.book, name=name)


class Writer:
    """A book with some orders; `joined` is how it asks from then on."""

    def __init__(self, behind: Behind, *, folder: Path, name: str, orders: int = 2, mode: str = "live") -> None:
        self.behind = behind
        self.name = name
        self.mode = mode
        self.token = ""
        self.book = desk_book(clock=behind.clock, folder=folder)
        self.secrets = FileSecrets(folder)
        if orders:
            items = [on(f"A-{n}", f"B-{n}", number=f"{name}{n}") for n in range(1, orders + 1)]
            taken(self.book, house(), *items)

    def wish(self, code: str) -> Enrolment:
        with self.book.read() as reading:
            facts, epochs = reading.facts(), membership.epochs_of(reading.connection)
        return Enrolment(code, facts.desk, self.name, self.mode, epochs)

    def join(self) -> Welcome:
        welcome = self.behind.ask(None).enrol(self.wish(self.behind.code()))
        self.token = welcome.token
        self.service = self.behind.ask(welcome.token)
        return welcome

    @property
    def epoch(self) -> Epoch:
        with self.book.read() as reading:
            return membership.epochs_of(reading.connection)[-1]

    def sent(self) -> tuple[Sent, ...]:
        """Everything that was not answered; nothing is written down."""
        with self.book.read() as reading:
            batch = outbox.next_batch(reading.connection, at=self.book.clock.now())
        return batch.sent if batch is not None else ()

    def push(self, sent: Sequence[Sent]) -> Answers:
        return self.service.push(self.epoch.epoch, sent)

    def push_all(self) -> None:
        while sent := self.sent():
            answers = self.push(sent)
            assert answers.answers
            outbox.keep_answers(self.book, self.epoch.epoch, answers.answers)

    def note(self, order: str, text: str) -> None:
        notes.add_note(self.book, order_of(self.book, order)[0], text=text, who=lea(self.book))

    def work_on(self) -> None:
        """Deeds of many kinds."""
        who, ticket = lea(self.book), order_of(self.book, f"{self.name}1T1")[1]
        other = order_of(self.book, f"{self.name}2T1")[1]
        assert ticket is not None
        assert other is not None
        self.note(f"{self.name}1", "comes late")
        cancel.cancel(self.book, [ticket], who=who, reason="duplicate", method="cash", now=True)
        admit.admit(self.book, f"{self.name}2T1", who=who)
        order = order_of(self.book, f"{self.name}1")[0]
        customer.change_customer(self.book, order, fields={"name": "Zoé", "email": "z@example.org"}, who=who)

    # --- what no honest desk makes --------------------------------------------------------------------------------

    def forger(self) -> Forger:
        """Goes on where this desk's own operations end."""
        epoch = self.epoch
        key = self.secrets.get(f"book-{epoch.epoch}")
        assert key is not None
        return Forger(Ed25519PrivateKey.from_private_bytes(key), seq=epoch.seq, head=epoch.hash.hex())


class Forger:
    """Has a desk's key and writes into its chain what it likes, one operation after the other."""

    def __init__(self, key: Ed25519PrivateKey, *, seq: int, head: str) -> None:
        self._key = key
        self.seq = seq
        self.head = head

    def signed(self, one: Sent, body: bytes) -> Sent:
        """Other bytes in the place of an operation, with a signature that holds."""
        return replace(one, body=body, signature=self._key.sign(hashlib.sha256(body).digest()))

    def altered(self, one: Sent, change: Callable[[dict[str, Any]], object]) -> Sent:
        """An operation with something else in it, rightly signed."""
        whole = json.loads(one.body)
        change(whole)
        return self.signed(one, canonical(whole))

    def next(self, like: Sent, change: Callable[[dict[str, Any]], object]) -> Sent:
        """A new operation like this one, with something changed, at the end of the chain."""
        self.seq += 1
        id = f"{self.seq:032x}"

        def in_chain(whole: dict[str, Any]) -> None:
            if isinstance(whole.get("header"), dict):
                whole["header"] |= {"seq": self.seq, "id": id}
            change(whole)
            whole["prev_hash"] = self.head

        made = self.altered(replace(like, seq=self.seq, id=id), in_chain)
        self.head = hashlib.sha256(made.body).hexdigest()
        return made
