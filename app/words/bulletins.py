"""Bulletins, their versions and approval."""

_PLACE = "dòng {line}, cột {column}"

SENTENCES: dict[str, tuple[str, str]] = {
    "script_empty": ("Bản tin chưa có nội dung", "Văn bản gốc không có gì để đọc."),
    "language_voice": (
        "Máy chỉ đọc được tiếng Việt",
        "Bản tin tiếng khác chỉ gồm bản ghi âm giọng người, ghi [nhạc: TÊN] từng bản. Xin bỏ phần chữ, hoặc chọn tiếng Việt.",
    ),
    "script_too_long": ("Bản tin quá dài", "Văn bản có {length} ký tự; nhiều nhất là {limit}. Xin chia thành nhiều bản tin."),
    "form_too_long": ("Chữ đang gõ quá dài", "Cả trang có {length} ký tự; nhiều nhất là {limit}. Xin chia thành nhiều bản tin."),
    "control_character": ("Có ký tự điều khiển", f"Ký tự {{character}} ở {_PLACE} không đọc được. Xin xóa ký tự này."),
    "bidi_character": (
        "Có ký tự đảo chiều chữ",
        f"Ký tự ẩn {{character}} ở {_PLACE} làm chữ nhìn khác chữ đọc. Xin xóa ký tự này.",
    ),
    "open_field": (
        "Còn chỗ chưa điền",
        "Dòng {line}, ký tự {column}: chỗ «{what}» chưa điền. Xin viết thay vào chỗ trong ngoặc vuông rồi trình lại.",
    ),
    "unknown_cue": (
        "Dấu hiệu không rõ",
        f"«{{cue}}» ở {_PLACE} không phải dấu hiệu. Được dùng: [nghỉ 3s], [nhạc: TÊN], [hiệu lệnh].",
    ),
    "pause_length": (
        "Khoảng nghỉ chưa đúng",
        f"«{{cue}}» ở {_PLACE}: khoảng nghỉ phải lớn hơn 0 và không quá {{longest_s}} giây.",
    ),
    "unknown_presenter": ("Phát thanh viên không rõ", f"«{{label}}» ở {_PLACE}: chỉ dùng PTV1: và PTV2:."),
    "utf16": ("Tệp không phải UTF-8", "Tệp lưu ở dạng UTF-16 (Unicode). Xin lưu lại với mã hóa UTF-8."),
    "not_utf8": ("Tệp không phải UTF-8", f"Từ {_PLACE}, tệp không đọc được theo UTF-8. Xin lưu lại với mã hóa UTF-8."),
    "legacy_font": (
        "Văn bản dùng phông chữ cũ",
        f"Văn bản viết bằng phông {{font}} (thấy ở {_PLACE}). Xin chuyển mã sang Unicode rồi dán lại.",
    ),
    "unknown_header_key": (
        "Khóa ở đầu tệp không rõ",
        f"Khóa «{{key}}» ở {_PLACE} không có trong quy định của tệp bản tin. Được dùng: {{known}}.",
    ),
    "duplicate_header_key": ("Khóa ở đầu tệp bị lặp", f"Khóa «{{key}}» ở {_PLACE} đã có ở trên."),
    "bad_header_line": (
        "Dòng ở đầu tệp chưa đúng",
        f"Ở {_PLACE}: phần đầu tệp gồm các dòng «khóa: giá trị», hết phần đầu là một dòng trống.",
    ),
    "bad_header_value": (
        "Giá trị ở đầu tệp chưa đúng",
        f"Ở {_PLACE}: «{{key}}» không nhận giá trị «{{value}}»; xin viết {{expected}}.",
    ),
    "title_length": ("Tiêu đề chưa đúng", "Tiêu đề không được để trống và không quá {limit} ký tự, không có ký tự điều khiển."),
    "validity_order": ("Hiệu lực chưa đúng", "Ngày hết hiệu lực phải sau ngày bắt đầu hiệu lực."),
    "bad_reason": ("Thiếu lý do", "Xin ghi lý do, không quá {limit} ký tự."),
    "bad_cursor": ("Trang không còn", "Danh sách đã thay đổi hoặc địa chỉ trang bị hỏng. Xin mở lại danh sách từ đầu."),
    "validity_missing": ("Chưa có hiệu lực", "Xin điền ngày bắt đầu và ngày hết hiệu lực trước khi trình duyệt."),
    "content_changed": (
        "Nội dung khác với bản đã trình",
        "Phiên bản {number} không còn đúng nội dung đã trình, không duyệt được. Xin tải lại và xem kỹ.",
    ),
    "content_altered": (
        "Bản tin bị sửa ngoài phần mềm",
        (
            "Nội dung «{title}», phiên bản {number}, trong cơ sở dữ liệu không còn là nội dung đã duyệt nên không được phát. "
            "Xin giữ lại ổ đĩa để tra cứu, thu hồi bản ấy, soạn và duyệt lại."
        ),
    ),
    "own_words": (
        "Cần người khác duyệt",
        (
            "Người soạn hoặc sửa phiên bản {number} không tự duyệt: người khác phải duyệt, hoặc trả lại để một người soạn lại. "
            "Xã chỉ có một cán bộ thì quản trị viên đặt: loalang approval --one-officer."
        ),
    ),
    "unheard_entry": (
        "Có cách đọc chưa nghe được",
        "Cách đọc riêng của «{written}» không có trong lời viết. Lời chào dùng cho mọi chương trình: xin viết chữ ấy để nghe.",
    ),
    "bad_note": (
        "Ghi chú ở câu chưa đúng",
        "Ghi chú ở câu {sentence}: bản tin có {sentences} câu; ghi chú không để trống và không quá {limit} ký tự.",
    ),
    "bad_paper_mark": ("Dòng chữ của mã QR chưa đúng", "Xin nhập trọn dòng chữ trong mã QR của phiếu, bắt đầu bằng LOALANG."),
    "none_approved": (
        "Có bản không duyệt được",
        "{refused}. Chưa duyệt bản nào: xin bỏ những bản ấy ra, hoặc xem lại rồi duyệt cả danh sách một lần nữa.",
    ),
    "none_submitted": (
        "Có bản không trình được",
        "{refused}. Chưa trình bản nào: xin bỏ những bản ấy ra, hoặc sửa rồi trình cả danh sách một lần nữa.",
    ),
    "none_withdrawn": (
        "Có bản không thu hồi được",
        "{refused}. Chưa thu hồi bản nào: xin bỏ những bản ấy ra rồi thu hồi lại. Bản chưa duyệt không phát, không cần thu hồi.",
    ),
    "move_not_allowed": (
        "Trạng thái không cho phép",
        "Phiên bản đang ở trạng thái «{before}», không chuyển sang «{after}» được. {step}",
    ),
}

