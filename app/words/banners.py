"""Banners: slogans on cloth and paper."""

SENTENCES: dict[str, tuple[str, str]] = {
    "not_slogan": (
        "Không phải khẩu hiệu",
        "«{title}» không phải bản tin loại khẩu hiệu, hoặc chưa có chữ nào. Xin chọn một khẩu hiệu.",
    ),
    "slogan_too_long": (
        "Khẩu hiệu quá dài cho khổ này",
        (
            "Trên {format} chữ chỉ còn cao {capital_mm} mm, cần ít nhất {smallest_mm} mm để người qua đường đọc được. "
            "Xin rút ngắn khẩu hiệu hoặc chọn khổ khác."
        ),
    ),
    "slogan_letters": (
        "Có chữ không in được",
        "Phông chữ không có «{letters}», in ra sẽ thành ô trống. Xin viết lại khẩu hiệu.",
    ),
    "banner_place": ("Chỗ treo chưa đúng", "Xin ghi chỗ treo, không quá {limit} ký tự."),
    "banner_dates": ("Ngày treo chưa đúng", "Ngày tháo phải từ ngày treo trở đi, trong các năm 2000–2100."),
    "bad_photo": (
        "Ảnh không dùng được",
        "Không mở được ảnh «{file_name}». Xin chọn ảnh JPEG, PNG hoặc WebP, không quá 60 triệu điểm ảnh.",
    ),
    "slogan_not_approved": (
        "Khẩu hiệu chưa được duyệt",
        "Khẩu hiệu «{title}» chưa được duyệt hoặc đã hết hiệu lực nên không treo được. Xin trình duyệt trước.",
    ),
}

WORDS: dict[str, dict[str, str]] = {
    "banner_format": {"banner": "băng-rôn 0,7 × 4 m", "streamer": "phướn 0,8 × 2,5 m", "poster": "áp phích A3"},
}

FACTS: dict[str, dict[str, str | dict[str, str]]] = {"slogan_too_long": {"format": "banner_format"}}
