"""House rules as machines: which way rooms look, docstrings, colours, dialogs, Qt's reference counts."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from ticketoffice.store import saving
from ticketoffice.store.catalogue import KEPT
from ticketoffice.store.tables import ROW_TABLES

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "ticketoffice").rglob("*.py"))


def test_rooms_look_one_way() -> None:
    done = subprocess.run([str(Path(sys.executable).parent / "lint-imports")], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_types_hold() -> None:
    done = subprocess.run([sys.executable, "-m", "mypy"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_module_says_what_it_is(path: Path) -> None:
    text = path.read_text("utf-8")
    assert ast.get_docstring(ast.parse(text))
    assert not re.search(r"\.exec\(\)|processEvents|QTableWidget\b", text)
    if path.name != "theme.py":
        assert not re.search(r"#[0-9A-Fa-f]{6}\b", text), "a colour outside the theme"


@pytest.mark.parametrize("path", [p for p in SOURCES if "ui" in p.parts], ids=lambda p: str(p.relative_to(ROOT)))
def test_only_one_module_makes_labels_and_tooltips(path: Path) -> None:
    """Anywhere else Qt would take a customer's `<b>` for HTML."""
    if path.name == "labels.py":
        return
    nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
    names = {node.id for node in nodes if isinstance(node, ast.Name)}
    names |= {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    assert not names & {"QLabel", "QToolTip", "QMessageBox", "QErrorMessage", "setToolTip", "setWhatsThis"}
    assert "ToolTipRole" not in names or "plain_tip" in names


def test_one_module_guards_against_a_second_press() -> None:
    """A room that keeps its own mark forgets it in one of the ways in which a deed can end."""
    keeps = [
        path.name
        for path in SOURCES
        if "ui" in path.parts
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Attribute) and target.attr in ("at_work", "_at_work")
        if isinstance(node.value, ast.Constant)
    ]
    assert set(keeps) == {"one_press.py"}


@pytest.mark.parametrize("room", ["rigs", "store"])
def test_no_test_of_the_disk_sleeps(room: str) -> None:
    """It waits for what happens; a machine under load is slower than any sleep."""
    for path in sorted((ROOT / "tests" / room).rglob("*.py")):
        nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
        names = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
        names |= {name.name for node in nodes if isinstance(node, ast.ImportFrom) for name in node.names}
        assert "sleep" not in names, path


def test_no_registry_address_is_locked() -> None:
    assert "://" not in (ROOT / "constraints.txt").read_text()


def test_void_qt_calls_drop_no_reference(qapp: QApplication) -> None:
    """PySide6 6.12.0 lost a reference of None with each void call and killed Python 3.11."""
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(10_000):
        thing.setObjectName("x")
        thing.blockSignals(False)
    assert abs(sys.getrefcount(None) - before) < 100


def test_each_row_class_is_said_to_be_loaded_looked_up_or_only_added() -> None:
    """A class in none of these lists would be inserted again, one in two would be changed twice."""
    lists = (*saving.LOADED, *saving.LOOKED_UP, *saving.ONLY_ADDED)
    assert sorted(row.__name__ for row in lists) == sorted(row.__name__ for row in ROW_TABLES)
    assert set(KEPT) <= set(saving.LOOKED_UP)


def test_money_leaves_by_one_module() -> None:
    """Whatever must be asked between a promise and its hand-out is asked there."""
    makes = [
        path.name
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "make"
        if any(isinstance(part, ast.Constant) and part.value == "refund_paid_out" for part in node.args)
    ]
    assert makes == ["hand_out.py"]
    asked = re.compile(r"import .*\bBY_HAND\b")
    deciding = [str(p.relative_to(ROOT / "ticketoffice")) for p in SOURCES if asked.search(p.read_text("utf-8"))]
    assert deciding == ["desk/hand_out.py", "domain/still_open.py", "store/open_lists.py"]
