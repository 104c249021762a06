"""Abbreviations of administrative texts and what is said for them: `written: spoken`, by field. A linguist adds a line here."""

COMMON = {
    # Bodies and offices
    "UBND": "ủy ban nhân dân", "HĐND": "hội đồng nhân dân", "MTTQ": "mặt trận tổ quốc", "CTMT": "công tác mặt trận",
    "BCĐ": "ban chỉ đạo", "BCH": "ban chỉ huy", "BTV": "ban thường vụ", "BTC": "bộ tài chính", "BYT": "bộ y tế",
    "BNV": "bộ nội vụ", "BCA": "bộ công an", "BQP": "bộ quốc phòng", "BXD": "bộ xây dựng", "BCT": "bộ công thương",
    "BTTTT": "bộ thông tin và truyền thông", "BLĐTBXH": "bộ lao động thương binh và xã hội",
    "BNNPTNT": "bộ nông nghiệp và phát triển nông thôn", "BGDĐT": "bộ giáo dục và đào tạo", "BTP": "bộ tư pháp",
    "BVHTTDL": "bộ văn hóa thể thao và du lịch", "BTNMT": "bộ tài nguyên và môi trường", "BKHCN": "bộ khoa học và công nghệ",
    "TTg": "thủ tướng chính phủ", "CP": "chính phủ", "TW": "trung ương", "QH": "quốc hội", "CTN": "chủ tịch nước",
    "NHCSXH": "ngân hàng chính sách xã hội", "BHXH": "bảo hiểm xã hội", "PGD": "phòng giao dịch", "HTX": "hợp tác xã",
    "TDP": "tổ dân phố", "TK": "tiết kiệm", "VV": "vay vốn", "PTDS": "phòng thủ dân sự", "BVTV": "bảo vệ thực vật",
    "DVNN": "dịch vụ nông nghiệp", "HCC": "hành chính công", "TYT": "trạm y tế", "CNLA": "công ty nước liên an",
    # People and mass organisations
    "PCT": "phó chủ tịch", "CCB": "cựu chiến binh", "ĐTN": "đoàn thanh niên", "PN": "phụ nữ", "ND": "nông dân",
    "HSSV": "học sinh sinh viên", "LĐ": "lao động", "TB": "thương binh", "XH": "xã hội", "TBXH": "thương binh và xã hội",
    # Fields
    "VH": "văn hóa", "TT": "thông tin", "TD": "thể dục", "KT": "kinh tế", "VHTT": "văn hóa thông tin", "VHXH": "văn hóa xã hội",
    "NTM": "nông thôn mới", "CTMTQG": "chương trình mục tiêu quốc gia", "MTQG": "mục tiêu quốc gia", "BHYT": "bảo hiểm y tế",
    "CNTT": "công nghệ thông tin", "THCS": "trung học cơ sở", "THPT": "trung học phổ thông", "ANTT": "an ninh trật tự",
    "PCCC": "phòng cháy chữa cháy", "NVH": "nhà văn hóa", "VSMT": "vệ sinh môi trường", "BVMT": "bảo vệ môi trường",
    "CCCD": "căn cước công dân", "KKL": "không khí lạnh", "KH": "kế hoạch", "CN": "chủ nhật", "ĐT": "điện thoại",
    "ATTP": "an toàn thực phẩm", "DVC": "dịch vụ công", "TTHC": "thủ tục hành chính", "QSDĐ": "quyền sử dụng đất",
    "GCN": "giấy chứng nhận", "VAT": "vê a tê", "OTP": "ô tê pê", "QR": "quy rờ", "COVID": "covid", "VNĐ": "đồng",
    "USD": "đô la mỹ", "QĐ": "quyết định",
    "QCVN": "quy chuẩn việt nam", "TCVN": "tiêu chuẩn việt nam", "VB": "văn bản", "VT": "văn thư", "VP": "văn phòng",
}  # fmt: skip
"""Read wherever they stand alone."""

DOCUMENT_TYPES = {
    "NĐ": "nghị định", "QĐ": "quyết định", "KH": "kế hoạch", "CT": "chỉ thị", "NQ": "nghị quyết", "TT": "thông tư",
    "TB": "thông báo", "CV": "công văn", "CĐ": "công điện", "BC": "báo cáo", "TTr": "tờ trình", "HD": "hướng dẫn",
    "GM": "giấy mời", "QC": "quy chế", "PA": "phương án", "ĐA": "đề án", "CTr": "chương trình", "HĐ": "hợp đồng",
    "BB": "biên bản", "TTLT": "thông tư liên tịch", "VBHN": "văn bản hợp nhất", "PL": "pháp lệnh", "LCT": "lệnh chủ tịch nước",
    "GGT": "giấy giới thiệu", "GUQ": "giấy ủy quyền", "TC": "thông cáo", "DA": "dự án", "GN": "giấy nghỉ phép",
}  # fmt: skip
"""In the symbol of a document: the types of NĐ 30/2020/NĐ-CP, annex III, and those of the Party. Source: that decree."""

PHRASES = {
    "TM.": "thay mặt", "KT.": "ký thay", "TL.": "thừa lệnh", "TUQ.": "thừa ủy quyền", "V/v": "về việc", "TP.": "thành phố",
    "TT.": "thị trấn", "BS.": "bác sĩ", "Đ/c": "đồng chí", "đ/c": "đồng chí", "b/c": "báo cáo", "t/h": "thực hiện",
    "TK&VV": "tiết kiệm và vay vốn", "ThS.": "thạc sĩ", "TS.": "tiến sĩ", "GS.": "giáo sư",
}  # fmt: skip
"""Written with a full stop or a stroke."""

UNITS = {
    "km/h": "ki lô mét trên giờ", "mg/l": "mi li gam trên lít", "kWh": "ki lô oát giờ", "°C": "độ xê", "mm": "mi li mét",
    "cm": "xen ti mét", "km": "ki lô mét", "m2": "mét vuông", "m²": "mét vuông", "m3": "mét khối", "m³": "mét khối",
    "ha": "héc ta",
    "kg": "ki lô gam", "mg": "mi li gam", "ml": "mi li lít", "m": "mét", "g": "gam", "đ": "đồng", "NTU": "en tê u", "l": "lít",
}  # fmt: skip
"""Behind a number."""
