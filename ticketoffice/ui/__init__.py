"""The screens: Qt widgets that show what the desk says and ask it for deeds; they decide nothing.

Qt and the event loop live here and in `app`. Imports `desk` and `domain`; imported by `app` alone.
"""

from __future__ import annotations

import sys

import PySide6.QtCore  # noqa: F401  (brings the module that is spared its work below)


def spare_reading_sources() -> None:
    """Tells PySide that no module uses `from __feature__ import …`.

    To know that, it reads the source of each module imported after it and keeps all lines: a tenth of memory, and of
    the time until search answers. Another PySide without that function goes on as it likes.
    """
    features = sys.modules.get("shibokensupport.feature")
    if features is not None and hasattr(features, "_mod_uses_pyside"):
        vars(features)["_mod_uses_pyside"] = lambda module: False


spare_reading_sources()
