"""Search as you type: exact codes first, then prefixes of any words in any order, upcoming performances first.

At a desk an FTS5 index over words that we folded ourselves; on PostgreSQL `tsvector` over the same words. Each row
stands for one order at one performance, numbered day × 2^20 + running number.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Connection, bindparam, delete, func, select, text

from ticketoffice.domain.mixed import Reading
from ticketoffice.domain.seats import SeatQuery, seat_query
from ticketoffice.domain.words import code_form, phone_queries, query_words
from ticketoffice.store.asking import About, ask
from ticketoffice.store.mixed_rows import Meant
from ticketoffice.store.search_tables import search_codes, search_rows
from ticketoffice.store.telling import delete_many, insert_many, tell_each, update_many
from ticketoffice.store.word_rows import DAY, ROWS_A_DAY, Words, with_words

SHORTEST_CODE_PREFIX = 3
SHORTEST_NAMED = 4
"""Letters of a number that is typed among other words."""
MOST_NAMED = 10
SHARE = 5
"""One in so many rows is kept for what comes later."""
UNIVERSAL = frozenset({"com", "org", "net", "example", "gmail", "ch", "bluewin", "outlook", "hotmail", "gmx"})


class IndexItem(Struct, frozen=True):
    """An order as the index takes it: (start, performance id) pairs, words, and (code, kind, ticket) triples."""

    order: str
    performances: tuple[tuple[int, str], ...]
    words: tuple[str, ...]
    codes: tuple[tuple[str, str, str | None], ...]


class Hit(Struct, frozen=True):
    """One found order. `kind`: the kind of the code that matched (number, ticket, invoice, phone), `seat` where all
    words of a named seat were there, None for words.

    `exact`: the query was exactly a code of it; `ticket` says which where the code is a ticket's number. `reading`: which
    reading of a mixed query found it, None for the plain one; `place`: how near the top that stands, the nearest is 0.
    """

    order: str
    performance: str | None
    ticket: str | None
    exact: bool
    kind: str | None
    reading: Reading | None = None
    place: int = 0


_r, _c = search_rows.c, search_codes.c
_OLD = About(select(_r.row, _r.order, _r.performance, _r.words), _r.order)
_CODES = About(select(_c.order, _c.code, _c.kind, _c.ticket), _c.order)
_FORGET = text("INSERT INTO search_words(search_words, rowid, words) VALUES ('delete', :row, :words)")
_TELL = text("INSERT INTO search_words(rowid, words) VALUES (:row, :words)")


def index_orders(connection: Connection, items: Sequence[IndexItem], *, gone: Sequence[str] = ()) -> None:
    """These orders are found by these words from now on, and by nothing else; those that are `gone` by nothing at all.

    A row keeps its number while its order stays on its day: what is new alone needs one that nobody else takes meanwhile.
    """
    wanted = [*(item.order for item in items), *gone]
    if not wanted:
        return
    there: dict[tuple[str, str | None, int], tuple[int, str]] = {}
    for row, order, performance, words in _OLD.ask(connection, wanted):
        there[(order, performance, row // ROWS_A_DAY)] = (row, words)
    new: list[IndexItem] = []
    anew: list[tuple[int, str, str]] = []
    for item in items:
        words, unknown = " ".join(item.words), []
        for start, performance in item.performances or _NOWHERE:
            known = there.pop((item.order, performance, start // DAY), None)
            if known is None:
                unknown.append((start, performance))
            elif known[1] != words:
                anew.append((known[0], known[1], words))
        if unknown:
            new.append(replace(item, performances=tuple(unknown), codes=()))
    _say_anew(connection, anew, left=list(there.values()))
    _insert(connection, new)
    _tell_codes(connection, items, wanted=wanted)


def _say_anew(connection: Connection, anew: Sequence[tuple[int, str, str]], *, left: Sequence[tuple[int, str]]) -> None:
    """(row, old words, new words) of rows that stay, and (row, words) of those that are left."""
    if connection.dialect.name == "sqlite":
        forgotten = [*((row, old) for row, old, _ in anew), *left]
        tell_each(connection, _FORGET, forgotten, ("row", "words"))
        tell_each(connection, _TELL, [(row, words) for row, _, words in anew], ("row", "words"))
    update_many(connection, search_rows, ("words",), [(words, row) for row, _, words in anew], by=("row",))
    delete_many(connection, search_rows, [(row,) for row, _ in left], by=("row",))


def _tell_codes(connection: Connection, items: Sequence[IndexItem], *, wanted: Sequence[str]) -> None:
    """The codes of these orders and no other ones."""
    there: dict[str, set[tuple[str, str, str | None]]] = {}
    for order, code, kind, ticket in _CODES.ask(connection, wanted):
        there.setdefault(order, set()).add((code, kind, ticket))
    told = {item.order: item for item in items}
    moved = [order for order, codes in there.items() if order not in told or codes != set(told[order].codes)]
    delete_many(connection, search_codes, [(order,) for order in moved], by=("order",))
    again = {*moved} | {order for order in told if order not in there}
    _insert_codes(connection, [item for item in items if item.order in again])


def rebuild(connection: Connection, items: Iterable[IndexItem]) -> None:
    """Builds the whole index again."""
    connection.execute(delete(search_rows))
    connection.execute(delete(search_codes))
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("INSERT INTO search_words(search_words) VALUES ('rebuild')")
    batch: list[IndexItem] = []
    for item in items:
        batch.append(item)
        if len(batch) == 500:
            _insert(connection, batch)
            _insert_codes(connection, batch)
            batch = []
    _insert(connection, batch)
    _insert_codes(connection, batch)
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("INSERT INTO search_words(search_words) VALUES ('optimize')")


_NOWHERE: tuple[tuple[int, str | None], ...] = ((0, None),)


def _insert(connection: Connection, items: Sequence[IndexItem]) -> None:
    """New rows of the index, numbered on from the last one of their day."""
    places = [(item, *place) for item in items for place in item.performances or _NOWHERE]
    if not places:
        return
    last = _last_rows(connection, sorted({start // DAY for _, start, _ in places}))
    rows: list[tuple[int, str, str | None, str]] = []
    for item, start, performance in places:
        last[start // DAY] += 1
        rows.append((last[start // DAY], item.order, performance, " ".join(item.words)))
    insert_many(connection, search_rows, ("row", "order", "performance", "words"), rows)
    if connection.dialect.name == "sqlite":
        tell_each(connection, _TELL, [(row, words) for row, _, _, words in rows], ("row", "words"))


def _insert_codes(connection: Connection, items: Sequence[IndexItem]) -> None:
    codes = [(code, kind, item.order, ticket) for item in items for code, kind, ticket in item.codes]
    insert_many(connection, search_codes, ("code", "kind", "order", "ticket"), codes)


_LAST_ROW = select(func.max(_r.row)).where(_r.row >= bindparam("first"), _r.row < bindparam("end"))


NUMBERING = 0x696E6478
"""The advisory locks by which a day's next numbers have one taker: "indx"."""
_MINE = select(func.pg_advisory_xact_lock(NUMBERING, bindparam("day")))


