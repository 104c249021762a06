"""Words of two syllables that slogans are made of: a line that ends between the two is read twice.

No dictionary: those that stand again and again in slogans of communes, on poverty, information, health, order and farming. One
that is not here is parted where the letters become largest, as before.
"""

from collections.abc import Sequence

_WORDS = """
an ninh · an sinh · an toàn · biên giới · bà con · bình an · bình yên · bình đẳng · bạo lực · bảo hiểm · bảo tồn · bảo vệ ·
bền vững · cao tuổi · chi bộ · chia sẻ · chiến lược · chung sức · chung tay · chuyển đổi · chào mừng · chính quyền · chính
sách · chăm lo · chăm sóc · chăn nuôi · chương trình · chấp hành · chất lượng · chế biến · chỉ tiêu · chủ trương · chủ động ·
chữa cháy · cuộc sống · cán bộ · công an · công bằng · công dân · công khai · công nghiệp · công nghệ · cơ bản · cơ hội · cơ
sở · cận nghèo · cộng đồng · du lịch · dân chủ · dân cư · dân số · dân tộc · dạy nghề · dịch bệnh · dịch vụ · gia đình · giai
đoạn · giao thông · giáo dục · giúp đỡ · giải pháp · giảm nghèo · giữ gìn · gìn giữ · hiện đại · hiệu quả · hoàn thành · hòa
bình · hòa giải · hưởng ứng · hạnh phúc · học nghề · học sinh · học tập · hỗ trợ · hộ nghèo · hội nhập · hợp tác · khai thác ·
khiếu nại · khoa học · khuyến học · khuyến khích · khuyết tật · khó khăn · khắc phục · khởi nghiệp · kinh doanh · kinh tế ·
kiên quyết · kế hoạch · kỷ niệm · lao động · làm theo · lành mạnh · lâu dài · lợi ích · ma túy · minh bạch · mê tín · môi
trường · mục tiêu · nghĩa vụ · nghề nghiệp · nghị quyết · nghị định · nguồn lực · ngân hàng · người dân · người nghèo · nhiệm
vụ · nhà nước · nhà trường · nhà ở · nhân dân · niêm yết · nâng cao · nông dân · nông nghiệp · nông thôn · năng suất · nước
sạch · phong cách · phong trào · pháp luật · pháp lý · phát huy · phát thanh · phát triển · phân loại · phía sau · phòng cháy
· phòng chống · phòng ngừa · phúc lợi · phụ nữ · phục vụ · quan tâm · quy định · quyết tâm · quyết định · quyền lợi · quê
hương · quản lý · quốc gia · quốc phòng · rà soát · rác thải · sinh hoạt · sáng tạo · sản phẩm · sản xuất · sức khỏe · sức
mạnh · sử dụng · tai nạn · tham gia · thanh niên · thi đua · thiên tai · thiếu hụt · thoát nghèo · thu nhập · thành công ·
thân thiện · thông tin · thương yêu · thực hiện · thực phẩm · tinh thần · tiêm chủng · tiên tiến · tiến bộ · tiếp cận · tiếp
sức · tiết kiệm · toàn dân · tri thức · trong sạch · truyền thanh · truyền thông · truyền thống · trách nhiệm · trật tự · trẻ
em · tuyên truyền · tuân thủ · tuổi trẻ · tài nguyên · tích cực · tín dụng · tư tưởng · tương lai · tập huấn · tập trung · tệ
nạn · tổ quốc · tội phạm · tự do · tự giác · tự lực · vay vốn · việc làm · văn hóa · văn minh · vươn lên · vượt khó · vận động
· vệ sinh · xây dựng · xã hội · xóa đói · y tế · yên vui · yêu nước · điều kiện · điện tử · đoàn kết · đào tạo · đói nghèo ·
đô thị · đại biểu · đạo đức · đảng viên · đất nước · đầu tư · đồng bào · đồng hành · đồng lòng · đổi mới · độc lập · đời sống
· ấm no · ổn định · ứng dụng
"""
_PAIRS = frozenset(each.strip().upper() for each in _WORDS.split("·"))


def whole(words: Sequence[str]) -> list[str]:
    """Words in capitals, the syllables of a known one joined; what follows a comma begins another."""
    joined: list[str] = []
    is_open = False
    for word in words:
        if is_open and f"{joined[-1]} {word.rstrip(',.;:!?…»”')}" in _PAIRS:
            joined[-1] += f" {word}"
            is_open = False
        else:
            joined.append(word)
            is_open = True
    return joined
