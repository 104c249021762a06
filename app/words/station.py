"""Stations, their outputs, and emergencies."""

ONLY_WRITTEN = "Chỉ ghi thành tệp, không ra loa"
"""Of what sounded through no output but a folder."""
IN_FILES = "chỉ ghi thành tệp, không ra loa"
"""The same within a sentence."""


def times_written(count: int) -> str:
    """`2 lượt chỉ ghi thành tệp, không ra loa`: how many of what is counted; empty when none is."""
    return f"{count} lượt {IN_FILES}" if count else ""


SENTENCES: dict[str, tuple[str, str]] = {
    "output_lost": ("Mất đường ra", "Đường ra «{output}» không nhận được âm thanh. Xin kiểm tra thiết bị, thư mục, ổ đĩa."),
    "bad_key_file": (
        "Tệp khóa chưa đúng",
        "«{file}» không phải khóa công khai của một xã (tệp .pem, hay 64 ký tự).",
    ),
    "all_stopped": ("Đang dừng phát theo lệnh", "Mọi việc phát đang dừng. Cho phát trở lại rồi mới phát khẩn được."),
    "stopped_meanwhile": (
        "Vừa có lệnh dừng",
        "Trong lúc chuẩn bị, có người dừng tất cả rồi cho phát trở lại, nên lượt này không phát. Nếu vẫn cần, xin phát khẩn lại.",
    ),
    "stop_said_again": (
        "Vừa có lệnh dừng mới",
        "Trong lúc cho phát trở lại, có người vừa ra lệnh dừng nữa, nên mọi việc phát vẫn dừng. Xin hỏi lại rồi mới cho phát.",
    ),
    "local_pin": ("Mã PIN của máy này không đúng", "Mã PIN không đúng hoặc chưa đặt (loalang station set-pin)."),
    "pin_missing": (
        "Chưa đặt mã PIN",
        "Phải đặt mã PIN phát khẩn trước: «Cài đặt», mục «Của tôi» (hoặc loalang emergency set-pin).",
    ),
    "wrong_pin": ("Mã PIN không đúng", "Mã PIN phát khẩn không đúng. Sai năm lần trong năm phút thì phải chờ."),
    "old_pin_missing": (
        "Phải nhập mã PIN cũ",
        "Đã có mã PIN: đổi mã thì phải nhập mã cũ. Quên mã thì quản trị viên đặt lại tại máy chủ: loalang emergency reset-pin.",
    ),
    "person_unclear": ("Có nhiều người cùng tên", "Nhiều người tên «{called}»: xin nêu mã của người ấy ({ids})."),
    "pin_locked": ("Nhập sai mã PIN quá nhiều lần", "Xin chờ {wait_s} giây rồi nhập lại."),
    "bad_pin": ("Mã PIN chưa dùng được", "Mã PIN gồm 6 đến 12 chữ số, không phải một dãy liền nhau hay giống nhau."),
    "silence_waiting": (
        "Đã im lặng; chưa ghi vào cơ sở dữ liệu",
        "Đã im ở mọi máy phát đang kết nối, mất điện vẫn giữ. Ổ đĩa đầy hoặc cơ sở dữ liệu bận: máy tự ghi khi ghi được.",
    ),
    "silence_in_memory": (
        "Đã im lặng; mất điện lúc này thì mất lệnh",
        "Đã im ở mọi máy phát đang kết nối nhưng chưa ghi được xuống đĩa. Xin xem ổ đĩa của máy chủ ngay; máy sẽ tự ghi.",
    ),
    "emergency_length": (
        "Phát khẩn quá dài",
        "Một lần phát dài {minutes} phút, kể cả phần nhắc lại; nhiều nhất là {limit} phút. Xin dùng bản ghi âm ngắn hơn.",
    ),
    "emergency_altered": (
        "Lượt phát khẩn bị sửa ngoài phần mềm",
        (
            "Lượt phát khẩn trong cơ sở dữ liệu không còn là lượt người có quyền đã cho phát nên không được phát. "
            "Xin giữ lại ổ đĩa để tra cứu, kết thúc lượt ấy nếu còn và phát lại."
        ),
    ),
    "emergency_not_ordered": (
        "Một lượt phát khẩn không gửi được cho máy phát",
        "Lượt ấy không phát; các lượt khác và lệnh dừng vẫn đến máy phát. Xin kết thúc lượt ấy rồi phát lại.",
    ),
    "emergency_order": (
        "Không máy phát nào nhận được lượt phát khẩn này",
        "Chưa phát gì: «{place}» không dùng được. Xin sửa rồi phát lại.",
    ),
    "emergency_text": (
        "Lời phát khẩn chưa dùng được",
        "Cần đúng một trong ba: lời phát (tối đa {limit} ký tự), mẫu, hoặc bản ghi âm.",
    ),
    "emergency_blank": ("Mẫu phát khẩn còn chỗ trống", "Chưa điền «{name}»."),
    "emergency_values": (
        "Mẫu phát khẩn điền chưa đúng",
        "Chỗ «{name}» không có trong mẫu, dài quá 300 ký tự, hoặc có ký tự không đọc được.",
    ),
    "typed_end": ("Chưa hiểu giờ kết thúc", "Không hiểu «{typed}». Xin viết như 19h00, hoặc 19h00 5/11/2026."),
    "emergency_end": ("Giờ kết thúc chưa đúng", "Giờ kết thúc phải sau lúc này và không quá {hours} giờ nữa."),
    "emergency_state": ("Không làm được việc này", "Lượt phát khẩn đang ở trạng thái «{state}» nên không làm được việc này."),
    "same_person": ("Cần người thứ hai", "Người xác nhận phải khác người đã bấm phát khẩn."),
    "key_reused": ("Khóa đã dùng cho việc khác", "Khóa Idempotency-Key này đã gửi kèm một nội dung khác. Xin dùng khóa mới."),
    "correction_not_ready": ("Bản đính chính chưa sẵn sàng", "Bản đính chính đang được tạo, xin thử lại sau vài giây."),
    "cap_invalid": ("Thông điệp CAP không đúng", "Phần «{place}» của thông điệp {fault}. Thông điệp không được nhận."),
    "cap_area": ("Không rõ khu vực", "Không có khu vực nào của xã tên là «{area}» (hoặc có nhiều khu vực cùng tên)."),
    "cap_known": ("Thông điệp đã nhận", "Thông điệp «{identifier}» đã nhận trước đây, không phát lại."),
    "pack_stale": (
        "Gói phát đã cũ",
        "Lịch phát của ngày này đã đổi từ khi lập gói phiên bản {version}. Xin lập lại gói (phiên bản {present}).",
    ),
    "pack_folder": (
        "Không chép được gói phát",
        "Không chép được vào «{folder}»: {cause}; cần {needed_mb} MB trống. Gói đã có ở đó (nếu có) vẫn còn nguyên.",
    ),
    "pack_differs": ("Tệp trong gói bị sai", "Tệp «{name}» chép ra không đúng bản gốc nên gói không được lập. Xin thử lại."),
    "pack_file_too_large": ("Tệp quá lớn cho ổ USB", "Tệp «{name}» dài hơn 4 GiB, ổ FAT32 không chứa được. Xin chỉ lấy MP3."),
    "calibration_failed": ("Chưa đo được độ trễ", "{cause}"),
    "audio_unplayable": ("Tệp âm thanh không phát được", "Tệp đúng bản đã duyệt nhưng không giải mã được. Xin tạo lại bản thu."),
    "audio_differs": ("Tệp âm thanh bị sai", "Tệp âm thanh không đúng bản đã duyệt nên không phát."),
    "manifest_refused": ("Lịch phát không được nhận", "Máy phát không nhận lịch phát mới và giữ lịch đang có."),
    "bad_signature": ("Chữ ký của lịch phát không đúng", "Lịch phát không do máy chủ đã đăng ký ký. Máy phát giữ lịch đang có."),
    "wrong_schema": ("Lịch phát không đọc được", "Máy phát không hiểu lịch phát này. Xin cập nhật phần mềm máy phát."),
    "other_station": ("Lịch phát của máy khác", "Lịch phát này làm cho máy phát khác."),
    "older_manifest": ("Lịch phát cũ", "Lịch phát số {version} cũ hơn lịch số {accepted} đang dùng."),
    "manifest_forked": (
        "Hai lịch phát cùng số",
        "Hai máy chủ cùng ký lịch số {version}. Máy phát giữ lịch đang có.",
    ),
    "manifest_unlinked": (
        "Lịch phát không nối tiếp lịch trước",
        "Máy chủ không biết lịch máy phát đã nhận: máy chủ vừa phục hồi từ bản sao lưu, hoặc có nơi khác dùng khóa của xã.",
    ),
    "manifest_expired": ("Lịch phát đã hết hạn", "Lịch phát đã hết hạn từ {expires_at}."),
    "manifest_not_yet": ("Lịch phát chưa đến hạn", "Lịch phát chỉ dùng từ {not_before}."),
    "bad_enrolment": ("Chuỗi đăng ký không đúng", "Chuỗi đăng ký máy phát bị thiếu hoặc hỏng. Xin sao chép lại từ máy chủ."),
    "other_station_folder": ("Thư mục của máy phát khác", "Thư mục dữ liệu này thuộc máy phát khác."),
    "station_folder_in_use": ("Thư mục đang được dùng", "Một máy phát khác đang mở thư mục dữ liệu này."),
    "server_unreachable": ("Không gọi được máy chủ", "Máy phát chưa nối được với máy chủ và vẫn phát theo lịch đã có."),
    "bad_answer": (
        "Máy chủ trả lời sai",
        "Máy phát nhận được câu trả lời không dùng được ({cause}); vẫn phát theo lịch đã có và hỏi lại.",
    ),
    "server_refused": ("Máy chủ từ chối", "Máy chủ trả lời từ chối (mã {status})."),
    "fetched_audio_differs": ("Tệp tải về bị sai", "Tệp âm thanh tải về không đúng, hệ thống sẽ tải lại."),
    "station_runs_twice": (
        "Một máy phát chạy ở hai nơi",
        "Hai máy cùng báo là một máy phát: có thể thư mục dữ liệu đã bị sao chép, chương trình sẽ phát hai lần. Xin tắt một máy.",
    ),
    "station_disk_full": (
        "Ổ đĩa máy phát sắp đầy",
        "Máy phát không tải thêm tệp âm thanh được. Chỗ còn trống: {free_bytes}. Xin giải phóng ổ đĩa.",
    ),
    "station_restarted": (
        "Máy phát bị tắt giữa chừng",
        "Máy phát bị tắt hoặc mất điện khi đang phát; phần còn lại theo cách phát trễ của khung giờ, phát khẩn phát lại từ đầu.",
    ),
    "local_order_unreadable": (
        "Lệnh phát khẩn đặt tại máy bị hỏng",
        "Tệp lệnh trong thư mục «orders» của máy phát không đọc được nên không phát. Xin ra lệnh lại tại máy ấy rồi xóa tệp.",
    ),
    "station_dismissed": (
        "Máy này thôi làm máy phát",
        "Máy chủ đã giao việc phát cho máy khác hoặc đã bỏ máy này; nó im hẳn. Muốn dùng lại: «loalang station enrol».",
    ),
    "station_memory_lost": (
        "Bộ nhớ của máy phát bị hỏng",
        "Máy phát cất tệp hỏng sang một bên và làm lại từ đầu; nhật ký chưa gửi nằm trong tệp ấy. Xin kiểm tra ổ đĩa.",
    ),
    "log_gap": (
        "Nhật ký phát bị thiếu dòng",
        "Có dòng nhật ký không đến được máy chủ. Nếu vừa phục hồi từ bản sao lưu thì dòng thiếu vẫn còn tại máy phát.",
    ),
    "emergency_audio_lost": (
        "Mất âm thanh phát khẩn",
        "Tệp âm thanh bị mất hoặc hỏng, không làm lại được đúng lời cũ. Xin kết thúc lượt ấy, phát khẩn lại, kiểm tra ổ đĩa.",
    ),
    "pack_audio_lost": (
        "Gói phát thiếu tệp âm thanh",
        "Có tệp âm thanh bị mất hoặc hỏng; phiếu phát thanh ghi rõ lượt nào. Máy làm lại tệp, rồi chép lại gói.",
    ),
    "log_line_refused": (
        "Máy chủ không nhận một dòng nhật ký phát",
        "Dòng ấy vẫn giữ tại máy phát, các dòng khác đến bình thường. Xin báo người phụ trách kỹ thuật.",
    ),
    "log_line_foreign": (
        "Máy phát báo về lượt phát của máy khác",
        "Máy chủ không ghi những dòng ấy. Nếu không rõ vì sao, xin cấp lại mã cho máy phát này.",
    ),
    "restored": (
        "Vừa phục hồi từ bản sao lưu",
        "Mọi lượt phát đang dừng. Xin xem lại mã truy cập, mã PIN, máy phát, lịch phát, rồi cho phát trở lại và xác nhận.",
    ),
    "server_clock_unsure": (
        "Đồng hồ máy chủ chưa chắc",
        "Đồng hồ vừa nhảy, chưa có gì xác nhận: máy chủ tạm theo giờ cũ. Xin xem lại ngày, giờ; sau 15 phút giờ mới được nhận.",
    ),
    "clock_untrusted": ("Đồng hồ máy phát chưa đúng", "Máy phát tạm giữ mọi lượt phát. Xin chỉnh lại ngày, giờ của máy phát."),
    "station_stopped": (
        "Đang dừng phát theo lệnh",
        "Máy phát đang dừng theo lệnh nên không phát gì. Bấm «Cho phát trở lại» rồi làm lại.",
    ),
    "station_unreached": (
        "Mất kết nối với máy phát",
        "Máy chủ không nghe thấy máy phát. Xin xem máy đã bật chưa, còn mạng không.",
    ),
    "output_stuck": ("Đường ra bị treo", "Đường ra «{output}» không kết thúc lượt phát đúng lúc. Xin kiểm tra thiết bị."),
    "player_stuck": ("Máy phát bị treo", "Máy phát đã tự khởi động lại vì bị treo. Nếu còn lặp lại, xin kiểm tra ổ đĩa."),
    "station_store_failed": ("Sổ của máy phát gặp lỗi", "Máy phát không đọc hoặc ghi được dữ liệu của mình. Xin kiểm tra ổ đĩa."),
}

