"""What a "no" says: for each error code what happened, what is still safe and what to do, in English.

The screens translate these sentences (`resources/translations`); placeholders are filled by `desk.explaining`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ticketoffice.desk.case_words import TOLD_OF_CASES
from ticketoffice.desk.paper_sentences import PAPER_SENTENCES
from ticketoffice.desk.report_views import CSV_PHRASES
from ticketoffice.desk.sale_sentences import SALE_SENTENCES
from ticketoffice.desk.till_sentences import DRAWER, TERMINAL
from ticketoffice.desk.words import label, listed
from ticketoffice.domain.errors import RuleBroken, Unavailable
from ticketoffice.domain.rules import INFORMS, METHODS, PAPERS, PAYMENT_METHODS, REASONS
from ticketoffice.resources import translations

SENTENCES: dict[str, str] = {
    **TERMINAL,
    **DRAWER,
    # rules
    "not_found": "Nothing here has the number {text}. Nothing was changed. Scan again or type the number.",
    "change_refused": "{text} was printed for a change that the centre refused: it was never made. Nothing was changed. "
    "Look at order {order}.",
    "performance_not_found": "There is no performance {performance} here. Nothing was changed. "
    "`on-sale` names those that are sold, `show` of an order its own.",
    "order_is_no_ticket": "{text} is the number of an order. Nothing was changed. Name one of its tickets, like {text}-1.",
    "no_invoice": "Order {text} has no invoice. Nothing was written.",
    "already_cancelled": "Ticket {ticket} was already cancelled {when} by {by}. Nothing was changed; it is refunded once only.",
    "already_cancelled_by_nobody": "Ticket {ticket} was already cancelled {when}. Nothing was changed; it is refunded once only.",
    "already_cancelled_unfinished": "Ticket {ticket} was already cancelled {when} by {by}, but its refund is not recorded yet. "
    "Nothing was changed. Finish that cancellation.",
    "already_cancelled_successor": "Ticket {ticket} was already cancelled {when}. Nothing was changed. Ticket {successor} replaces it: "
    "go on with that one.",
    "already_cancelled_successor_too": "Ticket {ticket} was already cancelled {when}, and so was {successor}, which replaced it. "
    "Nothing was changed; it is refunded once only.",
    "already_reinstated": "Ticket {ticket} was already reinstated: {successor} replaces it. Nothing was changed. "
    "Go on with that one.",
    "already_reinstated_gone": "Ticket {ticket} was already reinstated as {successor}, and that one was cancelled. Nothing was changed. "
    "Where its place is wanted again, reinstate {successor}.",
    "used": "Ticket {ticket} entered {when}. A used ticket is not cancelled. With a second person: goodwill refund, or undo the entry.",
    "invoice_pending": "Ticket {ticket} cannot be cancelled alone: order {order} waits for payment of invoice {invoice}. "
    "Cancel the order and re-issue it without this ticket.",
    "invoice_pending_unnumbered": "Ticket {ticket} cannot be cancelled alone: order {order} waits for the payment of its invoice. "
    "Cancel the order and re-issue it without this ticket.",
    "invoice_entered": "Ticket {ticket} entered {when} before the invoice of order {order} was paid, so the order is neither cancelled "
    "nor re-issued. Nothing was changed. Take the payment, then cancel what is left; or, if the scan was a mistake, undo that "
    "entry first.",
    "invoice_cancelled": "Ticket {ticket} is paid by no invoice any more. It is not reinstated alone; nothing was changed. "
    "Reserve its place anew for the customer.",
    "performance_over": "The performance is over. Its tickets are no longer cancelled; only a goodwill refund is possible.",
    "needs_second_person": "This needs a second person. Nothing was changed. A colleague approves it, or give a reason for acting alone.",
    "second_person_is_actor": "Nobody approves their own act. Nothing was changed. Ask a colleague.",
    "short_alone": "Acting alone needs a reason of at least {least} characters. Nothing was changed.",
    "final": "The cancellation can no longer be taken back ({why}). Nothing was changed. Reinstate makes a new number on the same place.",
    "not_cancelled": "This ticket is not cancelled here. Nothing was changed.",
    "already_finished": "The refund of this ticket was already recorded. Nothing was changed.",
    "contested": "Somebody else changed ticket {ticket} before what was done here arrived at the centre. Nothing was changed now; money "
    "that was taken or handed out stays recorded. Tell the customer what stands, and do nothing more with this ticket until the centre "
    "has answered.",
    "not_finished": "Reason and refund are not recorded yet. Finish the cancellation first.",
    "unknown_reason": "The reason {reason} is not in this venue's list: {reasons}.",
    "short_note": 'The reason "other" needs a note of at least {least} characters.',
    "unknown_method": "The method {method} is not used here: {methods}.",
    "unknown_inform": "Say told, email or later. Nothing was changed.",
    "unknown_paper": "Say back, eticket or missing. Nothing was changed.",
    "wrong_amount": "This amount cannot be used: {amount}. Nothing was changed. Type an amount like 30.00.",
    "no_coins": "There are no coins for {amount}. Nothing was booked. Type {left} or {above}.",
    "over_open": "Only {left} is open, {amount} is more. Nothing was booked. Type at most {left}.",
    "no_credit": "Order {order} has no credit: nothing was paid beyond what it owes. Nothing was changed.",
    "still_owed": "{amounts} are still owed to this customer (order {orders}). Nothing was erased: afterwards nobody knows whom to pay. "
    "Give it back first, or erase with --even-if-owed.",
    "no_case": "There is no case {text} here. Nothing was changed. The report of the cases names them.",
    "several_cases": "Several cases begin with {text}. Nothing was changed. Type more of its digits.",
    "case_closed": "This case was settled already {when}. Nothing was changed.",
    "given_already": "For order {order} {amount} more was given back than was paid, at this desk and where it came from. Hand nothing out; "
    "ask there first. A colleague who approves it can record it.",
    "over_payment": "{amount} is more than the {left} that can still be given back. Nothing was changed.",
    "changed_meanwhile": "Order {order} has changed since it was shown: it is {state} now. Nothing was booked. Look at it and at "
    "what is open, then take the payment again.",
    "nothing_open": "Nothing is open here. Nothing was changed.",
    "already_paid_out": "This refund was already handed out. It is not given twice.",
    "promised_elsewhere": "{desk} has promised this refund of order {order} and hands it out. Nothing was recorded: hand nothing out. "
    "Where {desk} cannot give it, a colleague who approves it can record it here.",
    "promised_elsewhere_unnamed": "Another desk has promised this refund of order {order} and hands it out. Nothing was recorded: "
    "hand nothing out. Where that desk cannot give it, a colleague who approves it can record it here.",
    "place_taken": "The place {seat} was sold again. Nothing was changed. Choose another place for the customer.",
    "not_on_site": "Only a reservation to be paid on site is split. Nothing was changed. Take the payment of the whole order.",
    "nothing_left": "Nothing would be left. Nothing was changed. Use the deed for the whole order.",
    "not_live": "Not all of these tickets are open in this order. Nothing was changed.",
    "not_invoice_pending": "Order {order} does not wait for an invoice. Its tickets can be cancelled one by one.",
    "not_invoice_pending_admit": "Order {order} does not wait for an invoice: only such an order may go in unpaid. Nothing was changed.",
    "not_invoice_pending_replaced": "Order {order} is cancelled; order {successor} replaces it. Nothing was changed. Go on with that one.",
    "not_invoice_pending_cancelled": "Order {order} is cancelled. Nothing was changed.",
    "not_waiting": "No ticket of order {order} waits for its money. Nothing was changed.",
    "not_released": "Order {order} is not released that way: only a reservation to be paid on site, or an invoice that waits. "
    "Nothing was changed. Cancel the order instead.",
    "not_due": "The time of order {order} has not come yet. Nothing was changed.",
    "admitted_unpaid": "Order {order} may go in unpaid; no rule cancels it. Nothing was changed.",
    "unchanged": "Order {order} stands like that already. Nothing was changed.",
    "note_missing": "There is no text. Nothing was written. Type the note.",
    "note_too_long": "The note is {length} characters long; {most} is the most. Nothing was written. Make it shorter.",
    "nothing_to_repeat": "Nothing of order {order} is to be repeated at its shop. Nothing was changed.",
    "no_reminder": "No reminder of order {order} is due. Nothing was sent.",
    "not_used": "This ticket has not been used. Nothing was changed. It can be cancelled.",
    "number_taken": "The order number {number} belongs to another order here (source {source}). It was not taken in.",
    "too_many_tickets": "Order {number} has more than {most} tickets, which is the most that one order may have. It was not taken in: "
    "divide it in its shop into several orders.",
    "ticket_number_taken": "The ticket number {number} belongs to another order here. The order was not taken in.",
    "currency_changed": "Order {number} is in another currency here. It was not taken in.",
    "several_orders": "These tickets belong to different orders. Nothing was changed. Cancel them order by order.",
    "no_address": "Order {order} has no e-mail address. Nothing was sent. Add one, or tell the customer here.",
    "no_mail_server": "No mail server is set up. Nothing was sent. Tell the customer here.",
    "centre_mails_not": "The centre tells nobody by e-mail: it has no mail server, or was not reached yet. Nothing was sent. "
    "Tell the customer here.",
    "mail_by_centre": "The centre tells customers by e-mail, once for each cancellation that was finished so. Nothing was sent. "
    "Tell the customer here.",
    "mail_refused": "The mail server refuses this address ({why}). Nothing was sent. Correct it, or tell the customer here.",
    "already_told": "The customer was told by e-mail {when}. Nothing was sent again.",
    "demo_never_mails": "A demonstration or practice book never sends mail.",
    "wrong_email": "{email} is no e-mail address. Nothing was changed. It looks like name@example.org.",
    "wrong_language": "{language} is no language code. Nothing was changed. Use two letters like en, fr or de.",
    "too_long_here": "This is longer than {most} characters. Nothing was changed. Make it shorter.",
    "nobody_called": "Nobody here is called {name}. Use a name that is in the list of people at the desk.",
    "name_missing": "Type a name. Nothing was changed.",
    "no_tickets": "There is no live ticket in this order. Nothing was changed.",
    "unknown_rule": "There is no rule {rule}. Nothing was changed.",
    "not_empty": "This book already has orders. Nothing was changed. Only an empty book is filled or has its dates moved.",
    "wrong_number": "The rule {rule} cannot be {value}. Nothing was changed. It is a whole number from 0 to {most}.",
    "unknown_timezone": "There is no time zone {value}. Nothing was changed. Use a name like Europe/Zurich.",
    "wrong_lines": "The rule {rule} cannot be that. Nothing was changed. It is a list of different texts of at most {most} characters.",
    "empty_rule": "The rule {rule} cannot be empty. Nothing was changed.",
    # not now
    "book_open_elsewhere": "The book is open in another program (process {process}). Nothing was changed. Close it there, or use it there.",
    "book_open_looking": "The book is open in another program (process {process}), which syncs it; here it can only be looked at.",
    "busy": "Another desk is changing the same order. Nothing was changed. Try again.",
    "clock_behind": "The computer clock is {count} min behind the last operation of this book. "
    "Compare it with a watch: set it where it is slow; where it was fast then, go on.",
    "clock_behind_hours": "The computer clock is {count} h behind the last operation of this book. "
    "Compare it with a watch: set it where it is slow; where it was fast then, go on.",
    "clock_behind_days": "The computer clock is {count} days behind the last operation of this book. "
    "Compare it with a watch: set it where it is slow; where it was fast then, go on.",
    "disk_full": "The disk is full. Nothing of this was written; everything before is safe. Free some space and try again.",
    "read_only": "This book is damaged and can only be read; nothing more is written into it. Close the program and put the "
    "newest copy in its place with `ticketoffice restore COPY`, which keeps this file aside.",
    "read_only_disk": "The book's file or its folder can only be read. Nothing of this was written; everything in it is safe. "
    "Allow writing there, or move the book to a disk that can be written.",
    "read_only_reader": "This book was opened to be read only. Nothing of this was written.",
    "book_moved": "The file of this book is no longer at {book}: it was moved, renamed or deleted. Nothing of this was written; "
    "what was done before is in that file and in {book}-wal. Close the program, put the file or its newest copy back in its place, "
    "and open it again.",
    "book_two_names": "The file {book} has two names (a hard link). Nothing was changed: each name would keep its own last "
    "operations. Delete the name that nobody uses, then open the other one.",
    "not_a_book": "{book} is not a book of this program. Nothing was changed. Choose another file.",
    "book_too_new": "This book was written by a newer version. Nothing was changed. Update this program.",
    "book_was_here": "A book was here before, at {book}, and is gone; this one is new and empty. Close the program and bring it back "
    "from its newest copy with: ticketoffice restore COPY. The empty one is then kept aside.",
    "book_restored": "This is an older copy of the book: {missing} operations after {when} are not in it. What it holds is safe; "
    "new numbers begin with {letter}. Look for the newer file, or enter again what is missing.",
    "book_restored_centre": "This is an older copy of the centre's book, as it was on {when}. What desks have sent since is not in it, "
    "and how much that is cannot be known here: they send it again by themselves when they next reach the centre.",
    "book_restored_whole": "This is an older copy of the book, and nothing was done after {when}. What it holds is safe; new "
    "numbers begin with {letter}. Nothing needs to be done.",
    "book_restored_again": "This is an older copy of the book, and nothing was done since one last took its place. What it holds is "
    "safe; new numbers begin with {letter}.",
    "book_restored_one": "This is an older copy of the book: {missing} operation after {when} is not in it. What it holds is safe; "
    "new numbers begin with {letter}. Look for the newer file, or enter again what is missing.",
    "book_restored_unknown": "This is another copy of the book than the one used here last: what was done after {when} may not be "
    "in it. What it holds is safe; new numbers begin with {letter}. Look for the newer file.",
    "book_keyless": "The key of this book was not on this machine and was made anew. Nothing is missing; new numbers begin with "
    "{letter}. Nothing needs to be done.",
    "book_keyless_unknown": "This book came from another machine or an older one: what was done there after {when} is not known. "
    "What it holds is safe; new numbers begin with {letter}. Work on in one of the two only.",
    "wrong_settings": "The settings in {name} cannot be used ({why}). Nothing was changed. Mend the file.",
    "wrong_environment": "The variable {name} cannot be used ({why}). Nothing was changed. Set it anew, or take it away.",
    "damaged": "The file of this book is damaged. Nothing was changed. Do not work on in it: close the program and put "
    "the newest copy in its place with `ticketoffice restore COPY`, which keeps this file aside.",
    "book_too_old": "This book was written by an older version. Nothing was changed. Open it once for writing, then it is read.",
    "book_updating": "This older book is being brought up to date, once: {percent} %. A large one takes some minutes.",
    "migration_failed": "The book could not be brought up to date. It is as it was. Use the older program and ask for help.",
    "no_book": "There is no book at {book}. Put a performance on sale (`catalogue make`), import orders or start the window first; "
    "where there was one, put its newest copy there with `ticketoffice restore COPY`.",
    "database": "The database does not answer. Nothing of this was written. Try again.",
    "unknown_outcome": "The database stopped answering at the last moment. It was done whole or not at all: look at the "
    "order before you do it again.",
    "is_a_book": "{name} is a book, or belongs to one. Nothing was written; the book is as it was. Choose another name.",
    "no_folder": "There is no folder {name}. Nothing was written; the book is as it was. Plug the disk in, or name a folder that is there.",
    "backup_onto_itself": "{name} is the book itself. Nothing was changed. Choose another file for the copy.",
    "backup_onto_something": "{name} is a folder, a book in use, or a file of something else. It was not replaced. Choose another name.",
    "no_copy": "There is no file {name}. Nothing was changed. Name a copy of the book.",
    "not_a_copy": "{name} is no copy of a book. Nothing was changed. Name another file.",
    "copy_damaged": "The copy {name} is damaged. Nothing was changed. Take the copy before it.",
    "copy_changed": "The copy {name} was changed beside its journal. Nothing was changed here. Take the copy before it; "
    "--as-it-is puts it in place all the same.",
    "book_healthy": "The book {book} is whole, and {missing} operations in it came after the copy, whose last one was made {when}: "
    "they would be lost. Nothing was changed. With --replace the copy takes its place, and this file is kept aside.",
    "book_healthy_one": "The book {book} is whole, and {missing} operation in it came after the copy, whose last one was made {when}: "
    "it would be lost. Nothing was changed. With --replace the copy takes its place, and this file is kept aside.",
    "book_healthy_whole": "The book {book} is whole, and nothing in it came after the copy, whose last operation was made {when}. "
    "Nothing was changed. With --replace the copy takes its place, and this file is kept aside.",
    "copy_of_another_desk": "{name} is a copy of another desk's book. Nothing was changed. Name a copy of this one.",
    "restored": "The book stands again as it was on {when}: {missing} operations that came after are not in it, so enter them "
    "again from papers and receipts, or look for them in the former file; new numbers begin with {letter}.",
    "restored_one": "The book stands again as it was on {when}: {missing} operation that came after is not in it, so enter it "
    "again from papers and receipts, or look for it in the former file; new numbers begin with {letter}.",
    "restored_alone": "The book stands again as it was on {when}: {missing} operations that came after are not in it, so enter them "
    "again from papers and receipts; new numbers begin with {letter}.",
    "restored_one_alone": "The book stands again as it was on {when}: {missing} operation that came after is not in it, so enter it "
    "again from papers and receipts; new numbers begin with {letter}.",
    "restored_whole": "The book stands again as it was on {when}, and nothing came after that; new numbers begin with {letter}.",
    "restored_again": "The book stands again as it was on {when}, and nothing was done since a copy last took its place; new numbers "
    "begin with {letter}.",
    "told_before": "{told} more operations are not in it either, which were named then: see that each was entered again.",
    "told_before_one": "1 more operation is not in it either, which was named then: see that it was entered again.",
    "comes_from_centre": "What the centre had received of it comes back by itself: let this desk synchronise first, then enter only "
    "what is still missing.",
    "restored_centre": "The centre's book stands again as it was on {when}. What desks had sent since is not in it, and how much that "
    "is cannot be known here: they send it again by themselves when they next reach the centre.",
    "restored_unknown": "The book stands again as it was on {when}; how much came after that cannot be counted, so look through "
    "papers and receipts from then on; new numbers begin with {letter}.",
    "restored_no_head": "The book stands again as it was on {when}; whether anything came after that is not known, since this "
    "machine has no note of how far the book had come, so look through papers and receipts from then on; new numbers begin with "
    "{letter}.",
    "no_orders_files": "There is no order file (.json or .csv) in {name}. Nothing was changed.",
    "mail_failed": "The mail server did not take the message. It is tried again by itself.",
    # a centre, at the desk
    "no_network": "The centre cannot be reached. Everything is saved here and goes on; it is sent when the line is back.",
    "no_answer": "The centre is not answering, or is in trouble. Everything is saved here and goes on; it is asked again by itself.",
    "nobody_there": "Nobody answers at {address}. Nothing was changed. Check the address and the line, and whether the centre is "
    "running.",
    "no_centre_there": "Whoever is at {address} does not answer as a centre does. Nothing was changed. Check the address, and ask "
    "whoever runs the centre.",
    "wrong_certificate": "Whoever answers is not the centre that was named. Nothing was sent. Compare the date of this computer "
    "first: with a wrong one nobody is recognised. Then check the address and the code, and ask whoever runs the centre.",
    "wrong_date": "By the date of this computer the certificate of the centre does not count yet, or no longer. Nothing was sent; "
    "everything is saved here. Set the date of this computer; if it is right, ask whoever runs the centre.",
    "access_ended": "The centre does not know this desk any more. Everything is saved here; nothing is sent. "
    "Ask whoever runs the centre for a new code and join again.",
    "centre_put_back": "The centre was put back to an earlier state. Nothing is lost: what this desk had sent since is sent again by "
    "itself, and what other desks did comes back when they have sent it again.",
    "came_back": "This is an older copy of the book, and all that it lacked has come back from the centre ({lacked} operations). Nothing "
    "needs to be entered again.",
    "came_back_one": "This is an older copy of the book, and all that it lacked has come back from the centre (1 operation). Nothing "
    "needs to be entered again.",
    "came_back_partly": "This is an older copy of the book. Of the operations that it lacked {back} came back from the centre, and "
    "{missing} did not. See that what is missing is entered again from papers and receipts, or look for it in the former file.",
    "came_back_uncounted": "This is an older copy of the book. What the centre had of it has come back; whether anything else is missing "
    "is not known, so look through papers and receipts.",
    "too_old": "The centre needs a newer version of this program. Everything is saved here. Update this program.",
    "clock_off": "The clocks of this computer and of the centre are {count} min apart. Everything is saved and sent all the same, with "
    "the time that this computer shows. Compare both with a watch, and set the one that is wrong.",
    "clock_off_hours": "The clocks of this computer and of the centre are {count} h apart. Everything is saved and sent all the same, "
    "with the time that this computer shows. Compare both with a watch, and set the one that is wrong.",
    "clock_off_days": "The clocks of this computer and of the centre are {count} days apart. Everything is saved and sent all the same, "
    "with the time that this computer shows. Compare both with a watch, and set the one that is wrong.",
    "other_bytes": "The centre has something else in the place of an operation of this desk: another machine works with its key. "
    "Everything is saved here. Ask whoever runs the centre for a new code and join again.",
    "broken_chain": "The journal of this desk does not fit to what the centre has; it takes nothing more from it. "
    "Everything is saved here. Ask whoever runs the centre.",
    "revoked": "This desk was put out at the centre. Customers' data were taken out of it. What was not sent stays here and is not "
    "sent. Join again with a new code, or save the queue for whoever runs the centre.",
    "unknown_desk": "The centre does not know this desk. Everything is saved here; nothing is sent. Ask whoever runs the centre.",
    "unknown_epoch": "The centre does not know this book's beginning. Everything is saved here; nothing is sent. "
    "Ask whoever runs the centre.",
    "gap": "The centre misses operations of this desk. Everything is saved here; it is sent again by itself.",
    "not_paired": "This desk has no centre. Nothing was changed. Join one with `ticketoffice pair URL CODE`.",
    "already_paired": "This desk has a centre already: {url}. Nothing was changed.",
    "other_centre": "Another centre answers there than the one that this desk has. Nothing was changed, here or there. "
    "Ask whoever runs the centre of this desk for its address and a new code.",
    "wrong_address": "{address} is no address of a centre. Nothing was changed. It looks like https://box-office.example.org:8443.",
    "wrong_code": "This code is not known. Nothing was changed. Type it as it is shown, or have a new one drawn.",
    "code_used": "This code was used already. Nothing was changed. Have a new one drawn.",
    "code_expired": "This code is too old. Nothing was changed. Have a new one drawn.",
    "too_many_tries": "Too many wrong codes: nobody joins this centre for {minutes} minutes. Nothing was changed.",
    "not_live_book": "A demonstration or practice book never joins a centre. Nothing was changed. Use the book of this desk.",
    "not_fresh": "This book has work of its own and the centre is in use: two books are never merged. Nothing was changed. "
    "Keep this one to look things up and join with a new one: `ticketoffice --book FILE` begins it, where FILE is not there yet, as "
    "a window or before a command.",
    "forked": "Another machine with this book's key has worked with this centre: what it did is not in this book. Nothing was "
    "changed. Save the queue for whoever runs the centre, and go on with a fresh book.",
    "enrolled": "This book joined this centre before. Nothing was changed. Ask whoever runs the centre.",
    "not_a_certificate": "This is no certificate. Nothing was changed. Name the file (PEM) that the centre's people gave you.",
    # a centre itself
    "no_centre": "There is no centre's book at {book}. Nothing was changed. Start the centre first: `ticketoffice central serve`.",
    "not_a_centre": "{book} is no centre's book. Nothing was changed. Name another one; a centre makes its own.",
    "never_served": "This machine has not served this centre yet. Nothing was drawn. Start it here first: `ticketoffice central serve`.",
    "key_elsewhere": "The key of this book is with another process over the same database. Nothing was written. "
    "Give all of them the same keys folder.",
    "keys_elsewhere": "This centre was begun on another machine and its keys are not on this one: desks would trust nobody here. "
    "Nothing was changed. Copy its keys (`ticketoffice/keys` in the state folder of its user) to this machine; only where they are "
    "lost for good, add --new-keys, and lead each desk back with a new code.",
    "server_missing": "To serve a centre the extra `server` is needed ({name} is missing): "
    'pip install -c constraints.txt -e ".[server]".',
    "cannot_listen": "The centre cannot listen at {address} ({why}). Nothing was changed. Choose another --address or --port.",
    "wrong_certificate_files": "The certificate in {name} cannot be used. Nothing was changed. "
    "Name PEM files that belong together.",
    "authority_missing": "Desks have joined this centre, but its authority is not among the secrets of this machine: they would "
    "trust nobody here. Nothing was changed. Copy the keys from where it was served, or give --certificate and --key; only where they "
    "are lost for good, add --new-keys, and lead each desk back with a new code.",
    "desk_not_found": "No desk of this centre is called {text}. Nothing was changed. See `ticketoffice central desks`.",
    "several_desks": "Several desks are called {name}. Nothing was changed. Name its id: `ticketoffice central desks --json`.",
    # import
    "unknown_kind": "{name} is neither JSON nor CSV. The other files go in.",
    "cannot_open": "{name} cannot be opened ({why}).",
    "cannot_open_unexplained": "{name} cannot be opened.",
    "cannot_write": "{name} cannot be written ({why}). Everything in the book is safe. Choose another file or folder.",
    "cannot_write_unexplained": "{name} cannot be written. Everything in the book is safe. Choose another file or folder.",
    "too_large": "{name} is larger than this program reads.",
    "not_gzip": "{name} is not a gzip file.",
    "missing_beside": "{name} must lie beside the orders; without it their tickets have no performance.",
    "wrong_catalogue": "{name} is damaged ({field}); the orders cannot be read without it.",
    "not_orders": "The file is no list of orders.",
    "columns_twice": "Two columns are called {columns}. Nothing was taken in from this file. Give each column its own name.",
    "import_disk_full": "The disk is full. What is counted of {name} is in, the rest is not. Make room and import the file again.",
    "import_ended": "What is counted of {name} is in. Import the file again for the rest.",
    "missing_columns": "Columns are missing: {columns}.",
    "damaged_json": "This order is damaged and was left out.",
    "truncated": "The file ends in the middle of an order; what came before it is in.",
    "missing_value": "{field} is empty.",
    "wrong_value": "{field} has a value that cannot be used.",
    "too_long": "{field} is {length} characters long, at most {longest} are read.",
    "wrong_encoding": "{field} has characters that are no text.",
    "wrong_time": "{field} is no date: {value}.",
    "unknown_state": "{field} is no state: {value}.",
    "unknown_item": "The item {value} is not in the items file.",
    "unknown_performance": "The performance {value} is not in the files beside the orders.",
    "wrong_currency": "{value} is no currency.",
    "too_few_cells": "The row has too few cells.",
    "too_many_cells": "The row has {count} cells instead of {expected}.",
    "differs_in_order": "{field} differs between the rows of one order.",
    "twice_in_order": "The same {field} stands twice in one order.",
    "twice_in_file": "Order {order} stands twice in this file. The first one is in.",
    "refund_too_large": "More was given back than was paid ({field}).",
    "currency_not_used": "{value} has no hundredths; amounts here have two decimals.",
    "other_currency": "{value} is not the currency of {performance}.",
    "wrong_amount_in_file": "{field} is no amount that can be used: {value}.",
    "unknown_method_in_file": "{field} is no method: {value}.",
    **SALE_SENTENCES,
    # seating plans
    "plan_none": "This is no seating plan: it has no zones with rows of seats. Nothing was changed. Choose the file that pretix or its "
    "plan editor saved.",
    "plan_lacks": "The seating plan is not complete: {field} is missing at {where}. Nothing was changed. Add it in the plan editor, "
    "save the file and choose it again.",
    "plan_wrong": "The seating plan has a value that cannot be used: {field} at {where}. Nothing was changed. Correct it in the plan "
    "editor, save the file and choose it again.",
    "plan_seat_twice": "The seating plan gives two seats the same seat_guid, {seat}: {first} and {second}. Nothing was changed. Give each "
    "its own in the plan editor, save the file and choose it again.",
    "plan_without_seats": "The seating plan has no seat. Nothing was changed. Draw its rows in the plan editor, or sell this zone by a "
    "number of places.",
    "plan_too_large": "The seating plan has {count} seats; {most} is the most. Nothing was changed. Choose the plan of one house.",
    **PAPER_SENTENCES,
}


BEFORE_THE_IMPORT = "before the import"
ON_MOMENT = "on {moment}"
WHY_FINAL = {
    "not_cancelled_here": "it was not cancelled here",
    "reinstated": "it was reinstated",
    "mailed": "the customer was told by e-mail",
    "posted": "it was made final",
    "paid_out": "the refund was handed out",
    "invoice_cancelled": "its invoice was cancelled",
    "performance_over": "the performance is over",
    "place_taken": "the place was sold again",
}
HOLDS = {"press": "press", "technical": "technical", "wheelchair": "wheelchair", "house": "house"}
"""What the house keeps places as, within a sentence."""
NOT_FOUND = {
    "desk": "desk_not_found",
    "performance": "performance_not_found",
    "order": "order_is_no_ticket",
    "invoice": "no_invoice",
    "case": "no_case",
    "closing": "no_closing",
}
MORE_EXACTLY = {
    "already_cancelled": (
        "already_cancelled_successor_too",
        "already_cancelled_successor",
        "already_cancelled_unfinished",
        "already_cancelled_by_nobody",
    ),
    "already_reinstated": ("already_reinstated_gone",),
    "not_invoice_pending": (
        "not_invoice_pending_replaced",
        "not_invoice_pending_cancelled",
        "not_invoice_pending_admit",
    ),
    "invoice_pending": ("invoice_pending_unnumbered",),
    "promised_elsewhere": ("promised_elsewhere_unnamed",),
    "not_live": ("not_live_book",),
    "wrong_amount": ("wrong_amount_in_file",),
    "book_healthy": ("book_healthy_whole", "book_healthy_one"),
    "book_restored": ("book_restored_again", "book_restored_whole", "book_restored_one"),
    "restored_whole": ("restored_again",),
    "told_before": ("told_before_one",),
    "book_open_elsewhere": ("book_open_looking",),
    "came_back": ("came_back_uncounted", "came_back_partly", "came_back_one"),
    "restored": ("restored_one_alone", "restored_alone", "restored_one"),
    "read_only": ("read_only_disk", "read_only_reader"),
    "cannot_open": ("cannot_open_unexplained",),
    "cannot_write": ("cannot_write_unexplained",),
    "unknown_method": ("unknown_method_in_file",),
    "too_many_tickets": ("too_many_at_once",),
}
SYSTEM = (
    *("No such file or directory", "Permission denied", "Is a directory", "Not a directory", "File exists"),
    *("File name too long", "Read-only file system", "Input/output error", "Operation not permitted"),
    *("Address already in use", "Cannot assign requested address", "Name or service not known"),
    *("Connection refused", "Connection reset by peer", "No route to host", "Network is unreachable", "Broken pipe"),
    *("timed out", "Connection timed out", "Device or resource busy", "No such device", "No such device or address"),
    "not the name of a file",
)
"""What the operating system says of a file that cannot be read or written, or of an address that is not to be had."""
CODES = tuple(dict.fromkeys((*REASONS, *METHODS, *PAYMENT_METHODS, *PAPERS, *INFORMS)))
"""What sentences name by its label."""
PHRASES = (
    *(BEFORE_THE_IMPORT, ON_MOMENT, *WHY_FINAL.values(), *HOLDS.values(), *CSV_PHRASES, *SYSTEM, *TOLD_OF_CASES),
    *dict.fromkeys(label(code) for code in CODES),
)

UNSPOKEN = frozenset({"damaged", "copy_damaged", "read_only", "database", "unknown_outcome", "migration_failed"})
"""Codes whose `why` is what a database or a look at the journal said: it helps who mends the book, and nobody at the desk."""


def detail(problem: RuleBroken | Unavailable) -> str | None:
    """What is not in the sentence of an error and belongs into the log and into --json."""
    why = problem.data.get("why" if problem.code in UNSPOKEN else "detail")
    return None if why is None else str(why)


def sentence(code: str, *, data: Mapping[str, object], translate: Callable[[str], str] = lambda text: text) -> str:
    """The sentence of a code with its data filled in; what is not known reads "?" in the mildest form."""
    code = _more_exactly(code, data)
    template = translate(SENTENCES.get(code, "This was refused ({code}). Nothing was changed."))
    moment = data.get("moment")
    when = translate(ON_MOMENT).format(moment=moment) if moment else translate(BEFORE_THE_IMPORT)
    filled = _Filled({"code": code, "when": when, **{key: _said(key, value, translate) for key, value in data.items()}})
    if data.get("kind") in HOLDS:
        filled["hold"] = data.get("name") or translate(HOLDS[str(data["kind"])])
    if code == "final":
        filled["why"] = translate(WHY_FINAL[str(data["why"])])
    elif data.get("why") in SYSTEM:
        filled["why"] = translate(str(data["why"]))
    return template.format_map(filled)


def spoken(language: str) -> Callable[[str], str]:
    """What translates a sentence for whoever has no screens; English where nobody translated it."""
    known = translations(language, "sentences")
    return lambda text: known.get(text, text)


def _more_exactly(code: str, data: Mapping[str, object]) -> str:
    """The code of the sentence that says what is known, no more and no less."""
    if code == "not_found" and data.get("kind") in NOT_FOUND:
        return NOT_FOUND[str(data["kind"])]
    is_one, alone = data.get("missing") == 1, data.get("to_look_in") is False
    true = {
        "already_cancelled_successor_too": data.get("successor_cancelled"),
        "already_cancelled_successor": data.get("successor"),
        "already_reinstated_gone": data.get("successor_cancelled"),
        "already_cancelled_unfinished": data.get("unfinished"),
        "already_cancelled_by_nobody": not data.get("by"),
        "not_invoice_pending_replaced": data.get("successor"),
        "not_invoice_pending_cancelled": data.get("cancelled"),
        "invoice_pending_unnumbered": not data.get("invoice"),
        "promised_elsewhere_unnamed": not data.get("desk"),
        "not_live_book": "mode" in data,
        "too_many_at_once": data.get("sale"),
        "wrong_amount_in_file": "field" in data,
        "not_invoice_pending_admit": "admit" in data,
        **dict.fromkeys(("book_healthy_whole", "book_restored_whole"), data.get("missing") == 0),
        **dict.fromkeys(("book_healthy_one", "book_restored_one", "restored_one"), is_one),
        "book_restored_again": data.get("missing") == 0 and data.get("told"),
        "restored_again": data.get("told"),
        "told_before_one": data.get("told") == 1,
        "book_open_looking": data.get("looking"),
        "came_back_uncounted": data.get("missing") is None,
        "came_back_partly": bool(data.get("missing")),
        "came_back_one": data.get("lacked") == 1,
        "restored_alone": alone,
        "restored_one_alone": is_one and alone,
        "read_only_disk": data.get("why") == "disk",
        "read_only_reader": data.get("why") == "reader",
        "cannot_open_unexplained": not data.get("why"),
        "cannot_write_unexplained": not data.get("why"),
        "unknown_method_in_file": "field" in data,
    }
    return next((name for name in MORE_EXACTLY.get(code, ()) if true[name]), code)


def _said(name: str, value: object, translate: Callable[[str], str]) -> object:
    """A method, or a list of codes, as their labels; nothing typed as a pair of quotes."""
    if isinstance(value, list | tuple):
        return listed(value, translate=translate)
    if name == "method" and value in CODES:
        return translate(label(str(value)))
    return '""' if value == "" else value


class _Filled(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return "?"
