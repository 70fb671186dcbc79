"""No code reaches a screen as it is: each kind of operation, each reason of the control point and of a hit has a label."""

import ast
import inspect
from collections.abc import Iterator

import pytest

from ticketoffice.desk import reasons
from ticketoffice.desk.case_words import OF_A_NEWER_VERSION, deed_word, headed
from ticketoffice.desk.views import HistoryView
from ticketoffice.domain import admission
from ticketoffice.domain.operations import KINDS
from ticketoffice.store.journal import UNREAD
from ticketoffice.ui import words
from ticketoffice.ui.gate import words as gate
from ticketoffice.ui.order import history_words as history
from ticketoffice.ui.search import words as search


@pytest.fixture(autouse=True)
def _marked(monkeypatch: pytest.MonkeyPatch) -> None:
    """What went through the translator is marked, also where a label reads like its code."""
    for room in (words, gate, history, search):
        monkeypatch.setattr(room, "translate", lambda context, text: f"<{text}>")


def is_label(text: str) -> bool:
    return text.startswith("<") and len(text) > len("<>")


@pytest.mark.parametrize("kind", [*KINDS, UNREAD])
def test_each_kind_of_operation_has_a_label(kind: str) -> None:
    line = HistoryView("0" * 32, kind, 0, None, None, (), (), None, None)
    assert is_label(history.history_kind(line))
    assert deed_word(kind) != OF_A_NEWER_VERSION


def test_a_deed_that_has_no_name_here_is_not_left_out() -> None:
    """A newer version may know more kinds than this one."""
    assert history.kind_word("order_sung") == f"<{OF_A_NEWER_VERSION}>"
    said = headed("Why.", desk="B", deed="order_sung", translate=str)
    assert said == f"B · {OF_A_NEWER_VERSION} · Why."


def calls(source: str, name: str) -> Iterator[list[ast.expr]]:
    """The arguments of each call of this name."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
            yield node.args


def test_each_reason_of_the_control_point_has_a_label() -> None:
    said = [ast.literal_eval(arguments[1]) for arguments in calls(inspect.getsource(admission), "Answer")]
    assert {"cancelled", "unpaid", "used", "valid"} <= set(said)
    assert [reason for reason in {*said, "unknown"} if not is_label(gate.check_reason(reason))] == []


def test_each_reason_of_a_hit_has_a_label() -> None:
    source = inspect.getsource(reasons)
    first = [arguments[0] for arguments in calls(source, "Reason")]
    first += [
        node.elts[0] for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Tuple) and len(node.elts) == 2
    ]
    kinds = {one.value for one in first if isinstance(one, ast.Constant) and isinstance(one.value, str)}
    assert {"number", "ticket", "phone", "name", "holder", "company", "seat", "note", "event", "invoice"} <= kinds
    assert [kind for kind in kinds | {"email"} if not is_label(search.matched(kind))] == []
