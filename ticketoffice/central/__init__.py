"""The central service: many desks, one truth. It judges with the same domain and writes through the same door.

`service.py` is what a desk may ask, without a network; `api.py` says it over HTTP; `serving.py` starts and stops it, with
`authority.py` for its certificate and `books.py` for its book; `soundness.py` says what a body may be, `documenting.py`
the same in its OpenAPI, `faults.py` how it says no, `watching.py` wakes listening desks. May use sync (the port), desk
(its sentences), store and domain; imported by the command line alone.
"""
