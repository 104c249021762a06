"""Backup, restore, doctor."""

SENTENCES: dict[str, tuple[str, str]] = {
    "backup_broken": (
        "Tệp sao lưu hỏng",
        "Tệp {path} không phải bản sao lưu của Loa Làng hoặc đã hỏng ở «{part}». Chưa thay đổi gì.",
    ),
    "passphrase_needed": (
        "Cần cụm mật khẩu",
        "{path} sẽ có khóa của xã: ra ngoài thư mục dữ liệu thì phải niêm. Xin gõ cụm mật khẩu, hoặc thêm --passphrase-file TỆP.",
    ),
    "wrong_passphrase": ("Cụm mật khẩu không đúng", "Không mở được {path}, chưa thay đổi gì. Xin gõ cụm mật khẩu lúc sao lưu."),
    "weak_passphrase": ("Cụm mật khẩu quá ngắn", "Cụm mật khẩu cần ít nhất {shortest} ký tự; vài từ dễ nhớ là tốt."),
    "passphrase_unreadable": (
        "Không đọc được cụm mật khẩu",
        "Dòng đầu của {path} không phải chữ ghi dạng UTF-8. Xin lưu lại tệp ấy dạng UTF-8.",
    ),
    "not_empty": (
        "Chỗ phục hồi không trống",
        "{place} đang có dữ liệu. Thêm --replace để thay (dữ liệu cũ được cất lại), hoặc đặt LOALANG_DATA_DIR khác.",
    ),
    "wrong_database": (
        "Khác loại cơ sở dữ liệu",
        "Bản sao lưu lấy từ {found}, còn máy này dùng {expected}. Xin đặt LOALANG_DATABASE_URL cho đúng loại.",
    ),
    "no_server": (
        "Không gặp được dịch vụ",
        "Không có dịch vụ nào trả lời tại {server}. Xin chạy «loalang serve» hoặc đặt --server.",
    ),
    "server_said": ("{title}", "{detail}"),
}

WORDS: dict[str, dict[str, str]] = {
    "restored": {
        "person": "Người dùng",
        "password": "Mật khẩu của",
        "totp": "Xác thực hai bước của",
        "recovery_code": "Mã dự phòng của",
        "passkey": "Khóa đăng nhập",
        "token": "Mã truy cập",
        "pin": "Mã PIN của",
        "station": "Máy phát",
        "version": "Bản tin",
        "occurrence": "Lượt phát",
        "emergency": "Phát khẩn",
        "slot": "Khung giờ",
        "recording": "Bản ghi âm",
        "new": "có sau bản sao lưu, nay không còn hoặc trở lại như cũ",
        "changed": "đã đổi sau bản sao lưu",
        "removed": "đã bỏ sau bản sao lưu, nay vẫn bỏ",
        "unsure": "như lúc sao lưu; không rõ đã đổi chưa",
        "lost": "không có tệp trong bản sao lưu, xin thu hoặc tải lên lại",
    },
}
