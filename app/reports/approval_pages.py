"""The approval sheet and the register of approvals as pages to print, sign and stamp."""

import io

from app.bulletins import State
from app.reading import to_look_at
from app.reports.printing import period, printed, written_moment
from app.reports.registers import ApprovalRegister
from app.reports.sheets import ApprovalSheet
from app.words import WORDS, where, word

_SHOWN_DIGITS = 16


def approval_sheet_page(sheet: ApprovalSheet) -> str:
    """One HTML document, A4 upright, that needs nothing beside it."""
    summary = sheet.version.summary
    return printed(
        "approval_sheet.html",
        looks=to_look_at(sheet.heard.spoken.remarks),
        sheet=sheet,
        about=[
            ("Tên bản tin", f"{summary.title} (phiên bản {summary.number})"),
            ("Loại, chủ đề", f"{word('kind', summary.kind.value)}; {word('theme', summary.theme.value)}"),
            ("Mức ưu tiên", word("priority", summary.priority.value)),
            ("Căn cứ", "; ".join(sheet.version.legal_basis) or "—"),
            ("Khu vực phát", where([ref.path for ref in summary.zones])),
            ("Hiệu lực", _validity(sheet)),
            ("Giọng đọc", _voices(sheet)),
            ("Người soạn", ", ".join(sheet.authors)),
            ("Người duyệt", _approver(sheet)),
        ],
        state=word("version", summary.state.value),
        own_words=[f"{entry.written} đọc là «{entry.spoken}»" for entry in sheet.version.lexicon],
        moves=[
            {
                "at": written_moment(move.at),
                "said": f"{word('version', move.before.value)} → {word('version', move.after.value)}",
                "by": move.actor,
                "reason": move.reason or "",
                "notes": [f"Câu {note.sentence}: {note.text}" for note in move.notes],
            }
            for move in sheet.version.moves
        ],
        qr=_qr(sheet.mark.text),
        key=sheet.key.hex(),
        printed_at=written_moment(sheet.printed_at),
    )


def approval_register_page(register: ApprovalRegister) -> str:
    """One HTML document, A4 across, that needs nothing beside it."""
    return printed(
        "approval_register.html",
        commune=register.commune,
        period=period(register.first, register.last),
        lines=[
            {
                "at": written_moment(line.decision.at),
                "title": line.decision.title,
                "number": line.decision.number,
                "authors": ", ".join(line.authors) or "—",
                "decision": WORDS["decision"][line.decision.after.value],
                "by": line.decision.by,
                "reason": line.decision.reason or "",
                "digits": (line.decision.content_hash or "")[:_SHOWN_DIGITS],
                "state": word("version", line.decision.state.value),
                "is_over": line.decision.state is not State.APPROVED,
            }
            for line in register.lines
        ],
    )


def _validity(sheet: ApprovalSheet) -> str:
    first, end = sheet.version.summary.valid_from, sheet.version.summary.valid_to
    return f"từ {written_moment(first)} đến trước {written_moment(end)}" if first and end else "—"


def _voices(sheet: ApprovalSheet) -> str:
    voices = sheet.heard.delivery.voices
    if "recording" in voices:
        return f"người đọc, bản ghi âm {voices['recording'][:_SHOWN_DIGITS]}…"
    chosen = [f"PTV {number}: {name}" for number, name in enumerate((voices["presenter_1"], voices["presenter_2"]), 1) if name]
    parts = [", ".join(word("engine", each) for each in voices["engines"]), f"giọng {word('accent', voices['accent'])}", *chosen]
    music = [f"nhạc {name} ({sha256[:_SHOWN_DIGITS]}…)" for name, sha256 in voices.get("music", {}).items()]
    return "; ".join([*parts, *music])


def _approver(sheet: ApprovalSheet) -> str:
    if sheet.approver is None or sheet.version.approved_at is None:
        return "chưa duyệt"
    roles = ", ".join(word("role", role.value).lower() for role in sheet.roles)
    return f"{sheet.approver}{f', {roles}' if roles else ''}; duyệt lúc {written_moment(sheet.version.approved_at)}"


def _qr(text: str) -> str:
    """An SVG to stand in the page itself."""
    import segno  # noqa: PLC0415  # light start

    into = io.BytesIO()
    segno.make_qr(text, error="m").save(into, kind="svg", xmldecl=False, svgns=True, omitsize=True, border=2, nl=False)
    return into.getvalue().decode()
