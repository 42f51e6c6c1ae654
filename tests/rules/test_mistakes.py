"""Thirty kinds of mistake in rules, lexicon and contexts: each is told with its place, what is allowed, the nearest name."""

from __future__ import annotations

from pathlib import Path
from pkgutil import iter_modules

import pytest

import snslint.detectors
from snslint import rules
from snslint.errors import UserError
from snslint.families import FAMILIES

HEAD = """\
title: "うわさ"
severity: warning
message: "「{match}」は、うわさです。"
why: "事実として受け取られるため。"
suggest: "発表元を書いてください。"
"""
FIND = "find: [{words: [うわさ]}]\n"
EXAMPLES = 'examples: {bad: ["«うわさ»です。"], good: ["発表です。"]}\n'
CONTEXT = """\
title: "注意"
find: [{words: [注意]}]
examples: {in: ["ご注意ください。"], out: ["留意します。"]}
"""
ONE = "rules/rumour/one.yaml"
DETECTORS = "、".join(
    sorted(found.name.replace("_", "-") for found in iter_modules(snslint.detectors.__path__))
)
FOLDERS = "、".join(sorted([*FAMILIES, "contexts", "lexicon"]))


def rule(body: str, head: str = HEAD, examples: str = EXAMPLES) -> dict[str, str]:
    return {ONE: head + body + examples}


