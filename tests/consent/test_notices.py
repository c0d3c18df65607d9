"""Who is told what, and that the first push tells nothing."""

from consent.notices import AUDIENCE, CARRIES, Audience, Notice


def test_every_notice_has_an_audience_and_a_list_of_facts() -> None:
    assert set(AUDIENCE) == set(CARRIES) == set(Notice)


def test_what_lies_on_a_locked_screen_carries_no_fact() -> None:
    assert CARRIES[Notice.KNOCK] == CARRIES[Notice.REMINDER] == frozenset()


def test_a_clinician_gets_a_case_code_and_initials_and_a_client_never_gets_initials() -> None:
    for notice in Notice:
        if AUDIENCE[notice] is Audience.CLINICIAN:
            assert {"code", "alias"} <= CARRIES[notice]
        else:
            assert "alias" not in CARRIES[notice]


def test_a_receipt_says_who_gets_what_for_what_and_until_when() -> None:
    assert {"requester", "recipient", "purpose", "items", "granted", "ends_on"} <= CARRIES[Notice.RECEIPT]


def test_whoever_is_told_of_a_stop_is_told_what_went_out_before() -> None:
    for notice in (Notice.REVOKED, Notice.REVOKED_SOME, Notice.STOPPED, Notice.STOPPED_SOME):
        assert "sent" in CARRIES[notice]
