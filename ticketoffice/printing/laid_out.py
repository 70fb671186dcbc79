"""Tickets laid out: from what stands on them and a layout to pages, for whoever paints them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ticketoffice.printing.documents.page import Cell, Code, Page, Row, Rule, Text
from ticketoffice.printing.documents.tickets import TicketSheet
from ticketoffice.printing.layouts import Layout, TextSpot
from ticketoffice.printing.letters import Letters
from ticketoffice.printing.placing import flowed, texts_of


def ticket_pages(sheets: Sequence[TicketSheet], *, layout: Layout, letters: Letters) -> list[Page]:
    """A page for each ticket, or for as many as the layout has on one."""
    if layout.is_roll:
        return [
            page
            for sheet in sheets
            for page in flowed(_rows(sheet, layout), width=layout.width, letters=letters, margin=layout.margin)
        ]
    pages = [_page(sheet, layout, letters=letters) for sheet in sheets]
    if not layout.each:
        return pages
    on_one = max(1, int(layout.height / layout.each))
    return [_together(pages[start : start + on_one], layout) for start in range(0, len(pages), on_one)]


def _page(sheet: TicketSheet, layout: Layout, *, letters: Letters) -> Page:
    code = layout.code
    return Page(
        layout.width,
        layout.tall,
        texts=tuple(_texts(sheet, layout, letters=letters)),
        codes=(Code(sheet.code, code.kind, code.x, code.y, code.size, code.tall),),
        rules=tuple(Rule(rule.x, rule.y, rule.width, rule.height) for rule in layout.rules),
    )


def _texts(sheet: TicketSheet, layout: Layout, *, letters: Letters) -> Iterator[Text]:
    """Row by row: one without a place of its own begins where the row before it ended."""
    top = end = 0.0
    for spot in layout.texts:
        if not spot.beside:
            top = spot.y if spot.y is not None else end + spot.gap
            end = top
        for text in texts_of(_cell(spot, sheet), y=top, width=layout.width, letters=letters):
            end = max(end, text.y + text.height)
            yield text


def _cell(spot: TextSpot, sheet: TicketSheet) -> Cell:
    text = sheet.fields[spot.field] if spot.field else spot.words
    return Cell(text, spot.x, spot.width or None, spot.size, spot.bold, spot.side, spot.lines)


def _together(pages: Sequence[Page], layout: Layout) -> Page:
    whole = Page(layout.width, layout.height)
    for number, page in enumerate(pages):
        whole = page.moved(down=number * layout.each, page=whole)
    return whole


def _rows(sheet: TicketSheet, layout: Layout) -> list[Row]:
    """A ticket on a roll: what says nothing takes no room."""
    rows: list[Row] = []
    code = layout.code
    for number, spot in enumerate(layout.texts):
        rows += [Row(rule=rule.height, gap=rule.gap) for rule in layout.rules if rule.after == number]
        if code.after == number:
            rows.append(Row(code=sheet.code, kind=code.kind, size=code.size, height=code.tall, gap=code.gap))
        cell = _cell(spot, sheet)
        if not cell.text:
            continue
        if spot.beside and rows and rows[-1].cells:
            rows[-1] = Row((*rows[-1].cells, cell), gap=rows[-1].gap)
        else:
            rows.append(Row((cell,), gap=spot.gap))
    if code.after >= len(layout.texts):
        rows.append(Row(code=sheet.code, kind=code.kind, size=code.size, height=code.tall, gap=code.gap))
    return rows
