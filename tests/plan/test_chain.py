import hashlib
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from plan.chain import GENESIS, Entry, canonical, digest, verify

plain = st.none() | st.booleans() | st.integers() | st.text(max_size=8)
nested = st.recursive(
    plain, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3)
)
payloads = st.dictionaries(st.text(max_size=5), nested, max_size=4)


def chain_of(contents):
    entries, previous = [], GENESIS
    for number, payload in enumerate(contents, start=1):
        entries.append(Entry(number, payload, previous, digest(previous, payload)))
        previous = entries[-1].hash
    return entries


# What the entries say matters little to the chain, so it is kept small and quick to make.
small = st.fixed_dictionaries({"verb": st.sampled_from(["submit", "return", "approve"]), "item": st.integers(0, 99)})
chains = st.lists(small, min_size=2, max_size=7).map(chain_of)


def test_the_digest_is_sha_256_over_the_hash_before_and_canonical_json():
    said = {"verb": "publish", "by": 7, "note": "§ 100B", "tags": ("a", None, True)}
    written = b'{"by":7,"note":"\\u00a7 100B","tags":["a",null,true],"verb":"publish"}'
    assert canonical(said) == written
    assert digest(GENESIS, said) == hashlib.sha256(b"0" * 64 + b"\n" + written).hexdigest()


@pytest.mark.parametrize(
    ("payload", "where"),
    [
        ({"rate": 0.5}, "payload.rate is a float"),
        ({"a": [1, {"b": 2.0}]}, r"payload.a\[1\].b is a float"),
        ({"amount": Decimal("1.5")}, "write decimals and dates as text"),
        ({"on": date(2022, 7, 1)}, "payload.on is a date"),
        ({1: "one"}, "key 1 in payload is not text"),
        ({"a": {"set"}}, "payload.a is a set"),
    ],
)
def test_what_has_more_than_one_spelling_is_refused(payload, where):
    with pytest.raises(TypeError, match=where):
        digest(GENESIS, payload)


@pytest.mark.parametrize("previous", ["", "0" * 63, "G" * 64, "A" * 64, "0" * 64 + "\n"])
def test_the_hash_before_must_be_one(previous):
    with pytest.raises(ValueError, match="64 hexadecimal digits"):
        digest(previous, {})


@given(payloads, payloads)
def test_order_of_keys_does_not_matter_and_content_does(one, other):
    assert digest(GENESIS, dict(reversed(one.items()))) == digest(GENESIS, one)
    assert (canonical(one) == canonical(other)) == (digest(GENESIS, one) == digest(GENESIS, other))


def test_true_and_one_are_not_the_same():
    assert digest(GENESIS, {"a": True}) != digest(GENESIS, {"a": 1})


@given(chains)
def test_an_untouched_chain_holds(entries):
    assert verify(entries) == []
    assert verify(iter(entries), head=entries[-1].hash) == []
    assert verify([], head=GENESIS) == []


@given(chains, st.data())
def test_a_changed_entry_is_named(entries, data):
    place = data.draw(st.integers(0, len(entries) - 1))
    old = entries[place]
    payload = data.draw(small)
    assume(canonical(payload) != canonical(old.payload))
    entries[place] = Entry(old.number, payload, old.previous_hash, old.hash)
    assert verify(entries) == [f"Entry {old.number} was changed: what it says does not match its hash."]


@given(chains, st.data())
def test_a_changed_entry_given_a_new_hash_is_named_by_the_next(entries, data):
    place = data.draw(st.integers(0, len(entries) - 2))
    old = entries[place]
    payload = data.draw(small)
    assume(canonical(payload) != canonical(old.payload))
    entries[place] = Entry(old.number, payload, old.previous_hash, digest(old.previous_hash, payload))
    assert verify(entries) == [
        f"Entry {place + 2} does not belong after entry {place + 1}: the entry it follows is missing or was changed."
    ]


@given(chains, st.data())
def test_a_removed_entry_is_missed_by_the_next(entries, data):
    place = data.draw(st.integers(0, len(entries) - 2))
    del entries[place]
    where = f"after entry {place}" if place else "as the first"
    assert verify(entries) == [
        f"Entry {place + 2} does not belong {where}: the entry it follows is missing or was changed."
    ]


@given(chains, st.data())
def test_entries_cut_off_the_end_are_missed_where_the_last_hash_is_known(entries, data):
    kept = data.draw(st.integers(0, len(entries) - 1))
    problems = verify(entries[:kept], head=entries[-1].hash)
    where = f"after entry {kept}" if kept else "from the whole chain"
    assert problems == [f"Entries are missing {where}, or the last was rewritten: the chain does not end as recorded."]


@given(chains, small, st.data())
def test_an_inserted_entry_is_named_even_with_a_right_hash(entries, payload, data):
    place = data.draw(st.integers(0, len(entries) - 1))
    previous = entries[place - 1].hash if place else GENESIS
    assume(canonical(payload) != canonical(entries[place].payload))
    entries.insert(place, Entry(99, payload, previous, digest(previous, payload)))
    assert verify(entries) == [f"Entry {place + 1} does not belong after entry 99: put in or moved before it: 99."]


@given(chains, st.data())
def test_reordered_entries_are_named(entries, data):
    first = data.draw(st.integers(0, len(entries) - 2))
    second = data.draw(st.integers(first + 1, len(entries) - 1))
    entries[first], entries[second] = entries[second], entries[first]
    problems = verify(entries)
    named = {number for number in (first + 1, second + 1) if any(f"ntry {number} " in problem for problem in problems)}
    assert named == {first + 1, second + 1}


def test_two_that_changed_places():
    one, two, three = chain_of([{"a": 1}, {"a": 2}, {"a": 3}])
    assert verify([two, one, three]) == [
        "Entry 2 is out of order: it belongs after entry 1.",
        "Entry 1 does not belong after entry 2: put in or moved before it: 2.",
        "Entry 3 does not belong after entry 1: put in or moved before it: 1.",
    ]


def test_a_row_that_could_never_have_been_hashed_is_named_and_not_an_error():
    first, second = chain_of([{"a": 1}, {"a": 2}])
    assert verify([first, Entry(2, {"a": 0.5}, second.previous_hash, second.hash)]) == [
        "Entry 2 was changed: what it says does not match its hash."
    ]
    assert verify([Entry(1, {"a": 1}, "", first.hash), second])[0] == (
        "Entry 1 was changed: what it says does not match its hash."
    )
