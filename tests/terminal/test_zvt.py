"""The bytes, as the table of `zvt.py` has them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ticketoffice.terminal import zvt


def test_an_authorisation_is_these_bytes() -> None:
    message = zvt.authorisation(3000, currency="CHF")
    assert message.encoded() == bytes.fromhex("06 01 0a 04 00 00 00 00 30 00 49 07 56")
    assert zvt.registration("123456", currency="EUR").encoded() == bytes.fromhex("06 00 06 12 34 56 88 09 78")
    assert zvt.repeat_receipt("000000").encoded() == bytes.fromhex("06 20 03 00 00 00")


def test_a_long_message_says_its_length_in_two_bytes_the_lower_one_first() -> None:
    message = zvt.Message(b"\x06\xd3", b"x" * 300)
    assert message.encoded()[:5] == bytes.fromhex("06 d3 ff 2c 01")
    assert zvt.first_message(message.encoded() + b"\x80\x00\x00") == (message, b"\x80\x00\x00")


@given(size=st.integers(0, 700), data=st.data())
def test_a_message_is_read_once_it_is_whole_and_not_before(size: int, data: st.DataObject) -> None:
    bytes_ = zvt.Message(b"\x04\x0f", b"a" * size).encoded()
    cut = data.draw(st.integers(0, len(bytes_) - 1))
    assert zvt.first_message(bytes_[:cut]) is None
    assert zvt.first_message(bytes_) == (zvt.Message(b"\x04\x0f", b"a" * size), b"")


@given(
    amount=st.integers(0, 10**12 - 1),
    trace=st.integers(0, 999_999),
    receipt=st.integers(0, 9999),
    result=st.integers(0, 255),
    currency=st.sampled_from(sorted(zvt.CURRENCIES)),
)
def test_a_status_says_what_was_put_in(amount: int, trace: int, receipt: int, result: int, currency: str) -> None:
    status = zvt.Status(result, amount, currency, trace, receipt, "52500041")
    assert zvt.status_of(zvt.status_information(status)) == status


@given(data=st.binary(max_size=60))
def test_what_is_no_status_is_malformed_and_nothing_else(data: bytes) -> None:
    try:
        found = zvt.status_of(zvt.Message(zvt.STATUS, data))
    except zvt.Malformed:
        return
    assert found.amount is None or found.amount >= 0


@pytest.mark.parametrize("amount", [-1, 10**12])
def test_an_amount_with_more_digits_than_there_is_room_for_is_refused(amount: int) -> None:
    with pytest.raises(ValueError, match="digits"):
        zvt.authorisation(amount, currency="CHF")