MISTAKES: dict[str, tuple[dict[str, str], list[str]]] = {
    "a misspelt key of a rule": (
        rule("fnid: [{words: [うわさ]}]\n"),
        [
            "rules/rumour/one.yaml:6:1: キー「fnid」はありません。「find」ではありませんか。使えるもの: evidence、examples、find、fitted、message、needs、once、only、severity、skip、suggest、title、unless、why、yields"
        ],
    ),
    "a misspelt key of a matcher": (
        rule("find: [{wrods: [うわさ]}]\n"),
        [
            "rules/rumour/one.yaml:6:9: キー「wrods」はありません。「words」ではありませんか。使えるもの: context、detector、form、kind、regex、tokens、whole、words"
        ],
    ),
    "a misspelt key of a token": (
        rule("find: [{tokens: [{lema: うわさ}]}]\n"),
        [
            "rules/rumour/one.yaml:6:19: キー「lema」はありません。「lemma」ではありませんか。使えるもの: OP、form、lemma、not、pos、surface、words"
        ],
    ),
    "a misspelt key of an example": (
        rule(
            FIND,
            examples='examples: {bad: [{text: "«うわさ»です。", munincipality: onjuku}], good: ["発表です。"]}\n',
        ),
        [
            "rules/rumour/one.yaml:7:37: キー「munincipality」はありません。「municipality」ではありませんか。使えるもの: clause、embargo、kind、meta、municipality、platform、severity、text、today"
        ],
    ),
    "a misspelt group of examples": (
        rule(FIND, examples='examples: {bad: ["«うわさ»です。"], goood: ["発表です。"]}\n'),
        [
            "rules/rumour/one.yaml:7:31: キー「goood」はありません。「good」ではありませんか。使えるもの: bad、good、todo"
        ],
    ),
    "a key written twice": (
        rule(FIND + FIND),
        [
            "rules/rumour/one.yaml:7:1: キー「find」が2回書かれています（6行目と7行目）。1つにまとめてください。"
        ],
    ),
    "a severity that is none": (
        rule(FIND, head=HEAD.replace("warning", "waring")),
        [
            "rules/rumour/one.yaml:2:11: 値「waring」はありません。「warning」ではありませんか。使えるもの: error、info、warning"
        ],
    ),
    "a required key left out": (
        rule(FIND, head=HEAD.replace('why: "事実として受け取られるため。"\n', "")),
        ["rules/rumour/one.yaml:1:1: キー「why」が必要です。"],
    ),
    "find and evidence together": (
        rule(FIND + "evidence: {threshold: 1, cues: [{words: [うわさ], weight: 1}]}\n"),
        ["rules/rumour/one.yaml:1:1: find: か evidence: のどちらか一つを書いてください。"],
    ),
    "two ways of finding in one matcher": (
        rule('find: [{words: [うわさ], regex: "うわさ"}]\n'),
        [
            "rules/rumour/one.yaml:6:8: words・tokens・regex・detector・context のうち一つだけを書いてください（words と regex が一緒に書かれています）。"
        ],
    ),
    "a part of speech that is none": (
        rule("find: [{tokens: [{pos: 動し}]}]\n"),
        [
            "rules/rumour/one.yaml:6:24: 品詞「動し」は辞書にありません。使えるもの: 代名詞、副詞、助動詞、助詞、動詞、名詞、形容詞、形状詞、感動詞、接尾辞、接続詞、接頭辞、補助記号、記号、連体詞"
        ],
    ),
    "a form that is none": (
        rule("find: [{tokens: [{pos: 動詞, form: 未然系}]}]\n"),
        [
            "rules/rumour/one.yaml:6:34: 活用形「未然系」は辞書にありません。「未然形」ではありませんか。使えるもの: ク語法、仮定形、命令形、已然形、意志推量形、未然形、終止形、語幹、連体形、連用形"
        ],
    ),
    "a form that the part of speech has not": (
        rule("find: [{tokens: [{pos: 名詞, form: 連用形}]}]\n"),
        ["rules/rumour/one.yaml:6:18: 品詞「名詞」の語に、活用形「連用形」はありません。"],
    ),
    "a lemma of several words": (
        rule("find: [{tokens: [{lemma: 秘密基地}]}]\n"),
        [
            "rules/rumour/one.yaml:6:26: 「秘密基地」は1語ではなく「秘密|基地」と切られるため、1語としては見つかりません。words: に書くか、1語ずつ並べてください。"
        ],
    ),
    "a surface of several words": (
        rule("find: [{tokens: [{surface: よね}]}]\n"),
        [
            "rules/rumour/one.yaml:6:28: 「よね」は1語ではなく「よ|ね」と切られるため、1語としては見つかりません。words: に書くか、1語ずつ並べてください。"
        ],
    ),
    "a surface that is never that part of speech": (
        rule("find: [{tokens: [{surface: 東京, pos: 動詞}]}]\n"),
        [
            "rules/rumour/one.yaml:6:18: 「東京」は品詞「動詞」にはなりません。辞書での品詞: 名詞-固有名詞-地名-一般"
        ],
    ),
    "a token that excludes itself": (
        rule("find: [{tokens: [{pos: 名詞-数詞, not: {pos: 名詞}}]}]\n"),
        ["rules/rumour/one.yaml:6:18: not: が、この場所に来られる語をすべて除いています。"],
    ),
    "a word with a blank at its end": (
        rule('find: [{words: ["うわさ "]}]\n'),
        [
            "rules/rumour/one.yaml:6:17: 語「うわさ 」は空白で始まるか終わるため、見つかることがありません。空白を消してください。"
        ],
    ),
    "a word that begins in the middle of a sound": (
        rule("find: [{words: [ゃんと]}]\n"),
        [
            "rules/rumour/one.yaml:6:17: 語「ゃんと」は「ゃ」で始まるため、語の切れ目に来ることがありません。前の字から書いてください。"
        ],
    ),
    "an unless that holds all that is found": (
        rule(FIND + "unless: [{words: [うわさ, 噂話]}]\n"),
        [
            "rules/rumour/one.yaml:6:8: ここで見つかるものは、必ず unless:（7行目）に当たるため、指摘になりません。"
        ],
    ),
    "an unless that holds one way of finding": (
        rule('find: [{words: [うわさ]}, {regex: "風説"}]\nunless: [{regex: "風説", within: post}]\n'),
        [
            "rules/rumour/one.yaml:6:24: ここで見つかるものは、必ず unless:（7行目）に当たるため、指摘になりません。"
        ],
    ),
    "weights that never reach the threshold": (
        rule(
            "evidence: {threshold: 1.0, cues: [{words: [うわさ], weight: 0.4}, {words: [らしい], weight: 0.5}]}\n"
        ),
        [
            "rules/rumour/one.yaml:6:23: 重み（weight）をすべて足しても 0.9 で、threshold に届かないため、指摘になりません。"
        ],
    ),
    "the same part skipped and asked for": (
        rule(FIND + "skip: [url, quotation]\nonly: [quotation]\n"),
        ["rules/rumour/one.yaml:7:13: 「quotation」が only: と skip: の両方にあるため、何も見つかりません。"],
    ),
    "a regular expression with an open bracket": (
        rule('find: [{regex: "(うわさ"}]\n'),
        ["rules/rumour/one.yaml:6:16: 正規表現が正しくありません（5文字目: 「)」が足りません）。"],
    ),
    "a repeat of a repeat": (
        rule('find: [{regex: "([ぁ-ん]+)+さ"}]\n'),
        [
            "rules/rumour/one.yaml:6:16: 正規表現の中で、繰り返しが繰り返されています（例: `(a+)+`）。文によっては終わらなくなります。内側か外側の「+」を外してください。"
        ],
    ),
    "an expression that runs away": (
        rule('find: [{regex: "(?:う|うう)+わ$"}]\n'),
        [
            "rules/rumour/one.yaml:6:16: この正規表現は、長い文で終わらなくなることがあります。`.*` や `+` を減らすか、`[^。\\n]{0,20}` のように範囲を決めてください。"
        ],
    ),
    "a name that no match gives": (
        rule(FIND, head=HEAD.replace("{match}", "{word}")),
        ["rules/rumour/one.yaml:3:10: 差し込み「{word}」はありません。使えるもの: {match}"],
    ),
    "a brace that is not closed": (
        rule(FIND, head=HEAD.replace("{match}", "{match")),
        ["rules/rumour/one.yaml:3:10: { と } は対で書いてください。文字としての { は {{ と書きます。"],
    ),
    "an unknown class": (
        {
            **rule("find: [{words: [$ilness]}]\n"),
            "rules/lexicon/illness.yaml": 'title: "病名"\nwords: [かぜ]\n',
        },
        [
            "rules/rumour/one.yaml:6:17: 語のまとまり「$ilness」はありません。「$illness」ではありませんか。使えるもの: $illness"
        ],
    ),
    "an unknown context": (
        {
            **rule(FIND + "unless: [{context: waning}]\n"),
            "rules/contexts/warning.yaml": 'title: "注意"\nfind: [{words: [注意]}]\nexamples: {in: ["ご注意ください。"], out: ["留意します。"]}\n',
        },
        [
            "rules/rumour/one.yaml:7:20: 文脈「waning」はありません。「warning」ではありませんか。使えるもの: warning"
        ],
    ),
    "a context that speaks of itself": (
        {
            **rule(FIND),
            "rules/contexts/warning.yaml": 'title: "注意"\nfind: [{words: [注意]}, {context: warning}]\nexamples: {in: ["ご注意ください。"], out: ["留意します。"]}\n',
        },
        ["rules/contexts/warning.yaml:2:33: 文脈「warning」が自分自身を参照しています。"],
    ),
    "contexts that speak of one another in too long a row": (
        {
            **rule(FIND),
            **{
                f"rules/contexts/c{number:02}.yaml": CONTEXT.replace(
                    "[{words: [注意]}]", f"[{{words: [注意]}}, {{context: c{number + 1:02}}}]"
                )
                for number in range(17)
            },
            "rules/contexts/c17.yaml": CONTEXT,
        },
        ["rules/contexts/c16.yaml:2:33: 文脈が文脈を参照する段が深すぎます（16段まで）。"],
    ),
    "a class that takes itself in": (
        {**rule(FIND), "rules/lexicon/illness.yaml": 'title: "病名"\nwords: [かぜ, $illness]\n'},
        ["rules/lexicon/illness.yaml:2:13: 「$illness」が、「$illness」を通して自分自身を含んでいます。"],
    ),
    "classes that take each other in": (
        {
            **rule(FIND),
            "rules/lexicon/illness.yaml": 'title: "病名"\nwords: [かぜ, $cold]\n',
            "rules/lexicon/cold.yaml": 'title: "かぜ"\nwords: [$illness]\n',
        },
        [
            "rules/lexicon/cold.yaml:2:9: 「$cold」が、「$illness」を通して自分自身を含んでいます。",
            "rules/lexicon/illness.yaml:2:13: 「$illness」が、「$cold」を通して自分自身を含んでいます。",
        ],
    ),
    "a misspelt key of a context": (
        {
            **rule(FIND),
            "rules/contexts/warning.yaml": 'titel: "注意"\nfind: [{words: [注意]}]\nexamples: {in: ["ご注意ください。"], out: ["留意します。"]}\n',
        },
        [
            "rules/contexts/warning.yaml:1:1: キー「titel」はありません。「title」ではありませんか。使えるもの: examples、find、title、unless"
        ],
    ),
    "a misspelt key of a class": (
        {**rule(FIND), "rules/lexicon/illness.yaml": 'title: "病名"\nword: [かぜ]\n'},
        [
            "rules/lexicon/illness.yaml:2:1: キー「word」はありません。「words」ではありませんか。使えるもの: source、title、words"
        ],
    ),
    "an unknown detector": (
        rule("find: [{detector: phone-numbr}]\n"),
        [
            f"rules/rumour/one.yaml:6:19: 検出器「phone-numbr」はありません。「phone-number」ではありませんか。使えるもの: {DETECTORS}"
        ],
    ),
    "an unknown kind of a detector": (
        rule("find: [{detector: phone-number, kind: moble}]\n"),
        [
            "rules/rumour/one.yaml:6:39: 検出器「phone-number」の種類「moble」はありません。「mobile」ではありませんか。使えるもの: free、landline、mobile"
        ],
    ),
    "an operator that is none": (
        rule('find: [{tokens: [{lemma: 噂, OP: "**"}]}]\n'),
        ["rules/rumour/one.yaml:6:33: 「**」という繰り返しはありません。使えるもの: ?、*、+、{2}、{1,3}"],
    ),
    "a pattern of which nothing must be there": (
        rule('find: [{tokens: [{lemma: 噂, OP: "?"}]}]\n'),
        ["rules/rumour/one.yaml:6:17: 少なくとも一つは、必ず現れる語にしてください。"],
    ),
    "an example cut short by #": (
        rule(FIND, examples='examples:\n  bad:\n    - «うわさ»です。 #御宿町\n  good: ["発表です。"]\n'),
        [
            'rules/rumour/one.yaml:9:7: 「 #」から後はコメントとして捨てられます。文の一部なら、全体を引用符「"」で囲んでください。'
        ],
    ),
    "a message cut short by #": (
        rule(FIND, head=HEAD.replace('"「{match}」は、うわさです。"', "うわさです #1")),
        [
            'rules/rumour/one.yaml:3:10: 「 #」から後はコメントとして捨てられます。文の一部なら、全体を引用符「"」で囲んでください。'
        ],
    ),
    "no examples": (
        rule(FIND, examples=""),
        ["rules/rumour/one.yaml:1:1: examples: の bad と good に、例を1つ以上書いてください。"],
    ),
    "no good examples": (
        rule(FIND, examples='examples: {bad: ["«うわさ»です。"]}\n'),
        ["rules/rumour/one.yaml:7:1: examples: の good に、例を1つ以上書いてください。"],
    ),
    "a mark that is not closed": (
        rule(FIND, examples='examples: {bad: ["«うわさです。"], good: ["発表です。"]}\n'),
        ["rules/rumour/one.yaml:7:18: « と » は対で、入れ子にせずに書いてください。"],
    ),
    "a mark in a good example": (
        rule(FIND, examples='examples: {bad: ["«うわさ»です。"], good: ["«発表»です。"]}\n'),
        ["rules/rumour/one.yaml:7:38: good は指摘の出ない例です。«» は書けません。"],
    ),
    "a folder that is no family": (
        {**rule(FIND), "rules/rumor/two.yaml": HEAD + FIND + EXAMPLES},
        [
            f"rules/rumor/two.yaml: ルールのフォルダー「rumor」はありません。「rumour」ではありませんか。使えるもの: {FOLDERS}"
        ],
    ),
    "a file with another suffix": (
        {**rule(FIND), "rules/rumour/two.yml": HEAD + FIND + EXAMPLES},
        [
            "rules/rumour/two.yml: この場所のファイルは読まれません。rules/分野/ルール名.yaml に置いてください。"
        ],
    ),
    "a file above the families": (
        {**rule(FIND), "rules/two.yaml": HEAD + FIND + EXAMPLES},
        ["rules/two.yaml: この場所のファイルは読まれません。rules/分野/ルール名.yaml に置いてください。"],
    ),
    "a tab": (
        rule("find:\n\t- {words: [うわさ]}\n"),
        ["rules/rumour/one.yaml:7:1: タブは使えません。半角の空白で字下げしてください。"],
    ),
    "a colon in an unquoted message": (
        rule(FIND, head=HEAD.replace('"発表元を書いてください。"', "次のとおり: 発表元")),
        [
            'rules/rumour/one.yaml:5:15: 「: 」が余分か、字下げがずれています。値に「: 」を含むときは引用符「"」で囲んでください。'
        ],
    ),
    "a distance that is none": (
        rule(FIND + "needs: [{words: [らしい], within: paragraph}]\n"),
        ["rules/rumour/one.yaml:7:32: 値「paragraph」はありません。使えるもの: near、post、sentence"],
    ),
    "a weight that is no number": (
        rule("evidence: {threshold: 1, cues: [{words: [うわさ], weight: おもい}]}\n"),
        ["rules/rumour/one.yaml:6:56: 「おもい」は使えません。数を書いてください。"],
    ),
    "a reference": (
        rule("find: &f [{words: [うわさ]}]\n"),
        [
            'rules/rumour/one.yaml:6:7: 「&」と「*」による参照は使えません。値の一部なら、引用符「"」で囲んでください。'
        ],
    ),
    "a word beside what a token must be": (
        rule("find: [{tokens: [{words: [うわさ], pos: 名詞}]}]\n"),
        ["rules/rumour/one.yaml:6:18: words: は、surface・lemma・pos・form・not と同じ場所には書けません。"],
    ),
    "a whole without words": (
        rule('find: [{regex: "うわさ", whole: true}]\n'),
        ["rules/rumour/one.yaml:6:8: whole: と form: は words: と一緒にだけ使えます。"],
    ),
    "a kind without a detector": (
        rule("find: [{words: [うわさ], kind: mobile}]\n"),
        ["rules/rumour/one.yaml:6:8: kind: は detector: と一緒にだけ使えます。"],
    ),
    "a fitted cue of two sorts": (
        rule("evidence: {threshold: 1, grams: [{text: うわさ, lemmas: 噂, weight: 1}]}\n"),
        ["rules/rumour/one.yaml:6:34: text・lemmas・class・context のうち一つだけを書いてください。"],
    ),
    "cues both written and fitted": (
        rule(
            "evidence: {threshold: 1, cues: [{words: [うわさ], weight: 1}], grams: [{text: うわさ, weight: 1}]}\n"
        ),
        ["rules/rumour/one.yaml:6:11: cues: か grams: のどちらか一つを書いてください。"],
    ),
    "a harmless that is no less than the threshold": (
        rule("evidence: {threshold: 1, harmless: 1, grams: [{text: うわさ, weight: 1}]}\n"),
        [
            "rules/rumour/one.yaml:6:11: harmless: は、grams: と一緒に、threshold: より小さい数で書いてください。"
        ],
    ),
    "a harmless of cues that are not fitted": (
        rule("evidence: {threshold: 1, harmless: 0.5, cues: [{words: [うわさ], weight: 1}]}\n"),
        [
            "rules/rumour/one.yaml:6:11: harmless: は、grams: と一緒に、threshold: より小さい数で書いてください。"
        ],
    ),
    "beside of cues that are not fitted": (
        rule("evidence: {threshold: 1, beside: {politics: 1}, cues: [{words: [うわさ], weight: 1}]}\n"),
        ["rules/rumour/one.yaml:6:11: beside: は、grams: と一緒に書いてください。"],
    ),
    "beside an unknown family": (
        rule("evidence: {threshold: 1, beside: {politic: 1}, grams: [{text: うわさ, weight: 1}]}\n"),
        [
            "rules/rumour/one.yaml:6:34: 分野「politic」はありません。「politics」ではありませんか。"
            f"使えるもの: {'、'.join(sorted(FAMILIES))}"
        ],
    ),
    "needs beside evidence": (
        rule("evidence: {threshold: 1, cues: [{words: [うわさ], weight: 1}]}\nneeds: [{words: [らしい]}]\n"),
        [
            "rules/rumour/one.yaml:1:1: evidence: のルールに needs: は書けません。手がかりに重み(weight)を付けてください。"
        ],
    ),
    "a word without a character": (
        rule('find: [{words: ["　"]}]\n'),
        ["rules/rumour/one.yaml:6:17: 語「　」には、文字がありません。"],
    ),
    "a surface without a character": (
        rule('find: [{tokens: [{surface: "　"}]}]\n'),
        [
            "rules/rumour/one.yaml:6:28: 「 」という語は辞書にありません。`snslint tokens` で確かめてください。"
        ],
    ),
    "a part of speech misspelt in its middle": (
        rule("find: [{tokens: [{pos: 名詞-固有名祠-人名}]}]\n"),
        [
            "rules/rumour/one.yaml:6:24: 品詞「名詞-固有名祠-人名」は辞書にありません。「名詞-固有名詞-人名」ではありませんか。使えるもの: 名詞-助動詞語幹、名詞-固有名詞、名詞-数詞、名詞-普通名詞"
        ],
    ),
    "a surface that is never that part of speech, behind one that is": (
        rule("find: [{tokens: [{surface: [走る, 東京], pos: 動詞}]}]\n"),
        [
            "rules/rumour/one.yaml:6:18: 「東京」は品詞「動詞」にはなりません。辞書での品詞: 名詞-固有名詞-地名-一般"
        ],
    ),
    "an unless of the context that is looked for": (
        {
            **rule("find: [{context: warning}]\nunless: [{context: warning}]\n"),
            "rules/contexts/warning.yaml": CONTEXT,
        },
        [
            "rules/rumour/one.yaml:6:8: ここで見つかるものは、必ず unless:（7行目）に当たるため、指摘になりません。"
        ],
    ),
    "an unless of the words of the context that is looked for": (
        {
            **rule("find: [{context: warning}]\nunless: [{words: [注意, 警告]}]\n"),
            "rules/contexts/warning.yaml": CONTEXT,
        },
        [
            "rules/rumour/one.yaml:6:8: ここで見つかるものは、必ず unless:（7行目）に当たるため、指摘になりません。"
        ],
    ),
    "an unless of every kind of what is detected": (
        rule("find: [{detector: phone-number, kind: mobile}]\nunless: [{detector: phone-number}]\n"),
        [
            "rules/rumour/one.yaml:6:8: ここで見つかるものは、必ず unless:（7行目）に当たるため、指摘になりません。"
        ],
    ),
    "an expression that grows beyond bounds": (
        rule('find: [{regex: "(?:う{999}わ){999}"}]\n'),
        [
            "rules/rumour/one.yaml:6:16: 正規表現の繰り返しの回数が多すぎます。{ } の中の数を小さくしてください。"
        ],
    ),
    "a letter that is never there once folded": (
        rule('find: [{regex: "(うわさ|ｳﾜｻ?)です"}]\n'),
        [
            "rules/rumour/one.yaml:6:16: 投稿文の「ｳ」は「ウ」にそろえてから探します。「ｳ」では見つからないので、`ウ` と書いてください。"
        ],
    ),
    "a repeat beside what may be empty in a repeat": (
        rule('find: [{regex: "(?:う+わ?(さ*)(?:と|も?))+です"}]\n'),
        [
            "rules/rumour/one.yaml:6:16: 正規表現の中で、繰り返しが繰り返されています（例: `(a+)+`）。文によっては終わらなくなります。内側か外側の「+」を外してください。"
        ],
    ),
    "an expression with a group that runs away": (
        rule('find: [{regex: "(う|うう)+わ$"}]\n'),
        [
            "rules/rumour/one.yaml:6:16: この正規表現は、長い文で終わらなくなることがあります。`.*` や `+` を減らすか、`[^。\\n]{0,20}` のように範囲を決めてください。"
        ],
    ),
}


