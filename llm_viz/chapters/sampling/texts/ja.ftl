title = サンプリング
question = なぜ毎回ちがう文になるの？
answer = モデルが出すのは確率で、トークンを選ぶのはくじです。温度と絞り込みはくじの中身を変えます。温度 0 ではくじがなくなり、毎回同じ文になります。

preset-article = 記事の例
preset-cities = 都市の名前
preset-fridge = 冷蔵庫の中
preset-bag = かばんの中
preset-food = 好きなもの
preset-tale = 昔話
preset-sure = ほぼ決まり
preset-fact = 知識を問う

guess-greedy = 温度を 0 にして 8 本の続きを書かせると、内容のちがう文章は何種類できるでしょうか。

section-live = くじの作り方を変える
section-draws = くじを引く

# つまみ
temperature = 温度
temperature-help = 低いほど 1 位に集中し、高いほど平らになる
top-k = top-k
top-k-help = 上位 k 個だけ残す
top-p = top-p
top-p-help = 合計 p に達するまで上位から残す
min-p = min-p
min-p-help = 1 位の m 倍より低いものを除く
off = なし
recipes = まとめて設定：
recipe-plain = モデルのまま
recipe-greedy = 温度 0
recipe-focused = 堅実
recipe-wild = 奔放
recipe-tamed = 奔放＋min-p

# 図
table = 各トークンの確率が、温度と三つのフィルターを通ってどう変わるか
token = トークン
left = 残り
column-raw = モデルの確率
column-heat = 温度をかけて
column-k = top-k
column-p = top-p
column-m = min-p
column-final = 引かれる確率
cut-k = top-k で除かれた
cut-p = top-p で除かれた
cut-m = min-p で除かれた
others = ほかの { $count } 個
live = なぜ 1 位が選ばれないの？ 選ぶのではなく、くじを引くからです。この設定では { $token } が出るのは { $share }、残りの { $others } では別のトークンが出ます。
always = この設定では、いつ引いても { $token } が出ます。もう「くじ」ではありません。
kept = 残ったトークン（全 { $total } 個中）
mass = 残った分の確率の合計（割り直す前）
entropy = エントロピー（ビット）：モデル → 最終
more = もっと多くのトークンを見る
fewer = 上位だけにする
exact = 右端の確率は正確な値です。
bounded = 上位 { $listed } 個は一つずつ、ほかは 0.05 刻みのヒストグラムで計算しています。この温度での誤差は { $error } ポイント以下です（ヘフディングの補題）。
approximate = ≈：境目がヒストグラムにまとめたトークンの中にあるため、おおよその値です。ヒストグラムによる合計の誤差は、この温度では { $error } ポイント以下です。
worked = 数式：今の温度での計算（上位 3 個）
worked-sum = 合計
worked-greedy = 温度 0：1 位のトークンの確率を 1、ほかを 0 とする（0 で割ることはしない）

# くじを引く
order = 今の設定で { $count } 本、{ $length } トークンずつ、シード { $seed }
count = 文章の数
length = 文章の長さ（トークン）
seed = シード
draw = くじを引く
cancel = やめる
drawing = モデルが書いています…
drawing-step = { $step } / { $total } トークン
drawing-greedy = 比較のため温度 0 でも：{ $step } / { $total } トークン
nothing-drawn = まだ引いていません。つまみを動かしても、くじは引かれません。上の「**くじを引く**」を押すと、今の設定でモデルが続きを書きます。
stopped = 途中で止めたところまでの結果です。
column-drawn = くじで書いた続き
column-greedy = 温度 0 で書いた続き
drawn-with = 温度 { $temperature } ・ top-k { $k } ・ top-p { $p } ・ min-p { $m } ・ シード { $seed }～
greedy-with = いつも 1 位のトークン
times = **× { $times }**
bits = { $bits } ビット/トークン
ended = 文章を終えた
measure = どのくらい多様か
different-texts = 異なる文章
different-first = 最初のトークンの種類
of = { $part } / { $all }
surprise = 平均の驚き（ビット/トークン）
measures-help = distinct-1、distinct-2：書かれたトークン、隣り合うトークンの組のうち、種類の割合（Li ほか 2016）。驚き：モデル自身の確率の −log₂。
chart-title = 最初のトークン：{ $count } 本の結果と理論
chart-alt = 最初のトークンごとに、実際に出た回数と、確率から期待される回数を比べた図
chart-drawn = 出た回数
chart-expected = 期待される回数（± 標準偏差）
chart-times = 回数
chart-others = ほかすべて

# ここに注目
note-favourite-rare = いちばん確率の高い「**{ $token }**」でも { $share }。つまり { $others } は別のトークンになります。だから、1 位が選ばれないほうがふつうなのです。
note-favourite-common = 「**{ $token }**」の確率は { $share } です。それでも { $others } の割合で別のトークンが選ばれます。
note-favourite-sure = 「**{ $token }**」の確率は { $share }。ここではほとんど選択の余地がありません。
note-temperature = 「**{ $token }**」の確率は、温度 0.5 なら { $cold }、温度 2 なら { $hot } になります。順位は変わらず、差だけが変わります。
note-tail = { $listed } 位より下の { $count } 個は、一つひとつはごくまれでも、合わせると { $share } あります。温度 2 では { $hot } にもなります。高い温度で文章が壊れるのは、この「すそ」を引くからです。
note-nucleus = 温度 1 で top-p を 0.9 にすると、{ $total } 個のうち { $size } 個だけが残ります。文章が変われば、残る数も変わります。
note-different = { $count } 本のうち { $different } 種類の文章ができました。
note-greedy-same = 温度 0 の { $count } 本は、一字一句同じです。くじを引かないからです。
note-first = 「**{ $token }**」で始まったのは { $count } 本中 { $drawn } 本。確率から期待されるのは { $expected } ± { $deviation } 本です。
note-surprise = くじで書いた文章は 1 トークンあたり { $sampled } ビット、温度 0 の文章は { $greedy } ビット。くじを引くと、モデル自身にとって意外な文章になります。
