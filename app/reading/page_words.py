"""The words of a page of the web around a text: counters, days of posting, buttons; `furniture.py` says where they count."""

import re

from app.reading.pattern import Pattern

DAY = r"\d{1,2}(?:[/.-]| - )\d{1,2}(?:[/.-]| - )\d{4}|\d{4}-\d\d-\d\d"
_ZONE = r"\(?GMT ?\+ ?0?7(?::00)?\)?|(?<=\d)\+0?7:00"
_COUNT = (
    r"(?:(?:Tổng )?(?:(?:số )?lượt|số lần|lần) (?:xem|đọc|truy cập)(?: bài viết)?(?: là)?|"
    r"Đã xem|View count|Views?|Hits) ?:? ?\d[\d.,]{0,9}(?: lượt)?|"
    r"\d[\d.,]{0,9} (?:lượt|lần) (?:xem|đọc|truy cập)"
)
_POSTED = (
    r"(?:Ngày (?:đăng(?: bài| tin)?|xuất bản|tạo|cập nhật)|Cập nhật(?: lúc| ngày)?|"
    r"Đăng (?:ngày|lúc)|Được đăng(?: vào)?|Thời gian đăng|"
    r"Publish(?:ed)? date|Posted on)(?![^\W\d])"
)
BUTTONS_BEHIND = Pattern(
    r"(?:Về trang trước|(?:Về|Lên) đầu trang|In trang|In bài viết|In bài|Bản in|Gửi email|Quay lại|Trở về)(?!\w)", re.IGNORECASE
)
"""What stands in a line behind a counter: "Lượt xem: 12 Về trang trước"."""
IS_DAY, IS_ZONE = Pattern(DAY), Pattern(_ZONE)
IS_HOUR = Pattern(r"\d[:h]\d\d")
IS_EXACT = Pattern(r"\d[:h]\d\d:(?!00)\d\d(?!\d)")
"""An hour with its seconds: a machine's; a table of power cuts has "07:30:00"."""
IS_COUNT, IS_POSTED = Pattern(rf"(?:{_COUNT})(?!\w)", re.IGNORECASE), Pattern(_POSTED, re.IGNORECASE)
STAMPED = Pattern(
    rf"(?:{_COUNT})(?!\w)|{_POSTED}|(?:Tác giả(?: bài viết)?|Người đăng|Đăng bởi|Chuyên mục) ?: ?"
    rf"[^|:\d]{{2,40}}?(?=$|\|| ?\. ?Ngày đăng)|"
    rf"(?:Thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|Chủ nhật|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)(?!\w)|{DAY}|"
    rf"T?\d{{1,2}}[:h]\d\d(?::\d\d)?(?: ?[AP]M|(?: ?SA| ?CH)(?!\w))?|{_ZONE}|(?:ngày|lúc)(?= \d)",
    re.IGNORECASE,
)
"""The pieces of a line that says when a page was made and how often it was seen."""
BETWEEN = " .,:|•·–-()"
VISITORS = (
    r"(?:Đang (?:online|truy cập|trực tuyến)|Tổng (?:số )?(?:lượt )?truy cập|Thống kê truy cập|Khách trực tuyến) ?:?"
    r"(?: ?\d[\d.,]{0,11})?"
)
_PICTURES = r"(?:(?:image (?:advertisement|banner)|anh tin bai) ?){1,60}"
IS_PICTURES = Pattern(_PICTURES)
"""What a page says in place of its pictures, at any length."""
SURE = Pattern(
    rf"{_PICTURES}|(?:{DAY}),? by \w{{2,20}}|"
    r"\(\d{1,4}\) (?:bình luận|ý kiến)|Quay lên trên|.{10,130}[-–] ?Ảnh \d{1,2}\.?|"
    r"Skip (?:Ribbon Commands|to (?:main )?content|navigation)|Truy cập nội dung luôn|Chuyển đến (?:phần )?nội dung(?: chính)?|"
    r"Đang tải nội dung, vui lòng chờ giây lát|(?:Xem với |Mặc định )?cỡ chữ.{0,20}|Kích thước chữ.{0,20}|"
    r"In (?:trang|bài|tin)(?: viết| này)?|Bản in|Gửi (?:e-?mail|mail|cho bạn bè|tới bạn bè)|(?:Về|Lên) đầu trang|"
    r"Bạn còn \d+ ?/ ?\d+ ký tự|Click để đánh giá bài viết|Tổng số điểm của bài viết là ?:.{1,40}|Xếp hạng ?: .{1,30}phiếu bầu|"
    r"A- A A\+(?: ?\|? ?(?:Tăng|Giảm) tương phản)?|(?:Tăng|Giảm) tương phản|Responsive image|[\w-]{1,60}\.(?:jpe?g|png|gif|webp)|"
    r"(?:Viết|Gửi|Nhập) bình luận của bạn|(?:Vui lòng )?đăng nhập để (?:gửi )?bình luận|Chưa có bình luận(?: nào)?|"
    r"\d{1,4} bình luận|(?:Bình luận|Ý kiến bạn đọc|Phản hồi) ?\(\d{1,4}\)|Nội dung bình luận ?\*?|Hủy trả lời|Trả lời Hủy|"
    r"Đóng|Xem chi tiết tại đây|No comments|\d{1,5} download|Download Vui lòng tải xuống.{0,60}|"
    r"Chia sẻ ?: .{2,60}Loại File.{0,60}|"
    r"[\w().-]{1,140}\.(?:pdf|docx?|xlsx?|rar|zip)|"
    r"Sắp xếp theo Mới nhất|Powered by .{2,40}|Đang tải (?:văn bản|dữ liệu|trang)|Bạn đánh giá|Đánh giá bài viết|"
    r"Từ kho[áa] ?: Số Hiệu, Tiêu đề .{0,80}|"
    r"Tìm kiếm tin tức|Chi tiết tin tức|Liên kết website|Xem cỡ chữ|Đọc bài viết|(?:Để lại|Đăng) nhận xét|Không có nhận xét nào|"
    r"Đã đăng vào \d{1,2} Th\d{1,2}, \d{4}|"
    rf"{VISITORS}|"
    r"Xem thêm bình luận|(?:Nhập|Mời bạn (?:nhập|gửi|để lại)) (?:nội dung )?(?:bình luận|ý kiến)(?: của bạn)?|"
    r"Email của bạn sẽ không được (?:hiển thị|công bố).{0,90}|(?:Các )?trường bắt buộc được đánh dấu ?\*?|"
    r"Lưu tên của tôi, email.{0,90}|Vui lòng (?:nhập|gõ) (?:tiếng Việt )?có dấu.{0,40}|"
    r"Sao chép (?:liên kết|link)|Copy link|Nghe đọc bài|"
    r"Your Website Title|DetailController|rssheader|Slideshow Image \d+(?: Slideshow Image \d+)?|Xuất bản thông tin|"
    r"Tải bản đầy đủ \([^()]{3,8}\)(?: ?\(\d+ trang\))?|Bạn đang xem (?:bản rút gọn|trước \d+ trang) .{0,120}|"
    r"https?://\S+\.(?:jpe?g|png|gif|webp)|(?:Tin tức|Chuyên mục)(?: ?[>»›] ?[^>»›/|.!?:;]{2,60}){1,6}|"
    r"Đọc \d[\d.,]{0,9} lượt|Đánh giá mục này(?: ?\(\d{1,4} bỏ phiếu\))?|\(\d{1,4} bỏ phiếu\)|Xuất bản trong .{2,60}|"
    r"(?:Tăng|Giảm) cỡ chữ(?: Giảm cỡ chữ)?|"
    r"(?:Dưới đây là )?(?:Một số|Một vài|Những) hình ảnh "
    r"(?:tại|trong|về|của|ra quân|lễ|hội nghị|buổi|hoạt động)[^.!?;]{2,120}[:.]?|"
    r"(?:Hình )?[Ảả]nh minh h(?:ọa|oạ|ọa)\.?|"
    r"Sign in|"
    r"PublishingPortal.{0,60}|.{0,120}Theo dõi .{2,40} trên Google News|"
    r"(?:Trang chủ|Trang nhất|Home|Gốc)(?: ?[>»›/|] ?[^>»›/|.!?:;]{2,60}){1,6} ?[>»›]?",
    re.IGNORECASE,
)
LIKELY = Pattern(
    r"Chia sẻ(?: bài viết)?|Chia sẻ (?:lên|qua|trên) .{3,20}|In|Gửi|E-?mail|Thích|Like|Share|Print|Tweet|Facebook|Twitter|Zalo|"
    r"Messenger|Quay lại|Trở (?:về|lại)(?: trang trước)?|(?:Xem|Đọc) (?:thêm|tiếp)|Xem chi tiết|Download|"
    r"Chi tiết(?: tin| bài viết)?|"
    r"Tải (?:về|xuống)|(?:Tệp |Tập |File )?(?:tin )?đính kèm|Trả lời|\d{2,3} ?%|"
    r"Đăng nhập|Tìm kiếm|Menu|Trang chủ|Đầu trang|(?:Viết |Gửi )?bình luận|Lưu(?: bài)?|"
    r"Ý kiến (?:của bạn|bạn đọc)|(?:Nhập )?mã (?:xác nhận|bảo mật|bảo vệ|captcha)|Đọc báo in|Tải ứng dụng|"
    r"(?:Cổng|Trang) thông tin điện tử(?: [^.!?:;]{2,60})?|"
    r"Sở, Ban, Ngành|UBND Huyện, Thị xã, Thành phố|(?:ipv6 ready ?)?Chung nhan Tin Nhiem Mang|"
    r"Ảnh [A-ZĐ]{2,4}(?:-[A-ZĐ]{2,4})?|"
    r"Album ảnh(?: Album ảnh)?|Tags? ?:.{0,100}|Từ khóa ?:.{0,100}|https?://\S+",
    re.IGNORECASE,
)
