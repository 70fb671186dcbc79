"""What must hold whatever happened, read with SQL of its own: imports nothing of the domain or the store.

Each check returns what is wrong as a sentence; an empty list is good. The numbers are those of 3-sync, section 5.
"""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

LIVE_STATES = ("pending", "valid", "used")
LIVE = str(LIVE_STATES)
COMPARED = (
    *(
        "events",
        "performances",
        "zones",
        "quotas",
        "quota_zones",
        "tariffs",
        "plans",
        "plan_seats",
        "zone_categories",
        "house_holds",
        "house_hold_seats",
        "staff",
        "rules",
        "tickets",
        "ticket_codes",
    ),
    *(
        "cancellations",
        "payments",
        "refunds",
        "money_lines",
        "invoices",
        "order_notes",
        "reminders",
        "admissions",
        "cases",
    ),
)
ORDER_COLUMNS = (
    "id, number, source, method, currency, created_at, due_at, customer, admit_unpaid, expired, predecessor, successor"
)


def of_a_book(name: str, book: sqlite3.Connection) -> list[str]:
    """I1 and I2 hold at every moment, in every book."""
    wrong = [
        f"{name}: {count} live tickets on one seat (I1)"
        for (count,) in book.execute(
            f"SELECT count(*) FROM tickets WHERE state IN {LIVE} AND seat IS NOT NULL "
            "GROUP BY performance, seat HAVING count(*) > 1"
        )
    ]
    query = (
        f"SELECT q.name, q.taken, (SELECT count(*) FROM tickets t JOIN quota_zones z ON z.zone = t.zone "
        f"WHERE z.quota = q.id AND t.state IN {LIVE}) FROM quotas q"
    )
    wrong += [
        f"{name}: quota {q} says {taken}, there are {live} (I2)"
        for q, taken, live in book.execute(query)
        if taken != live
    ]
    beyond = "SELECT name, taken, capacity + overbooked FROM quotas WHERE taken > capacity + overbooked"
    wrong += [f"{name}: quota {q} has {taken} of {most} (I3)" for q, taken, most in book.execute(beyond)]
    return wrong


def of_the_centre(book: sqlite3.Connection) -> list[str]:
    """I5 to I8, I13, I14: what the centre has received, answered and told."""
    return [
        *of_a_book("centre", book),
        *_prefixes(book),
        *_answered(book),
        *_feed(book),
        *_money(book),
        *_refused(book),
        *_never_go(book),
        *_kept(book),
        *_exchanged(book),
        *_house_holds(book),
    ]


def _house_holds(book: sqlite3.Connection) -> list[str]:
    """I3: what the house keeps is had by nobody who does not come from there, and sold and kept are no more than there is."""
    wrong = []
    drawn = (
        f"SELECT h.kind, h.places, (SELECT count(*) FROM tickets t WHERE t.left_hold = h.id OR (t.house_hold = h.id "
        f"AND t.state IN {LIVE})) FROM house_holds h WHERE h.until IS NULL"
    )
    wrong += [
        f"centre: of {kind} {n} of {places} are gone (I3)" for kind, places, n in book.execute(drawn) if n > places
    ]
    strangers = f"""
        SELECT t.seat FROM tickets t JOIN house_hold_seats s ON s.performance = t.performance AND s.seat = t.seat
        WHERE t.state IN {LIVE} AND t.house_hold IS NOT s.house_hold
        AND NOT EXISTS (SELECT 1 FROM tickets g WHERE g.left_hold = s.house_hold AND g.seat = s.seat)
    """
    wrong += [f"centre: {seat} is kept and sold to somebody else (I3)" for (seat,) in book.execute(strangers)]
    together = f"""
        SELECT q.name, q.taken + h.places - (SELECT count(*) FROM tickets t WHERE t.left_hold = h.id
        OR (t.house_hold = h.id AND t.state IN {LIVE})), q.capacity + q.overbooked
        FROM house_holds h JOIN quota_zones z ON z.zone = h.zone JOIN quotas q ON q.id = z.quota WHERE h.until IS NULL
    """
    wrong += [
        f"centre: quota {q} has sold and kept {n} of {most} (I3)" for q, n, most in book.execute(together) if n > most
    ]
    return wrong


def _prefixes(book: sqlite3.Connection) -> list[str]:
    wrong = []
    for epoch, seq, parted in book.execute("SELECT epoch, seq, coalesce(branch_seq, 0) FROM desk_epochs"):
        count, last = book.execute("SELECT count(*), max(seq) FROM operations WHERE epoch = ?", (epoch,)).fetchone()
        if (count + parted, last or parted) != (seq, seq):
            wrong.append(f"centre: of an epoch {count} operations up to {last}, said {seq} (I6)")
    return wrong


