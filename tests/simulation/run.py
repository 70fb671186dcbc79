"""Runs one seed: deeds, rounds and faults in any order, then quiet, then the oracles."""

from __future__ import annotations

import random
import traceback
from collections import Counter

from msgspec import Struct

from tests.simulation import deeds, faults, oracles
from tests.simulation.drawing import drawn
from tests.simulation.template import image_of, raw
from tests.simulation.world import Desk, World
from ticketoffice.desk import cash
from ticketoffice.store.beside import FAULTS
from ticketoffice.store.checking import verify
from ticketoffice.store.replay import replay
from ticketoffice.sync.comparing import BETWEEN
from ticketoffice.sync.round import Round

FEWEST_DESKS, EVENING, MOST_DESKS = 3, 5, 12
"""Most seeds have few desks, as few are enough to quarrel; some have an evening's five, some more. Half of them have a web shop too."""
FEWEST_OPERATIONS, FEWEST_FAULTS, FEWEST_KINDS = 100, 5, 3
MOST_STEPS = 2000
QUIET_ROUNDS = 12
BY_HAND = """
    UPDATE tickets SET price = price + 1 WHERE id = (
        SELECT tickets.id FROM tickets JOIN order_bases ON order_bases."order" = tickets."order" AND order_bases.copy IS NULL
        ORDER BY tickets.id LIMIT 1 OFFSET ?
    )
"""
"""One ticket of those on which nothing of the desk waits, if it has so many."""


class Seed(Struct):
    """What one seed did: `wrong` is empty, or says which promise was broken."""

    seed: int
    desks: int
    operations: int
    count: Counter[str]
    wrong: list[str]


def run(seed: int) -> Seed:
    """A seed is the same world each time."""
    with drawn(seed):
        draw = random.Random(seed)
        kind, has_shop = draw.random(), draw.random() < 0.5
        many = draw.randint(4, MOST_DESKS) if kind < 0.1 else EVENING if kind < 0.3 else FEWEST_DESKS
        world = World(seed, desks=many + has_shop)
        world.desks[-1].is_the_shop = has_shop
        try:
            wrong = _to_its_end(world)
            operations = raw(world.centre).execute("SELECT count(*) FROM operations").fetchone()[0]
            return Seed(seed, len(world.desks), operations, world.count, wrong)
        finally:
            world.close()


def _to_its_end(world: World) -> list[str]:
    """What was broken; a seed that stops in the middle breaks a promise too, and the others go on."""
    try:
        return _lived(world)
    except Exception:
        return [f"does not come to its end\n{traceback.format_exc()}"]


def _lived(world: World) -> list[str]:
    kinds: Counter[str] = Counter()
    done = steps = 0
    wanted = world.draw.randint(FEWEST_OPERATIONS, FEWEST_OPERATIONS + 10)
    while (done < wanted or sum(kinds.values()) < FEWEST_FAULTS or len(kinds) < FEWEST_KINDS) and steps < MOST_STEPS:
        steps += 1
        desk = world.draw.choice(world.desks)
        chance = world.draw.random()
        if chance < 0.70:
            before = len(desk.acknowledged)
            deeds.act(desk)
            done += len(desk.acknowledged) - before
        elif chance < 0.88:
            _round(desk)
        elif chance < 0.93:
            world.clock.advance(seconds=world.draw.choice((1, 5, 15, 61)))
        else:
            kinds[faults.strike(world)] += 1
    wrong = [no for desk in world.desks for no in oracles.of_a_book(f"desk {desk.number}", raw(desk.book))]
    wrong += _drawers(world)
    return wrong + _quiet(world)


def _drawers(world: World) -> list[str]:
    """What each desk says of its drawer is what its journal makes, whatever became of its operations elsewhere."""
    found: list[str] = []
    for desk in world.desks:
        said = {one.currency: one.expected for one in cash.till(desk.book).currencies}
        found += oracles.of_a_drawer(f"desk {desk.number}", raw(desk.book), said=said)
    return found


