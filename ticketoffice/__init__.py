"""Ticketoffice: the desktop application at the counter of a theatre, a festival or a stadium.

The rooms, and which way they look (a room may use those below it, never above):

    cli, app        what starts: commands, and the wired window
    ui              the screens
    printing        the paper
    desk            what people do: find, cancel, import, admit, one file a deed
    store           the book: one database, one journal, one door
    domain          the rules: pure functions over frozen rows
"""

__version__ = "0.1.0"
