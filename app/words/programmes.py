"""Recordings, renderings, programmes and packs."""

_PLACE = "dòng {line}, cột {column}"

SENTENCES: dict[str, tuple[str, str]] = {
    "unknown_music": (
        "Không có nhạc này",
        f"«[nhạc: {{name}}]» ở {_PLACE}: chưa có nhạc tên này. Xin tải nhạc lên trước, hoặc sửa tên.",
    ),
    "unknown_sound": ("Không có âm thanh này", "Không tìm thấy âm thanh «{key}» trong bản ghi âm của xã và của hệ thống."),
    "no_room": (
        "Chương trình dài hơn khung giờ",
        "Bản tin đầu tiên dài hơn khung giờ {seconds} giây và không dừng ở cuối câu được. Xin tăng thời lượng hoặc rút ngắn.",
    ),
    "source_changed": ("Nội dung đã thay đổi", "Bản tin hoặc mẫu chương trình đã thay đổi. Xin tạo lại bản thu."),
    "rendering_not_ready": ("Chưa có bản thu", "Bản thu đang ở trạng thái «{state}». Xin đợi rồi thử lại."),
    "recording_needs_draft": (
        "Chỉ thay được khi còn là bản nháp",
        "Phiên bản này đã trình duyệt nên bản ghi âm không đổi được nữa. Xin sao chép thành bản mới.",
    ),
    "recording_name": ("Tên bản ghi âm chưa đúng", "Tên «{name}» {cause}."),
    "not_music": (
        "Đây là bản đọc của một bản tin",
        "Muốn thay bản đọc, xin sửa bản tin thành bản nháp mới rồi gửi bản đọc mới; muốn bỏ, xin thu hồi bản tin.",
    ),
    "recording_ended": (
        "Bản ghi âm đã hết hạn",
        "Bản ghi âm «{name}» đã hết hạn dùng nên không phát. Xin gia hạn ở trang Bản ghi âm, hoặc dùng bản khác.",
    ),
    "music_called": (
        "Có bản tin phải duyệt lại",
        (
            "{count} bản tin đã trình hoặc đã duyệt mà chưa phát có gọi nhạc «{name}», trước hết là «{title}». "
            "Xin xem danh sách, rồi đồng ý cho duyệt lại."
        ),
    ),
    "music_replaced": ("Nhạc đã được thay", "Nhạc «{name}» đã được thay bằng tệp khác. Xin nghe lại rồi trình duyệt lại."),
    "music_retired": ("Nhạc đã bỏ", "Nhạc «{name}» đã bỏ khỏi danh sách. Xin chọn nhạc khác rồi trình duyệt lại."),
    "template_needs_music": ("Mẫu chương trình cần nhạc này", "Mẫu chương trình «{template}» đang gọi nhạc «{name}»."),
    "bad_template": ("Mẫu chương trình chưa đúng", "Mẫu «{template}» sai ở «{place}»."),
}

WORDS: dict[str, dict[str, str]] = {
    "sound": {
        "chuong-dong": "Chuông đóng",
        "chuong-mo": "Chuông mở",
        "hieu-lenh": "Hiệu lệnh",
        "nhac-hieu": "Nhạc hiệu",
        "nhac-ket": "Nhạc kết",
        "nhac-nen": "Nhạc nền",
    },
    "recording_state": {
        "in_use": "Đang dùng",
        "ending": "Sắp hết hạn",
        "ended": "Hết hạn",
        "retired": "Ngừng dùng",
    },
    "rendering": {
        "wanted": "Chờ tạo bản thu",
        "rendering": "Đang tạo bản thu",
        "ready": "Đã có bản thu",
        "failed": "Không tạo được bản thu",
    },
    "seal": {
        "intact": "NGUYÊN VẸN: đúng tệp đài đã làm, không đổi một bit",
        "not_approved": "CHƯA DUYỆT: đúng tệp đài đã làm, nhưng nội dung không có phê duyệt đang đứng",
        "audio_changed": "ÂM THANH ĐÃ BỊ SỬA: không phải âm thanh đã ký",
        "other_audio": "DẤU CỦA TỆP KHÁC, hoặc âm thanh đã bị cắt, ghép: độ dài không như đã ký",
        "rest_changed": "PHẦN GHI KÈM ĐÃ BỊ SỬA (tên, ngày…); âm thanh vẫn đúng như đã ký",
        "seal_changed": "DẤU ĐÃ BỊ SỬA: chữ ký không còn khớp, không tin được điều gì dấu này nói",
        "other_key": "KHÓA KHÁC: tệp do nơi khác ký, không phải khóa đang dùng để kiểm tra",
        "no_seal": "KHÔNG CÓ DẤU: không phải tệp đài làm từ bản tin đã duyệt, hoặc dấu đã bị xóa",
    },
}

FACTS: dict[str, dict[str, str | dict[str, str]]] = {
    "recording_name": {
        "cause": {
            "unfit": "để trống, quá dài hoặc có ký tự không in được",
            "taken": "đã có; chữ hoa, chữ thường hay dấu đặt kiểu khác vẫn là một tên. Muốn thay bản cũ, xin dùng «thay»",
        },
    },
    "rendering_not_ready": {"state": "rendering"},
    "recording_needs_draft": {"state": "version"},
}
