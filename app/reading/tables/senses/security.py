"""Police and army: `written: senses`, the usual one last."""

from app.reading.tables.sense import Sense

SECURITY: dict[str, tuple[Sense, ...]] = {
    "BP": (
        Sense("bộ phận", after=r" (?:MC|một cửa|TN&|tiếp nhận)", example="BP một cửa"),
        Sense("biên phòng", asks=True, example="BP"),
    ),
    "CA": (
        Sense("công an", after=r" (?:XÃ|PHƯỜNG|HUYỆN|TỈNH|THÀNH PHỐ|xã|phường|huyện|tỉnh)", sure=True, example="CA XÃ"),
        Sense("công an", example="CA"),
    ),
    "QK": (
        Sense("quốc khánh", after=r" ?\(?0?2[/-]9", sure=True, example="QK 2/9"),
        Sense("quân khu", asks=True, example="QK"),
    ),
}
