"""The kinds of errors, the request as such, and what the checks of its fields say."""

THINGS = {
    "api_token": "mã truy cập",
    "bulletin": "bản tin",
    "bulletin_version": "phiên bản của bản tin",
    "commune": "xã (phường)",
    "day": "ngày này",
    "day_pack": "gói phát trong ngày",
    "emergency": "lượt phát khẩn",
    "fault": "sự cố",
    "lexicon": "từ điển đọc",
    "lexicon_entry": "mục từ điển",
    "holiday": "ngày nghỉ",
    "mourning": "thời gian quốc tang",
    "occurrence": "lượt phát",
    "output": "đường ra là thiết bị âm thanh",
    "page": "trang",
    "passkey": "khóa đăng nhập",
    "person": "người dùng",
    "poverty_standard": "chuẩn nghèo",
    "programme": "chương trình",
    "recording": "bản ghi âm",
    "rendering": "bản thu",
    "second_factor": "xác thực hai bước của",
    "sentence": "câu",
    "sign_in": "lần đăng nhập",
    "slot": "khung giờ",
    "sound": "tệp âm thanh",
    "withdrawal": "lần thu hồi",
    "station": "máy phát",
    "template": "mẫu chương trình",
    "totp": "mã xác thực trên điện thoại của",
    "zone": "cụm loa",
}
"""What the `kind` of a `NotFoundError` is called."""

SENTENCES: dict[str, tuple[str, str]] = {
    "error": ("Có lỗi ngoài dự kiến", "Hệ thống gặp lỗi. Xin thử lại; nếu vẫn lỗi, báo quản trị viên kèm mã {incident}."),
    "invalid": ("Dữ liệu chưa đúng", "Xin xem lại nội dung đã nhập."),
    "not_found": ("Không tìm thấy", "Không tìm thấy {kind} «{key}»."),
    "refused": ("Không được phép", "Việc này không được thực hiện."),
    "conflict": ("Không thực hiện được lúc này", "Dữ liệu đã thay đổi. Xin tải lại rồi thử lại."),
    "stale": ("Đã có người sửa trước", "Nội dung đã thay đổi từ lúc đồng chí mở. Xin tải lại, xem bản mới rồi sửa tiếp."),
    "typed_day": ("Chưa hiểu ngày", "Không hiểu «{typed}». Xin viết như 5/11/2026, hoặc 19h30 5/11/2026."),
    "typed_hour": ("Chưa hiểu giờ", "Không hiểu «{typed}». Xin viết như 5h30 hoặc 5:30."),
    "unavailable": ("Tạm thời chưa thực hiện được", "Một phần bên ngoài hệ thống chưa sẵn sàng. Xin thử lại sau ít phút."),
    "request_invalid": ("Dữ liệu gửi lên chưa đúng", "{faults}"),
    "too_many_requests": (
        "Đang có quá nhiều việc cùng lúc",
        "Các yêu cầu trước của mã này chưa xong. Xin đợi {wait_s} giây rồi gửi lại.",
    ),
    "foreign_host": (
        "Tên máy chủ này lạ",
        "Xin mở bằng địa chỉ số của máy, ví dụ http://192.168.1.10:8080. Tên miền riêng thì ghi vào «hosts» trong loalang.toml.",
    ),
    "server_busy": (
        "Máy chủ đang có quá nhiều kết nối",
        "Xin đợi vài giây rồi gửi lại. Lệnh dừng tất cả, kết thúc phát khẩn, thu hồi và hủy lượt phát vẫn được nhận.",
    ),
    "request_too_slow": ("Gửi quá chậm", "Yêu cầu không đến đủ trong thời gian cho phép. Xin kiểm tra đường mạng rồi gửi lại."),
    "not_http": ("Yêu cầu không đúng dạng", "Máy chủ chỉ nhận HTTP. Xin kiểm tra địa chỉ (http:// hay https://) và cổng."),
    "request_too_large": ("Dữ liệu gửi lên quá lớn", "Dữ liệu gửi lên vượt quá mức cho phép."),
    "range_beyond_end": ("Đoạn xin tải nằm ngoài tệp", "Tệp chỉ có {size} byte."),
    "no_such_address": ("Không có địa chỉ này", "Không có địa chỉ này trên máy chủ."),
    "database_unavailable": ("Cơ sở dữ liệu đang bận", "Cơ sở dữ liệu chưa trả lời. Xin thử lại sau vài giây."),
    "database_failed": ("Không mở được cơ sở dữ liệu", "Cơ sở dữ liệu báo: {reason}. Xin chạy «loalang doctor» để xem cách sửa."),
    "no_schema": ("Chưa có dữ liệu", "Ở đây chưa có dữ liệu, hoặc dữ liệu của bản cũ. Xin chạy «loalang serve» một lần trước."),
    "newer_schema": (
        "Dữ liệu của bản mới hơn",
        "Cơ sở dữ liệu đã được bản phần mềm mới hơn sửa đổi ({revision}). Xin dùng bản mới ấy, hoặc phục hồi bản sao lưu cũ.",
    ),
    "file_trouble": ("Không đọc hoặc ghi được tệp", "{path} {cause}."),
    "disk_full": ("Ổ đĩa đã đầy", "Máy chủ hết chỗ trống nên chưa lưu được gì. Xin giải phóng ổ đĩa rồi làm lại."),
    "folder_in_use": (
        "Thư mục dữ liệu đang được dùng",
        "Một «loalang serve» khác đang chạy trên {folder}. Xin dùng cửa sổ ấy, hoặc đặt LOALANG_DATA_DIR khác.",
    ),
    "database_lost": (
        "Cơ sở dữ liệu trống",
        (
            "Thư mục {folder} còn tệp âm thanh nhưng cơ sở dữ liệu trống hoặc đã mất. "
            "Xin phục hồi từ bản sao lưu (loalang restore); muốn bắt đầu lại từ đầu thì chuyển thư mục này đi nơi khác."
        ),
    ),
    "bad_certificate": ("Không dùng được chứng thư HTTPS", "{path} {cause}. Xin sửa «tls» trong loalang.toml, hoặc bỏ đi."),
    "cannot_listen": ("Không mở được cổng mạng", "{address} {cause}. Muốn đổi: «loalang serve --port SỐ»."),
    "method_not_allowed": ("Cách gọi không đúng", "Địa chỉ này không nhận cách gọi như vậy."),
    "media_type": ("Kiểu dữ liệu không được nhận", "Chỉ nhận JSON (application/json) hoặc tệp bản tin (text/plain)."),
    "if_match_missing": ("Thiếu dấu phiên bản", "Khi sửa phải gửi kèm tiêu đề If-Match lấy từ ETag của bản đang xem."),
    "http": ("Yêu cầu không thực hiện được", "Yêu cầu không thực hiện được (mã {status})."),
}

