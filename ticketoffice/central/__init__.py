"""The central service: many desks, one truth. It judges with the same domain and writes through the same door.

`service.py` is what a desk may ask, without a network; `api.py` says it over HTTP; `serving.py` starts and stops it, with
`authority.py` for its certificate. May use sync (the port), store and domain; imported by the command line alone.
"""
