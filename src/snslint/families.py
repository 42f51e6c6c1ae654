"""The families of rules: what kind of breach a rule looks for."""

from __future__ import annotations

FAMILIES = {
    "accuracy": "正確さ",
    "advocacy": "社会問題での主張",
    "approval": "承認",
    "commercial": "営利・宣伝",
    "confidential": "秘密",
    "conversation": "返信・ダイレクトメッセージ",
    "defamation": "誹謗中傷",
    "discrimination": "差別",
    "external-source": "他者の投稿・ページ",
    "illegal": "違法行為",
    "ip-rights": "著作権・肖像権",
    "length": "文字数",
    "personal-data": "個人情報",
    "politics": "政治",
    "public-order": "公序良俗",
    "religion": "宗教",
    "rumour": "噂・デマ",
    "security": "セキュリティ",
    "short-url": "短縮URL",
    "unreleased": "公表前の情報",
}
"""The name of each family in Japanese."""
