"""Identities are those of the standard, and follow from the key alone."""

from __future__ import annotations

import uuid

from hypothesis import given
from hypothesis import strategies as st

from briefing_app.deck.identity import guid

NAMESPACE = uuid.UUID("6f0c1f5e-8a3b-5b0e-9d5c-2f6a7c1e4b90")


@given(st.lists(st.text(st.characters(codec="utf-8"))))
def test_a_guid_is_the_name_based_uuid_of_its_keys(keys: list[str]) -> None:
    assert guid(*keys) == f"{{{uuid.uuid5(NAMESPACE, chr(0x1F).join(keys))}}}".upper()


def test_keys_that_join_alike_stay_apart() -> None:
    assert guid("a", "b") != guid("ab")
