"""Papers at the printer: what is asked for, how it ended, and the page on which printers are chosen."""
