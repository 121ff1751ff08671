"""Little words between dates, times and labels, in the languages of the cue files."""

SMALL = frozenset(
    "at um à le alle a las kl klo o в о om saat и et on the uhr h час ore min am pm 오전 오후 午前 午後 上午 下午 "
    "年 月 日 时 時 分 点 點 ч г р року года ص م صباحا صباحًا "
    "مساء مساءً wib wita wit hkt 上 下 午 前 後 週 周 星 期 曜".split()
)
