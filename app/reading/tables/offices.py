"""Offices and the bodies that have them, in short: what may be typed as one run, "CTUBND", or with a stop, "PCT.UBND"."""

_CHAIR = {"CT": "chủ tịch", "PCT": "phó chủ tịch"}
_SECRETARY = {"BT": "bí thư", "PBT": "phó bí thư", "BTV": "ban thường vụ"}
_ANY = {"TT": "thường trực", "TTr": "thường trực", "LĐ": "lãnh đạo", "UV": "ủy viên", "VP": "văn phòng", "CVP": "chánh văn phòng"}

OFFICES_OF = (
    (_CHAIR | _ANY, {"UBND": "ủy ban nhân dân", "HĐND": "hội đồng nhân dân"}),
    (
        _CHAIR | _ANY | {"BTT": "ban thường trực"},
        {
            "MTTQ": "mặt trận tổ quốc",
            "UBMTTQ": "ủy ban mặt trận tổ quốc",
            "MTTQVN": "mặt trận tổ quốc việt nam",
            "UBMTTQVN": "ủy ban mặt trận tổ quốc việt nam",
        },
    ),
    (_SECRETARY | _ANY, {"ĐU": "đảng ủy", "HU": "huyện ủy", "TU": "tỉnh ủy"}),
    (
        _CHAIR | {"BTV": "ban thường vụ", "BCH": "ban chấp hành", "UV": "ủy viên"},
        {
            "HLHPN": "hội liên hiệp phụ nữ",
            "LHPN": "liên hiệp phụ nữ",
            "HPN": "hội phụ nữ",
            "HND": "hội nông dân",
            "HCCB": "hội cựu chiến binh",
            "LĐLĐ": "liên đoàn lao động",
        },
    ),
    (_SECRETARY | {"BCH": "ban chấp hành"}, {"ĐTN": "đoàn thanh niên"}),
)
"""For each kind of body its offices and the bodies: a party committee has no chairman."""

OFFICES = {
    f"{office}{body}": f"{title} {name}"
    for offices, bodies in OFFICES_OF
    for office, title in offices.items()
    for body, name in bodies.items()
}
"""An office and its body typed as one run; no other run of capitals is ever taken apart."""

_TYPED = (
    "VPHĐND VPUBND CTHĐND CTUBND PCTUBND PCTHĐND TTHĐND TTUBND TTMTTQ VPTU VPHU VPĐU BTVTU BTVHU BTVĐU TTTU TTHU "
    "TTĐU BTĐU PBTĐU BTTMTTQ"
)
TYPED = frozenset(_TYPED.split())
"""Runs that people do type: nothing to ask about."""
