"""The peak memory of this process."""

from __future__ import annotations

from pathlib import Path


def peak_kb() -> int:
    """In kB. On Linux since the program was started (`getrusage` also counts the parent that started it)."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1])
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
