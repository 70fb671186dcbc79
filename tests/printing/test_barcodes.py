"""Barcodes: every kind is read as it was meant, on every printer and turned, and is never so thin that a scanner fails."""

from __future__ import annotations

import itertools

import pytest
import segno
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from tests.printing.printers.paper import bits, codes_in
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.printing.barcodes import INCH, KINDS, LINEAR, THINNEST, drawn
from ticketoffice.printing.dots import Dots, bar, scaled

CODE = "KL3ZT2e1e83310263d455"
CODES = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.:/", min_size=1, max_size=32)


def picture(dots: Dots) -> Image.Image:
    white = Image.new("L", (dots.width + 80, dots.height + 80), 255)
    white.paste(bits(dots.bits, stride=dots.stride).crop((0, 0, dots.width, dots.height)), (40, 40))
    return white


def box(kind: str) -> tuple[float, float]:
    return (130.0, 15.0) if kind in LINEAR else (62.0, 30.0) if kind == "pdf417" else (36.0, 36.0)


@pytest.mark.parametrize("dpi", [203, 300, 600])
@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_read_upright_turned_and_by_columns(kind: str, dpi: int) -> None:
    width, height = box(kind)
    made = drawn(CODE, kind, width=width, height=height, dpi=dpi)
    for dots in (made.dots(), made.turned().dots()):
        assert codes_in(picture(dots)) == [CODE]
    assert (made.dots().width, made.dots().height) == (int(width * dpi / INCH), int(height * dpi / INCH))
    columns = made.in_columns().dots()
    flipped = picture(columns).transpose(Image.Transpose.TRANSPOSE)
    assert flipped.tobytes() == picture(made.dots()).tobytes()


@given(code=CODES)
@settings(max_examples=150, deadline=None)
def test_whatever_a_code_holds_is_read_again(code: str) -> None:
    made = drawn(code, "qr", width=36, height=36, dpi=203)
    assert codes_in(picture(made.dots())) == [code]


@given(code=CODES)
@settings(max_examples=50, deadline=None)
def test_the_scanner_of_these_tests_reads_what_somebody_else_drew(code: str) -> None:
    """Writer and reader are of one library: another writer vouches for the reader."""
    rows = segno.make_qr(code, error="m").matrix
    dots = scaled([[bool(dot) for dot in row] for row in rows], wide=6, tall=6, across=300, down=300)
    assert codes_in(picture(dots)) == [code]


@pytest.mark.parametrize("kind", KINDS)
def test_bars_cover_what_dots_show(kind: str) -> None:
    width, height = box(kind)
    made = drawn(CODE, kind, width=width, height=height, dpi=300)
    painted = Image.new("L", (made.across, made.down), 255)
    for x, y, across, down in made.bars():
        painted.paste(0, (x, y, x + across, y + down))
    shown = bits(made.dots().bits, stride=made.dots().stride).crop((0, 0, made.across, made.down))
    assert painted.tobytes() == shown.tobytes()


def test_a_code_too_long_for_its_box_is_refused_with_what_it_needs() -> None:
    with pytest.raises(RuleBroken) as no:
        drawn("x" * 300, "qr", width=15, height=15, dpi=203)
    assert no.value.code == "code_too_small"
    least = float(str(no.value.data["least"]))
    assert least > 15
    made = drawn("x" * 300, "qr", width=least, height=least, dpi=203)
    assert made.wide * INCH / 203 >= THINNEST
    assert codes_in(picture(made.dots())) == ["x" * 300]


@given(width=st.integers(1, 40), height=st.integers(1, 5), left=st.integers(0, 30))
def test_dots_beside_others_keep_each_dot(width: int, height: int, left: int) -> None:
    black = bar(width, height).beside(left)
    shown = bits(black.bits, stride=black.stride)
    for x, y in itertools.product(range(shown.width), range(height)):
        assert (shown.getpixel((x, y)) == 0) == (left <= x < left + width)


def test_a_kind_that_has_no_signs_for_a_number_says_so() -> None:
    with pytest.raises(RuleBroken) as no:
        drawn("ЖУК-1", "code128", width=120, height=15, dpi=203)
    assert no.value.code == "code_not_of_kind"
    assert codes_in(picture(drawn("ЖУК-1", "qr", width=36, height=36, dpi=203).dots())) == ["ЖУК-1"]
