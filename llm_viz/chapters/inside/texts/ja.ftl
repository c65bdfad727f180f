title = モデルの中
question = モデルの中には何があるの？
answer = トークンは数のリストになり、層を通るたびに数が足されていきます。注意機構は前にある言葉の情報を、フィードフォワード層（MLP）はその場で計算した結果を足します。最後のリストから語彙の全トークンのスコアが決まり、スコアが確率になります。

# 章の内容。データが流れる順
act-vector = ベクトル
act-positions = 順序
act-block = ブロック
act-neuron = ニューロン
act-stack = 層
act-scores = スコア

preset-twice = 同じ単語が 2 回
preset-chase = 追うのはどっち？
preset-fact = 知識

# 1 ベクトル
section-vector = モデルにとって単語とは何？
vector-words = 文のトークンと、それぞれの数のリストの先頭部分
vector-view-near = 似ている単語
vector-view-sum = 単語の計算
vector-closer = 中心に近いほどリストが似ています（コサイン類似度）。方向は、似たものどうしを隣に並べるためだけのものです。
vector-mean = 破線：平均的なトークン { $cosine }
vector-list = 「{ $word }」＝{ $width } 個の数
vector-more = …ほかに { $count } 個
vector-compute = 計算する
vector-field-0 = もとになる単語
vector-field-1 = 引く単語
vector-field-2 = 足す単語
vector-says = モデルにとって「{ $word }」は、学習で決まった { $width } 個の数のリストです。全 { $vocabulary } 個のトークンのうち、いちばん似たリストをもつのは「{ $nearest }」です（コサイン { $cosine }）。
vector-says-alone = モデルにとって「{ $word }」は、学習で決まった { $width } 個の数のリストです。
vector-twins = この文には 2 回出てきます。入口では二つのリストは最後の桁まで同じです。第 1 層を通るともう違い（コサイン { $after }）、第 { $layers } 層の後では { $end } になります。文脈が入ったからです。
vector-twins-placed = この文には 2 回出てきます。このモデルは入口で位置のベクトルを足すので、二つのリストは初めから違います（コサイン { $start }）。第 { $layers } 層の後では { $end } です。
vector-sum-nearest = 計算の結果にいちばん似ているのは「{ $word }」です（コサイン { NUMBER($cosine, minimumFractionDigits: 2, maximumFractionDigits: 2) }）。この計算の習慣どおり、使った三つの単語は除いてあります。
vector-sum-rank = 期待される「{ $word }」は { $rank } 番目です。
vector-sum-missed = 期待される「{ $word }」は、{ $searched } 番目までに出てきません。この計算は、うまくいかないこともよくあります。
vector-sum-cut = { $words }（{ $count } 語）は、このモデルでは一つのトークンではないので、専用のリストがありません。ほかの単語で試してください。
vector-sum-nothing = この結果に似た単語はありません。

# 2 順序
section-positions = 言葉の順序は、どうやってわかるの？
positions-words = 文のトークン。二つ押すと入れ替わります
positions-before = もとの文
positions-after = 二つのトークンを入れ替えました。位置のしるしは動きません。
positions-places = トークンとその位置
positions-first = 単語を二つ押すと、場所が入れ替わります。
positions-second = 「{ $word }」と入れ替える単語を押してください。
positions-place = { $number }
positions-rotary = 二つのトークンを比べる前に、{ $pairs } 組の数を時計の針のように回します（回転位置埋め込み）。いちばん速い針は { $fast } 個先、いちばん遅い針は { $slow } 個先の位置で一周します。針の角度の差が、トークンどうしの距離を表します。
positions-learned = このモデルは位置ごとに数のリストを学習していて、それをトークンのリストに足します。四角はその先頭部分です。
positions-other = このモデルは別の方法で位置を知ります。数を回すのでも、位置ごとのリストを足すのでもありません。
positions-chances = 次に来るトークン（入れ替える前と後）
positions-says = トークンは同じで、順序だけが違います。「{ $one }」と「{ $other }」を入れ替えると、確率の少なくとも { $moved } がほかへ移り、1 位は「{ $best }」から「{ $new }」に変わります。
positions-says-same = トークンは同じで、順序だけが違います。「{ $one }」と「{ $other }」を入れ替えると、確率の少なくとも { $moved } がほかへ移りますが、1 位は「{ $best }」のままです。
positions-nothing = 入れ替えられる二つの単語がありません。もう少し長い文で試してください。

# 3 ブロック
section-block = 一つのブロックは何をするの？
block-words = どのトークンの数を追うか
block-block = ブロック
block-number = 枠で囲んだ数の番号
block-bars = 棒：ブロックごとに、通っていくリストの長さと、注意機構とフィードフォワード層が足すリストの長さ
block-before = 通る前
block-attends = 注意機構が足す
block-feeds = MLP が足す
block-after = 通った後
block-passes = 通るリスト
block-length = 長さ { $length }
block-arrows = 長さも角度も本物：長さの単純な足し算にならない理由
block-arrows-alt = 矢印：長さ { $before } に、注意機構の { $attention } と MLP の { $mlp } が加わって { $after } になります。
block-open = 枠の数の計算を開く：
block-open-attention = 注意機構の分
block-open-mlp = MLP の分
block-open-hint = 行列の 1 行と数のリストの掛け算です。どちらかを開いてください。別の数を押すこともできます。
block-term = { $index } 番目：{ $input } × { $weight }
block-others = 残り { $count } 個の積
block-bias = バイアス
block-value = 合計
block-behind = リストに足す前に × { $factor }（正規化や係数）
block-says = ブロック { $block } は「{ $word }」のリストを読み取り、二つのリストを足します。注意機構から長さ { $attention }、フィードフォワード層（MLP）から長さ { $mlp } です。長さは { $before } から { $after } になります。