def _answered(book: sqlite3.Connection) -> list[str]:
    query = (
        "SELECT count(*) FROM operations o LEFT JOIN answers a ON a.operation = o.id "
        "WHERE a.answer IS NULL AND o.epoch NOT IN (SELECT epoch FROM feed_epochs)"
    )
    missing = book.execute(query).fetchone()[0]
    return [f"centre: {missing} operations without an answer (I7)"] if missing else []


LEFT_OUT = 1_000_000
"""Numbers of changes that a centre leaves out where its book was put back."""


def _feed(book: sqlite3.Connection) -> list[str]:
    count, last, told = book.execute(
        "SELECT count(*), max(change), (SELECT change FROM feed_counter) FROM feed"
    ).fetchone()
    left_out = LEFT_OUT * (book.execute("SELECT count(*) FROM feed_epochs").fetchone()[0] - 1)
    began = book.execute("SELECT max(began) FROM feed_epochs").fetchone()[0]
    last_told = told if (last or 0) > began else began + LEFT_OUT * (left_out > 0)
    is_whole = count + left_out == told == last_told and (last or 0) in (told, began)
    return [] if is_whole else [f"centre: {count} changes, last {last}, counter {told} (I8)"]


GIVEN_NEVER_MADE = """
    SELECT m."order", m.amount FROM money_lines m JOIN cases c ON c.operation = m.operation AND c."order" = m."order"
    JOIN refunds r ON r.id = m.refund
    WHERE c.kind = 'given_never_made' AND m.kind = 'refund' AND m.amount > 0 AND r.withdrawn_at IS NULL
"""


def _money(book: sqlite3.Connection) -> list[str]:
    """Nobody is given back more than they paid without a case that says so; prices are those of the live tickets. What was handed out
    for an order that was never made has a case of its own, which says so much and no more.
    """
    cases = {row[0] for row in book.execute("SELECT \"order\" FROM cases WHERE kind IN ('over_refund', 'paid_late')")}
    wrong = []
    paid: Counter[bytes] = Counter()
    for order, amount in book.execute('SELECT "order", amount FROM payments'):
        paid[order] += amount
    given: Counter[bytes] = Counter()
    for order, amount in book.execute('SELECT "order", amount FROM refunds WHERE withdrawn_at IS NULL'):
        given[order] += amount
    told: Counter[bytes] = Counter()
    for order, amount in book.execute(GIVEN_NEVER_MADE):
        told[order] += amount
    wrong += [
        f"centre: order {order.hex()} was paid {paid[order]} and gives back {amount} without a case (I13)"
        for order, amount in given.items()
        if amount - told[order] > paid[order] and order not in cases
    ]
    lines: defaultdict[bytes, Counter[str]] = defaultdict(Counter)
    for order, kind, amount in book.execute('SELECT "order", kind, amount FROM money_lines'):
        lines[order][kind] += amount
    prices = dict(
        book.execute(
            f'SELECT "order", sum(price) FROM tickets WHERE state IN {LIVE} OR state = \'displaced\' GROUP BY "order"'
        )
    )
    for order, sums in lines.items():
        if sums["price"] + sums["price_back"] != prices.get(order, 0):
            wrong.append(f"centre: order {order.hex()} owes {dict(sums)} for tickets of {prices.get(order, 0)} (I14)")
        if -sums["payment"] != paid[order] or sums["refund"] != given[order]:
            wrong.append(
                f"centre: order {order.hex()}: lines {dict(sums)}, paid {paid[order]}, given {given[order]} (I14)"
            )
    return wrong


def _refused(book: sqlite3.Connection) -> list[str]:
    """I7: what was refused is in a case, or follows a click that is."""
    cased = {row[0] for row in book.execute("SELECT operation FROM cases")}
    wrong = []
    for operation, reason, kind in book.execute(
        "SELECT a.operation, a.reason, o.kind FROM answers a JOIN operations o ON o.id = a.operation WHERE a.answer = 'refused'"
    ):
        follows = kind == "cancellation_finished" and reason == "not_cancelled"
        if operation not in cased and not follows:
            wrong.append(f"centre: {kind} was refused ({reason}) and nobody is told (I7)")
    return wrong


def _kept(book: sqlite3.Connection) -> list[str]:
    """I11: what has left its desk nobody keeps; each Keep that was accepted comes from where its click came from."""
    named = """
        SELECT lower(hex(k.id)) FROM operations k JOIN answers a ON a.operation = k.id AND a.answer != 'refused',
            json_each(json_extract(CAST(k.body AS TEXT), '$.payload.cancels')) named
        LEFT JOIN cancellations c ON lower(hex(c.id)) = named.value
        LEFT JOIN operations click ON click.id = c.operation
        WHERE k.kind = 'cancellation_kept' AND c.id IS NOT NULL AND click.epoch IS NOT k.epoch
    """
    return [f"centre: {keep} keeps what had left another desk (I11)" for (keep,) in book.execute(named)]


