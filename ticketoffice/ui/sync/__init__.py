"""How the desk stands with its centre, on the screen: the chip, the strip of a desk without a line, the page, joining."""
