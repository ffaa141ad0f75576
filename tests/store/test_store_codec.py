"""Values as JSON and back: whatever an answer can hold comes back the same."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.store.codec import focus_document, focus_of, pack, round_document, round_of, same, unpack
from bot.store.files import file_name
from dialogs.focus import Focus
from dialogs.values import frozen
from tests.store.store_samples import full_focus, full_round

TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"))
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | TEXTS
    | st.decimals(allow_nan=False, allow_infinity=False)
    | st.sampled_from(["$decimal", "$mapping"])
)
KEYS = TEXTS | st.sampled_from(["$decimal", "$mapping", "$"])
VALUES = st.recursive(LEAVES, lambda inner: st.lists(inner) | st.dictionaries(KEYS, inner), max_leaves=12)


def plain(value: Any) -> str:
    """What a value is, to the digit and the type."""
    return repr(value).replace("mappingproxy", "")


@given(VALUES)
def test_every_value_comes_back_the_same_through_json(value: Any) -> None:
    kept = frozen(value, depth=-10)
    back = frozen(unpack(json.loads(json.dumps(pack(kept), ensure_ascii=False))), depth=-10)
    assert plain(back) == plain(kept)
    assert same(back, kept)


@given(st.dictionaries(KEYS, LEAVES))
def test_every_draft_of_a_list_item_comes_back_in_the_focus(draft: dict[str, Any]) -> None:
    focus = Focus(draft=draft)
    assert focus_of(json.loads(json.dumps(focus_document(focus)))) == focus


@given(st.lists(TEXTS, min_size=3, max_size=3), st.lists(TEXTS, min_size=3, max_size=3))
def test_a_file_name_is_plain_short_and_of_one_key(one: list[str], other: list[str]) -> None:
    names = [file_name(parts[-1], *parts) for parts in (one, other)]
    assert all(
        len(name) <= 80 and set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789_-.") for name in names
    )
    assert all(name.count(".") == 1 for name in names)
    assert (names[0] == names[1]) == (one == other)


@pytest.mark.parametrize("broken", [0.5, {"$decimal": "geen getal"}])
def test_what_was_never_a_value_is_not_read_as_one(broken: Any) -> None:
    with pytest.raises((ValueError, ArithmeticError)):
        unpack(broken)


def test_a_round_and_a_focus_of_before_there_were_deadlines_and_remarks_are_still_read() -> None:
    kept = json.loads(json.dumps(round_document("t", full_round())))
    for theme in kept["round"]["themes"]:
        del theme["deadline"]
    _, found = round_of(kept)
    assert [theme.deadline for theme in found.themes] == [None, None]
    focus = json.loads(json.dumps(focus_document(full_focus())))
    del focus["remarks"]
    assert focus_of(focus).remarks == ()
