"""Desks that somebody will kill: a process that has imported everything forks one for each plan that it reads."""

from __future__ import annotations

import json
import os
import sys
import traceback
from collections.abc import Callable
from typing import Any


def say(*words: object) -> None:
    """One line on standard output, at once."""
    os.write(1, json.dumps(words).encode() + b"\n")


def serve(work: Callable[[dict[str, Any]], None]) -> None:
    """Forks a desk for each plan on standard input; says its process, and its end when it is over."""
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            code = 1
            try:
                say("process", os.getpid())
                work(json.loads(line))
                code = 0
            except BaseException:
                traceback.print_exc()
            finally:
                os._exit(code)
        say("ended", os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
