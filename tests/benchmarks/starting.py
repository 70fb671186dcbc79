"""Cold start to usable search ÷ a bare Qt window; peak memory of both: each is a process of its own, in turn."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

from tests.benchmarks.measure import Figure, median

BARE = """
import json, sys
from tests.benchmarks.peak import peak_kb
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        print(json.dumps({"peak_kb": peak_kb()}), flush=True)
        QApplication.quit()
app = QApplication(sys.argv)
window = Window()
window.resize(1280, 800)
window.show()
app.exec()
"""


def measure(path: Path, secrets: Path, *, starts: int) -> list[Figure]:
    """Starts both that many times."""
    ours, bare = [], []
    for _ in range(starts):
        bare.append(_started([sys.executable, "-c", BARE]))
        ours.append(_started([sys.executable, "-m", "tests.benchmarks.usable", str(path), str(secrets)]))
    mine, theirs = median([s for s, _ in ours]), median([s for s, _ in bare])
    peak, bare_peak = median([p for _, p in ours]) / 1024, median([p for _, p in bare]) / 1024
    return [
        Figure("cold start / bare Qt window", mine / theirs, "x", f"{mine:.2f} s / {theirs:.2f} s", aim=4),
        Figure("peak memory / bare Qt window", peak / bare_peak, "x", f"{peak:.0f} MB / {bare_peak:.0f} MB", aim=2.5),
    ]


def _started(command: list[str]) -> tuple[float, float]:
    """Seconds until its first line, and the peak memory (kB) that the line tells."""
    started = time.perf_counter()
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        told = json.loads(process.stdout.readline())
        took = time.perf_counter() - started
        process.wait(60)
    return took, float(told["peak_kb"])
