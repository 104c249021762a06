"""What stands around short forms of more than one field."""

OFFICES = (
    r" ?(?:UBBC|BĐDCMHS|BCĐ|HPN|HND|HCCB|CCB|HLHPN|LHPN|HĐND|UBND|UB |MTTQ|UBMTTQ|(?:Đảng|Huyện|Tỉnh|Thành) [ủỦ]y|ĐẢNG ỦY|"
    r"ĐU|HU|TU|BCH|Hội |LĐLĐ|Đoàn )"
)
FULL_NAME = (
    r" (?:Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Trịnh|Đoàn|Mai|Lương|Lưu) "
    r"(?:Văn|Thị|Đức|Hữu|Minh|Quang|Xuân|Ngọc|Thanh|Công|Đình|Duy|Bá|Như|Thu)(?!\w)"
)
NUMBER = r" ?(?:số )?:? ?\d"
MEETING = r"(?:dự|tổ chức|tại|mở|khai mạc|triệu tập|phục vụ|trước|sau|chào mừng|đến dự) $"
