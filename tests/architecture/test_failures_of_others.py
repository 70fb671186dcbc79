"""The catalogue of what went wrong with other programs, and the conflicts of two desks: each with the test that would notice it,
or the part it waits for.
"""

from pathlib import Path

import pytest

TESTS = Path(__file__).parent.parent
SELLING, GATES = "selling at the desk", "the control point"
PEOPLE = "people, approval"
CATALOGUE: dict[str, str] = {
    "F01": "rigs/test_power.py::test_a_power_cut_loses_no_acknowledged_deed",
    "F02": "rigs/test_kills.py::test_no_acknowledged_deed_is_lost",
    "F03": SELLING,
    "F04": "sync/test_failures_of_others.py::test_f04_sent_again_and_again_an_operation_counts_once",
    "F05": "store/test_lock.py::test_a_second_program_is_told_where_the_book_is_open",
    "F06": "ui/test_postman_in_the_window.py::test_f06_clock_key_and_deed_together_are_one_round",
    "F07": "sync/test_http_faults.py::test_f07_an_answer_cut_at_any_byte_loses_nothing",
    "F08": "sync/test_failures_of_others.py::test_f08_money_taken_offline_outlives_what_the_centre_says_of_the_order",
    "F09": "sync/test_cash_at_desks.py::test_f09_c18_a_closing_says_what_waits_and_what_arrives_late_keeps_its_own_day",
    "F10": "sync/test_own_faults.py::test_f10_a_disk_that_fills_at_the_desk_loses_nothing_and_says_so",
    "F11": "sync/test_failures_of_others.py::test_f07_f11_a_stop_between_sending_and_the_answer_forgets_nothing",
    "F12": "sync/test_failures_of_others.py::test_f12_what_the_centre_refused_is_before_the_cashier_after_the_same_round",
    "F13": "sync/test_http_faults.py::test_each_status_is_one_code",
    "F14": "sync/test_failures_of_others.py::test_f14_one_that_cannot_be_taken_does_not_stop_those_after_it",
    "F15": "sync/test_failures_of_others.py::test_f15_access_that_ended_deletes_nothing_and_pauses_longer_each_time",
    "F16": "sync/test_failures_of_others.py::test_f16_operations_that_look_alike_stay_apart",
    "F17": GATES,
    "F18": "store/test_failures_of_others.py::test_f18_numbers_of_the_source_are_not_the_numbers_of_this_book",
    "F19": "store/test_failures_of_others.py::test_f19_nothing_of_a_cancelled_ticket_opens_the_gate_again",
    "F23": "store/test_feed_order.py::test_32_connections_want_one_seat_and_one_gets_it",
    "F24": "store/test_failures_of_others.py::test_f24_a_version_that_moved_changes_no_row",
    "F25": "store/test_failures_of_others.py::test_f25_the_database_itself_holds_the_capacity_and_the_seat",
    "F26": "store/test_failures_of_others.py::test_f26_each_way_to_cancel_frees_the_place",
    "F27": "store/test_failures_of_others.py::test_f27_a_seat_sold_and_cancelled_again_and_again_is_refunded_each_time",
    "F28": "sync/test_failures_of_others.py::test_f28_two_desks_offline_admit_and_cancel_one_ticket",
    "F29": "desk/test_cash.py::test_f29_the_drawer_moves_for_cash_alone_whatever_is_paid_and_given_back",
    "F30": "store/test_feed_order.py::test_f30_transactions_that_cross_are_both_heard",
    "F31": "sync/test_failures_of_others.py::test_f31_pages_of_any_length_tell_every_change_once",
    "F32": "sync/test_failures_of_others.py::test_f32_f33_a_clock_that_is_wrong_stops_no_feed_and_makes_no_second_truth",
    "F33": "store/test_failures_of_others.py::test_f33_f38_a_clock_that_jumps_keeps_the_chain_whole_and_is_flagged",
    "F34": "sync/test_failures_of_others.py::test_f34_an_empty_answer_deletes_nothing",
    "F35": "sync/test_failures_of_others.py::test_f35_a_desk_that_was_away_for_90_days_reverts_nobody",
    "F36": "sync/test_failures_of_others.py::test_f36_tickets_that_differ_from_the_centres_heal_by_themselves",
    "F37": "sync/test_failures_of_others.py::test_f37_a_cloned_machine_is_noticed_and_frozen",
    "F38": "store/test_failures_of_others.py::test_f33_f38_a_clock_that_jumps_keeps_the_chain_whole_and_is_flagged",
    "F39": "store/test_failures_of_others.py::test_f39_invoice_numbers_have_no_hole_where_a_deed_was_refused",
    "F40": "store/test_failures_of_others.py::test_f40_what_was_written_hashes_alike_when_it_is_read_again",
    "F41": "store/test_failures_of_others.py::test_f41_a_backup_laid_over_a_book_whose_wal_was_left_is_never_trusted_blindly",
    "F42": "terminal/test_paying.py::test_f42_a_lost_reply_is_asked_for_and_the_card_is_charged_once",
    "F46": "store/test_failures_of_others.py::test_f46_c13_c14_money_for_an_order_that_was_cancelled_is_booked_as_credit_with_a_case",
    "F47": "store/test_failures_of_others.py::test_f47_two_questions_of_one_snapshot_agree_while_somebody_writes",
    "F48": "store/test_feed_order.py::test_f48_a_connection_that_ends_at_commit_counts_once",
}
"""By the numbers of the catalogue; a name without `::` is the part that makes it possible."""

