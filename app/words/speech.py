"""Voices."""

SENTENCES: dict[str, tuple[str, str]] = {
    "unspeakable": ("Có câu không đọc được", "Câu «{sentence}» trống hoặc quá dài, máy không đọc được."),
    "voice_failed": ("Giọng đọc gặp lỗi", "Không đọc được câu «{sentence}». Xin thử lại hoặc chọn giọng khác."),
    "unknown_voice": ("Không có giọng đọc này", "Không tìm thấy giọng đọc «{key}»."),
    "engine_not_here": (
        "Máy này không có bộ đọc ấy",
        "Máy chủ không có bộ đọc «{engine}»; đang có: {here}. Người trông máy thêm bộ đọc ở `voice.chain` trong loalang.toml.",
    ),
    "unknown_engine": ("Không có bộ đọc này", "Không có bộ đọc «{key}» trên máy này."),
    "engine_missing": ("Bộ đọc chưa được cài", "Bộ đọc «{engine}» chưa được cài trên máy này."),
    "bad_voice_file": (
        "Tệp giọng đọc không dùng được",
        "Tệp «{file}» thiếu, hỏng, quá lớn, sai mã kiểm hoặc trùng tên giọng đã có.",
    ),
}

WORDS: dict[str, dict[str, str]] = {
    "engine": {
        "espeak": "máy đọc eSpeak",
        "piper": "máy đọc Piper",
        "edge": "máy đọc Edge (qua mạng)",
        "gtts": "máy đọc Google (qua mạng)",
    },
    "accent": {"north": "Miền Bắc", "central": "Miền Trung", "south": "Miền Nam"},
}
