"""find ÷ raw: the same rows by hand-written SQL on the same index, over 200 drawn terms and the three commonest prefixes."""

from __future__ import annotations

import random
import sqlite3
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.measure import Figure, at, median, timed
from ticketoffice.desk.find import find
from ticketoffice.domain.words import code_form, query_words
from ticketoffice.store.book import Book
from ticketoffice.store.search import SHORTEST_CODE_PREFIX
from ticketoffice.store.word_rows import DAY, ROWS_A_DAY

TERMS = 200
ROWS = 50
MEANT = ("date", "amount", "method")
"""Why rows stand there that the words alone do not find: "mar" is also a Tuesday."""
RAW_ROW = """
SELECT o.number, o.currency, o.created_at, o.expired, e.name, p.starts_at, p.timezone,
  (SELECT fields FROM person_records f WHERE f.person = o.customer ORDER BY revision DESC LIMIT 1),
  (SELECT count(*) FROM tickets t WHERE t."order" = o.id AND t.state IN ('pending', 'valid', 'used')),
  (SELECT sum(price) FROM tickets t WHERE t."order" = o.id AND t.state IN ('pending', 'valid', 'used')),
  (SELECT group_concat(DISTINCT t.state) FROM tickets t WHERE t."order" = o.id)
FROM search_rows r JOIN orders o ON o.id = r."order"
  LEFT JOIN performances p ON p.id = r.performance LEFT JOIN events e ON e.id = p.event
WHERE r.row = ?
"""


def drawn_terms(book: Book, *, seed: int = 7, count: int = TERMS) -> list[str]:
    """Beginnings of 1 to 8 letters of names that are in the book, and the three commonest of one to three letters."""
    chance = random.Random(seed)
    with book.read() as reading:
        connection = reading.connection
        last = connection.exec_driver_sql("SELECT max(rowid) FROM person_records").scalar() or 0
        wanted = sorted(chance.randint(1, int(last)) for _ in range(count * 4))
        marks = ",".join("?" * len(wanted))
        names = [
            word
            for row in connection.exec_driver_sql(
                f"SELECT json_extract(fields, '$.name') FROM person_records WHERE rowid IN ({marks})", tuple(wanted)
            )
            if row[0]
            for word in query_words(row[0])
        ]
    chance.shuffle(names)
    common = [Counter(name[:length] for name in names).most_common(1)[0][0] for length in (1, 2, 3)]
    return common + [name[: chance.randint(1, 8)] for name in names[: count - len(common)]]


class Raw:
    """The index and the tables by hand, on a connection of their own."""

    def __init__(self, path: Path, *, today: int) -> None:
        self._connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        self._connection.execute("PRAGMA cache_size=-16000")
        self._first = today // DAY * ROWS_A_DAY

    def close(self) -> None:
        """Ends it."""
        self._connection.close()

    def numbers(self, match: str, code: str, *, with_prefix: bool) -> list[str]:
        """The order numbers of a term's rows: exact code, code prefix, words of performances to come, then of past ones."""
        run = self._connection.execute
        codes: list[tuple[str, bytes]] = []
        for row in run('SELECT "order" FROM search_codes WHERE code = ? LIMIT 50', (code,)):
            codes.append(("code", row[0]))
        if with_prefix:
            after = code[:-1] + chr(ord(code[-1]) + 1)
            sql = 'SELECT "order" FROM search_codes WHERE code >= ? AND code < ? ORDER BY code LIMIT ?'
            codes += [("code", row[0]) for row in run(sql, (code, after, ROWS))]
        words = "SELECT rowid FROM search_words WHERE search_words MATCH ? AND rowid {} LIMIT ?"
        ids = [r[0] for r in run(words.format(">= ? ORDER BY rowid"), (match, self._first, ROWS))]
        if len(ids) < ROWS:
            sql = words.format("< ? ORDER BY rowid DESC")
            ids += [r[0] for r in run(sql, (match, self._first, ROWS - len(ids)))]
        for _, order in codes:
            ids += [r[0] for r in run('SELECT row FROM search_rows WHERE "order" = ? LIMIT 1', (order,))]
        return [run(RAW_ROW, (name,)).fetchone()[0] for name in ids]


def measure(book: Book, path: Path, *, label: str, terms: Sequence[str]) -> tuple[list[Figure], float]:
    """p50 and p99 of find and of raw, and their ratios; also find's median, for the growth."""
    raw = Raw(path, today=book.clock.now())
    ours, theirs = [], []
    for term in [*terms[:5], *terms]:
        match, code = " ".join(f'"{w}"*' for w in query_words(term)), code_form(term)
        prefix = len(code) >= SHORTEST_CODE_PREFIX
        found = find(book, term)
        plain = {row.number for row in found.orders if row.matched not in MEANT}
        assert plain <= set(raw.numbers(match, code, with_prefix=prefix)), term
        theirs.append(timed(lambda m=match, c=code, p=prefix: raw.numbers(m, c, with_prefix=p)))  # type: ignore[misc]
        ours.append(timed(lambda t=term: find(book, t)))  # type: ignore[misc]
    raw.close()
    ours, theirs = ours[5:], theirs[5:]
    figures = []
    for percent in (50, 99):
        mine, hand = at(ours, percent), at(theirs, percent)
        detail = f"{mine:.2f} ms / {hand:.2f} ms, {len(terms)} terms"
        figures.append(Figure(f"find / raw p{percent} ({label})", mine / hand, "x", detail, aim=3))
    return figures, median(ours)
