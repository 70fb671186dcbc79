"""Days and times as people type them."""

from datetime import date, time

import pytest

from ticketoffice.domain.typed_times import parse_day, parse_time


@pytest.mark.parametrize("text", ["2026-11-06", "6.11.2026", "06/11/2026", " 06.11.2026 "])
def test_one_day_in_several_hands(text: str) -> None:
    assert parse_day(text) == date(2026, 11, 6)


@pytest.mark.parametrize("text", ["", "31.2.2026", "6.11.26", "tomorrow", "2026-13-01", "11-06"])
def test_what_is_no_day(text: str) -> None:
    assert parse_day(text) is None


@pytest.mark.parametrize("text", ["20:00", "20.00", "20h", "20h00", "20", " 20H "])
def test_one_hour_in_several_hands(text: str) -> None:
    assert parse_time(text) == time(20)


@pytest.mark.parametrize("text", ["", "24:00", "20:60", "8 pm", "2000", "20:5"])
def test_what_is_no_time(text: str) -> None:
    assert parse_time(text) is None
