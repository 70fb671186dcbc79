"""What goes wrong in a seed. Each fault says its kind; what it may cost is stated here and nowhere else.

Only one of them may lose what was acknowledged: an older file put back (what came after the copy and had not left). A machine
that was cloned is noticed and frozen; once it has joined as a desk of its own, what both did has arrived.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from msgspec.structs import replace

from tests.desks import reach_of
from tests.simulation import deeds, oracles
from tests.simulation.template import Image, image_of, raw
from tests.simulation.world import SECOND, Crash, Desk, World
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.travel import Enrolment
from ticketoffice.store import enrolment, membership
from ticketoffice.sync import pairing
from ticketoffice.sync.line import Found

MINUTE, HOUR, DAY = 60 * SECOND, 3600 * SECOND, 86_400 * SECOND


def strike(world: World) -> str:
    """One fault, drawn; returns its kind. Where every machine is frozen, somebody first sees to them."""
    if all(desk.frozen is not None for desk in world.desks):
        _line_back(world)
        joins_as_its_own(world)
    name = world.draw.choice(list(FAULTS))
    FAULTS[name](world)
    world.count[f"fault: {name}"] += 1
    return name


def _some(world: World) -> Desk:
    return world.draw.choice([desk for desk in world.desks if desk.frozen is None])


def _bad_line(world: World) -> None:
    _some(world).line.badness = world.draw.choice((0.3, 0.6, 0.9))


def _partition(world: World) -> None:
    _some(world).line.cut = True


def _line_back(world: World) -> None:
    for desk in world.desks:
        desk.line.cut, desk.line.badness = False, 0.0


def _crash_in_a_deed(world: World) -> None:
    desk = _some(world)
    desk.crashing.at(world.draw.randrange(40))
    try:
        deeds.act(desk)
    except Crash:
        world.count["desk: crash in a deed"] += 1
    desk.crashing.never()
    desk.restart()


def _crash_in_a_round(world: World) -> None:
    desk = _some(world)
    desk.crashing.at(world.draw.randrange(120))
    try:
        desk.sync()
    except Crash:
        world.count["desk: crash in a round"] += 1
    desk.crashing.never()
    desk.restart()


def _crash_of_the_centre(world: World) -> None:
    world.crashing.at(world.draw.randrange(200))
    for desk in world.desks:
        desk.sync()
    world.crashing.never()


def _full_disk(world: World) -> None:
    desk = _some(world)
    connection = raw(desk.book)
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages}")
    for _ in range(4):
        deeds.act(desk)
    if (why := desk.sync().own) is not None:
        world.count[f"unavailable: {why.code}"] += 1
    raw(desk.book).execute("PRAGMA max_page_count = 1073741823")


def _skew(world: World) -> None:
    _some(world).clock.skew = world.draw.choice((-DAY, -HOUR, -5 * MINUTE, 5 * MINUTE, 2 * HOUR, DAY))


def _jump(world: World) -> None:
    world.clock.advance(seconds=world.draw.choice((61, 600, 7200)))


def _late(world: World) -> None:
    world.deliver_late()


def _older_file(world: World) -> None:
    """An older copy is put back: what came after it and had not left is gone, and the book says how much that is."""
    desk = _some(world)
    data = image_of(desk.book)
    for _ in range(world.draw.randrange(4)):
        deeds.act(desk)
    if world.draw.random() < 0.5:
        desk.sync()
    desk.book.close()
    desk.open(data, restored=True)
    _forget_what_is_gone(desk)


def _forget_what_is_gone(desk: Desk) -> None:
    query = "SELECT lower(hex(id)) FROM operations"
    there = {row[0] for connection in (raw(desk.book), raw(desk.world.centre)) for row in connection.execute(query)}
    gone = [name for name in desk.acknowledged if name not in there]
    desk.world.count["older file: operations gone"] += len(gone)
    desk.acknowledged = [name for name in desk.acknowledged if name in there]


def _cloned_machine(world: World) -> None:
    """The same machine twice, keys and all: whoever speaks second is noticed and frozen."""
    if len(world.desks) >= 12 or any(desk.frozen for desk in world.desks):
        return
    desk = _some(world)
    twin = Desk(world, desk.number, Image(image_of(desk.book), desk.secrets, desk.image.token, desk.image.person))
    twin.twin_of = desk
    desk.twin_of = twin
    world.desks.append(twin)


def joins_as_its_own(world: World) -> int:
    """Whichever machine of two was frozen gets a new code: with the journal that the centre knows it goes on, with the other one it
    is another desk, and nothing of it is lost, also where it began epochs of its own after they parted. How many joined.
    """
    joined = 0
    for desk in [desk for desk in world.desks if desk.frozen is not None]:
        if desk.line.cut or desk.line.badness:
            continue
        code = enrolment.draw_code(world.centre, name="its own")
        found = Found("https://sim:1", code, None)
        wish = pairing.wish_of(desk.book, code=code, name="its own")
        reach = reach_of(lambda _, desk=desk: desk.line)  # type: ignore[misc]
        welcome = pairing.ask(found, wish, reach, knows=partial(pairing.knows, desk.book))
        pairing.keep(desk.book, desk.secrets, found, welcome)
        desk.line.token, desk.frozen = welcome.token, None
        desk.image = Image(desk.image.data, desk.image.secrets, welcome.token, desk.image.person)
        world.count[f"joined: {welcome.form}"] += 1
        joined += 1
    return joined


def _access_ended(world: World) -> None:
    """The centre says for a while that it does not know the desk."""
    desk = _some(world)
    token, desk.line.token = desk.line.token, "nobody"
    for _ in range(2):
        assert desk.sync().cause == "access_ended" or desk.line.cut or desk.line.badness
    desk.line.token = token


def _put_out(world: World) -> None:
    """The centre puts a desk out and lets it in again with a new code, also where its book is an older one put back."""
    desk = _some(world)
    if desk.is_a_twins:
        return
    with desk.book.read() as reading:
        facts = reading.facts()
        epochs = membership.epochs_of(reading.connection)
    enrolment.revoke(world.centre, facts.desk)
    for _ in range(world.draw.randrange(3)):
        cause = desk.sync().cause
        assert cause == "revoked" or desk.line.cut or desk.line.badness, cause
        deeds.act(desk)
    world.lost |= oracles.without_data(raw(desk.book), raw(world.centre))
    code = enrolment.draw_code(world.centre, name="again")
    wish = Enrolment(code, facts.desk, "again", facts.mode, epochs)
    try:
        enrolment.enrol(world.centre, wish)
        raise AssertionError("a desk that is known joins as if it were new")
    except RuleBroken as no:
        assert pairing.knows(desk.book, str(no.data["heads"]))
    welcome = enrolment.enrol(world.centre, replace(wish, again=True))
    membership.join(desk.book, welcome, url="sim", name="Centre", authority=None)
    desk.line.token = welcome.token
    desk.image = Image(desk.image.data, desk.image.secrets, welcome.token, desk.image.person)


def _centre_put_back(world: World) -> None:
    """The centre's book is put back from a copy: what desks had sent since they send again. It costs nothing, but what a desk
    that was put back itself had at the centre alone, and people's data of which a desk that was put out had been emptied.
    """
    if any(desk.is_a_twins or desk.frozen for desk in world.desks):
        return
    data = image_of(world.centre)
    for _ in range(world.draw.randrange(3, 16)):
        desk = _some(world)
        deeds.act(desk)
        if world.draw.random() < 0.7:
            desk.sync()
    world.centre.close()
    world.open(data, restored=True)
    query = "SELECT lower(hex(id)) FROM operations"
    books = [raw(world.centre), *(raw(desk.book) for desk in world.desks)]
    there = {row[0] for book in books for row in book.execute(query)}
    for desk in world.desks:
        world.count["centre put back: operations gone"] += sum(name not in there for name in desk.acknowledged)
        desk.acknowledged = [name for name in desk.acknowledged if name in there]
        world.lost |= oracles.without_data(raw(desk.book), raw(world.centre))


FAULTS: dict[str, Callable[[World], object]] = {
    "bad line": _bad_line,
    "partition": _partition,
    "line back": _line_back,
    "crash in a deed": _crash_in_a_deed,
    "crash in a round": _crash_in_a_round,
    "crash of the centre": _crash_of_the_centre,
    "full disk": _full_disk,
    "clock skew": _skew,
    "clock jump": _jump,
    "late request": _late,
    "older file": _older_file,
    "cloned machine": _cloned_machine,
    "a desk of its own": joins_as_its_own,
    "access ended": _access_ended,
    "put out": _put_out,
    "centre put back": _centre_put_back,
}
