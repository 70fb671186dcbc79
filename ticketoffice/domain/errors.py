"""The two kinds of "no" that are not bugs: a rule that refuses, and a thing that is not available now."""

from __future__ import annotations


class RuleBroken(Exception):
    """The domain says no. `code` names the rule, `data` what a sentence needs, `next` the deeds that would help."""

    def __init__(self, code: str, *, data: dict[str, object] | None = None, next: tuple[str, ...] = ()) -> None:
        super().__init__(code)
        self.code = code
        self.data = data or {}
        self.next = next


class Unavailable(Exception):
    """It cannot be done now (disk full, book open elsewhere, mail server out); nothing was changed."""

    def __init__(self, code: str, *, data: dict[str, object] | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.data = data or {}
