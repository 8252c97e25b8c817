from hypothesis import given
from hypothesis import strategies as st

from plan.characters import clean
from tests.plan.markdown_strategy import ANY_CHARACTER


def test_one_kind_of_line_end():
    assert clean("a\r\nb\rc\u2028d\u2029e\x0bf\x0cg\x85h\n") == "a\nb\nc\nd\ne\nf\ng\nh\n"


def test_what_cannot_be_seen_goes():
    assert clean("a\x00b\x07c\x7fd\x9fe\ufefff\ufdd0g\uffffh\U0001fffei\U000e0041j") == "abcdefghij"


def test_text_reads_as_it_is_written():
    assert clean("approved \u202edevorppa\u202c by \u2066Cabinet\u2069") == "approved devorppa by Cabinet"


def test_words_bullets_become_bullets():
    assert clean("\uf0b7 roads\n\uf0a7 bridges\n\uf0fc done") == "• roads\n▪ bridges\n✓ done"


def test_what_nobody_else_can_read_is_seen_to_be_lost():
    assert clean("\ue123 and \ud83d") == "\ufffd and \ufffd"


def test_what_people_write_stays():
    text = "Café – “we will” £1.5m, 50 %\tand\n‘½’ 漢字 العربية 👩‍👩‍👧 e\u0301 a\u00adb\u200b\u200f"
    assert clean(text) == text


@given(st.text(ANY_CHARACTER))
def test_cleaning_twice_is_cleaning_once_and_can_be_encoded(text):
    once = clean(text)
    assert clean(once) == once
    assert len(once.encode("utf-8")) >= len(once)  # halves of characters could not be