WORDS: dict[str, dict[str, str]] = {
    "reach": {
        "sounded": "Đã phát",
        "written": ONLY_WRITTEN,
        "ordered": "Đang gửi lệnh",
        "offline": "Mất kết nối",
        "no_output": "Không có đường ra cho khu vực này",
        "late": "Chưa thấy phát",
    },
    "emergency": {
        "prepared": "Đã soạn sẵn",
        "ahead": "Chờ đến giờ hiệu lực",
        "waiting": "Chờ người thứ hai xác nhận",
        "active": "Đang phát khẩn",
        "ended": "Đã kết thúc phát khẩn",
        "recorded": "Chỉ lưu, không phát",
    },
    "alarm_heard": {"on_air": "Phát ngoài lịch, còn hiệu lực", "aired": "Đã phát ngoài lịch"},
    "correction": {
        "prepared": "Đã soạn sẵn",
        "ahead": "Chờ đến giờ hiệu lực",
        "waiting": "Chờ người thứ hai xác nhận",
        "active": "Đang phát đính chính",
        "ended": "Đã đính chính xong",
        "recorded": "Chỉ lưu, không phát",
    },
    "drill": {
        "prepared": "Đã soạn sẵn",
        "ahead": "Chờ đến giờ hiệu lực",
        "waiting": "Chờ người thứ hai xác nhận",
        "active": "Đang diễn tập",
        "ended": "Đã kết thúc diễn tập",
        "recorded": "Chỉ lưu, không phát",
    },
    "hazard": {
        "storm": "Bão",
        "flood": "Lũ lụt",
        "dam_release": "Xả lũ",
        "fire": "Cháy",
        "epidemic": "Dịch bệnh",
        "missing_child": "Tìm trẻ lạc",
        "other": "Khác",
    },
    "output": {
        "soundcard": "loa qua thiết bị âm thanh",
        "icecast": "luồng phát trên mạng",
        "wav": "ghi vào tệp âm thanh",
        "folder": "chép tệp vào thư mục",
        "null": "không ra tiếng",
    },
    "resume": {"sentence": "Phát tiếp", "none": "Thôi"},
    "contact": {
        "online": "Đang kết nối",
        "offline": "Mất kết nối",
        "alone": "Có thể đang chạy độc lập (mất mạng)",
        "never": "Chưa kết nối lần nào",
    },
}

