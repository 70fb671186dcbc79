"""The seating plan on the screen: drawn, and as an equal list; it shows what it is given and tells what was wished."""
