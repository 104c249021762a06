"""What syllables of Vietnamese end with, and which begin with a vowel. Source: the orthography of the dictionary (Hoàng Phê)."""

_RHYMES = """
a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng eo ep et ê êch êm ên
ênh êp êt êu i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu o oa oac oach oai oan oang oanh oat oay oăc oăn
oăng oăt oc oe oen oeo oet oi om on ong oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uât uây uc uê uêch
uênh ui um un ung uôc uôi uôm uôn uông uôt up ut uy uya uych uyên uyêt uynh uyt uyu uơ ư ưa ưc ưi ưm ưng ươc ươi ươm ươn
ương ươp ươt ươu ưt ưu y yêm yên yêt yêu
"""
_BEHIND_QU = """
a ac ach ai an ang anh ao at ay ăc ăn ăng ăt ân âng ât ây e en eo et ê ên êt êu i ich in inh it ơ y yên yêt ynh ych yt
"""
_BEHIND_GI = "n ng p m êng êt êc"
_BARE_WORDS = """
a à á ả ạ ai ái ải am ám ảm an án ang áng anh ánh ảnh ành ao áo ào ảo ạo áp át ạt ay áy ắc ăm ẵm ăn ắn ăng ắng ắp ắt âm
ấm ầm ẩm ậm ân ấn ẩn ần ấp ập ất ấy ẩy âu ấu ầu ẩu ây e é è em ém en én eo éo èo ẻo ép ẹp ét ê ế ề ếch ết êm ếm ênh êu i
í ì ỉ ỉa ích im ím in ín inh ình ỉnh ít ịt iu ỉu ìu o ó ò ỏ ọ oa oà oái oải oai oan oán oang oanh oành oát óc ói oi om
ong óng óp ọp ót ô ố ồ ổ ỗ ộ ốc ôi ối ồi ổi ôm ốm ồm ôn ồn ổn ông ống ồng ộp ốp ốt ơ ớ ờ ở ỡ ợ ơi ơn ớn ớt u ú ù ủ ụ ua
úa ùa uẩn uất uế uể uy úy ùy ủy uỷ uý uyên uyển uổng uốn uống úi ủi um ùm un ùn ung úng ùng ủng úp út ụt ư ứ ừ ử ự ưa ứa
ừa ựa ức ực ưng ứng ừng ước ươm ướm ươn ương ướp ướt ưu y ý ỷ yêm yếm yểm yên yến yếu yêu yểu
"""
RHYMES = frozenset(_RHYMES.split())
"""Without their tones."""
BEHIND_QU = frozenset(_BEHIND_QU.split())
BEHIND_GI = frozenset({"", *_BEHIND_GI.split(), *(rhyme for rhyme in RHYMES if rhyme[0] not in "iy")})
BARE_WORDS = frozenset(_BARE_WORDS.split())
"""Words that begin with a vowel; any other piece that does is the end of one."""
CODAS = frozenset(("c", "ch", "m", "n", "ng", "nh", "p", "t"))
"""What a syllable ends with behind its vowel."""
WHOLE_WORDS = frozenset(
    {
        "bí thư", "bộ trưởng", "chi bộ", "chủ nhiệm", "chủ tịch", "chủ trì", "cán bộ", "công an", "giám đốc", "hội nghị",
        "kế hoạch", "quyết định", "thông báo", "thủ trưởng", "thứ trưởng", "tổ trưởng", "ủy ban", "uỷ ban",
    }
)  # fmt: skip
"""Words of titles and headings: what is glued and may be parted in two ways, "BỘTRƯỞNG", is these."""
