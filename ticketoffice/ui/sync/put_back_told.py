"""Until when the window tells that the centre was put back: until somebody has seen it on the sync page, and a complete round has
gone through since; never before it was seen. Nobody's sentence goes while he reads it.
"""

from __future__ import annotations

from ticketoffice.desk.sync_views import SyncView
from ticketoffice.domain.calendar import DAY, MINUTE

READ_IN = MINUTE
"""As long as this whoever looks at the page has had no time to read it."""


class PutBackTold:
    """What the window remembers of the last time; `look` is asked with each new view."""

    def __init__(self) -> None:
        self._started: int | None = None
        self._at: int | None = None
        self._seen_at: int | None = None
        self._left = False

    def look(self, view: SyncView, *, is_shown: bool) -> bool:
        """Whether it is told now; `is_shown`: the page is seen. One that was noticed before this window was there, and perhaps
        seen in another one, is told for a day.
        """
        if self._started is None:
            self._started = view.now
        at, completed_at = view.put_back_at, view.completed_at
        if at is None:
            return False
        if at != self._at:
            self._at, self._seen_at, self._left = at, None, False
        if completed_at is not None and completed_at > at and at < self._started and view.now - at >= DAY:
            return False
        seen_at = self._seen_at
        through = seen_at is not None and completed_at is not None and completed_at > seen_at
        if through and (self._left or not is_shown or view.now - (seen_at or 0) >= READ_IN):
            self._left = True
            return False
        self._left = self._left or (seen_at is not None and not is_shown)
        if is_shown and seen_at is None:
            self._seen_at = view.now
        return True
