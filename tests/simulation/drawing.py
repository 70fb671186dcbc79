"""What is drawn while a seed runs comes from it."""

from __future__ import annotations

import random
import secrets as system_secrets
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch


@contextmanager
def drawn(seed: int) -> Iterator[None]:
    """Ids, salts and numbers come from the seed, so that a seed is the same world each time."""
    draw = random.Random(seed ^ 0x5EED)

    def token_bytes(count: int | None = None) -> bytes:
        return draw.randbytes(32 if count is None else count)

    with (
        patch.object(system_secrets, "token_bytes", token_bytes),
        patch.object(system_secrets, "token_hex", lambda count=None: token_bytes(count).hex()),
        patch.object(system_secrets, "token_urlsafe", lambda count=None: token_bytes(count).hex()),
        patch.object(system_secrets, "choice", draw.choice),
    ):
        yield
