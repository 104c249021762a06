"""Folding: accents and case do not matter, letters do."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.names import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Hộ  NGHÈO ở Đông Trang", "ho ngheo o dong trang"), ("Ủy ban", "uy ban"), ("đường\t\n ĐƯỜNG", "duong duong"), ("", "")],
)
def test_pairs(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạẾỀỂỄỆ "))
def test_both_unicode_forms_fold_alike(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(text) == fold(fold(text))
