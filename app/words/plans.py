"""Plans and what they propose."""

SENTENCES: dict[str, tuple[str, str]] = {
    "plan_year": (
        "Năm và ngày của kế hoạch không khớp",
        "Kế hoạch năm {year} không thể ký ngày {dated}. Xin xem lại năm hoặc ngày ký.",
    ),
    "target_period": (
        "Thời gian của chỉ tiêu chưa đúng",
        "«{task}»: ngày đầu phải trước ngày cuối và cả hai phải trong năm {year}.",
    ),
    "target_unit": (
        "Chỉ tiêu này không tính bằng phút được",
        "«{task}»: chỉ loa truyền thanh tính bằng phút. Xin đổi sang số lượt, hoặc chọn kênh loa truyền thanh.",
    ),
    "plan_exists": (
        "Năm này đã có kế hoạch",
        "Xã đã có kế hoạch năm {year}. Xin mở kế hoạch ấy rồi bấm «Sửa»; muốn thay hẳn thì bỏ nó ở cuối trang ấy.",
    ),
    "plan_heard": (
        "Đã có lượt phát đếm cho kế hoạch này",
        "Từ khi nhập kế hoạch năm {year} đã phát {count} lượt được đếm vào đó, nên không bỏ được nữa. Xin bấm «Sửa» để ghi lại.",
    ),
    "plan_text_empty": (
        "Không thấy chữ nào",
        "Tệp trống hoặc là bản chụp. Xin dùng tệp văn bản gốc, hoặc dán phần chữ của kế hoạch.",
    ),
    "plan_text_long": (
        "Văn bản dài quá một kế hoạch",
        "Có {lines} dòng, nhiều nhất đọc {most} dòng. Xin bỏ danh sách, phụ lục và chỉ đưa phần kế hoạch.",
    ),
    "plan_list": (
        "Văn bản có một danh sách dài",
        "Từ dòng {line} có {found} mục, một kế hoạch có nhiều nhất {most}. Xin bỏ danh sách, phụ lục và chỉ đưa phần kế hoạch.",
    ),
    "plan_part_long": (
        "Một phần của văn bản quá dài",
        "Phần từ dòng {line} dài {signs} ký tự, nhiều nhất {most}. Xin rút gọn phần ấy, hoặc xem đề mục sau nó có đúng không.",
    ),
    "deadline": ("Ngày hạn chưa đúng", "«{day}» không phải một ngày hạn báo cáo. Xin ghi ngày và tháng có trong mọi năm."),
    "plan_headings": (
        "Không thấy đề mục của kế hoạch",
        "Không có đề mục nào như «Nội dung», «Nhiệm vụ», «Tổ chức thực hiện». Xin xem có đúng là kế hoạch không, hoặc tự ghi.",
    ),
}

WORDS: dict[str, dict[str, str]] = {
    "channel": {
        "loudspeakers": "Loa truyền thanh",
        "web_page": "Trang thông tin điện tử",
        "banners": "Tuyên truyền trực quan",
        "training": "Lớp tập huấn",
        "meetings": "Hội nghị, họp thôn",
    },
    "report_period": {
        "year": "cả năm",
        "first_half": "sáu tháng đầu",
        "second_half": "sáu tháng cuối",
        "first_quarter": "quý I",
        "second_quarter": "quý II",
        "third_quarter": "quý III",
        "fourth_quarter": "quý IV",
    },
    "letter": {"plan_report": "Báo cáo kết quả truyền thông", "certificate": "Giấy xác nhận phát thanh"},
    "target_unit": {"times": "lượt", "minutes": "phút"},
    "channel_unit": {
        "loudspeakers": "lượt",
        "web_page": "bài",
        "banners": "băng-rôn",
        "training": "lớp",
        "meetings": "cuộc họp",
    },
    "target_per": {"whole": "cả thời gian", "quarter": "mỗi quý", "month": "mỗi tháng", "week": "mỗi tuần", "day": "mỗi ngày"},
    "plan_doubt": {
        "years": "Tên kế hoạch nêu nhiều năm khác nhau: xin chọn năm.",
        "no_year": "Tên kế hoạch không nêu năm: xin ghi năm.",
        "dates": "Ngày ký trong văn bản mâu thuẫn: xin ghi ngày ký.",
        "no_themes": "Không thấy chủ đề nào: xin ghi các chủ đề.",
        "no_tasks": "Không thấy nhiệm vụ nào: xin ghi các nhiệm vụ.",
    },
}