def _exchanged(book: sqlite3.Connection) -> list[str]:
    """Both or neither: where an exchange was accepted none of its old tickets is live and all its new ones are there; where it was
    refused none is.
    """
    wrong, known = [], dict(book.execute("SELECT lower(hex(id)), state FROM tickets"))
    query = """
        SELECT CAST(o.body AS TEXT), a.answer FROM operations o JOIN answers a ON a.operation = o.id
        WHERE o.kind = 'order_exchanged'
    """
    for body, answer in book.execute(query):
        payload = json.loads(body)["payload"]
        new = [row["id"] in known for row in payload["tickets"]]
        number, still = payload["new"]["number"], [row["ticket"] for row in payload["gives_back"]]
        if answer == "refused" and any(new):
            wrong.append(f"centre: exchange {number} was refused and has tickets")
        if answer != "refused" and not all(new):
            wrong.append(f"centre: exchange {number} was accepted and lacks tickets")
        if answer != "refused" and any(known[ticket] in LIVE_STATES for ticket in still):
            wrong.append(f"centre: what exchange {number} gave back is live")
    return wrong


def _never_go(book: sqlite3.Connection) -> list[str]:
    """I11: a ticket whose last word is a cancellation lets nobody in."""
    query = (
        f"SELECT count(*) FROM tickets t WHERE state IN {LIVE} AND EXISTS "
        "(SELECT 1 FROM cancellations c WHERE c.ticket = t.id AND c.kept_at IS NULL)"
    )
    count = book.execute(query).fetchone()[0]
    return [f"centre: {count} cancelled tickets are GO (I11)"] if count else []


def between(
    name: str,
    desk: sqlite3.Connection,
    centre: sqlite3.Connection,
    *,
    acknowledged: Iterable[str],
    lost: Collection[str] = (),
) -> list[str]:
    """Once all is quiet: I4, I7, I9. Nothing that was acknowledged is missing, and both hold the same; `lost`: people whose data are
    not compared.
    """
    wrong = []
    there = {row[0] for row in centre.execute("SELECT lower(hex(id)) FROM operations")}
    missing = [operation for operation in acknowledged if operation not in there]
    if missing:
        wrong.append(f"{name}: {len(missing)} acknowledged operations never reached the centre (I7)")
    told = dict(centre.execute("SELECT operation, answer || coalesce(reason, '') || change FROM answers"))
    for operation, answer in desk.execute("SELECT operation, answer || coalesce(reason, '') || change FROM answers"):
        if told.get(operation) != answer:
            wrong.append(f"{name}: heard {answer}, the centre says {told.get(operation)} (I4)")
    contested = desk.execute("SELECT count(*) FROM contested").fetchone()[0]
    if contested:
        wrong.append(f"{name}: {contested} operations are still contested")
    for table in COMPARED:
        if _rows(desk, f"SELECT * FROM {table}") != _rows(centre, f"SELECT * FROM {table}"):
            wrong.append(f"{name}: {table} differs from the centre's (I9): {_difference(desk, centre, table)}")
    if _rows(desk, f"SELECT {ORDER_COLUMNS} FROM orders") != _rows(centre, f"SELECT {ORDER_COLUMNS} FROM orders"):
        wrong.append(f"{name}: orders differ from the centre's (I9)")
    customers = "SELECT lower(hex(p.person)), p.fields FROM person_records p JOIN orders o ON o.customer = p.person"
    known, told_of = (
        {row: count for row, count in _rows(book, customers).items() if row[0] not in lost} for book in (desk, centre)
    )
    if known != told_of:
        wrong.append(f"{name}: customers differ from the centre's")
    return wrong


def of_the_erased(name: str, data: bytes, centre: sqlite3.Connection, *, typed: Mapping[str, str]) -> list[str]:
    """C22: an address of whoever was erased and never named again stands nowhere in a book, whoever typed it and when.

    `data`: the whole book as it lies on the disk; `typed`: each address, and the person whose it is.
    """
    erased = {
        row[0]
        for row in centre.execute("SELECT lower(hex(person)) FROM person_records GROUP BY 1 HAVING count(salt) = 0")
    }
    return [
        f"{name}: {address} of somebody who was erased still stands there"
        for address, person in typed.items()
        if person in erased and address.encode() in data
    ]


