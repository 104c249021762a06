"""Why an airing is not heard, and what mends it, in words."""

from app.airing import BlockedReason
from app.words import word

IS_STOPPED = "Đang dừng, chưa phát"
HELD = "Đài đang dừng phát theo lệnh: đến giờ mà chưa cho phát trở lại thì lượt này không phát."
_LIFTED = "Đến giờ trong lúc đài dừng phát theo lệnh. Lượt đã lỡ không phát bù; cần thì xếp lượt khác."


def why_in_words(reason: BlockedReason | None, *, is_stopped: bool) -> str:
    """One sentence and its remedy; empty where there is no reason. is_stopped: now; what was missed may be of an earlier stop."""
    if reason is BlockedReason.STOPPED and not is_stopped:
        return _LIFTED
    return f"{word('reason', reason.value)}. {word('remedy', reason.value)}" if reason is not None else ""