def _last_rows(connection: Connection, days: Sequence[int]) -> dict[int, int]:
    """The last number of each of these days; until COMMIT nobody else numbers on from there."""
    if connection.dialect.name != "sqlite":
        for day in days:
            connection.execute(_MINE, {"day": day})
    found: dict[int, int] = {}
    for day in days:
        first = day * ROWS_A_DAY
        row = ask(connection, _LAST_ROW, first=first, end=first + ROWS_A_DAY)[0][0]
        found[day] = first - 1 if row is None else int(row)
    return found


# --- asking --------------------------------------------------------------------------------------------------------

_BY_CODE = (
    select(search_codes.c.order, search_codes.c.kind, search_codes.c.ticket)
    .where(search_codes.c.code == bindparam("wanted"))
    .limit(50)
)
_NAMED = (
    select(search_codes.c.code, search_codes.c.order, search_codes.c.kind, search_codes.c.ticket)
    .where(search_codes.c.code.in_(bindparam("wanted", expanding=True)))
    .limit(50)
)
_WORDS_OF = select(search_rows.c.order, search_rows.c.words).where(
    search_rows.c.order.in_(bindparam("wanted", expanding=True))
)
_BY_PREFIX = (
    select(search_codes.c.order, search_codes.c.kind, search_codes.c.ticket, search_codes.c.code)
    .where(search_codes.c.code >= bindparam("low"), search_codes.c.code < bindparam("high"))
    .order_by(search_codes.c.code)
    .limit(bindparam("most"))
)


