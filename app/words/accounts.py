"""People, their roles and rights, their tokens."""

SENTENCES: dict[str, tuple[str, str]] = {
    "not_signed_in": (
        "Chưa đăng nhập",
        "Mã truy cập bị thiếu, không đúng, hết hạn hay đã bị thu hồi; hoặc đã hết phiên đăng nhập.",
    ),
    "token_scope": ("Mã truy cập không dùng cho việc này", "Mã truy cập này chỉ để: {scope}."),
    "right_missing": (
        "Không có quyền làm việc này",
        "Người dùng này là {roles}, không được {right}. Xin nhờ người có quyền, hoặc hỏi quản trị viên.",
    ),
    "proof_missing": (
        "Cần xác nhận lại chính mình",
        "Để {act}, xin xác nhận lại (mật khẩu; mã xác thực hoặc khóa đăng nhập, nếu đã đặt) rồi làm lại ngay.",
    ),
    "token_not_enough": (
        "Cần người đăng nhập làm",
        "Mã truy cập không đủ để {act}. Xin đăng nhập bằng tên và mật khẩu rồi làm lại.",
    ),
    "no_sign_in": ("Chưa đăng nhập", "Chỉ lần đăng nhập mới xác nhận lại được; mã truy cập thì không."),
    "practice_ended": (
        "Xã tập huấn đã đóng hoặc lập lại",
        "Những gì vừa làm ở xã tập huấn không sang xã thật. Xin về xã của mình; muốn tập tiếp thì vào lại xã tập huấn.",
    ),
    "second_factor_missing": (
        "Còn bước xác thực thứ hai",
        "Xin nhập mã xác thực trên điện thoại (hoặc một mã dự phòng), hay dùng khóa đăng nhập.",
    ),
    "second_factor_required": (
        "Phải có xác thực hai bước",
        "Với vai trò này phải có xác thực hai bước. Xin đặt mã xác thực trên điện thoại hoặc khóa đăng nhập trước.",
    ),
    "wrong_factor": (
        "Chưa đúng",
        "Mã không đúng hoặc đã dùng. Xin xem giờ của điện thoại có đúng không, rồi đợi mã mới; mỗi mã chỉ dùng một lần.",
    ),
    "passkeys_need_https": (
        "Chưa dùng được khóa đăng nhập",
        "Khóa đăng nhập cần địa chỉ https:// (khóa cấu hình sign_in.address), hoặc mở trang trên chính máy chủ (localhost).",
    ),
    "no_totp_begun": ("Chưa có gì để xác nhận", "Xin bắt đầu đặt mã xác thực trên điện thoại lại từ đầu."),
    "wrong_setup_code": ("Mã cài đặt không đúng", "Xin xem lại mã cài đặt in trên cửa sổ máy chủ."),
    "too_many_attempts": ("Thử sai quá nhiều lần", "Xin đợi {wait_s} giây rồi thử lại."),
    "wrong_password": ("Chưa đúng", "Tên đăng nhập hoặc mật khẩu chưa đúng. Tắt Unikey, Caps Lock rồi gõ lại."),
    "old_password_missing": (
        "Cần mật khẩu đang dùng",
        "Đổi mật khẩu thì phải nhập mật khẩu đang dùng; quên thì xin mã mời mới.",
    ),
    "weak_password": ("Mật khẩu chưa dùng được", "Mật khẩu {fault}."),
    "foreign_origin": (
        "Yêu cầu không đến từ trang của Loa Làng",
        "Việc này chỉ làm được từ trang Loa Làng mở trên chính địa chỉ này. Chương trình thì dùng mã truy cập.",
    ),
    "bad_person_name": ("Chưa có tên", "Xin ghi tên người dùng."),
    "no_role": (
        "Chưa có vai trò",
        "Mỗi người có ít nhất một vai trò: xem, soạn, duyệt, trực hoặc quản trị.",
    ),
    "last_admin": (
        "Cần còn một quản trị viên",
        "Đây là quản trị viên duy nhất vào được hệ thống. Xin mời một quản trị viên khác vào trước, rồi làm lại.",
    ),
    "bad_invitation": (
        "Mã mời không dùng được",
        "Mã mời không đúng, đã dùng, đã có mã mới hơn hoặc quá 3 ngày. Xin quản trị viên cấp mã khác.",
    ),
    "deputy_unknown": (
        "Chưa rõ người duyệt thay",
        "Xã có {count} người tên «{called}». Xin ghi đúng họ tên, hoặc mã người dùng.",
    ),
    "bad_delegation": ("Không giao duyệt thay được", "{fault}. Mỗi lần giao nhiều nhất {days} ngày."),
    "delegation_over": (
        "Hết thời gian duyệt thay",
        "Việc duyệt thay mặt {giver} đã hết hạn hoặc đã thôi. Xin {giver} duyệt, hoặc giao lại.",
    ),
    "setup_done": ("Đã cài đặt xong từ trước", "Hệ thống đã có quản trị viên; mã cài đặt chỉ dùng được một lần."),
}

