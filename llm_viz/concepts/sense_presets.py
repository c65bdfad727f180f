"""Words with two senses: references, two contexts, a control word, and the models that really tell the senses apart.

The references and contexts were written for this application. Every reference of a word ends in the word, in one
spelling, so that the two senses differ in what stands before it and in nothing else. `models` are those for which
tests/models/test_sense.py finds: the contexts at least 0.6 apart on the sense score, the control word at most 0.3, and
most references on their own side when the others measure them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from llm_viz.concepts.sense import References
from llm_viz.i18n import Language

_JAPANESE = re.compile("[\u3040-\u30ff\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class SensePreset:
    """A word worth studying. Its senses are called `sense-<key>-a` and `-b` in the chapter's strings.

    `contexts` call up sense A and sense B; `control` has no second sense and takes the word's place in both.
    """

    key: str
    language: Language
    word: str
    references: References
    contexts: tuple[str, str]
    control: str
    models: tuple[str, ...]


def presets_for(model: str, language: Language) -> tuple[SensePreset, ...]:
    """The words of this language whose senses this model separates."""
    return tuple(preset for preset in PRESETS if preset.language == language and model in preset.models)


def find_preset(word: str) -> SensePreset | None:
    """The word's references and contexts, in upper or lower case; whether a model separates them is another matter."""
    return next((preset for preset in PRESETS if preset.word.casefold() == word.strip().casefold()), None)


def language_of(word: str) -> Language:
    """Japanese if there is a kana or Chinese character in it."""
    return "ja" if _JAPANESE.search(word) else "en"


_BOTH = ("gemma-3-270m", "smollm2-135m")
_GEMMA = ("gemma-3-270m",)

