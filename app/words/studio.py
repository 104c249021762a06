"""Uploads and mastering."""

SENTENCES: dict[str, tuple[str, str]] = {
    "empty_timeline": ("Chương trình trống", "Chương trình không có gì để phát."),
    "too_short": ("Chương trình quá ngắn", "Chương trình chỉ dài {seconds} giây."),
    "silent": ("Chương trình không có tiếng", "Không có âm thanh nào trong {seconds} giây của chương trình."),
    "mastering_failed": ("Không tạo được bản thu", "Bộ nén âm thanh gặp lỗi. Xin thử lại; nếu vẫn lỗi, báo quản trị viên."),
    "unknown_template": ("Không có mẫu chương trình này", "Không tìm thấy mẫu chương trình «{key}»."),
    "not_audio": ("Không phải tệp âm thanh", "«{file}» không phải tệp MP3 hay WAV."),
    "bad_upload": ("Không nhận được bản ghi âm", "Tệp «{file}» {reason}."),
}

WORDS: dict[str, dict[str, str]] = {
    "warning": {
        "mislabelled": "Đuôi tệp khác với loại âm thanh bên trong",
        "damaged": "Có đoạn không giải mã được",
        "cut_short": "Tệp bị cắt cụt, thiếu đoạn cuối",
        "one_channel": "Một kênh trống; đã lấy kênh có tiếng",
        "inverted": "Hai kênh ngược pha; đã đảo lại một kênh để không mất tiếng",
        "clipped": "Thu quá to, tiếng bị vỡ",
        "quiet": "Thu quá nhỏ, tiếng có thể rè khi nâng lên",
        "mostly_silent": "Hơn một nửa là khoảng lặng",
    },
    "profile": {"horn": "Ngoài trời", "indoor": "Trong nhà", "podcast": "Trên mạng"},
}

FACTS: dict[str, dict[str, str | dict[str, str]]] = {
    "bad_upload": {
        "reason": {
            "empty": "trống",
            "too_large": "quá lớn",
            "not_audio": "không phải tệp âm thanh",
            "playlist": "là danh sách phát, không phải âm thanh",
            "broken": "bị hỏng",
            "too_short": "quá ngắn",
            "too_long": "quá dài",
            "silent": "không có tiếng",
            "too_heavy": "quá nặng để giải mã",
        },
    },
}
