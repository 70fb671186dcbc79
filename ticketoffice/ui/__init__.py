"""The screens: Qt widgets that show what the desk says and ask it for deeds; they compute nothing.

Qt and the event loop live here and in `app`. Imports `desk` and `domain`; imported by `app` alone.
"""