def _round(desk: Desk) -> Round:
    result = desk.sync()
    desk.world.count[f"round: {result.stopped or result.cause or 'through'}"] += 1
    if result.stopped in ("other_bytes", "broken_chain"):
        desk.frozen = result.stopped
    elif desk.is_a_twins and result.cause == "access_ended":
        desk.frozen = "its token is the other machine's by now"
    if result.differing:
        desk.world.count["round: differing"] += 1
    return result


def _one_book_whole(world: World) -> list[str]:
    """One book, drawn: its chain holds, and it is what its operations make."""
    desk = world.draw.choice([None, *world.desks])
    name, book = ("centre", world.centre) if desk is None else (f"desk {desk.number}", desk.book)
    broken, replayed = verify(book), replay(book)
    world.count["books replayed"] += 1
    is_lost = broken is not None and broken.endswith(FAULTS) and broken.partition(":")[0] in world.lost
    world.count["books without lost data"] += is_lost
    return [f"{name}: {broken}"] * (broken is not None and not is_lost) + [
        f"{name}: {table} is not what its operations make" for table, same in replayed.tables.items() if not same
    ]


def _compared(world: World) -> list[str]:
    """Somebody changed a ticket in a desk's file by hand: once each performance was compared with the centre it is right again, and
    then none differs.
    """
    desk = world.draw.choice(world.desks)
    if desk.frozen is None:
        with raw(desk.book) as file:
            world.count["changed by hand"] += file.execute(BY_HAND, (world.draw.randrange(30),)).rowcount
    wrong: list[str] = []
    for one in world.desks:
        names = [row[0] for row in raw(one.book).execute("SELECT lower(hex(id)) FROM performances")]
        for is_last in (False, True):
            for name in names if one.frozen is None else ():
                world.clock.advance(seconds=int(BETWEEN))
                one.postman._turns._news = {name: None}
                differing = _round(one).differing
                wrong += [f"desk {one.number}: {name} differs from the centre"] * (is_last and bool(differing))
    return wrong


def _quiet(world: World) -> list[str]:
    """No more faults, no more deeds: everything arrives."""
    for desk in world.desks:
        desk.line.cut, desk.line.badness = False, 0.0
        desk.clock.skew = max(0, desk.clock.skew)
    while world.late:
        world.deliver_late()
    world.clock.advance(seconds=2 * 86_400)
    for _ in range(QUIET_ROUNDS):
        before = raw(world.centre).execute("SELECT change FROM feed_counter").fetchone()[0]
        for desk in world.desks:
            _round(desk)
        if (
            not faults.joins_as_its_own(world)
            and raw(world.centre).execute("SELECT change FROM feed_counter").fetchone()[0] == before
        ):
            break
    wrong = [*_compared(world), *_drawers(world)]
    wrong += oracles.of_the_centre(raw(world.centre))
    wrong += oracles.of_the_erased("centre", image_of(world.centre), raw(world.centre), typed=world.typed)
    for desk in world.desks:
        wrong += oracles.of_a_book(f"desk {desk.number}", raw(desk.book))
        twin = desk.twin_of
        if twin is not None and desk.differs_from_its_twin and not (desk.frozen or twin.frozen):
            wrong.append(f"desk {desk.number}: two machines with one key, and neither was noticed (F37)")
        elif desk.frozen is None:
            name = f"desk {desk.number}"
            wrong += oracles.between(
                name, raw(desk.book), raw(world.centre), acknowledged=desk.acknowledged, lost=world.lost
            )
            wrong += oracles.of_the_erased(name, image_of(desk.book), raw(world.centre), typed=world.typed)
    wrong += _one_book_whole(world)
    for answer, reason, count in raw(world.centre).execute(
        "SELECT answer, coalesce(reason, ''), count(*) FROM answers GROUP BY 1, 2"
    ):
        world.count[f"answer: {answer} {reason}".strip()] += count
    for kind, count in raw(world.centre).execute("SELECT kind, count(*) FROM cases GROUP BY kind"):
        world.count[f"case: {kind}"] += count
    return wrong
