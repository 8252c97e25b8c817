"""Texts word by word, bounded; words counted."""

import random
import time

from hypothesis import given
from hypothesis import strategies as st

from outcomes.framework.comparing.changes import WordCount
from outcomes.framework.comparing.wordings import count_words, word_by_word

TEXTS = st.lists(
    st.sampled_from(["the", "county", "is", "green,", "safe.", "well-being", "(new)", "£1,200", "\n\n"])
).map(" ".join)


def told(before: str, after: str) -> list[tuple[str, str]]:
    return [(piece.how, piece.text) for piece in word_by_word(before, after)]


def test_one_word_more_is_told_as_one_word():
    assert told("People take part in services.", "People take part in all services.") == [
        ("same", "People take part in "), ("ins", "all "), ("same", "services."),
    ]  # fmt: skip


def test_punctuation_is_kept_and_told_by_itself():
    assert told("Clean, Green Future", "Clean and Green") == [
        ("same", "Clean"), ("del", ", "), ("ins", "and "), ("same", "Green "), ("del", "Future"),
    ] or told("Clean, Green Future", "Clean and Green")[-1] == ("del", "Future")  # fmt: skip
    assert told("It ends", "It ends.") == [("same", "It ends"), ("ins", ".")]


def test_what_is_wholly_other_is_taken_out_and_put_in():
    assert told("old words", "new text") == [("del", "old words"), ("ins", "new text")]
    assert told("", "new") == [("ins", "new")]
    assert told("", "") == []


@given(TEXTS, TEXTS)
def test_both_texts_can_be_put_together_again(before, after):
    pieces = word_by_word(before, after)
    old = "".join(piece.text for piece in pieces if piece.how != "ins")
    new = "".join(piece.text for piece in pieces if piece.how != "del")
    assert old.split() == before.split() or "".join(old.split()) == "".join(before.split())
    assert new.split() == after.split() or "".join(new.split()) == "".join(after.split())


def test_hostile_texts_take_less_than_a_second():
    dice = random.Random(5)
    for vocabulary in (2, 100, 101, 5000):
        one, other = (" ".join(f"w{dice.randrange(vocabulary)}" for _ in range(5000)) for _ in "ab")
        began = time.process_time()
        pieces = word_by_word(one, other)
        assert time.process_time() - began < 1, vocabulary
        assert "".join(piece.text for piece in pieces if piece.how != "ins").split() == one.split()


def test_words_are_counted_as_people_count_them():
    assert count_words("We will, with partners’ help, spend £1,200 on well-being – now.") == 10
    assert count_words("") == 0
    assert (WordCount(20_000, 15_000).percent, WordCount(3, 4).percent, WordCount(0, 5).percent) == (-25, 33, None)
    assert WordCount(200, 199).percent == -1