def candidates(
    connection: Connection,
    query: str,
    *,
    readings: Sequence[Reading] = (),
    today: int,
    timezone: str = "UTC",
    limit: int = 50,
) -> list[Hit]:
    """The best orders for a query: exact codes, those with a number that is typed among their words, the readings that say
    more than its words do, then the plain ones (code prefixes, an exact seat, words), then the other readings; upcoming
    first in each.

    What a desk took on the day that is named comes before the rest of those readings: it is little, and surely meant.
    `today`: microseconds UTC, its day that of `timezone`. What comes later always has some room, so that no meaning hides another.
    """
    code, meant = code_form(query), Meant(connection, today=today, timezone=timezone)
    exact = _exact(connection, code) if code else []
    named, loose = _named(connection, query, last=2 * len(readings) + 2) if not exact else ([], [])
    taken, others = [r for r in readings if r.taken], [r for r in readings if not r.taken]
    first = _read(taken, meant, place=0, most=limit)
    first += _read([r for r in others if r.before_plain], meant, place=1, most=limit)
    plain = _plain(connection, query, code=code, place=len(readings) + 1, today=today, limit=limit)
    rest = limit if len(first) + len(plain) < limit else limit // SHARE
    cheapest = min((hit.reading.cost for hit in first if hit.reading), default=None)
    others = [r for r in others if not r.before_plain and (cheapest is None or r.cost <= cheapest)]
    last = _read(others, meant, place=len(readings) + 2, most=rest)
    hits = {hit.order: hit for hit in exact}
    chosen: dict[str, Hit] = {}
    groups = [[hit for hit in group if hit.order not in hits] for group in (named, first, plain, last, loose)]
    kept = [sum(min(len(later), limit // SHARE) for later in groups[number + 1 :]) for number in range(len(groups))]
    for room in (kept, [0] * len(groups)):
        for group, apart in zip(groups, room, strict=True):
            for hit in group:
                if len(hits) + len(chosen) >= limit - apart:
                    break
                chosen.setdefault(hit.order, hit)
    return [*hits.values(), *sorted(chosen.values(), key=lambda hit: hit.place)][:limit]


def _read(readings: Iterable[Reading], meant: Meant, *, place: int, most: int) -> list[Hit]:
    """What these readings find, the better ones first; those that cost more than one that found something say nothing new."""
    hits: dict[str, Hit] = {}
    cheapest: int | None = None
    for number, reading in enumerate(readings, start=place):
        if len(hits) >= most or (cheapest is not None and reading.cost > cheapest):
            break
        for order, performance, _ in meant.rows(reading, most=most):
            hits.setdefault(order, Hit(order, performance, None, False, None, reading, number))
        cheapest = reading.cost if hits else None
    return list(hits.values())[:most]


def _plain(connection: Connection, query: str, *, code: str, place: int, today: int, limit: int) -> list[Hit]:
    """What the query finds as it is written."""
    hits: dict[str, Hit] = {}
    if len(code) >= SHORTEST_CODE_PREFIX:
        for prefix in dict.fromkeys((code, *phone_queries(query))):
            for found in _prefixed(connection, prefix, limit=limit):
                hits.setdefault(found.order, found)
    seat = seat_query(query)
    if seat is not None and len(hits) < limit:
        for found in _by_seat(connection, seat, today=today, limit=limit):
            hits.setdefault(found.order, found)
    if len(hits) < limit:
        for found in _by_words(connection, query, today=today, limit=limit):
            hits.setdefault(found.order, found)
    return [replace(hit, place=place) for hit in hits.values()]


def _exact(connection: Connection, code: str) -> list[Hit]:
    rows = ask(connection, _BY_CODE, wanted=code)
    return [Hit(order, None, ticket, kind in ("number", "ticket", "invoice"), kind) for order, kind, ticket in rows]


def _named(connection: Connection, query: str, *, last: int) -> tuple[list[Hit], list[Hit]]:
    """The orders of which a whole number is typed among other words: those that have the other words too, and the rest,
    which come `last`.
    """
    tokens = query.split()
    if not 2 <= len(tokens) <= MOST_NAMED or seat_query(query) is not None:
        return [], []
    at = {form: number for number, token in enumerate(tokens) for form in _forms(token) if len(form) >= SHORTEST_NAMED}
    found = connection.execute(_NAMED, {"wanted": list(at)}).all() if at else []
    has: dict[str, list[str]] = {}
    if found:
        for order, words in connection.execute(_WORDS_OF, {"wanted": [row.order for row in found]}):
            has.setdefault(order, []).extend(words.split())
    both: list[Hit] = []
    rest: list[Hit] = []
    for code, order, kind, ticket in found:
        others = query_words(" ".join(token for number, token in enumerate(tokens) if number != at[code]))
        fits = all(any(word.startswith(part) for word in has.get(order, ())) for part in others)
        hit = Hit(order, None, ticket if kind == "ticket" else None, False, kind, place=-1 if fits else last)
        (both if fits else rest).append(hit)
    return both, rest


def _forms(token: str) -> tuple[str, ...]:
    """A number as it is typed, that of the order where it is a ticket's short one (LHYFF-1), and a phone as the index has it."""
    order, dash, position = token.rpartition("-")
    short = (code_form(order),) if dash and position.isdigit() else ()
    return (code_form(token), *short, *phone_queries(token))


def _prefixed(connection: Connection, code: str, *, limit: int) -> list[Hit]:
    rows = ask(connection, _BY_PREFIX, low=code, high=code[:-1] + chr(ord(code[-1]) + 1), most=limit)
    return [Hit(order, None, ticket if kind == "ticket" else None, False, kind) for order, kind, ticket, _ in rows]


def _by_seat(connection: Connection, seat: SeatQuery, *, today: int, limit: int) -> list[Hit]:
    rows = with_words(connection, Words(seat.exact, seat.begun), today=today, most=limit)
    return [Hit(order, performance, None, False, "seat") for order, performance, _ in rows]


def _by_words(connection: Connection, query: str, *, today: int, limit: int) -> list[Hit]:
    words = query_words(query)
    matched = [word for word in words if word not in UNIVERSAL] or list(words)
    if not matched:
        return []
    checked = [word for word in words if word not in matched]
    rows = with_words(connection, Words(begun=matched), today=today, most=limit * 4 if checked else limit)
    return [
        Hit(order, performance, None, False, None)
        for order, performance, has in rows
        if not checked or all(any(word.startswith(part) for word in has.split()) for part in checked)
    ]
