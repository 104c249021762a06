"""The tree of zones, and stations as the server knows them."""

SENTENCES: dict[str, tuple[str, str]] = {
    "unknown_zone": (
        "Không có khu vực này",
        "Xã không có khu vực «{path}». Tên xem ở «Cài đặt», «Khu vực phát» (hoặc loalang zone list), viết đúng như thế.",
    ),
    "ambiguous_zone": (
        "Nhiều khu vực cùng tên",
        "«{path}» có thể là {choices}. Xin viết đủ một trong những tên ấy.",
    ),
    "bad_zone_name": ("Tên khu vực chưa đúng", "Tên «{name}» để trống, quá dài hoặc có dấu «/», «;»."),
    "no_kind_of_commune": ("Tên xã chưa đủ", "Xin ghi cả xã, phường, thị trấn hay đặc khu ở trước, như «xã {typed}»."),
    "wrong_zone_level": ("Cấp khu vực chưa đúng", "Khu vực mới phải thuộc cấp thấp hơn khu vực chứa nó."),
    "zone_exists": ("Khu vực đã có", "Đã có khu vực «{path}»."),
    "zone_circle": (
        "Khu vực không thể nằm trong chính nó",
        "«{path}» là chính khu vực này hoặc nằm trong nó.",
    ),
    "sandbox_station": (
        "Xã tập huấn không có máy phát khác",
        "Xã tập huấn chỉ ghi ra tệp ở máy chủ, không bao giờ ra loa, nên không ghép thêm máy phát.",
    ),
    "root_zone": ("Đây là cả xã", "Khu vực cả xã chỉ đổi tên được, không chuyển, không gộp, không bỏ."),
    "zone_warned": (
        "Đang có phát khẩn ở khu vực này",
        "Lượt phát khẩn «{title}» nêu đích danh khu vực này và chưa kết thúc. Xin gộp sau khi lượt ấy kết thúc.",
    ),
    "zone_bulletins": (
        "Có bản tin phải duyệt lại",
        (
            "{count} bản tin đã trình hoặc đã duyệt cho khu vực này phải duyệt lại cho khu vực mới, trước hết là «{title}». "
            "Xin xem danh sách, rồi đồng ý cho duyệt lại."
        ),
    ),
    "zones_share_slot": (
        "Khung giờ có hai nội dung cho một khu vực",
        "Khung giờ «{title}» sẽ có hai nội dung cho cùng một khu vực. Xin sửa nội dung riêng của khung giờ ấy trước.",
    ),
    "approver_missing": (
        "Chưa rõ ai duyệt bản tin",
        "Xin ghi tên người duyệt, hoặc chọn là xã chỉ có một cán bộ vừa soạn vừa duyệt; chỉ một trong hai.",
    ),
    "zone_merged": ("Khu vực đã gộp", "Khu vực «{path}» đã gộp vào «{into}». Xin xem lại rồi trình duyệt lại."),
    "zone_removed": ("Khu vực đã bỏ", "Khu vực «{path}» đã bỏ."),
    "bad_station_name": ("Tên máy phát chưa đúng", "Tên «{name}» để trống, quá dài hoặc có ký tự không in được."),
    "enrolment_code": (
        "Mã ghép máy phát không dùng được",
        "Mã ghép sai, đã dùng hoặc đã hết hạn. Xin lập mã mới trên máy chủ.",
    ),
    "station_telephone": ("Số điện thoại chưa đúng", "Xin ghi số như 0912 345 678, hoặc để trống."),
    "station_exists": ("Máy phát đã có", "Đã có máy phát tên «{name}»."),
}

WORDS: dict[str, dict[str, str]] = {
    "level": {
        "commune": "Xã (phường)",
        "former_commune": "Xã cũ",
        "village": "Thôn",
        "hamlet": "Xóm",
        "cluster": "Cụm loa",
    },
}