PRESETS = (
    SensePreset(
        key="apple",
        language="en",
        word="Apple",
        references=References(
            a=(
                "For dessert she sliced a ripe, sweet Apple",
                "In the orchard they picked a red Apple",
                "The farmer sold pears, plums and Apple",
                "The pie was filled with cinnamon and Apple",
                "The child ate a crunchy green Apple",
                "A worm crawled out of the rotten Apple",
            ),
            b=(
                "The phone and the laptop were designed by Apple",
                "Shares rose after the earnings report of Apple",
                "She works as a software engineer at Apple",
                "The rivals are Microsoft, Google and Apple",
                "The new operating system comes from Apple",
                "Investors bought the stock of Apple",
            ),
        ),
        contexts=(
            "He bit into the juicy, fresh Apple",
            "The new iPhone was launched by Apple",
        ),
        control="Lamp",
        models=_BOTH,
    ),
    SensePreset(
        key="bank",
        language="en",
        word="bank",
        references=References(
            a=(
                "She paid the money into her account at the bank",
                "He asked for a loan at the bank",
                "The robbers emptied the vault of the bank",
                "Interest rates were raised by the central bank",
                "The cheque was cashed at the bank",
                "He works as a manager in an investment bank",
            ),
            b=(
                "They pulled the canoe out of the water onto the bank",
                "Willows grow along the muddy bank",
                "The river flooded and rose over the bank",
                "We fished all day from the grassy bank",
                "The ducks swam across the stream to the other bank",
                "The boat drifted towards the river bank",
            ),
        ),
        contexts=(
            "The company borrowed ten million dollars from the bank",
            "The otter climbed out of the river onto the bank",
        ),
        control="lamp",
        models=_BOTH,
    ),
    SensePreset(
        key="bat",
        language="en",
        word="bat",
        references=References(
            a=(
                "The player hit the ball with his bat",
                "He swung hard, but the ball missed his bat",
                "The cricket team bought a new wooden bat",
                "The baseball coach handed her the bat",
                "He walked to the plate and lifted his bat",
                "The batter broke his bat",
            ),
            b=(
                "Out of the dark cave flew a bat",
                "The nocturnal animal with wings is a bat",
                "At night insects are eaten by the bat",
                "Hanging upside down from the ceiling slept a bat",
                "The vampire turned into a bat",
                "The only mammal that can truly fly is the bat",
            ),
        ),
        contexts=(
            "He hit a home run with his new baseball bat",
            "In the cave, hanging upside down, we saw a furry bat",
        ),
        control="lamp",
        models=_BOTH,
    ),
    SensePreset(
        key="python",
        language="en",
        word="Python",
        references=References(
            a=(
                "The script is written in Python",
                "Data scientists program in R, Julia and Python",
                "He imported the library and ran the code in Python",
                "The course teaches functions and loops in Python",
                "The web server was programmed in Python",
                "To install the package you need Python",
            ),
            b=(
                "The zoo keeper fed a rat to the Python",
                "In the jungle a deer was swallowed by a Python",
                "The longest snake in the world is the Python",
                "Coiled around the branch lay a huge Python",
                "The reptile house has a cobra and a Python",
                "He was bitten by his pet Python",
            ),
        ),
        contexts=(
            "The developer wrote the program in Python",
            "The mouse was strangled and eaten by the Python",
        ),
        control="Lamp",
        models=_BOTH,
    ),
    SensePreset(
        key="crane",
        language="en",
        word="crane",
        references=References(
            a=(
                "The builders lifted the steel beam with a crane",
                "At the construction site stood a tall crane",
                "The containers were unloaded in the port by a crane",
                "The heavy machine was hoisted by a crane",
                "The worker climbed into the cab of the crane",
                "The tower was built with the help of a crane",
            ),
            b=(
                "In the marsh a long-legged bird, a crane",
                "The bird spread its wings, a white crane",
                "In the wetland they saw a heron and a crane",
                "The nest with two eggs belongs to a crane",
                "Flying south for the winter, we saw a crane",
                "She folded a paper bird, a crane",
            ),
        ),
        contexts=(
            "The concrete blocks were raised to the roof by a crane",
            "Standing in the shallow lake, catching fish, was a crane",
        ),
        control="lamp",
        models=_BOTH,
    ),
    SensePreset(
        key="spring",
        language="en",
        word="spring",
        references=References(
            a=(
                "The flowers bloom in spring",
                "After the long winter came spring",
                "The birds return and build their nests in spring",
                "We plant tomatoes in spring",
                "The snow melts in early spring",
                "Summer, autumn, winter and spring",
            ),
            b=(
                "The mattress has a broken spring",
                "The watch stopped because of a worn metal spring",
                "The force was measured by a coiled spring",
                "The suspension of the car needs a new spring",
                "The toy jumps with a compressed steel spring",
                "The mass hangs from an elastic spring",
            ),
        ),
        contexts=(
            "The cherry trees blossom every year in spring",
            "The mechanic replaced the rusty coil spring",
        ),
        control="lamp",
        models=_BOTH,
    ),
    SensePreset(
        key="mouse",
        language="en",
        word="mouse",
        references=References(
            a=(
                "The cat chased the mouse",
                "In the field an owl caught a mouse",
                "The cheese was eaten by a mouse",
                "Under the floor lives a small grey mouse",
                "The snake swallowed a mouse",
                "The trap caught a mouse",
            ),
            b=(
                "She clicked on the icon with the mouse",
                "The computer came with a keyboard and a mouse",
                "Scroll down with the wheel of the mouse",
                "He plugged in a wireless USB mouse",
                "The cursor follows the mouse",
                "Press the left button of the mouse",
            ),
        ),
        contexts=(
            "The hungry cat crept up to the little mouse",
            "To open the file, double-click with the mouse",
        ),
        control="lamp",
        models=_BOTH,
    ),
    SensePreset(
        key="apple-ja",
        language="ja",
        word="アップル",
        references=References(
            a=(
                "デザートに出た甘くて赤い果物のアップル",
                "果樹園でとれたみずみずしいアップル",
                "パイに入れるシナモンと焼いたアップル",
                "バナナ、オレンジ、アップル",
                "朝ごはんに皮をむいて食べるアップル",
                "ジュースにしぼった完熟のアップル",
            ),
            b=(
                "新しいスマートフォンを発表したアップル",
                "株価が上がったアメリカのIT大手アップル",
                "マイクロソフト、グーグル、アップル",
                "パソコンのMacを開発したアップル",
                "スティーブ・ジョブズが創業したアップル",
                "決算を発表した米国企業のアップル",
            ),
        ),
        contexts=(
            "果物屋で買った甘いアップル",
            "iPhoneを作った会社アップル",
        ),
        control="机",
        models=_GEMMA,
    ),
    SensePreset(
        key="light",
        language="ja",
        word="ライト",
        references=References(
            a=(
                "部屋を明るくする電気のライト",
                "夜道を照らす自転車のライト",
                "暗い舞台を照らすライト",
                "車の前についているライト",
                "机の上に置くLEDのライト",
                "懐中電灯の明るいライト",
            ),
            b=(
                "野球の守備でセンターの右のライト",
                "レフト、センター、ライト",
                "外野フライを捕った選手の守備位置ライト",
                "打球が飛んだ先のライト",
                "高校野球で守った外野のライト",
                "八番、ライト",
            ),
        ),
        contexts=(
            "停電のときに使った明るいライト",
            "ホームランボールを追いかけた外野手のライト",
        ),
        control="机",
        models=_GEMMA,
    ),
    SensePreset(
        key="mouse-ja",
        language="ja",
        word="マウス",
        references=References(
            a=(
                "実験に使う小さな動物のマウス",
                "研究室で飼われている白いマウス",
                "薬を注射されたマウス",
                "チーズを食べる小動物のマウス",
                "遺伝子を調べるための実験動物マウス",
                "生まれたばかりの毛のないマウス",
            ),
            b=(
                "画面のアイコンをクリックするマウス",
                "パソコンにつなぐキーボードとマウス",
                "USBで接続するワイヤレスのマウス",
                "右ボタンとホイールのあるマウス",
                "カーソルを動かすマウス",
                "ノートパソコンと一緒に買ったマウス",
            ),
        ),
        contexts=(
            "病気の研究のために飼育したマウス",
            "パソコンの画面を操作するためのマウス",
        ),
        control="机",
        models=_GEMMA,
    ),
    SensePreset(
        key="driver",
        language="ja",
        word="ドライバー",
        references=References(
            a=(
                "ねじを回す工具のドライバー",
                "工具箱に入っているペンチとドライバー",
                "プラスのねじに合うドライバー",
                "家具を組み立てるためのドライバー",
                "ねじを締める電動のドライバー",
                "大工が使うのこぎりとドライバー",
            ),
            b=(
                "タクシーを運転するドライバー",
                "トラックで荷物を運ぶドライバー",
                "スピード違反で捕まったドライバー",
                "バス会社で働くドライバー",
                "レースに出場したF1のドライバー",
                "車を安全に走らせるドライバー",
            ),
        ),
        contexts=(
            "棚のねじをゆるめるために使ったドライバー",
            "高速道路で長距離トラックを走らせるドライバー",
        ),
        control="机",
        models=_GEMMA,
    ),
    SensePreset(
        key="mac",
        language="ja",
        word="マック",
        references=References(
            a=(
                "ハンバーガーとポテトを食べたマック",
                "駅前のファストフード店マック",
                "昼ごはんにビッグマックを買ったマック",
                "コーラとナゲットを注文したマック",
                "朝のメニューがあるハンバーガー店マック",
                "ドライブスルーで買ったマック",
            ),
            b=(
                "アップルのパソコンのマック",
                "ウィンドウズではなくマック",
                "デザイナーが使うコンピューターのマック",
                "新しいOSを入れたマック",
                "プログラムを書くためのノートパソコン、マック",
                "画面がきれいなパソコン、マック",
            ),
        ),
        contexts=(
            "チーズバーガーを食べに行ったマック",
            "キーボードで文章を打ったパソコンのマック",
        ),
        control="机",
        models=_GEMMA,
    ),
    SensePreset(
        key="hashi",
        language="ja",
        word="はし",
        references=References(
            a=(
                "ご飯を食べるときに使うはし",
                "うどんをつまむための木のはし",
                "スプーンやフォークと、はし",
                "おかずを取るための長いはし",
                "食卓に並べたお皿とはし",
                "日本人が食事に使うはし",
                "右手に持って食べるはし",
                "弁当に付いているはし",
            ),
            b=(
                "川の向こうへ渡るための大きなはし",
                "車がたくさん通る長いはし",
                "海峡にかかるつり橋という高いはし",
                "谷の上にかかる石のはし",
                "川に新しくかけられた鉄のはし",
                "電車が渡る赤いはし",
                "島と島をつなぐはし",
                "大雨で流された川のはし",
            ),
        ),
        contexts=(
            "ラーメンを食べるために使うはし",
            "道路が川を渡るためのはし",
        ),
        control="机",
        models=_GEMMA,
    ),
    SensePreset(
        key="ame",
        language="ja",
        word="あめ",
        references=References(
            a=(
                "空が暗くなって降ってきたあめ",
                "傘をさして歩くあめ",
                "台風のときの強い風とあめ",
                "梅雨の時期に毎日降るあめ",
                "天気予報によると明日は強いあめ",
                "屋根をぬらす冷たいあめ",
            ),
            b=(
                "口の中でなめる甘いあめ",
                "お菓子屋で買ったいちご味のあめ",
                "チョコレート、ガム、あめ",
                "のどが痛いときになめるあめ",
                "子どもに配った丸いあめ",
                "砂糖を溶かして作るあめ",
            ),
        ),
        contexts=(
            "洗濯物をぬらした夕方の激しいあめ",
            "袋から出して口に入れたいちご味のあめ",
        ),
        control="机",
        models=_GEMMA,
    ),
)
