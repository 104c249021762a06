"""`loalang doctor`: what is wrong with this installation, and what to do about it."""

from dataclasses import asdict
from typing import TYPE_CHECKING

import typer

from app.cli.output import AsJson, print_json

if TYPE_CHECKING:
    from app.upkeep import Finding

_NAMES = {
    "voice": "Giọng đọc",
    "ffmpeg": "Bộ giải mã âm thanh",
    "disk": "Ổ đĩa",
    "clock": "Đồng hồ",
    "time_zone": "Múi giờ",
    "database": "Cơ sở dữ liệu",
    "port": "Cổng mạng",
    "hosts": "Tên gọi, ngoài địa chỉ số và tên không có dấu chấm",
    "tls": "HTTPS",
    "privacy": "Quyền đọc tệp",
    "restored": "Phục hồi",
    "audit": "Nhật ký hệ thống",
    "process_first": "Máy phát đi trước việc khác",
    "sound_first": "Luồng âm thanh chạy thời gian thực",
    "memory_held": "Bộ nhớ máy phát không bị đẩy ra ổ đĩa",
}
_GIVEN = "tài khoản này không được phép, tiếng vẫn phát; cài bằng «loalang station install» thì máy phát được cấp"
_ADVICE = {
    ("restored", "look"): "vừa phục hồi từ bản sao lưu: xem lại, «loalang stop-all --lift», rồi «loalang fault accept»",
    ("audit", "broken"): "dòng này không còn như lúc ghi: giữ nguyên ổ đĩa và bản sao lưu, xem «loalang audit verify»",
    ("audit", "bad_head"): "dấu này không phải do xã ký, hoặc tệp đã hỏng: xem «loalang audit verify»",
    ("audit", "unread"): "chưa đọc được: chạy «loalang serve» một lần để cập nhật cơ sở dữ liệu",
    ("voice", "no_voice"): "chưa có giọng nào: thêm giọng bằng «loalang voices add TỆP --sha256 MÃ»",
    ("voice", "network"): "giọng trực tuyến không trả lời: kiểm tra mạng, hoặc đưa espeak vào cuối danh sách giọng",
    ("voice", "failed"): "giọng không đọc được câu thử: xóa thư mục .venv rồi chạy lại scripts/run.py để cài lại",
    ("ffmpeg", "failed"): "không nhận được bản ghi âm tải lên: xóa thư mục .venv rồi chạy lại scripts/run.py để cài lại",
    ("disk", "full"): "ổ đĩa đầy: xóa bớt tệp cũ hoặc chuyển thư mục dữ liệu sang ổ khác (LOALANG_DATA_DIR)",
    ("disk", "low"): "sắp hết chỗ: nên dọn ổ đĩa",
    ("disk", "read_only"): "không ghi được vào thư mục dữ liệu: sửa quyền ghi hoặc đặt LOALANG_DATA_DIR",
    ("disk", "failed"): "không dùng được thư mục dữ liệu: kiểm tra ổ đĩa",
    ("clock", "forgot"): "đồng hồ máy sai năm: thay pin CMOS và đặt lại giờ, hoặc bật đồng bộ giờ qua mạng",
    ("clock", "behind"): "đồng hồ máy chậm hơn dòng nhật ký mới nhất: đặt lại giờ rồi chạy lại",
    ("time_zone", "failed"): "thiếu dữ liệu múi giờ Asia/Ho_Chi_Minh: cài lại phần mềm",
    ("database", "absent"): "chưa có: «loalang serve» sẽ tạo khi chạy lần đầu",
    ("database", "failed"): "không mở được: kiểm tra LOALANG_DATABASE_URL và máy chủ cơ sở dữ liệu",
    ("database", "damaged"): "tệp dữ liệu hỏng: dừng dịch vụ và phục hồi bằng «loalang restore»",
    ("port", "taken"): "cổng đang có chương trình dùng (có thể chính Loa Làng đang chạy); muốn đổi: «loalang serve --port SỐ»",
    ("tls", "none"): "chưa có: mật khẩu và lời duyệt đi trên mạng không mã hóa; đừng mở ra ngoài trụ sở (docs/duyet-tu-xa.md)",
    ("tls", "soon"): "chứng thư sắp hết hạn: thay tệp rồi khởi động lại dịch vụ",
    ("tls", "key_loose"): "tài khoản khác đọc được khóa: «chmod 600» tệp ấy",
    ("privacy", "loose"): "tài khoản khác đọc được dữ liệu: khởi động lại dịch vụ bằng tài khoản chủ thư mục để siết lại",
    ("process_first", "refused"): _GIVEN,
    ("sound_first", "refused"): _GIVEN,
    ("memory_held", "refused"): _GIVEN,
    ("port", "failed"): "không mở được cổng này: đổi --host hoặc --port",
}


def _advice(finding: "Finding") -> str:
    """What to do about it; of a certificate the service itself says the same when it starts."""
    from app.words import sentence

    if finding.check == "tls" and finding.fatal:
        return sentence("bad_certificate", {"path": finding.fact, "cause": finding.code}).detail
    return _ADVICE.get((finding.check, finding.code), "")


def doctor(*, as_json: AsJson = False) -> None:
    """Khám máy: giọng đọc, giải mã, ổ đĩa, đồng hồ, múi giờ, cơ sở dữ liệu, cổng mạng, quyền đọc tệp, HTTPS, nhật ký, ưu tiên."""
    from app.audit import Witnesses
    from app.clock import SystemClock
    from app.settings import Settings
    from app.upkeep import examine
    from app.voices import engines_of

    settings = Settings.load()
    engines = engines_of(settings)
    try:
        findings = examine(
            engines=engines,
            database=settings.database,
            data=settings.data,
            shared=settings.shared_folders,
            witnesses=Witnesses.of(settings.witness_folders),
            address=(settings.host, settings.port),
            clock=SystemClock(),
            names=settings.own_names,
            certificate=(settings.tls.cert, settings.tls.key) if settings.tls is not None else None,
        )
    finally:
        for engine in engines:
            engine.close()
    if as_json:
        print_json([{**asdict(finding), "advice": _advice(finding)} for finding in findings])
    else:
        for finding in findings:
            mark = "tốt" if finding.code == "ok" else "HỎNG" if finding.fatal else "chú ý"
            advice = _advice(finding)
            fact = f": {finding.fact}" if finding.fact else ""
            print(f"[{mark:^5}] {_NAMES[finding.check]}{fact}" + (f"\n        → {advice}" if advice else ""))
    if any(finding.fatal for finding in findings):
        raise typer.Exit(1)
