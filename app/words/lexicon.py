"""The lexicon, and what a reading is made of."""

SENTENCES: dict[str, tuple[str, str]] = {
    "written_form": (
        "Cách viết chưa đúng",
        "«{written}»: cách viết phải nằm trên một dòng, có chữ hoặc số, không quá {limit} ký tự.",
    ),
    "spoken_form": (
        "Cách đọc chưa đúng",
        (
            "Cách đọc của «{written}» có «{word}» không đọc thành tiếng được. Xin viết đủ từng tiếng bằng chữ thường, "
            "không có chữ số, ký hiệu hay chữ viết tắt, không quá {limit} ký tự."
        ),
    ),
    "entry_exists": ("Từ điển đã có mục này", "Đã có cách đọc của «{written}». Xin sửa mục đang có."),
    "entry_cycle": ("Cách đọc dẫn vòng", "Cách đọc lại chứa cách viết khác và quay về chính nó: {path}."),
    "lexicon_full": ("Từ điển quá dài", "Từ điển đọc nhận nhiều nhất {limit} mục."),
    "lexicon_file": ("Tệp từ điển chưa đúng", "Dòng {line}: {fault} («{value}»). Chưa ghi dòng nào."),
    "lexicon_touches": (
        "Có bản tin phải duyệt lại",
        (
            "Thay đổi này làm khác lời đọc của {count} bản tin đã trình hoặc đã duyệt mà chưa phát, trước hết là «{title}». "
            "Xin xem danh sách, rồi đồng ý cho duyệt lại."
        ),
    ),
    "lexicon_changed": (
        "Từ điển đọc đã thay đổi",
        "Từ điển đọc thay đổi: {what}. Xin xem lại lời đọc rồi trình duyệt lại.",
    ),
}

WORDS: dict[str, dict[str, str]] = {
    "token": {
        "word": "chữ",
        "space": "khoảng cách",
        "punctuation": "dấu câu",
        "number": "số",
        "date": "ngày tháng",
        "time": "giờ",
        "money": "tiền",
        "unit": "số đo",
        "document": "số văn bản",
        "phone": "điện thoại",
        "identifier": "mã, ký hiệu",
        "abbreviation": "chữ viết tắt",
        "roman": "số La Mã",
        "foreign": "chữ nước ngoài",
        "address": "địa chỉ",
        "lexicon": "từ điển đọc",
        "symbol": "ký hiệu",
        "layout": "trình bày",
        "skipped": "không đọc",
        "unknown": "chưa rõ",
    },
    "layer": {
        "province": "Tỉnh",
        "commune": "Xã",
        "bulletin": "Riêng bản tin",
    },
    "certainty": {
        "sure": "chắc",
        "likely": "khá chắc",
        "ask": "xin xem lại",
    },
    "effect": {
        "read_anew": "Bản nháp: đọc theo từ điển mới",
        "reopen": "Phải trình và duyệt lại",
        "keep": "Đã phát: giữ lời đã duyệt",
    },
}

FACTS: dict[str, dict[str, str | dict[str, str]]] = {
    "spoken_form": {"word": {"": "chỗ trống"}},
    "lexicon_file": {
        "fault": {
            "columns": "phải có các cột Cách viết, Cách đọc, và nếu cần Phạm vi, Không phân biệt chữ hoa",
            "layer": "phạm vi phải là xã hoặc tỉnh",
            "any_case": "cột Không phân biệt chữ hoa nhận có hoặc không",
            "written_form": "cách viết chưa đúng",
            "spoken_form": "cách đọc có chỗ không đọc thành tiếng được",
            "entry_exists": "cách viết này đã có ở trên",
            "entry_cycle": "cách đọc dẫn vòng",
        },
    },
}
