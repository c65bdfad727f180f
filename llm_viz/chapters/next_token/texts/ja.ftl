title = 次のトークン
question = モデルは何を予測しているの？
answer = 一つの単語ではなく、語彙にあるすべてのトークンの確率です。前の方の一語を変えるだけで、その全部が動くことがあります。

preset-article = 記事の例
preset-cities = 都市
preset-capital = 知識
preset-open = 何でもあり
preset-grammar = 文法
preset-opposite = 反対語
preset-vampire = 窓か冷蔵庫か
preset-count = 数える

guess-question = いちばん広いカードの言葉は？

act-cards = 予想
act-swap = 言葉を変える
act-layers = 層ごとに

section-cards = 確率の高いトークンのカード
cards-own = 自分で入力
cards-others = ほかの { $count } トークン
cards-others-short = その他
cards-was = 前は { $p }
cards-you = 予想：{ $word }
cards-hidden = 裏向き
cards-hint = 言葉をタップすると変えられます
cards-field = 別の言葉を入れて Enter
cards-exchange = 「{ $word }」を変える
cards-alt = 確率を幅で表したカード：{ $list }。
cards-before = 変える前：{ $text }
cards-before-text = 変える前の文章
cards-in-article = 記事は { $p }
cards-article-strip = 記事の例
cards-open = モデルはすべてのトークンに確率をつけます。カードの幅がその確率です。いちばん広いカードは { $p }、5 枚合わせて { $together } です。
cards-turned = 1 位は「{ $first }」で { $p } です。5 枚のカードで { $together }、残りをほかの { NUMBER($others) } 個のトークンが分け合います。
cards-hit = モデルと同じ予想です：「{ $first }」、{ $p }。
cards-card = 予想した「{ $guess }」は { $place } 番目のカードで { $share } です。モデルの 1 位は「{ $first }」で { $p } です。
cards-among = 予想した「{ $guess }」は「その他」の中にあり、{ $place } 位で { $share } です。モデルの 1 位は「{ $first }」で { $p } です。
cards-nowhere = 予想した「{ $guess }」は上位 { $listed } 個に入っていません。モデルの 1 位は「{ $first }」で { $p } です。
cards-article = 記事の確率は、説明のために作られた例です。モデルが「{ $word }」につける確率は { $share } ではなく { $p } で、1 位は「{ $first }」の { $best } です。
cards-falls = 「{ $word }」は { $p } から { $q } に下がります。
cards-rises = 「{ $word }」は { $p } から { $q } に上がります。
cards-first-stays = 1 位は「{ $word }」のままです。
cards-first-changes = 1 位は「{ $before }」から「{ $word }」に変わりました。
compared-exactly = 二つの予測を正確に比べる

section-distribution = 次に来るのは？
bar-others = ほかの { NUMBER($count) } 個すべて
words-only-left-out = 確率の高い { NUMBER($listed) } 個のうち、句読点・改行・空白などの { $count } 個を図に出していません。その確率は合わせて { $share } です。ほかの確率は、元の値のままです。
article-title = 記事の例とくらべる
article-word = 次のことば
article-share = 記事
article-below = { $listed } 位より下
article-note = 記事の数字は、しくみを説明するために作られたもので、四つのことばで合計 100%になります。実際のモデルは、語彙のすべてのトークンに確率を配ります。
bars-alt = 棒グラフ：次に来る確率が高い { $shown } 個のトークンと、残り全部をまとめた確率。
hover-token = { $token }  #{ NUMBER($id, useGrouping: 0) }
hover-logit = ロジット = { $logit }
entropy = エントロピー：どのくらい迷っている？
entropy-value = { $bits } ビット
entropy-explained = **同じ確率のトークン { $power } ≈ { $choices } 個**から当てずっぽうに選ぶのと同じくらいの迷いです。最大は、語彙のすべてが同じ確率になるときの log₂ { NUMBER($vocabulary) } = { $maximum } ビットです。

note-favourite-sure = 「**{ $token }**」だけで { $probability } を占め、残りをほかのすべてのトークンが分け合っています。
note-favourite-unsure = 1 位の「**{ $token }**」でも { $probability } です。この確率どおりに選ぶと、1 位以外になることのほうが多いのです。
note-close = 接戦です：「**{ $first }**」が { $share }、「**{ $second }**」が { $other }。
note-half = 上位 { $count } 個を合わせて、ようやく確率の半分になります。
note-tail = 棒のない { NUMBER($count) } 個のトークンは、一つひとつはまれでも、合わせると { $probability } あります。
note-part = 「**{ $token }**」は 1 文字を作るバイトの一部だけです。続くトークンと合わさって、はじめて文字になります。
note-special = 「**{ $token }**」（{ $probability }）は文章の一部ではなく、モデルが使う特別な記号です。

section-why = なぜこのトークン？

section-lens = 途中の層なら何と答えた？
section-lens_table = すべての層を表で見る
layers-picture = 各層の後で確率が高い 5 個のトークンと、最後に 1 位になるトークンが上がっていく道すじ
layers-scrub = 層
layers-play = 再生
layers-pause = 一時停止
layers-first = 最初の層に入る前
layers-after = 第 { $layer } 層の後（全 { $last } 層）
layers-layer = 層
layers-place = { $place } 位
layers-stands = ここではまだ { $rank } 位

section-whatif = もし文章が違っていたら？
other-first = **A**：{ $text }
other-label = B：比べる文章
other-hint = ことばを変えて Enter を押してみましょう。A は上の文章です。
compared-alt = 左右の棒グラフ：同じトークンが文章 A の後（左）と文章 B の後（右）に来る確率。
same-text = B が A と同じなので、違いはありません。B のどこかを変えてみましょう。
other-empty = 比べる文章を上の欄に書いてください。たとえば、A の言葉を一つだけ変えてみましょう。
other-suggest = 言葉を一つ変えてもらう
other-none = 入れ替えられる言葉が見つかりませんでした。自分で文章を書いてみてください。
other-kept = B が空か、A と同じです。図は直前の比較のままです（比べた文章：{ $text }）。
distance = イェンセン・シャノン情報量
distance-value = { $bits } ビット
distance-help = 0 ビットなら同じ分布、1 ビットなら共通のトークンがまったくない分布です。語彙全体で計算しています。
variation = 全変動距離
variation-help = 一方の分布をもう一方に変えるために動かす必要のある確率です。語彙全体で計算しています。
note-same-favourite = どちらの文章でも 1 位は「**{ $token }**」です。
note-other-favourite = 1 位が変わりました：A の後は「**{ $first }**」、B の後は「**{ $second }**」。
note-gained = いちばん増えたのは「**{ $token }**」です：{ $first } → { $second }。
note-lost = いちばん減ったのは「**{ $token }**」です：{ $first } → { $second }。
note-tell-apart = モデルが選んだトークンを 1 個だけ見て、前にあったのが A か B かを当てるとしたら、最善の当て方でも正解率は { $chance } です。

formula-token = トークン
formula-logit = ロジット z
formula-sum = 語彙 { NUMBER($vocabulary) } 個すべての $e^z$ の合計：{ $total }
formula-check = 検算：個別に調べた { $listed } 個と、残り全部のヒストグラムから足し直した合計と $Z$ の差は { $error } です（ヒストグラムにまとめたことによる誤差は最大 { $allowed }）。