FACTS: dict[str, dict[str, str | dict[str, str]]] = {
    "emergency_state": {"state": "emergency"},
    "cap_invalid": {
        "fault": {
            "too_large": "quá lớn",
            "not_xml": "không phải XML đọc được",
            "not_cap": "không theo CAP 1.2",
            "missing": "bị thiếu",
            "characters": "có ký tự không được dùng",
            "unknown_code": "có giá trị không biết",
            "time": "không phải thời điểm có múi giờ",
        },
    },
    "pack_folder": {
        "cause": {
            "missing": "không có ổ hoặc thư mục này (ổ USB đã rút ra?)",
            "disk_full": "ổ không đủ chỗ trống",
            "read_only": "ổ chỉ cho đọc hoặc không có quyền ghi",
            "failed": "ổ báo lỗi khi ghi",
        },
    },
    "calibration_failed": {
        "cause": {
            "no_output": "Không mở được thiết bị phát. Xin kiểm tra tên thiết bị và dây cắm.",
            "no_input": "Không mở được đầu vào để nghe. Xin nối dây từ đầu ra về đầu vào hoặc cắm micro, cho tên bằng --input.",
            "not_heard": "Không nghe lại được tiếng thử. Xin kiểm tra dây nối, âm lượng phát và âm lượng thu.",
        },
    },
}
