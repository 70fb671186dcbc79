"""Commands about an order: its invoice, reissue, payment, split, its customer, and the venue's rules."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from ticketoffice.cli import documents as show_as
from ticketoffice.cli.arguments import SHOWN, Add, always, given, parsed_amount, second
from ticketoffice.cli.call import Call, usually
from ticketoffice.cli.printing import followed
from ticketoffice.desk.words import code_of, label
from ticketoffice.domain.amounts import amount_text
from ticketoffice.domain.errors import Unavailable

if TYPE_CHECKING:
    from ticketoffice.desk.payment import Split


def _invoice(call: Call) -> None:
    from ticketoffice.printing.invoices import save_invoice

    order = call.order(call.args.order)
    try:
        file = save_invoice(call.book, order, number=call.args.number, to=Path(call.args.pdf))
    except (OSError, ValueError) as problem:
        why = problem.strerror if isinstance(problem, OSError) else str(problem)
        raise Unavailable("cannot_write", data={"name": call.args.pdf, "why": why}) from problem
    call.out({"file": str(file)}, [call.say("Written to {file}.", file=file)])


def _reissue(call: Call) -> None:
    from ticketoffice.desk.invoice import reissue

    without = [call.ticket(text) for text in call.args.without]
    done = reissue(call.book, call.order(call.args.order), without=without, who=call.who())
    document = {
        "operation": done.changes.operations[0],
        "cancelled_order": done.cancelled_order,
        "order": done.order_number,
        "invoice": done.invoice,
        "credit_note": done.credit_note,
        "tickets": list(done.tickets),
    }
    said = call.say(
        "Order {old} is cancelled; order {new} with invoice {invoice} replaces it.",
        old=done.cancelled_order,
        new=done.order_number,
        invoice=done.invoice,
    )
    paper = call.say("Write it into a file for the customer: `invoice {new} --pdf FILE`.", new=done.order_number)
    call.out(document, [f"{said} {paper}"])


def _pay(call: Call) -> None:
    from ticketoffice.desk.payment import pay
    from ticketoffice.printing.following import after_payment

    method = code_of(call.args.method)
    paid = pay(
        call.book,
        call.order(call.args.order),
        method=method,
        amount=parsed_amount(call.args.amount),
        who=call.who(),
    )
    said = [call.say("{amount} booked.", amount=amount_text(paid.amount, paid.currency))]
    if paid.rounding:
        whole = amount_text(paid.amount - paid.rounding, paid.currency)
        said.append(call.say("In cash {amount} is rounded to it.", amount=whole))
    if paid.change:
        said.append(call.say("Change {amount}.", amount=amount_text(paid.change, paid.currency)))
    if paid.revived:
        one = "{n} ticket is valid again, with a new number: the old paper stays refused."
        many = "{n} tickets are valid again, with new numbers: the old papers stay refused."
        said.append(call.speech.counted(one, many, len(paid.revived)))
    if paid.late:
        said.append(
            call.say("It came too late and is credit of the customer: a place was sold again, or it is not enough.")
        )
    jobs = followed(call, after_payment(paid.order, method=method, amount=paid.amount))
    call.tell_order(paid.changes.operations, paid.order, " ".join(said), also={"print_jobs": jobs})


def _split(call: Call) -> None:
    from ticketoffice.desk.payment import split
    from ticketoffice.desk.show import show
    from ticketoffice.printing.following import after_payment

    tickets = [call.ticket(text) for text in call.args.tickets]
    method = code_of(call.args.method) if call.args.method else None
    done = split(call.book, call.order(call.args.order), tickets=tickets, who=call.who(), method=method)
    old = show(call.book, done.old)
    jobs = followed(call, after_payment(done.order, method=method, amount=done.amount)) if method else []
    document = {
        "print_jobs": jobs,
        "moved": show_as.money(done.moved, done.currency),
        "old": show_as.order_json(old, language=call.language),
    }
    call.tell_order(done.changes.operations, done.order, _split_said(call, done), also=document)


def _split_said(call: Call, done: Split) -> str:
    """What was paid before goes with the tickets: how much of each, and what both orders owe now."""
    amounts = {"open": done.balance, "moved": done.moved, "amount": done.amount, "rest": done.old_balance}
    return call.say(
        "New order {number}, {open} open: {moved} of it had been paid before, {amount} are booked now. "
        "Order {old} has {rest} open.",
        number=done.order_number,
        old=done.old_number,
        **{name: amount_text(amount, done.currency) for name, amount in amounts.items()},
    )


def _erase(call: Call) -> None:
    from ticketoffice.desk.customer import erase_customer

    done = erase_customer(call.book, call.order(call.args.order), who=call.who(), even_if_owed=call.args.even_if_owed)
    document = {
        "operations": list(done.changes.operations),
        "still_owed": [
            {"order": owed.order_number, "amount": show_as.money(owed.amount, owed.currency)} for owed in done.owed
        ],
    }
    lines = [call.say("The customer's data is erased; the figures stay as they are.")]
    lines.append(call.say("Copies that you made with `backup` still have it: delete those that nobody needs any more."))
    lines += call.clean_kept_files()
    lines += [
        call.say(
            "Order {order}: {amount} stay owed.",
            order=owed.order_number,
            amount=amount_text(owed.amount, owed.currency),
        )
        for owed in done.owed
    ]
    call.out(document, lines)


def _rules(call: Call) -> None:
    from ticketoffice.desk.rules import change_rules, read_rules, rules_of

    values = dict(item.split("=", 1) for item in call.args.values)
    read_rules(values)
    rules = change_rules(call.book, values, who=call.who()) if values else rules_of(call.book)
    call.out({"rules": rules}, [f"{name} = {show_as.rule_text(value)}" for name, value in rules.items()])


def _rules_have_names(args: argparse.Namespace) -> str | None:
    wrong = next((item for item in args.values if not item.partition("=")[0].strip() or "=" not in item), None)
    return None if wrong is None else f"'{wrong[:SHOWN]}' is not NAME=VALUE"


def _give_back(call: Call) -> None:
    from ticketoffice.desk.credit import give_back
    from ticketoffice.printing.following import after_giving

    done = give_back(
        call.book,
        call.order(call.args.order),
        who=call.who(),
        method=code_of(call.args.refund),
        amount=parsed_amount(call.args.amount),
        reason=code_of(call.args.reason) if call.args.reason else None,
        note=call.args.note,
    )
    amount = amount_text(done.hand_out or done.amount, done.currency)
    said = (
        call.say("Given back: {amount}.", amount=amount)
        if done.hand_out
        else call.say("Owed to the customer: {amount}.", amount=amount)
    )
    records = call.say("This records the refund; it does not send money.")
    jobs = followed(call, after_giving(done))
    words = " ".join((said, records, *usually(call, done.usual)))
    call.tell_order(done.changes.operations, done.order, words, also={"print_jobs": jobs})


def _correct(call: Call) -> None:
    from ticketoffice.desk.correcting import correct, the_one

    args, order = call.args, call.order(call.args.order)
    was = None if args.was is None else code_of(args.was)
    money = the_one(call.book, order, was=was, amount=parsed_amount(args.amount))
    method = code_of(args.to)
    done = correct(call.book, order, money.id, method=method, who=call.who(), note=args.note)
    amount = amount_text(money.amount, money.currency)
    before, after = (label(code, language=call.language) for code in (money.method, method))
    said = call.say("{amount}: {before} is corrected to {after}.", amount=amount, before=before, after=after)
    call.tell_order(done.operations, order, said)


def words(add: Add) -> None:
    """Adds these commands."""
    invoice = add("invoice", _invoice, help="write an order's invoice as PDF", reads=always)
    invoice.add_argument("order")
    invoice.add_argument("--number", help="one of its papers, also a cancelled one or a credit note")
    invoice.add_argument("--pdf", type=given, required=True, metavar="FILE", help="the file, or a folder")
    reissue = add("reissue", _reissue, help="cancel a waiting invoice order and make its successor")
    reissue.add_argument("order")
    reissue.add_argument("--without", nargs="+", required=True, metavar="TICKET")
    pay = add("pay", _pay, help="book a payment")
    pay.add_argument("order")
    pay.add_argument("--method", required=True)
    pay.add_argument("--amount")
    right = second(add("correct", _correct, help="say by which method money really came, or went"))
    right.add_argument("order")
    right.add_argument("--from", dest="was", metavar="METHOD", help="as it is recorded, where several fit")
    right.add_argument("--to", required=True, metavar="METHOD")
    right.add_argument("--amount")
    right.add_argument("--note", required=True, help="what had gone wrong")
    back = add("give-back", _give_back, help="give back what was paid beyond what an order owes")
    back.add_argument("order")
    back.add_argument("--refund", required=True, metavar="METHOD")
    back.add_argument("--amount")
    back.add_argument("--reason")
    back.add_argument("--note")
    split = add("split", _split, help="split an on-site reservation")
    split.add_argument("order")
    split.add_argument("--tickets", nargs="+", required=True, metavar="TICKET")
    split.add_argument("--method", help="and pay the new order at once")
    erase = add("erase-customer", _erase, help="erase an order's customer for good")
    erase.add_argument("order")
    erase.add_argument("--even-if-owed", action="store_true", help="also where money is still owed to them")
    rules = add(
        "rules",
        _rules,
        help="the venue's rules, or set them: NAME=VALUE …",
        reads=lambda args: not args.values,
        makes_book=True,
        check=_rules_have_names,
    )
    rules.add_argument("values", nargs="*", metavar="NAME=VALUE")