WORDS: dict[str, dict[str, str]] = {
    "version": {
        "draft": "Bản nháp",
        "submitted": "Chờ duyệt",
        "approved": "Đã duyệt",
        "returned": "Bị trả lại",
        "withdrawn": "Đã thu hồi",
        "expired": "Hết hiệu lực",
    },
    "kind": {
        "notice": "Thông báo",
        "feature": "Bài tuyên truyền",
        "round_up": "Bản tin tổng hợp",
        "qa": "Hỏi – đáp",
        "spot": "Khẩu hiệu",
        "greeting": "Lời chào, nhạc hiệu",
    },
    "version_step": {
        "draft": "Xin trình duyệt trước.",
        "submitted": "Bản này đang chờ duyệt hoặc trả lại.",
        "approved": "Muốn sửa thì soạn phiên bản mới; muốn thôi phát thì thu hồi.",
        "returned": "Xin sửa thành phiên bản mới rồi trình duyệt lại.",
        "withdrawn": "Muốn phát lại thì soạn phiên bản mới rồi trình duyệt.",
        "expired": "Muốn phát tiếp thì soạn phiên bản mới với hiệu lực mới.",
    },
    "bound_part": {
        "script": "lời viết",
        "lexicon": "cách đọc riêng của bản tin",
        "reading": "cách đọc (từ điển đọc của xã, hoặc bản Loa Làng mới)",
        "voices": "giọng đọc",
        "recording": "bản ghi âm giọng người",
        "music": "bản nhạc",
        "kind": "loại bản tin",
        "priority": "mức ưu tiên",
        "zones": "khu vực phát",
        "validity": "hiệu lực",
        "issuer": "nơi ban hành",
    },
    "theme": {
        "review": "Rà soát hộ nghèo",
        "policy": "Chính sách giảm nghèo",
        "programme": "Chương trình MTQG",
        "guideline": "Chủ trương của Đảng và Nhà nước",
        "other": "Khác",
    },
    "priority": {
        "normal": "Thường",
        "priority": "Ưu tiên",
        "emergency": "Khẩn cấp",
    },
    "language": {
        "vi": "Tiếng Việt",
        "tyz": "Tiếng Tày",
        "nut": "Tiếng Nùng",
        "blt": "Tiếng Thái",
        "mtq": "Tiếng Mường",
        "km": "Tiếng Khmer",
        "hmn": "Tiếng Mông",
        "ium": "Tiếng Dao",
        "jra": "Tiếng Gia Rai",
        "rad": "Tiếng Ê Đê",
        "bdq": "Tiếng Ba Na",
        "cjm": "Tiếng Chăm",
        "mis": "Tiếng khác",
    },
}

FACTS: dict[str, dict[str, str | dict[str, str]]] = {
    "move_not_allowed": {"before": "version", "after": "version", "step": "version_step"},
}
