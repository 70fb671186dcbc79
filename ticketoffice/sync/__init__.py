"""The postman: brings a desk's operations to the centre and the centre's orders to the desk.

It decides no question of the trade: what is sent, held, answered and taken over stands in `store` (membership, outbox, adopting), what
an operation does in `domain`. `central_service.py` is the port, `http/` speaks to a centre of ours; `line.py` is the line of a
book, `pairing.py` how a book joins, `round.py` one round, push before pull. May use desk, store and domain.
"""
