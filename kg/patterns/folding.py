"""One form for punctuation and digits, a character for a character, so that rules need only one."""

from __future__ import annotations

FOLD = str.maketrans(
    {
        **{chr(code): chr(code - 0xFEE0) for code in range(0xFF10, 0xFF1A)},
        ",": "，", ";": "；", ":": "：", "(": "（", ")": "）", "?": "？", "!": "！",
        "﹒": ".", "．": ".", "[": "〔", "]": "〕", "［": "〔", "］": "〕", "﹝": "〔", "﹞": "〕", "﹙": "（", "﹚": "）", "〇": "○", "Ｏ": "○", "◯": "○",
        "•": "·", "・": "·", "‧": "·", "∙": "·", "~": "—", "～": "—", "–": "—", "―": "—", "－": "—",
        "〈": "（", "〉": "）", "﹑": "、", "､": "、", "｡": "。", "＋": "+", "│": "|", "｜": "|",
    }
)  # fmt: skip
"""What each character that has another form folds to.

Inner brackets 〈〉 fold to round ones: the rules that tell them apart look at the text itself."""
