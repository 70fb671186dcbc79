"""What a "no" of papers, layouts and printers says: part of `desk.sentences`."""

from __future__ import annotations

PAPER_SENTENCES: dict[str, str] = {
    "unpaid_not_printed": "Order {order} is not paid: its tickets open the gate only once it is. Nothing was printed. "
    "Take the payment first.",
    "used_not_printed": "Ticket {ticket} has entered already; another paper of it would open no gate. Nothing was printed.",
    "cancelled_not_printed": "Ticket {ticket} is cancelled and opens no gate. Nothing was printed.",
    "replaced_not_printed": "Ticket {ticket} was replaced by {successor}. Nothing was printed. Print that one.",
    "displaced_not_printed": "The place of ticket {ticket} was taken twice, and another ticket has it. Nothing was printed. "
    "Settle its case first.",
    "nothing_cancelled": "Of order {order} no such ticket is cancelled. Nothing was printed. Cancel it first.",
    "no_layout": "There is no layout {layout}. Nothing was printed. There are: {layouts}.",
    "layout_not_for": "The layout {layout} is not for {format}, but for {formats}. Nothing was printed. "
    "Choose another one, or another format.",
    "layout_unreadable": "The layout file {layout} cannot be read. Nothing was printed. Mend it, or take it away: "
    "then the layout that came with the program counts.",
    "layout_unknown_key": "In the layout {layout}, at {place}, the word {key} has no meaning. Nothing was printed. "
    "These have one: {keys}.",
    "layout_wrong_value": "In the layout {layout}, at {place}, {key} cannot be {value}. Nothing was printed. It can be: {expected}.",
    "layout_lacks": "The layout {layout} has no {field}, which each ticket must show. Nothing was printed. Give it a place.",
    "layout_unknown_field": "The layout {layout} asks for {field}, which no ticket has. Nothing was printed. "
    "A ticket has: {fields}.",
    "layout_off_paper": "In the layout {layout}, {field} does not lie on the paper ({paper}). Nothing was printed. "
    "Move it or make it smaller.",
    "layout_on_code": "In the layout {layout}, {field} lies on the barcode, which could not be read. Nothing was printed. "
    "Move one of them.",
    "layout_small_code": "In the layout {layout} the barcode is {size} mm wide, too small for scanners at doors. "
    "Nothing was printed. It needs at least {least} mm.",
    "code_too_small": "The barcode of this ticket needs {least} mm and has {size} mm. Nothing was printed. "
    "Make it larger in the layout.",
    "code_not_of_kind": "A barcode of the kind {kind} cannot hold {code}. Nothing was printed. Use the kind qr in the layout.",
    "print_unknown": "The line to the printer {name} broke while it was printing ({why}). Everything in the book is safe. "
    "Look whether the paper came out whole; if not, print it again.",
    "printer_unreachable": "The printer {name} cannot be reached ({why}). Nothing was printed; everything in the book is safe. "
    "See whether it is on and has paper, then print again.",
    "printer_no_paper": "The printer {name} has no paper. Nothing was printed; everything in the book is safe. "
    "Put a roll in, then print again.",
    "printer_open": "The cover of the printer {name} is open. Nothing was printed; everything in the book is safe. "
    "Close it, then print again.",
    "printer_refused": "The print service does not take papers for {name} ({why}). Nothing was printed; everything in the book "
    "is safe. Choose another printer.",
    "no_printer": "There is no printer {name}. Nothing was printed; everything in the book is safe. Choose another one.",
    "no_print_service": "This system has no print service for {name}. Nothing was printed; everything in the book is safe. "
    "Choose a printer in the network or at a port, or print into a file.",
    "print_interrupted": "The program ended while the printer {name} was printing: the paper may have come out. Everything in the book "
    "is safe. Look at the printer; if the paper is not there, print it again.",
    "print_waited": "It waited too long for the printer and was given up. Nothing was printed; everything in the book is safe. "
    "Print it again where it is still wanted.",
    "print_job_taken": "This paper is being printed already, or was given up. It was not sent a second time. Look at the printer.",
    "kick_not_again": "The drawer opens by itself with the next cash. Nothing was sent. To open it without a sale, do so on the page "
    "Cash, where it is noted.",
    "no_print_job": "Nothing is known any more of this paper. Nothing was printed. Print it from its order.",
}
