"""Passwords: long enough, nobody else's, and kept so that a stolen database does not give them away."""

import pytest

from app.accounts import WeakPasswordError, hash_password, refuse_weak_password
from app.accounts.passwords import is_password

NAMES = ("xã Liên An", "Nguyễn Thu")


@pytest.mark.parametrize(
    ("password", "fault"),
    [
        ("ngắn quá", "short"),
        ("x" * 201, "long"),
        ("matkhau123456", "common"),
        ("Mật Khẩu 123456", "common"),
        ("password1234", "common"),
        ("1234567890123", "common"),
        ("abcdefghijklm", "common"),
        ("abcabcabcabc", "common"),
        ("aaaaaaaaaaaa", "common"),
        ("0982-111-222-333", "common"),
        ("qwertyuiop123", "common"),
        ("1q2w3e4r5t6y7u8i9o", "common"),
        ("anhyeuem2025!", "common"),
        ("loa xa lien an 1", "name"),
        ("LiênAn@2025!!", "name"),
        ("nguyenthu-dep-lam", "name"),
    ],
)
def test_what_is_no_password(password: str, fault: str) -> None:
    with pytest.raises(WeakPasswordError) as refused:
        refuse_weak_password(password, NAMES)
    assert refused.value.fault == fault


@pytest.mark.parametrize(
    "password",
    [
        "mưa rào đêm qua to lắm",
        "con trâu trắng qua cầu",
        "kX9#vQ2!mZ7p",
        "x7" + "é" * 3 + "ngoài đồng",
        "bốn mươi tám" + "?" * 188,
    ],
)
def test_what_is_one(password: str) -> None:
    refuse_weak_password(password, NAMES)
    refuse_weak_password(password, ("xã An", "xã Lắm", ""))


def test_the_name_of_a_ward_is_looked_for_without_its_kind() -> None:
    with pytest.raises(WeakPasswordError, match="name"):
        refuse_weak_password("tân lập đẹp lắm", ("phường Tân Lập",))
    with pytest.raises(WeakPasswordError, match="name"):
        refuse_weak_password("con trâu trắng qua cầu", ("xã Trâu",))


@pytest.mark.usefixtures("dear")
def test_it_is_kept_as_argon2id_and_each_time_otherwise() -> None:
    kept, again = hash_password("mưa rào đêm qua"), hash_password("mưa rào đêm qua")
    assert kept.startswith("$argon2id$v=19$m=32768,t=3,p=1$")
    assert kept != again
    assert is_password("mưa rào đêm qua", kept)
    assert is_password("mưa rào đêm qua", kept), "as a Mac sends it, letters and marks apart"
    assert not is_password("mưa rào đêm qua ", kept)
    assert not is_password("nobody has this one", None)