WORDS: dict[str, dict[str, str]] = {
    "scope": {
        "full": "mọi việc",
        "read": "xem",
        "emergency": "phát khẩn",
        "feed": "lịch phát trên điện thoại, máy tính",
    },
    "right": {
        "look": "xem",
        "look_alarms": "xem phát khẩn",
        "feed": "lấy lịch phát",
        "write": "soạn bản tin, đưa bản ghi âm lên",
        "submit": "trình duyệt",
        "approve": "duyệt, trả lại bản tin",
        "render": "tạo bản thu",
        "schedule": "sửa lịch phát",
        "lexicon": "sửa từ điển đọc",
        "operate": "làm gói phát trong ngày, xác nhận sự cố",
        "remarks": "đọc và trả lời góp ý của người dân",
        "silence": "thu hồi bản tin, hủy lượt phát",
        "stop": "dừng phát, kết thúc phát khẩn",
        "alarm": "phát khẩn, cho phát trở lại",
        "commune": "sửa khu vực, máy phát, quy chế, ngày nghỉ",
        "own": "lập mã truy cập, đặt mã PIN",
        "sign_in": "đăng nhập, đặt xác thực hai bước",
        "people": "quản lý người dùng và mã truy cập của họ",
        "audit": "xem, xuất nhật ký hệ thống",
    },
    "grave": {
        "add_person": "mời người dùng",
        "change_person": "đổi vai trò, quyền của người dùng",
        "let_in_again": "cấp lại mã mời",
        "let_leave": "cho người dùng nghỉ",
        "erase_name": "xóa tên người dùng",
        "forget_factors": "bỏ xác thực hai bước của người dùng",
        "make_token": "lập mã truy cập",
        "make_station_code": "lập mã ghép máy phát",
        "set_pin": "đặt mã PIN lần đầu",
        "lift_stop": "cho phát trở lại",
        "one_officer": "chọn ai được duyệt",
        "delegate": "giao người duyệt thay",
        "add_factor": "thêm xác thực hai bước",
        "remove_factor": "bỏ xác thực hai bước",
        "renew_codes": "lập mã dự phòng mới",
    },
    "factor": {
        "totp": "mã xác thực trên điện thoại",
        "passkey": "khóa đăng nhập",
    },
    "role": {
        "editor": "Người soạn",
        "approver": "Người duyệt",
        "operator": "Người trực",
        "admin": "Quản trị viên",
        "viewer": "Người xem",
    },
}

FACTS: dict[str, dict[str, str | dict[str, str]]] = {
    "bad_delegation": {
        "fault": {
            "not_own": "Người duyệt thay không giao tiếp cho người khác",
            "oneself": "Không giao cho chính mình",
            "needs_none": "Người này vốn được duyệt, không cần giao",
            "past": "Thời gian giao phải kết thúc sau lúc bắt đầu, và chưa qua",
            "too_long": "Thời gian giao dài quá",
            "reason": "Xin ghi lý do, không quá 500 ký tự, trên một dòng",
            "taken": "Người này đang duyệt thay trong thời gian ấy; thôi việc giao ấy trước",
        }
    },
    "weak_password": {
        "fault": {
            "short": "cần ít nhất 12 ký tự; một câu dài dễ nhớ là tốt nhất",
            "long": "dài nhất là 200 ký tự",
            "common": "này nhiều người dùng hoặc dễ đoán (chữ quen thuộc, dãy phím, dãy số); xin đặt một câu khác",
            "name": "không được chứa tên xã hoặc tên đăng nhập",
        }
    },
    "token_scope": {"scope": "scope"},
    "proof_missing": {"act": "grave"},
    "token_not_enough": {"act": "grave"},
    "right_missing": {
        "right": WORDS["right"],
        "roles": {"": "người chưa có vai trò"} | {code: word[:1].lower() + word[1:] for code, word in WORDS["role"].items()},
    },
}
