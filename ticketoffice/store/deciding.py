"""What desks send, judged and written: each operation in a savepoint of its own, or as many as fit together in one.

Whatever goes wrong with one of them the next one goes on, and what was read in a savepoint that is gone is forgotten: it is
not locked any more.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace
from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError, DataError, IntegrityError, StatementError

from ticketoffice.domain import operations as kinds
from ticketoffice.domain.cases import BOOKED
from ticketoffice.domain.makings import making_of
from ticketoffice.domain.operation import Operation, Verdict
from ticketoffice.domain.outcome import Outcome
from ticketoffice.domain.rules import VenueRules
from ticketoffice.domain.situation import Dossier, Situation
from ticketoffice.store import loading, saving, together, unit
from ticketoffice.store.catalogue import Catalogue
from ticketoffice.store.loading import Keeper
from ticketoffice.store.received_bytes import is_no_id
from ticketoffice.store.telling import savepoint
from ticketoffice.store.together import Decided

if TYPE_CHECKING:
    from ticketoffice.store.book import Book

log = logging.getLogger(__name__)
TRIES = 3
KEPT = "cancellation_kept"


class Deciding:
    """Within one transaction. `held`: the orders that it has read and locked, as they now stand; `is_alone`: something went
    wrong with operations that were to be written together, so that each goes alone.
    """

    def __init__(self, book: Book, connection: Connection, *, desk: str) -> None:
        self._book = book
        self._connection = connection
        self._desk = desk
        self._catalogue = Catalogue(connection)
        self._freed: dict[str, int] = {}
        self.held: dict[str, Dossier] = {}
        self.is_alone = False

    def together(self, operations: Sequence[Operation], *, enough: Callable[[], bool]) -> list[Decided]:
        """As many of them, from the first one, as can be judged and written in one go; none where anything goes wrong with it."""
        guards, freed = self._book.guards, dict[str, int]()
        try:
            with savepoint(self._connection):
                decided = together.write(
                    self._connection,
                    operations,
                    catalogue=self._catalogue,
                    held=self.held,
                    lock=guards.lock_rows,
                    check_versions=guards.check_versions,
                    freed=freed,
                    enough=enough,
                )
            self._give_back_later(freed)
        except DatabaseError as problem:
            if not isinstance(problem, IntegrityError | DataError):
                raise
            decided = self._each_alone()
        except Exception:
            log.info("%d operations of desk %s go one by one", len(operations), self._desk, exc_info=True)
            decided = self._each_alone()
        return decided

    def alone(
        self, operation: Operation, *, stored: str | None, keeper: Keeper
    ) -> tuple[Outcome, Situation | None] | None:
        """Judged and written in a savepoint of its own; one of a history has the effect that is `stored`. `keeper`: where it comes
        from. None: it names what nobody could show.
        """
        if self._names_what_is_not_there(operation):
            return None
        if stored is not None or unit.takes_places(operation):
            saving.give_back(self._connection, self._freed)
        for _ in range(TRIES):
            try:
                freed: dict[str, int] = {}
                with savepoint(self._connection):
                    written = self._written(operation, stored=stored, keeper=keeper, freed=freed)
                self._give_back_later(freed)
                return written
            except saving.Conflict:
                self.held.clear()
                continue
            except IntegrityError:
                self.held.clear()
                if self._book.engine.dialect.name == "sqlite":
                    break
                self._catalogue.forget()
                continue
            except DataError:
                log.exception("operation %s of desk %s has values that no table holds", operation.id, self._desk)
                break
            except DatabaseError:
                raise
            except Exception:
                self.held.clear()
                log.exception("operation %s of desk %s could not be judged", operation.id, self._desk)
                break
        verdict = Verdict(accepted=False, effect="none", reason="not_possible")
        return Outcome.of(operation, verdict), None

    def _names_what_is_not_there(self, operation: Operation) -> bool:
        """A performance of no event, or a ticket for no performance: no honest desk makes that, and nobody could show it."""
        payload = operation.payload
        if operation.kind == "catalogue_changed":
            events = {row["event"] for row in payload["performances"]} - {row["id"] for row in payload["events"]}
            return any(map(is_no_id, events)) or not events <= self._catalogue.events(sorted(events)).keys()
        made = making_of(operation.kind, payload)
        if made is not None and made.of is None:
            wanted = {row["performance"] for row in payload["tickets"]}
            return any(map(is_no_id, wanted)) or not wanted <= self._catalogue.performances(sorted(wanted)).keys()
        return False

    def _written(
        self, operation: Operation, *, stored: str | None, keeper: Keeper, freed: dict[str, int]
    ) -> tuple[Outcome, Situation]:
        if stored is None:
            outcomes, situation, versions = unit.decide(
                self._connection,
                [operation],
                catalogue=self._catalogue,
                lock=self._book.guards.lock_rows,
                held=self.held,
                keeper=keeper if operation.kind == KEPT else None,
            )
        else:
            outcomes, situation, versions = unit.apply_stored(
                self._connection, [(operation, stored)], catalogue=self._catalogue, rules=VenueRules()
            )
        saving.save(
            self._connection,
            outcomes,
            situation=situation,
            versions=versions,
            check_versions=self._book.guards.check_versions,
            freed=None if stored is not None or unit.takes_places(operation) else freed,
        )
        self._catalogue.look_at(outcomes[0].rows)
        self.held |= situation.dossiers
        unit.move_on(self.held, outcomes[0])
        return outcomes[0], situation

    def case(self, operation: Operation, *, effect: str) -> frozenset[str] | None:
        """The case of a refusal is written like any other row, and money that was taken by it; texts beside it are kept, people's
        data are not: they were to change nobody. None: it names what is no id, or money that is here already.
        """
        operation = replace(operation, records=())
        verdict, books = Verdict(accepted=True, effect=effect), effect.startswith(BOOKED)
        try:
            with savepoint(self._connection):
                orders = Outcome.of(operation, verdict).orders
                known = self._orders_known(orders)
                files = loading.dossiers(self._connection, sorted(orders)) if books else {}
                situation = Situation(at=operation.at, dossiers=files)
                outcome = Outcome.of(operation, verdict, kinds.apply(operation, effect, situation))
                known |= self._orders_known(outcome.orders - orders)
                saving.save(self._connection, [outcome], situation=situation, versions=known)
        except DatabaseError as problem:
            if not isinstance(problem, DataError) and not (books and isinstance(problem, IntegrityError)):
                raise
            return None
        except (StatementError, ValueError, TypeError):
            return None
        unit.move_on(self.held, outcome)
        return outcome.orders

    def _orders_known(self, orders: frozenset[str]) -> dict[str, int]:
        return unit.versions_of(self._connection, sorted(orders), lock=True)

    def _each_alone(self) -> list[Decided]:
        """What was read in a savepoint that is gone is not locked any more."""
        self.is_alone = True
        self.held.clear()
        self._catalogue.forget()
        return []

    def _give_back_later(self, freed: dict[str, int]) -> None:
        for quota, by in freed.items():
            self._freed[quota] = self._freed.get(quota, 0) + by

    def give_back(self) -> None:
        """The places that were given back are free now: last, so that nobody waits long for their quota."""
        saving.give_back(self._connection, self._freed)