FACTS: dict[str, dict[str, str | dict[str, str]]] = {
    "not_found": {"kind": THINGS},
    "file_trouble": {
        "cause": {
            "missing": "không có: tên tệp hoặc thư mục chưa đúng",
            "is_folder": "là thư mục, không phải tệp",
            "is_file": "không mở được: có tệp đứng ở chỗ của thư mục; xin chuyển tệp ấy đi nơi khác",
            "no_right": "không cho đọc hoặc ghi: xin xem lại quyền truy cập",
            "read_only": "chỉ cho đọc: xin chọn chỗ ghi được",
            "disk_full": "không còn chỗ trống: xin giải phóng ổ đĩa",
        },
        "path": {"": "Ổ đĩa đang dùng"},
    },
    "bad_certificate": {
        "cause": {
            "missing": "không có",
            "no_right": "không đọc được: tài khoản chạy dịch vụ chưa có quyền",
            "no_certificate": "không phải chứng thư dạng PEM",
            "no_key": "không phải khóa dạng PEM",
            "key_sealed": "là khóa có mật khẩu; dịch vụ cần khóa không mật khẩu",
            "key_of_another": "là khóa của chứng thư khác",
            "expired": "đã hết hạn",
            "not_yet": "chưa đến ngày có hiệu lực",
            "no_name": "không ghi tên máy chủ (subjectAltName), trình duyệt không nhận",
        },
    },
    "cannot_listen": {
        "cause": {
            "taken": "đang có chương trình khác dùng (có thể chính Loa Làng đang chạy)",
            "refused": "không được hệ điều hành cho dùng",
        },
    },
}

BOUNDS = {"ge": "ít nhất", "gt": "lớn hơn", "le": "nhiều nhất", "lt": "nhỏ hơn"}
"""By the name of the bound, as Pydantic gives it."""

FIELDS: dict[str, str] = {
    "at": "giờ",
    "bulletin_id": "mã bản tin",
    "bulletins": "mã bản tin",
    "duration_s": "thời lượng",
    "emergency_id": "mã lượt phát khẩn",
    "fault_id": "mã sự cố",
    "first_date": "ngày đầu",
    "last_date": "ngày cuối",
    "late_grace_s": "thời gian được phép trễ",
    "lunar": "ngày âm lịch",
    "name": "tên",
    "number": "số của phiên bản",
    "overrun_s": "thời gian phát quá giờ",
    "pin": "mã PIN",
    "reason": "lý do",
    "recording_id": "mã bản ghi âm",
    "rendering_id": "mã bản thu",
    "script": "lời viết",
    "slot_id": "mã khung giờ",
    "station_id": "mã máy phát",
    "title": "tên",
    "zone_id": "mã khu vực",
    "zones": "khu vực",
}
"""What people call the fields they type, beside the name that a program gives them."""

FAULTS: dict[str, str] = {
    "missing": "bị thiếu",
    "extra_forbidden": "không có trong quy định",
    "json_invalid": "không phải JSON đúng",
    "string_too_short": "quá ngắn",
    "string_too_long": "quá dài",
    "too_short": "quá ít mục",
    "too_long": "quá nhiều mục",
    "enum": "không nằm trong các giá trị được nhận",
    "literal_error": "không nằm trong các giá trị được nhận",
    "uuid_parsing": "không phải mã đúng: mã có 36 ký tự, xin chép trọn từ danh sách",
    "greater_than_equal": "quá nhỏ",
    "greater_than": "quá nhỏ",
    "less_than_equal": "quá lớn",
    "less_than": "quá lớn",
    "toml": "không đọc được: mỗi dòng viết «tên = giá trị», chữ đặt trong ngoặc kép, lưu bằng UTF-8",
    "int_parsing": "không phải số nguyên",
    "float_parsing": "không phải số",
    "date_from_datetime_parsing": "không phải ngày đúng",
    "date_parsing": "không phải ngày đúng",
    "datetime_from_date_parsing": "không phải ngày giờ đúng",
    "datetime_parsing": "không phải ngày giờ đúng",
    "time_parsing": "không phải giờ đúng",
    "unseen_character": "có ký tự ẩn, không đọc được",
    "string_unicode": "có ký tự bị hỏng",
    "finite_number": "không phải số đúng",
    "far_date": "phải trong các năm 1900–2199",
    "bad_moment": "không phải ngày giờ đúng (viết như 2025-11-04 hoặc 2025-11-04T16:30)",
    "string_pattern_mismatch": "viết chưa đúng dạng",
}
"""What the checks of a request's fields say, by their code; any other: `không đúng kiểu`."""