def without_data(desk: sqlite3.Connection, centre: sqlite3.Connection) -> set[str]:
    """Operations of a desk ("epoch/seq") that committed to people's data or a text which neither it has, to send them again, nor the
    centre; and the people. Desks that had heard of them may know them still.
    """
    kept = {_commitment(salt, what) for book in (desk, centre) for salt, what in _beside(book)}
    return {
        name
        for epoch, seq, body in desk.execute("SELECT lower(hex(epoch)), seq, CAST(body AS TEXT) FROM operations")
        for named, of in re.findall(r'"commitment":"([0-9a-f]{64})","(?:person|note)":"([0-9a-f]{32})"', body)
        if named not in kept
        for name in (f"{epoch[:8]}/{seq}", of)
    }


def _beside(book: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Salt and content of what lies beside a journal."""
    yield from book.execute("SELECT salt, fields FROM person_records WHERE salt NOT LIKE 'on top %'")
    for salt, text in book.execute("SELECT salt, text FROM notes WHERE salt IS NOT NULL"):
        yield salt, json.dumps({"text": text}, ensure_ascii=False, separators=(",", ":"))


def _commitment(salt: str, what: str) -> str:
    return hashlib.sha256(bytes.fromhex(salt) + what.encode()).hexdigest()


def _rows(book: sqlite3.Connection, query: str) -> Counter[tuple[object, ...]]:
    return Counter(book.execute(query))


def _difference(desk: sqlite3.Connection, centre: sqlite3.Connection, table: str) -> str:
    here, there = _rows(desk, f"SELECT * FROM {table}"), _rows(centre, f"SELECT * FROM {table}")
    return f"only here {list(here - there)[:2]}, only there {list(there - here)[:2]}"


# --- the drawer of a desk -------------------------------------------------------------------------------------------

MOVED = {"opened": 1, "in": 1, "out": -1, "drop": -1, "no_sale": 0}


def of_a_drawer(name: str, book: sqlite3.Connection, *, said: Mapping[str, int]) -> list[str]:
    """Per currency there lies what was put in and taken, less what was handed out and taken away, since it was closed last (one
    currency here); closings have numbers without a gap.
    """
    lies, numbers = 0, list[str]()
    for body in _own_bodies(book):
        kind, payload = (whole := json.loads(body))["header"]["kind"], whole["payload"]
        if kind == "closed":
            lies = 0
            numbers.append(payload["number"])
        elif kind == "drawer_moved":
            lies += MOVED[payload["what"]] * sum(row["amount"] for row in payload["amounts"])
        elif kind in ("order_sold", "order_exchanged", "sale_aborted"):
            came = payload["payments"] if kind != "sale_aborted" else payload["refunds"]
            cash = sum(row["amount"] for row in came if row["method"] == "cash")
            lies += cash if kind != "sale_aborted" else -cash
        elif kind in ("payment_recorded", "tariff_changed"):
            paid = payload if kind == "payment_recorded" else payload["payment"]
            lies += paid["amount"] if paid and paid["method"] == "cash" else 0
        elif kind == "payment_corrected":
            sign = (payload["method"] == "cash") - (payload["was"] == "cash")
            lies += sign * payload["amount"] * (1 if payload["payment"] else -1)
        elif kind == "refund_paid_out":
            given = [row["amount"] for row in payload["given"] if row["method"] == "cash"]
            lies -= sum(given) + payload.get("rounding", 0)
    wrong = [] if sum(said.values()) == lies else [f"{name}: there lie {lies} in the drawer, it says {dict(said)}"]
    series: defaultdict[str, list[int]] = defaultdict(list)
    for number in numbers:
        letter, _, count = number.partition("-")
        series[letter].append(int(count))
    gaps = {letter: counts for letter, counts in series.items() if counts != list(range(1, len(counts) + 1))}
    return wrong + ([f"{name}: closings {gaps}"] if gaps else [])


def _own_bodies(book: sqlite3.Connection) -> Iterator[bytes]:
    """The operations of this machine's own epochs in their order, with those that only the centre still had; not what the machine
    that it parted from did since.
    """
    epoch, told, chain = book.execute("SELECT epoch FROM book").fetchone()[0], True, list[tuple[bytes, bool]]()
    while epoch is not None:
        chain.append((epoch, told))
        row = book.execute("SELECT body FROM operations WHERE epoch = ? AND seq = 1", (epoch,)).fetchone()
        payload = json.loads(row[0])["payload"] if row else {}
        told = told and "parted_from" not in payload
        epoch = bytes.fromhex(payload["previous_epoch"]) if payload.get("previous_epoch") else None
    for name, hears in reversed(chain):
        rows = dict(book.execute("SELECT seq, body FROM heard WHERE epoch = ?", (name,))) if hears else {}
        rows |= dict(book.execute("SELECT seq, body FROM operations WHERE epoch = ?", (name,)))
        yield from (rows[seq] for seq in sorted(rows))
