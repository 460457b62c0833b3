"""Finding the mark of a state secret (MẬT, TỐI MẬT, TUYỆT MẬT) in a text or a file name: the mark, not the word.

A marked document has no place in this program and is refused at every door; honey, density and confidence are welcome.
Where the two cannot be told apart the mark is assumed, because a clerk can reword a title but nobody can unread a secret.

What counts as a mark:

* The words standing alone on a line, in a table cell or between wide gaps: MẬT in capitals, the two higher grades in any
  case; with frames, dashes, brackets or quotes around, letter-spaced (M Ậ T), beside HỎA TỐC, KHẨN or “Bản số 2”.
* The value of a label: “Độ mật: Mật”, “Mức độ mật: Tuyệt mật”, also when the value stands in the next cell or line.
* In brackets, ticked, or parted by a dash or colon at the edge of a line: “[MẬT] Kế hoạch”, “☒ Tối mật”, “Báo cáo - MẬT”.
* TỐI MẬT or TUYỆT MẬT in capitals anywhere in a line.
* MẬT in capitals among words that are not in capitals (“Số 12-BC/HU MẬT”), or right beside the kind of a document
  (TÀI LIỆU MẬT, BÁO CÁO MẬT), or closing a heading that opens with one.

What does not, though the word is there:

* MẬT inside a phrase in capitals (NUÔI ONG LẤY MẬT, BÍ MẬT, MẬT ĐỘ), also where the phrase is broken by the end of a
  line; an item of a list of goods (RƯỢU, MẬT, SÁP ONG).
* Small letters in running text (văn bản mật), a list of the grades (Mật, Tối mật, Tuyệt mật), a sentence about the stamp
  (đóng dấu MẬT), the lists of state secrets that are themselves published (… bí mật nhà nước độ Tối mật …).

Mistyped marks are read with care: without the dot or hat (MÂT), with Cyrillic or full-width letters, decomposed, with
no-break spaces. Without any marks (MAT, TOI MAT) they count only where they stand alone, in brackets, after a label or in
a file name that leaves no other reading, since MAT may as well be an eye (mắt), a face (mặt) or a loss (mất).
"""

from lantoa.lib.marks.names import classification_mark_in_name
from lantoa.lib.marks.texts import classification_mark

__all__ = ["classification_mark", "classification_mark_in_name"]
