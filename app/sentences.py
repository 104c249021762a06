"""Vietnamese sentences for error codes, and the words for states, reasons and codes; every door shows the same one.

A sentence says what is wrong and what to do about it. `{name}` stands for a fact of the error. Words are those of the glossary.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from string import Formatter

from app.airing import BlockedReason, ItemKind, OccurrenceState

Fact = str | int | float | None
_PARTS = re.compile(r"(?<=[.!?]) ")
_MEGABYTE = 1_000_000
_UNSURE = frozenset({BlockedReason.NOT_REPORTED, BlockedReason.RESTORED})


@dataclass(frozen=True, slots=True)
class Sentence:
    """What a person is told: a short title, and one or two sentences more."""

    title: str
    detail: str


def sentence(code: str, facts: Mapping[str, Fact] | None = None) -> Sentence:
    """The sentence for an error's code with its facts; an unknown code gives the one for errors nobody foresaw.

    A fault that is kept, or told by a station, is its code alone: what the detail says of a fact that is not known is left out.
    Facts named `…_bytes` are said in megabytes.
    """
    title, detail = SENTENCES.get(code, SENTENCES["error"])
    given = _Facts(facts or {})
    for name, words in FACT_WORDS.get(code, {}).items():
        given[name] = words.get(str(given.get(name)), given.get(name))
    for name, value in given.items():
        if name.endswith("_bytes") and isinstance(value, int):
            given[name] = f"{value // _MEGABYTE} MB"
    told = " ".join(part for part in _PARTS.split(detail) if _named(part) <= given.keys())
    return Sentence(title.format_map(given), told.format_map(given))


def _named(part: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(part) if name is not None}


def word(group: str, code: str) -> str:
    """The word on the screen for a code of a group: `word("version", "draft")` => `Bản nháp`. Raises KeyError."""
    return WORDS[group][code]


def state_word(kind: ItemKind, state: OccurrenceState, reason: BlockedReason | None) -> str:
    """The word for where an occurrence stands: a relay is not "played", it is relayed.

    reason: why it is not heard, or as things stand will not be. What waits says so, and never that it is planned or
    ready; where nobody knows whether it was heard, neither is claimed.
    """
    is_relay = kind is ItemKind.RELAY
    if reason in _UNSURE:
        return word("unrelayed" if is_relay else "unheard", "unsure")
    if state.is_waiting and reason is not None:
        return word("unrelayed" if is_relay else "unheard", "unready" if reason.may_pass else "refused")
    return word("relay" if is_relay else "occurrence", state.value)


def reading_summary(*, sentences: int, left_out: int, remarks: int) -> str:
    """What a reading amounts to, in one line; what is not said is never passed over."""
    left = f"không đọc {left_out} dòng" if left_out else "đọc hết"
    return f"{sentences} câu, {left}, {remarks} chỗ nên xem lại"


class _Facts(dict[str, Fact]):
    def __missing__(self, key: str) -> str:
        return "…"


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
    "person": "người dùng",
    "poverty_standard": "chuẩn nghèo",
    "programme": "chương trình",
    "recording": "bản ghi âm",
    "rendering": "bản thu",
    "sentence": "câu",
    "slot": "khung giờ",
    "sound": "tệp âm thanh",
    "station": "máy phát",
    "template": "mẫu chương trình",
    "zone": "cụm loa",
}
"""What the `kind` of a `NotFoundError` is called."""

_PLACE = "dòng {line}, cột {column}"

SENTENCES: dict[str, tuple[str, str]] = {
    # The kinds themselves, and the request as such
    "error": ("Có lỗi ngoài dự kiến", "Hệ thống gặp lỗi. Xin thử lại; nếu vẫn lỗi, báo quản trị viên kèm mã {incident}."),
    "invalid": ("Dữ liệu chưa đúng", "Xin xem lại nội dung đã nhập."),
    "not_found": ("Không tìm thấy", "Không tìm thấy {kind} «{key}»."),
    "refused": ("Không được phép", "Việc này không được thực hiện."),
    "conflict": ("Không thực hiện được lúc này", "Dữ liệu đã thay đổi. Xin tải lại rồi thử lại."),
    "stale": ("Đã có người sửa trước", "Nội dung đã thay đổi từ lúc đồng chí mở. Xin tải lại, xem bản mới rồi sửa tiếp."),
    "unavailable": ("Tạm thời chưa thực hiện được", "Một phần bên ngoài hệ thống chưa sẵn sàng. Xin thử lại sau ít phút."),
    "request_invalid": ("Dữ liệu gửi lên chưa đúng", "{faults}"),
    "too_many_requests": (
        "Đang có quá nhiều việc cùng lúc",
        "Các yêu cầu trước của mã này chưa xong. Xin đợi {wait_s} giây rồi gửi lại.",
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
    "cannot_listen": ("Không mở được cổng mạng", "{address} {cause}. Muốn đổi: «loalang serve --port SỐ»."),
    "method_not_allowed": ("Cách gọi không đúng", "Địa chỉ này không nhận cách gọi như vậy."),
    "media_type": ("Kiểu dữ liệu không được nhận", "Chỉ nhận JSON (application/json) hoặc tệp bản tin (text/plain)."),
    "if_match_missing": ("Thiếu dấu phiên bản", "Khi sửa phải gửi kèm tiêu đề If-Match lấy từ ETag của bản đang xem."),
    "http": ("Yêu cầu không thực hiện được", "Yêu cầu không thực hiện được (mã {status})."),
    # Accounts
    "not_signed_in": ("Chưa đăng nhập", "Mã truy cập bị thiếu, không đúng hoặc đã bị thu hồi."),
    "token_scope": ("Mã truy cập không dùng cho việc này", "Mã truy cập này chỉ để: {scope}."),
    "right_missing": (
        "Không có quyền làm việc này",
        "Người dùng này là {role}, không được {right}. Xin nhờ người có quyền, hoặc hỏi quản trị viên.",
    ),
    "wrong_setup_code": ("Mã cài đặt không đúng", "Xin xem lại mã cài đặt in trên cửa sổ máy chủ."),
    "too_many_attempts": ("Thử sai quá nhiều lần", "Xin đợi {wait_s} giây rồi thử lại."),
    "setup_done": ("Đã cài đặt xong từ trước", "Hệ thống đã có quản trị viên; mã cài đặt chỉ dùng được một lần."),
    # Zones
    "unknown_zone": (
        "Không có khu vực này",
        "Xã không có khu vực «{path}». Viết đủ từ xã, như «xã Liên An / thôn Đông», đúng như «loalang zone list».",
    ),
    "bad_zone_name": ("Tên khu vực chưa đúng", "Tên «{name}» để trống, quá dài hoặc có dấu «/», «;»."),
    "wrong_zone_level": ("Cấp khu vực chưa đúng", "Khu vực mới phải thuộc cấp thấp hơn khu vực chứa nó."),
    "zone_exists": ("Khu vực đã có", "Đã có khu vực «{path}»."),
    "zone_circle": (
        "Khu vực không thể nằm trong chính nó",
        "«{path}» là chính khu vực này hoặc nằm trong nó.",
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
            "Xin xem danh sách, rồi đồng ý cho duyệt lại (reopen)."
        ),
    ),
    "zones_share_slot": (
        "Khung giờ có hai nội dung cho một khu vực",
        "Khung giờ «{title}» sẽ có hai nội dung cho cùng một khu vực. Xin sửa nội dung riêng của khung giờ ấy trước.",
    ),
    "zone_merged": ("Khu vực đã gộp", "Khu vực «{path}» đã gộp vào «{into}». Xin xem lại rồi trình duyệt lại."),
    "zone_removed": ("Khu vực đã bỏ", "Khu vực «{path}» đã bỏ."),
    "bad_station_name": ("Tên máy phát chưa đúng", "Tên «{name}» để trống, quá dài hoặc có ký tự không in được."),
    "enrolment_code": (
        "Mã ghép máy phát không dùng được",
        "Mã ghép sai, đã dùng hoặc đã hết hạn. Xin lập mã mới trên máy chủ.",
    ),
    "station_exists": ("Máy phát đã có", "Đã có máy phát tên «{name}»."),
    # Bulletins
    "script_empty": ("Bản tin chưa có nội dung", "Văn bản gốc không có gì để đọc."),
    "script_too_long": ("Bản tin quá dài", "Văn bản có {length} ký tự; nhiều nhất là {limit}. Xin chia thành nhiều bản tin."),
    "control_character": ("Có ký tự điều khiển", f"Ký tự {{character}} ở {_PLACE} không đọc được. Xin xóa ký tự này."),
    "bidi_character": (
        "Có ký tự đảo chiều chữ",
        f"Ký tự ẩn {{character}} ở {_PLACE} làm chữ nhìn khác chữ đọc. Xin xóa ký tự này.",
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
    "unknown_header_key": ("Khóa ở đầu tệp không rõ", f"Khóa «{{key}}» ở {_PLACE} không có trong quy định của tệp bản tin."),
    "duplicate_header_key": ("Khóa ở đầu tệp bị lặp", f"Khóa «{{key}}» ở {_PLACE} đã có ở trên."),
    "bad_header_line": (
        "Dòng ở đầu tệp chưa đúng",
        f"Ở {_PLACE}: phần đầu tệp gồm các dòng «khóa: giá trị», hết phần đầu là một dòng trống.",
    ),
    "bad_header_value": ("Giá trị ở đầu tệp chưa đúng", f"Ở {_PLACE}: «{{key}}» không nhận giá trị «{{value}}»."),
    "title_length": ("Tiêu đề chưa đúng", "Tiêu đề không được để trống và không quá {limit} ký tự, không có ký tự điều khiển."),
    "validity_order": ("Hiệu lực chưa đúng", "Ngày hết hiệu lực phải sau ngày bắt đầu hiệu lực."),
    "bad_reason": ("Thiếu lý do", "Xin ghi lý do, không quá {limit} ký tự."),
    "bad_cursor": ("Trang không còn", "Danh sách đã thay đổi hoặc địa chỉ trang bị hỏng. Xin mở lại danh sách từ đầu."),
    "validity_missing": ("Chưa có hiệu lực", "Xin điền ngày bắt đầu và ngày hết hiệu lực trước khi trình duyệt."),
    "content_changed": (
        "Nội dung khác với bản đã trình",
        "Phiên bản {number} không còn đúng nội dung đã trình, không duyệt được. Xin tải lại và xem kỹ.",
    ),
    "move_not_allowed": (
        "Trạng thái không cho phép",
        "Phiên bản đang ở trạng thái «{before}», không chuyển sang «{after}» được.",
    ),
    # The lexicon
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
            "Xin xem danh sách, rồi đồng ý cho duyệt lại (reopen)."
        ),
    ),
    "lexicon_changed": (
        "Từ điển đọc đã thay đổi",
        "Từ điển đọc thay đổi: {what}. Xin xem lại lời đọc rồi trình duyệt lại.",
    ),
    # The poverty review
    "standard_period": ("Thời gian áp dụng chưa đúng", "Ngày cuối áp dụng phải từ ngày đầu áp dụng trở đi."),
    # Timetable and programmes
    "bad_rule": ("Quy tắc lặp lại chưa đúng", "Quy tắc lặp lại có phần «{part}» không dùng được."),
    "rule_without_days": ("Không có ngày phát nào", "Quy tắc lặp lại không rơi vào ngày nào trong thời gian đã chọn."),
    "slot_title": ("Tên khung giờ chưa đúng", "Tên khung giờ không được để trống và không quá {limit} ký tự."),
    "slot_empty": ("Khung giờ chưa có bản tin", "Xin chọn ít nhất một bản tin cho khung giờ."),
    "unknown_bulletin": ("Không có bản tin này", "Xã không có bản tin «{bulletin}»."),
    "quiet_hours": (
        "Đang trong giờ yên tĩnh",
        "Lúc {at} nằm trong giờ yên tĩnh {quiet_from}–{quiet_to} (quy chế: {number}). Xin chọn giờ khác.",
    ),
    "quiet_hours_reached": (
        "Chạm giờ yên tĩnh",
        (
            "Phát từ {at} đến {until} thì chạm giờ yên tĩnh {quiet_from}–{quiet_to} (quy chế: {number}). "
            "Xin phát sớm hơn hoặc rút ngắn."
        ),
    ),
    "equal_quiet_hours": (
        "Giờ yên tĩnh chưa rõ",
        "Giờ yên tĩnh bắt đầu và kết thúc cùng lúc {at}. Xin ghi hai giờ khác nhau, ví dụ 21:00 đến 05:00.",
    ),
    "occurrence_done": ("Lượt phát đã đến giờ", "Lượt phát đang ở trạng thái «{state}» nên không sửa hay hủy được nữa."),
    "slot_length": (
        "Thời lượng khung giờ chưa đúng",
        "Tiếp âm phải có thời lượng và không có bản tin; muốn cho phát quá giờ thì khung giờ phải có thời lượng.",
    ),
    "variant_zones": (
        "Khu vực có nội dung riêng chưa đúng",
        "Khu vực «{zone}» nằm ngoài khung giờ, bị chọn hai lần, hoặc không còn khu vực nào cho nội dung chung.",
    ),
    "moved_back": ("Giờ mới đã qua", "Xin dời lượt phát đến một giờ chưa qua."),
    "day_gone": ("Ngày đã qua", "Ngày {day} đã qua; những lượt đã phát không đổi được. Xin chọn từ hôm nay trở đi."),
    "bad_holiday": ("Ngày nghỉ chưa đúng", "Ngày nghỉ phải có tên, có ngày và tháng đúng, kéo dài từ 1 đến 31 ngày."),
    "bad_mourning": ("Thời gian quốc tang chưa đúng", "Xin ghi tên, ngày bắt đầu trước ngày kết thúc, không quá {days} ngày."),
    # Studio
    "empty_timeline": ("Chương trình trống", "Chương trình không có gì để phát."),
    "too_short": ("Chương trình quá ngắn", "Chương trình chỉ dài {seconds} giây."),
    "silent": ("Chương trình không có tiếng", "Không có âm thanh nào trong {seconds} giây của chương trình."),
    "mastering_failed": ("Không tạo được bản thu", "Bộ nén âm thanh gặp lỗi. Xin thử lại; nếu vẫn lỗi, báo quản trị viên."),
    "unknown_template": ("Không có mẫu chương trình này", "Không tìm thấy mẫu chương trình «{key}»."),
    "bad_upload": ("Không nhận được bản ghi âm", "Tệp «{file}» {reason}."),
    # Speech
    "unspeakable": ("Có câu không đọc được", "Câu «{sentence}» trống hoặc quá dài, máy không đọc được."),
    "voice_failed": ("Giọng đọc gặp lỗi", "Không đọc được câu «{sentence}». Xin thử lại hoặc chọn giọng khác."),
    "unknown_voice": ("Không có giọng đọc này", "Không tìm thấy giọng đọc «{key}»."),
    "engine_not_here": (
        "Máy này không có bộ đọc ấy",
        "Máy chủ không có bộ đọc «{engine}»; đang có: {here}. Người trông máy thêm bộ đọc ở `voice.chain` trong loalang.toml.",
    ),
    "unknown_engine": ("Không có bộ đọc này", "Không có bộ đọc «{key}» trên máy này."),
    "engine_missing": ("Bộ đọc chưa được cài", "Bộ đọc «{engine}» chưa được cài trên máy này."),
    "bad_voice_file": (
        "Tệp giọng đọc không dùng được",
        "Tệp «{file}» thiếu, hỏng, quá lớn, sai mã kiểm hoặc trùng tên giọng đã có.",
    ),
    # Station and outputs
    "output_lost": ("Mất đường ra", "Đường ra «{output}» không nhận được âm thanh. Xin kiểm tra thiết bị, thư mục, ổ đĩa."),
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
    "pin_missing": ("Chưa đặt mã PIN", "Phải đặt mã PIN phát khẩn trước (loalang emergency set-pin)."),
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
    "emergency_values": ("Mẫu phát khẩn điền chưa đúng", "Chỗ «{name}» của mẫu chưa điền, không có trong mẫu, hoặc quá dài."),
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
    # Programmes
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
    "music_called": (
        "Có bản tin phải duyệt lại",
        (
            "{count} bản tin đã trình hoặc đã duyệt mà chưa phát có gọi nhạc «{name}», trước hết là «{title}». "
            "Xin xem danh sách, rồi đồng ý cho duyệt lại (reopen)."
        ),
    ),
    "music_replaced": ("Nhạc đã được thay", "Nhạc «{name}» đã được thay bằng tệp khác. Xin nghe lại rồi trình duyệt lại."),
    "music_retired": ("Nhạc đã bỏ", "Nhạc «{name}» đã bỏ khỏi danh sách. Xin chọn nhạc khác rồi trình duyệt lại."),
    "template_needs_music": ("Mẫu chương trình cần nhạc này", "Mẫu chương trình «{template}» đang gọi nhạc «{name}»."),
    "bad_template": ("Mẫu chương trình chưa đúng", "Mẫu «{template}» sai ở «{place}»."),
    # Reports
    "bad_period": ("Khoảng ngày chưa đúng", "Ngày cuối không được trước ngày đầu, và nhiều nhất {days} ngày một lần."),
    # Faults and alarms
    "bad_webhook": ("Địa chỉ nhận cảnh báo chưa đúng", "Địa chỉ nhận cảnh báo không được dùng: {cause}."),
    "webhook_failed": ("Không gửi được cảnh báo", "Nơi nhận cảnh báo không trả lời ({cause})."),
    "alarm_failed": ("Có cảnh báo không gửi được", "Một cảnh báo không lập được thành thư. Xin xem «loalang fault list»."),
    "emergency_unreached": (
        "Có lượt phát khẩn không ra loa nào",
        "Khu vực ấy chưa có máy phát, hoặc máy phát mất kết nối hay không phát được. Hãy báo bà con bằng cách khác.",
    ),
    "emergency_no_output": (
        "Máy phát không có đường ra cho phát khẩn",
        "Không đường ra nào của máy phát này phục vụ khu vực của lượt phát khẩn. Xin xem lại khu vực của các đường ra.",
    ),
    "correction_failed": (
        "Có bản đính chính chưa tạo được",
        "Bản đính chính của một lượt phát khẩn gặp lỗi; các lượt khác không ảnh hưởng. Cần đính chính thì phát một lượt mới.",
    ),
    "row_unreadable": (
        "Một dòng dữ liệu không đọc được",
        "Dòng {output} trong cơ sở dữ liệu bị hỏng, không hiện trong danh sách; dòng khác vẫn hiện. Xin phục hồi từ bản sao lưu.",
    ),
    "planning_failed": (
        "Có khung giờ hoặc lượt phát gặp lỗi",
        "Một khung giờ hoặc lượt phát không chuẩn bị được; các lượt khác vẫn phát. Xin xem nhật ký dịch vụ và lập lại lượt ấy.",
    ),
    "upkeep_failed": (
        "Có việc nền của máy chủ gặp lỗi",
        "Một việc nền của máy chủ không làm được cho xã này; các việc khác vẫn chạy. Xin xem nhật ký dịch vụ.",
    ),
    "mail_failed": ("Không gửi được thư cảnh báo", "Máy chủ thư không nhận cảnh báo ({cause})."),
    # Upkeep
    "backup_broken": (
        "Tệp sao lưu hỏng",
        "Tệp {path} không phải bản sao lưu của Loa Làng hoặc đã hỏng ở «{part}». Chưa thay đổi gì.",
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
    "reach": {
        "sounded": "Đã phát",
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
    "warning": {
        "mislabelled": "Đuôi tệp khác với loại âm thanh bên trong",
        "damaged": "Có đoạn không giải mã được",
        "cut_short": "Tệp bị cắt cụt, thiếu đoạn cuối",
        "one_channel": "Một kênh trống; đã lấy kênh có tiếng",
        "inverted": "Hai kênh ngược pha; đã đảo lại một kênh để không mất tiếng",
        "clipped": "Thu quá to, tiếng bị vỡ",
        "quiet": "Thu quá nhỏ, tiếng có thể rè khi nâng lên",
        "mostly_silent": "Hơn một nửa là khoảng lặng",
    },
    "version": {
        "draft": "Bản nháp",
        "submitted": "Chờ duyệt",
        "approved": "Đã duyệt",
        "returned": "Bị trả lại",
        "withdrawn": "Đã thu hồi",
        "expired": "Hết hiệu lực",
    },
    "occurrence": {
        "planned": "Đã lên lịch",
        "prepared": "Sẵn sàng phát",
        "on_air": "Đang phát",
        "aired": "Đã phát",
        "interrupted": "Bị gián đoạn",
        "missed": "Lỡ giờ phát",
        "cancelled": "Đã hủy",
        "blocked": "Không được phát",
    },
    "relay": {
        "planned": "Sẽ tiếp âm",
        "prepared": "Sẵn sàng tiếp âm",
        "on_air": "Đang tiếp âm",
        "aired": "Đã tiếp âm",
        "interrupted": "Tiếp âm bị gián đoạn",
        "missed": "Lỡ giờ tiếp âm",
        "cancelled": "Đã hủy",
        "blocked": "Không được tiếp âm",
    },
    "unheard": {"unready": "Chưa phát được", "refused": "Sẽ không phát", "unsure": "Không rõ đã phát chưa"},
    "unrelayed": {"unready": "Chưa tiếp âm được", "refused": "Sẽ không tiếp âm", "unsure": "Không rõ đã tiếp âm chưa"},
    "reason": {
        "not_approved": "Chưa được duyệt",
        "not_yet_valid": "Chưa đến ngày hiệu lực",
        "expired": "Bản tin đã hết hiệu lực",
        "withdrawn": "Bản tin đã bị thu hồi",
        "quiet_hours": "Đang trong giờ yên tĩnh",
        "minutes_used_up": "Đã hết thời lượng trong ngày",
        "audio_missing": "Thiếu tệp âm thanh",
        "hash_differs": "Nội dung khác với bản đã duyệt",
        "mourning": "Đang trong thời gian quốc tang",
        "stopped": "Đang dừng phát theo lệnh",
        "clock_untrusted": "Đồng hồ máy phát chưa đúng",
        "wrong_zone": "Không thuộc khu vực của máy phát này",
        "no_room": "Không đủ thời lượng trong khung giờ",
        "late": "Đã trễ giờ, khung giờ không cho phát trễ",
        "slot_minutes": "Quá thời lượng của khung giờ",
        "emergency": "Nhường phát khẩn",
        "not_reported": "Không máy phát nào báo đã phát hay chưa",
        "restored": "Đến giờ trước khi phục hồi dữ liệu; không rõ đã phát hay chưa",
        "cancelled": "Đã hủy",
        "not_listed": "Không còn trong lịch phát",
        "station_dismissed": "Máy tính này thôi làm máy phát",
        "machine_off": "Máy không chạy vào giờ ấy",
        "no_contact": "Máy phát và máy chủ không liên lạc được",
        "busy": "Đang phát chương trình khác",
    },
    "restored": {
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
        "unsure": "như lúc sao lưu; không rõ đã đổi chưa",
        "lost": "không có tệp trong bản sao lưu, xin thu hoặc tải lên lại",
    },
    "problem": {
        "blocked": "Sẽ không được phát",
        "left_out": "Có bản tin không được phát",
        "not_made": "Chưa có bản thu",
        "over_length": "Dài hơn khung giờ",
        "conflict": "Trùng giờ",
        "no_station": "Có khu vực không có máy phát",
    },
    "remedy": {
        "not_approved": "Trình duyệt và duyệt bản tin trước giờ phát.",
        "not_yet_valid": "Sửa ngày hiệu lực hoặc dời lượt phát.",
        "expired": "Bỏ bản tin khỏi khung giờ hoặc làm phiên bản có hiệu lực mới.",
        "withdrawn": "Bỏ bản tin khỏi khung giờ hoặc trình duyệt phiên bản mới.",
        "quiet_hours": "Dời lượt phát ra ngoài giờ yên tĩnh hoặc rút ngắn chương trình.",
        "minutes_used_up": "Bỏ bớt hoặc rút ngắn chương trình trong ngày; quy chế giới hạn thời lượng.",
        "slot_minutes": "Rút ngắn chương trình; quy chế giới hạn thời lượng một khung giờ.",
        "audio_missing": "Đợi tạo bản thu; nếu vẫn chưa có, xem lý do ở bản thu.",
        "hash_differs": "Duyệt lại đúng nội dung sẽ phát.",
        "mourning": "Chương trình không nhạc sẽ được tạo lại; bản tin vui để sau thời gian quốc tang.",
        "stopped": "Cho phát trở lại khi đã xem xét.",
        "clock_untrusted": "Chỉnh lại ngày, giờ của máy phát.",
        "wrong_zone": "Chọn khu vực của bản tin trùng với khu vực của khung giờ.",
        "no_room": "Tăng thời lượng khung giờ hoặc chuyển bản tin sang khung giờ khác.",
        "late": "Cho khung giờ phát trễ, hoặc xem vì sao bị trễ.",
        "emergency": "Không cần làm gì; phát khẩn được ưu tiên.",
        "not_reported": "Kiểm tra máy phát còn chạy, còn nối với máy chủ không.",
        "restored": "Hỏi người trực máy đã phát chưa; nếu cần thì đặt lượt mới.",
        "cancelled": "Muốn phát thì xếp lượt khác.",
        "not_listed": "Xem lại khung giờ và khu vực của máy phát.",
        "station_dismissed": "Ghép lại máy phát: «loalang station enrol».",
        "machine_off": "Để máy bật vào giờ phát; xem nguồn điện và chế độ ngủ của máy.",
        "no_contact": "Xem đường mạng giữa máy phát và máy chủ.",
        "busy": "Dời một trong hai lượt phát, hoặc cho phép trễ lâu hơn.",
        "over_length": "Chương trình kéo dài sang sau giờ kết thúc; rút ngắn nếu không mong muốn.",
        "conflict": "Dời một trong hai lượt phát; lượt sau chỉ phát khi lượt trước xong.",
        "no_station": "Thêm máy phát cho khu vực hoặc bỏ khu vực khỏi khung giờ.",
    },
    "copied": {"added": "Đã thêm", "there": "Đã có sẵn", "excepted": "Ngày đã bỏ phát", "gone": "Giờ đã qua"},
    "today": {
        "none": "Hôm nay khung giờ này không có lượt phát.",
        "coming": "Hôm nay phát lúc {at}.",
        "heard": "Hôm nay đã phát lúc {at}, không phát lại.",
        "gone_by": "Hôm nay không phát: {at} đã qua.",
        "cancelled": "Lượt phát {at} hôm nay đã hủy.",
    },
    "item": {"programme": "Chương trình", "relay": "Tiếp âm"},
    "rendering": {
        "wanted": "Chờ tạo bản thu",
        "rendering": "Đang tạo bản thu",
        "ready": "Đã có bản thu",
        "failed": "Không tạo được bản thu",
    },
    "kind": {
        "notice": "Thông báo",
        "feature": "Bài tuyên truyền",
        "round_up": "Bản tin tổng hợp",
        "qa": "Hỏi – đáp",
        "spot": "Khẩu hiệu",
    },
    "theme": {
        "review": "Rà soát hộ nghèo",
        "policy": "Chính sách giảm nghèo",
        "programme": "Chương trình MTQG",
        "guideline": "Chủ trương của Đảng và Nhà nước",
        "other": "Khác",
    },
    "choice": {"every": "Mọi ngày", "not_holidays": "Trừ ngày lễ", "working_days": "Ngày làm việc"},
    "late": {"from_start": "Từ đầu", "join": "Từ một câu", "skip": "Bỏ qua"},
    "hazard": {
        "storm": "Bão",
        "flood": "Lũ lụt",
        "dam_release": "Xả lũ",
        "fire": "Cháy",
        "epidemic": "Dịch bệnh",
        "missing_child": "Tìm trẻ lạc",
        "other": "Khác",
    },
    "resume": {"sentence": "Phát tiếp", "none": "Thôi"},
    "accent": {"north": "Miền Bắc", "central": "Miền Trung", "south": "Miền Nam"},
    "profile": {"horn": "Ngoài trời", "indoor": "Trong nhà", "podcast": "Trên mạng"},
    "priority": {
        "normal": "Thường",
        "priority": "Ưu tiên",
        "emergency": "Khẩn cấp",
    },
    "level": {
        "commune": "Xã (phường)",
        "former_commune": "Xã cũ",
        "village": "Thôn",
        "hamlet": "Xóm",
        "cluster": "Cụm loa",
    },
    "as_run_kind": {
        "programme": "Chương trình",
        "relay": "Tiếp âm",
        "emergency": "Phát khẩn",
    },
    "contact": {
        "online": "Đang kết nối",
        "offline": "Mất kết nối",
        "alone": "Có thể đang chạy độc lập (mất mạng)",
        "never": "Chưa kết nối lần nào",
    },
    "scope": {
        "full": "mọi việc",
        "read": "xem",
        "emergency": "phát khẩn",
        "feed": "lịch phát trên điện thoại, máy tính",
    },
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
        "silence": "thu hồi bản tin, hủy lượt phát",
        "stop": "dừng phát, kết thúc phát khẩn",
        "alarm": "phát khẩn, cho phát trở lại",
        "commune": "sửa khu vực, máy phát, quy chế, ngày nghỉ",
        "own": "lập mã truy cập, đặt mã PIN",
        "people": "thu hồi mã truy cập của người khác",
    },
    "role": {
        "editor": "Người soạn",
        "approver": "Người duyệt",
        "operator": "Người trực",
        "admin": "Quản trị viên",
        "viewer": "Người xem",
    },
}

FACT_WORDS: dict[str, dict[str, dict[str, str]]] = {
    "not_found": {"kind": THINGS},
    "recording_name": {
        "cause": {
            "unfit": "để trống, quá dài hoặc có ký tự không in được",
            "taken": "đã có; chữ hoa, chữ thường hay dấu đặt kiểu khác vẫn là một tên. Muốn thay bản cũ, xin dùng «thay»",
        },
    },
    "file_trouble": {
        "cause": {
            "missing": "không có: tên tệp hoặc thư mục chưa đúng",
            "is_folder": "là thư mục, không phải tệp",
            "no_right": "không cho đọc hoặc ghi: xin xem lại quyền truy cập",
            "read_only": "chỉ cho đọc: xin chọn chỗ ghi được",
            "disk_full": "không còn chỗ trống: xin giải phóng ổ đĩa",
        },
        "path": {"": "Ổ đĩa đang dùng"},
    },
    "cannot_listen": {
        "cause": {
            "taken": "đang có chương trình khác dùng (có thể chính Loa Làng đang chạy)",
            "refused": "không được hệ điều hành cho dùng",
        },
    },
    "bad_webhook": {
        "cause": {
            "scheme": "chỉ nhận http, https",
            "port": "cổng không được phép",
            "user": "không được kèm tên, mật khẩu",
            "host": "thiếu tên máy",
        }
    },
    "token_scope": {"scope": WORDS["scope"]},
    "right_missing": {
        "right": WORDS["right"],
        "role": {code: word[:1].lower() + word[1:] for code, word in WORDS["role"].items()},
    },
    "move_not_allowed": {"before": WORDS["version"], "after": WORDS["version"]},
    "occurrence_done": {"state": WORDS["occurrence"]},
    "quiet_hours": {"number": {"": "chưa nhập, theo giờ thông thường"}},
    "quiet_hours_reached": {"number": {"": "chưa nhập, theo giờ thông thường"}},
    "rendering_not_ready": {"state": WORDS["rendering"]},
    "recording_needs_draft": {"state": WORDS["version"]},
    "emergency_state": {"state": WORDS["emergency"]},
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
    "calibration_failed": {
        "cause": {
            "no_output": "Không mở được thiết bị phát. Xin kiểm tra tên thiết bị và dây cắm.",
            "no_input": "Không mở được đầu vào để nghe. Xin nối dây từ đầu ra về đầu vào hoặc cắm micro, cho tên bằng --input.",
            "not_heard": "Không nghe lại được tiếng thử. Xin kiểm tra dây nối, âm lượng phát và âm lượng thu.",
        },
    },
    "bad_upload": {
        "reason": {
            "empty": "trống",
            "too_large": "quá lớn",
            "not_audio": "không phải tệp âm thanh",
            "playlist": "là danh sách phát, không phải âm thanh",
            "broken": "bị hỏng",
            "too_short": "quá ngắn",
            "too_long": "quá dài",
            "silent": "không có tiếng",
            "too_heavy": "quá nặng để giải mã",
        },
    },
}
"""Facts that are codes, and the words a sentence shows for them."""

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
    "uuid_parsing": "không phải mã định danh đúng",
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
    "nul_character": "có ký tự không đọc được",
    "string_unicode": "có ký tự bị hỏng",
    "finite_number": "không phải số đúng",
    "far_date": "phải trong các năm 1900–2199",
    "bad_moment": "không phải ngày giờ đúng (viết như 2025-11-04 hoặc 2025-11-04T16:30)",
    "string_pattern_mismatch": "viết chưa đúng dạng",
}
"""What the checks of a request's fields say, by their code; any other: `không đúng kiểu`."""


def fault(code: str, expected: str = "") -> str:
    """What is wrong with a field of a request. expected: the values it may have, as Pydantic lists them."""
    said = FAULTS.get(code, "không đúng kiểu")
    listed = expected.replace("'", "").replace(" or ", ", ")
    return f"{said}: {listed}" if listed else said