CONFLICTS: dict[str, str] = {
    "C01": "store/test_feed_order.py::test_32_connections_want_one_seat_and_one_gets_it",
    "C02": "central/test_one_seat.py::test_many_desks_want_one_seat_over_the_line_and_one_gets_it",
    "C03": GATES,
    "C04": GATES,
    "C05": "sync/test_before.py::test_c05_a_scan_that_came_first_refuses_the_cancellation",
    "C06": "sync/test_before.py::test_c06_a_cancellation_that_came_first_stands_although_the_scan_arrived_before_it",
    "C07": "sync/test_two_desks.py::test_c07_one_ticket_cancelled_at_two_desks_is_refunded_once",
    "C08": "desk/test_money_of_newer_files.py::test_a_refund_paid_out_here_and_at_the_shop_is_a_case",
    "C09": "sync/test_refused.py::test_the_order_of_a_refused_reissue_is_gone",
    "C10": "sync/test_union_of_clicks.py::test_a_ticket_that_was_replaced_elsewhere_leads_to_its_successor_and_the_rest_goes_on",
    "C11": "sync/test_union_of_clicks.py::test_what_another_desk_had_cancelled_counts_as_done_and_the_rest_goes_on",
    "C12": GATES,
    "C13": "store/test_failures_of_others.py::test_f46_c13_c14_money_for_an_order_that_was_cancelled_is_booked_as_credit_with_a_case",
    "C14": "sync/test_paid_and_cancelled.py::test_the_money_is_credit_with_a_case_whoever_sends_first",
    "C15": "sync/test_selling_at_a_centre.py::test_c15_a_copy_of_a_ticket_that_another_desk_cancelled_is_refused_too",
    "C16": "sync/test_customer_at_two_desks.py::test_c16_a_name_that_changed_beside_a_cancellation_is_kept_and_the_cancellation_stands",
    "C17": "sync/test_selling_at_a_centre.py::test_c17_a_sale_at_a_price_that_the_centre_had_changed_stands",
    "C18": "sync/test_cash_at_desks.py::test_f09_c18_a_closing_says_what_waits_and_what_arrives_late_keeps_its_own_day",
    "C19": PEOPLE,
    "C20": SELLING,
    "C21": "sync/test_customer_at_two_desks.py::test_the_latest_value_of_each_field_counts_whoever_sends_first",
    "C22": "sync/test_erasing.py::test_an_erasure_wins_over_a_change_that_had_not_heard_of_it",
    "C23": "contract/test_pushing.py::test_other_bytes_in_its_place_are_an_alarm_and_stop_this_desk_alone",
    "C24": "sync/test_a_twin.py::test_a_second_machine_joins_as_a_desk_of_its_own_and_what_both_did_counts",
    "C25": "store/test_failures_of_others.py::test_c25_after_the_show_only_goodwill_is_left",
}
"""What two desks may do to each other, by the rows of the conflict matrix; as above."""

each = pytest.mark.parametrize("rows", [CATALOGUE, CONFLICTS], ids=["failures", "conflicts"])


@each
def test_each_row_has_a_test_that_there_is(rows: dict[str, str]) -> None:
    missing = []
    for number, place in rows.items():
        file, _, name = place.partition("::")
        if name and not (name.startswith("test_") and f"\ndef {name}(" in (TESTS / file).read_text("utf-8")):
            missing.append(number)
    assert missing == []


def test_no_row_of_the_conflict_matrix_is_left_out() -> None:
    assert list(CONFLICTS) == [f"C{n:02}" for n in range(1, 26)]


@each
def test_at_most_a_third_waits_for_a_later_part(rows: dict[str, str]) -> None:
    waiting = [number for number, place in rows.items() if "::" not in place]
    assert len(waiting) * 3 <= len(rows)