def told(files: dict[str, str], folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is said of the files, each at its path below the folder that the program runs in."""
    monkeypatch.chdir(folder)
    for name, content in files.items():
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    with pytest.raises(UserError) as caught:
        rules.load([Path("rules")])
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_at_its_place(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files, expected = MISTAKES[name]
    assert told(files, tmp_path, monkeypatch) == expected


def test_the_line_with_the_mistake_is_shown(tmp_path: Path) -> None:
    path = tmp_path / ONE
    path.parent.mkdir(parents=True)
    path.write_text(HEAD + "find: [{wrods: [うわさ]}]\n" + EXAMPLES, encoding="utf-8")
    with pytest.raises(UserError) as caught:
        rules.load([tmp_path / "rules"])
    assert [problem.excerpt for problem in caught.value.problems] == ["find: [{wrods: [うわさ]}]"]


def test_all_mistakes_of_all_files_are_told_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {
        **rule("find: [{wrods: [うわさ]}]\n", head=HEAD.replace("warning", "waring")),
        "rules/lexicon/illness.yaml": 'title: "病名"\nword: [かぜ]\n',
        "rules/rumour/two.yaml": HEAD + "find: [{words: [$ilness]}]\n" + EXAMPLES,
    }
    places = [message.partition(": ")[0] for message in told(files, tmp_path, monkeypatch)]
    assert places == [
        "rules/lexicon/illness.yaml:2:1",
        "rules/rumour/one.yaml:2:11",
        "rules/rumour/one.yaml:6:9",
        "rules/rumour/two.yaml:6:17",
    ]


def test_a_rule_of_the_same_name_in_another_pack_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for pack in ("first", "second"):
        (tmp_path / pack / "rumour").mkdir(parents=True)
        (tmp_path / pack / "rumour" / "one.yaml").write_text(HEAD + FIND + EXAMPLES, encoding="utf-8")
    with pytest.raises(UserError) as caught:
        rules.load([Path("first"), Path("second")])
    assert str(caught.value) == (
        "second/rumour/one.yaml: 「rumour/one」はすでに first/rumour/one.yaml にあります。別の名前を付けてください。"
    )


def test_a_file_that_is_not_utf_8_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("rules/rumour").mkdir(parents=True)
    Path(ONE).write_bytes((HEAD + FIND + EXAMPLES).encode("cp932", errors="ignore"))
    with pytest.raises(UserError) as caught:
        rules.load([Path("rules")])
    assert str(caught.value) == f"{ONE}: UTF-8 で保存してください。ほかの文字コードでは読めません。"
