"""The card terminal: what a desk asks of it, and how that is said in ZVT over TCP.

`payment_terminal.py` is the port; `zvt_terminal.py` is the machine behind it. An outcome that is not known is asked for, and no
payment is ever sent a second time. It looks at the desk and what is below; the screens and the commands may use it. No Qt.
"""
