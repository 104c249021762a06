"""Files that people bring."""

SENTENCES: dict[str, tuple[str, str]] = {
    "bad_document": ("Chưa đọc được tệp này", "Tệp «{file}» {reason}."),
    "template_place": (
        "Mẫu có chỗ không điền được",
        "Không hiểu «{said}» ở gần chỗ «{place}». Xin dùng đúng tên như trong mẫu có sẵn rồi lấy lại tệp.",
    ),
}

WORDS: dict[str, dict[str, str]] = {
    "left_out_part": {
        "deleted": "chỗ đã gạch bỏ (theo dõi thay đổi)",
        "hidden": "chỗ chữ ẩn",
        "comments": "lời bình bên lề",
        "margins": "phần đầu trang, chân trang",
        "pictures": "hình",
        "objects": "đối tượng chèn vào",
        "formulas": "công thức",
        "references": "chỗ trỏ ra ngoài tệp (không tải về)",
    },
    "document_kind": {"docx": "Word", "odt": "OpenDocument", "pdf": "PDF", "html": "trang web", "text": "văn bản thường"},
}

FACTS: dict[str, dict[str, str | dict[str, str]]] = {
    "bad_document": {
        "reason": {
            "empty": "trống",
            "too_large": "lớn quá 20 MB",
            "too_heavy": "quá nặng để đọc: hãy chép riêng phần chữ cần phát rồi dán vào",
            "too_long": "dài quá: hãy chép riêng phần cần phát rồi dán vào",
            "old_word": "là Word đời cũ (.doc): mở bằng Word, chọn «Lưu thành» (Save As) kiểu .docx, rồi lấy tệp mới",
            "rich_text": "là kiểu .rtf: mở bằng Word, chọn «Lưu thành» (Save As) kiểu .docx, rồi lấy tệp mới",
            "sheet": "là bảng tính: hãy chép những ô cần phát rồi dán vào",
            "slides": "là bài trình chiếu: hãy chép phần chữ cần phát rồi dán vào",
            "macros": "có mã lệnh (macro) nên không nhận: mở bằng Word, chọn «Lưu thành» (Save As) kiểu .docx, rồi lấy tệp mới",
            "protected": "đặt mật khẩu nên không đọc được: mở ra, bỏ mật khẩu rồi lưu lại",
            "scan": "là bản chụp, không có chữ bên trong: hãy lấy tệp Word của văn bản, hoặc gõ lại",
            "no_text": "không có chữ nào",
            "broken": "bị hỏng hoặc thiếu một phần: hãy lấy lại tệp từ nơi gửi",
            "unknown_letters": "viết bằng bảng mã không nhận ra: mở bằng Word hoặc Notepad, lưu lại kiểu UTF-8",
            "fetches": "lấy thêm thứ gì đó từ ngoài tệp (hình nối liên kết, mẫu gắn kèm): chép hẳn vào tệp rồi lưu lại",
            "repeats": "lặp lại quá nhiều chữ cho mỗi dòng số liệu: bỏ bớt chữ nằm giữa «for» và «endfor» rồi lấy lại tệp",
            "unknown_kind": "không phải văn bản: lấy được từ tệp .docx, .odt, .pdf, .txt",
        },
    },
}
