title = モデルの中
question = モデルの中には何があるの？
answer = トークンは数のリストになり、層を通るたびに、注意機構が前にある言葉の情報を、フィードフォワード層（MLP）がその場で計算した結果を足していきます。最後のリストから語彙の全トークンのスコアが決まり、スコアが確率になります。

# 章の内容。データが流れる順
act-vector = 単語
act-block = ブロック
act-stack = 層
act-scores = スコア

# どの場面でも横に立っているモデル全体
machine-vector = ベクトル
machine-scores = スコア

preset-twice = 同じ単語が 2 回
preset-chase = 追うのはどっち？
preset-fact = 知識

# 1 ベクトル
section-vector = モデルにとって単語とは何？
vector-words = 文のトークンと、それぞれの数のリストの先頭部分
vector-view-near = 似ている単語
vector-view-sum = 単語の計算
vector-closer = 近いほど、リストが似ています（コサイン）。単語を押すと計算が見えます。
guess-vector = どの単語も数のリストです。これに一番似たリストをもつのは、どの単語？
vector-right = 予想どおりです。
vector-wrong = 「{ $guess }」も似ていて、{ $guessed } です。
vector-open = 計算の中身を開く
vector-made-of = 「{ $word }」と「{ $other }」はどれだけ似ている？
vector-made-under = どちらのリストも長さを 1 にして、同じ番号どうしを掛け、すべて足します。
vector-term = { $index } 番目：{ $input } × { $weight }
vector-others = 残り { $count } 個の積
vector-cosine = 合計（コサイン）
vector-crowd = 灰色：全 { $vocabulary } 個のうち { $count } 個のトークン、
vector-mean = 破線：平均的なトークン { $cosine }。
vector-list = 「{ $word }」＝{ $width } 個の数。初めの { $shown } 個：
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

# 1 の下の折りたたみ：順序
section-positions = 言葉の順序は、どうやってわかるの？
guess-positions = 二つの単語が入れ替わりました。次に一番来やすいのは？
positions-asking = トークンは同じで、順序だけが違います。時計は動きません。単語ではなく、位置のものだからです。
positions-right = 予想どおりです。
positions-wrong = 予想は「{ $guess }」でした。
positions-words = 位置に並んだ文のトークン。二つ押すと入れ替わります
positions-first = 単語を二つ押すと入れ替わります。同じ二つをもう一度押すと戻ります。
positions-second = 「{ $word }」と入れ替える単語を押してください。
positions-place = { $number }
positions-turned = { $number } 番目は先頭から { $steps } 個先なので、針の角度は次のとおりです：
positions-hand = { $angle }° × { $steps } ＝ { $sum }° → { $rest }°。
positions-rotary = 二つのトークンを比べる前に、{ $pairs } 組の数を時計の針のように回します（回転位置埋め込み）。いちばん速い針は { $fast } 個先、いちばん遅い針は { $slow } 個先の位置で一周します。針の角度の差が、トークンどうしの距離を表します。
positions-learned = このモデルは位置ごとに数のリストを学習していて、それをトークンのリストに足します。四角はその先頭部分です。
positions-other = このモデルは別の方法で位置を知ります。数を回すのでも、位置ごとのリストを足すのでもありません。
positions-chances = 次に来るトークン：
positions-chances-alt = 次に来るトークン（入れ替える前と後）
positions-before = 前
positions-after = 入れ替えた後
positions-says = トークンは同じで、順序だけが違います。「{ $one }」と「{ $other }」を入れ替えると、確率の少なくとも { $moved } がほかへ移り、1 位は「{ $best }」から「{ $new }」に変わります。
positions-says-same = トークンは同じで、順序だけが違います。「{ $one }」と「{ $other }」を入れ替えると、確率の少なくとも { $moved } がほかへ移りますが、1 位は「{ $best }」のままです。
positions-original = これがもとの文です。単語を二つ押すと、順序を変えたときの違いが見られます。
positions-nothing = 入れ替えられる二つの単語がありません。もう少し長い文で試してください。

# 2 ブロック
section-block = 一つのブロックは何をするの？
guess-block = 3 本の矢印を足します。ブロックを通った後のリストの長さは？
block-long = { NUMBER($length, maximumFractionDigits: 2) }
block-asking = ブロック { $block } は、「{ $word }」のリスト（長さ { $before }）に二つのリストを足します。注意機構から長さ { $attention }、フィードフォワード層（MLP）から長さ { $mlp } です。
block-right = 予想どおりです。
block-wrong = 予想は { $guess } でした。
block-words = どのトークンの数を追うか
block-block = ブロック
block-number = 枠で囲んだ数の番号
block-bars = 棒：ブロックごとに、通っていくリストの長さと、注意機構とフィードフォワード層が足すリストの長さ
block-picture = ブロック：数のリストが左から右へ通り、上から注意機構が、下からフィードフォワード層（MLP）が足す
block-head = ヘッド { $head }（全 { $heads }）が見る先
block-earlier = それより前
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

# 2 の下の折りたたみ：ニューロン
section-neuron = 一つのニューロンは何に反応する？
guess-neuron = 反応すると、どのトークンを押し上げる？
neuron-asking = これは、ある層にたくさんある数のうちの一つです。「{ $words }」などのところでだけ大きくなります。
neuron-right = 予想どおり、「{ $raised }」です。
neuron-wrong = 押し上げるのは「{ $raised }」です。「{ $guess }」は別のニューロンのものです。
neuron-places = 物語の中で、反応が一番強かったところ
neuron-yours = あなたの文章：各トークンへの反応の強さ（100% = 物語の中で一番強かったところ）
neuron-stories = 物語の中で反応が強かったところ。押すと、その文を読ませます。
neuron-writes = 反応したときに押し上げるトークン
neuron-choose = ニューロン
neuron-name = 第 { $layer } 層のニューロン { $number } 番
neuron-read = 「{ $text }」を読ませる
neuron-felt = { $token }：一番強かったところの { $share }
neuron-raised = 「{ $token }」：平均的なトークンより標準偏差 { $deviations } 個分だけ上
neuron-open = { $token }：一番強かったところの { $share }。計算の中身を開く
neuron-made-of = 「{ $token }」への反応はどう決まる？
neuron-gate = 重みの行 × 層が読むリスト
neuron-factor = もう一つの重みの行 × 同じリスト
neuron-bent = 活性化関数で曲げる（0 より小さいと、ほぼ 0 になる）
neuron-product = もう一つの行の合計を掛ける
neuron-share = 一番強かったところの { $share }
neuron-unknown = モデル「{ $model }」では、ニューロンを探していません。アプリに付属する 2 つのモデルで探してあります。メニューでどちらかを選んでください。
neuron-rule-title = ニューロンの選び方
neuron-rule =
    プログラムがこのアプリの短い物語を { NUMBER($read) } トークン読み、{ NUMBER($neurons) } 個のニューロンすべての反応を調べました。条件は、反応の強い 10 か所がどれもふだん（二乗平均平方根）の 12 倍以上で、8 つ以上の物語にわたり、4 種類以上の言葉であることです。条件に合ったのは { NUMBER($fitting) } 個です。その中から、書きこむ内容がはっきりしたもの、つまり押し上げるトークンがほかから大きく離れているものを選びました（σは、全トークンの動きの標準偏差です）。わかりやすいものだけを選んだので、ふつうのニューロンとはちがいます。多くのニューロンは、互いに関係のないいろいろなものに反応します。

    押し上げるトークンは、スコアへ直接とどく分だけで調べました。あとの層がそれをどう使うかは、この図にはありません。
note-neuron-excited = あなたの文章では「**{ $token }**」に一番強く反応します。物語で一番強かったところの { $share } です。すると「**{ $raised }**」が押し上げられます。
note-neuron-quiet = あなたの文章では、このニューロンはほとんど反応しません。一番強くても、物語で一番強かったところの { $share } です。物語の 1 行を押してみてください。

# 3 層
section-stack = 答えはどの層で現れる？
guess-stack = この言葉がずっと 1 位になるのは、何層目から？
stack-drag = 「?」を上下に動かしてください（矢印キーとEnterでも）。
stack-answer = これで予想する
stack-picture = 層の積み重ね。矢印キーで層を移れます
stack-axis = 全 { $vocabulary } トークンの中での「{ $word }」の順位
stack-axis-short = 「{ $word }」の順位
stack-layer = 層
stack-start = 最初は { $rank } 位
stack-place = { $rank } 位
stack-here = 第 { $layer } 層
stack-you = 予想：第 { $layer } 層
stack-jump = 第 { $layer } 層：{ $before } 位 → { $after } 位
stack-others = 灰色：{ $words }
stack-block = 第 { $layer } 層が足すものを見る →
stack-legend = どの層も、最後の層だったと見なして読んでいます（ロジットレンズ）。
stack-reading = 第 { $layer } 層のあと：モデルがここで答えるなら「{ $favourite }」（{ $share }）。「{ $word }」は { $rank } 位です。
stack-reading-first = 第 { $layer } 層のあと：「{ $word }」が 1 位で、{ $share } です。
stack-asking = 「{ $token }」は、最初は { NUMBER($rank) } 位、{ $layers } 層目のあとは 1 位です。どこで 1 位になるのでしょう。
stack-table = すべての層を表で見る
note-stack-settled = 「**{ $token }**」は、{ $layers } 層のうち 第 { $layer } 層からずっと 1 位です。
note-stack-late = 「**{ $token }**」が 1 位になるのは、{ $layers } 層のうち最後の層だけです。一つ前の層では「**{ $before }**」が 1 位でした。
note-stack-start = 「**{ $token }**」は最初から 1 位で、{ $layers } 層を通るあいだ変わりません。
note-stack-right = 予想どおりです。
note-stack-off = 予想は 第 { $guess } 層でした。
note-stack-jump = 第 { $layer } 層だけで、{ NUMBER($before) } 位から { NUMBER($after) } 位に上がります。
note-stack-unsure = それでも最後の確率は { $share } で、ほかの全トークンを合わせると { $others } です。

# 4 スコア
section-scores = スコアはどうやって確率になる？
guess-scores = 1 番目のトークンは、スコアで 2 番目をリードしています。出やすさでは 2 番目の何倍になる？
scores-times = { NUMBER($times, maximumFractionDigits: 1) } 倍
scores-asking = 「{ $word }」は「{ $other }」を { $lead } 点リードしています。どのスコアも e の累乗にしてから、全部の合計で割ります。
scores-right = 予想どおりです。
scores-wrong = 予想は { $guess } でした。
scores-picture = 最後の計算：最後のベクトルからトークンごとにスコアが決まり、どのスコアも e の累乗になり、それを全部の合計で割る
scores-vector = 最後のベクトル
scores-score = スコア
scores-score-under = 最後のベクトルとトークンの行の積
scores-power = e のスコア乗
scores-power-under = 1 点増えると 2.72 倍
scores-share = ÷ 合計
scores-share-under = 確率
scores-others = ほかの { $count } 個
scores-sum = 合計
scores-slide = 「{ $word }」のスコアを変えてみる
scores-open = 「{ $word }」のスコア：{ $score }。計算の中身を開く
scores-back = モデルのスコアに戻す
scores-says = 「{ $word }」のリードは { $lead } 点です。それでも e の { $lead } 乗は { $times } なので、「{ $other }」より { $times } 倍出やすくなります。全 { $vocabulary } トークンの合計で割ると { $share } です。
scores-says-alone = 「{ $word }」を全 { $vocabulary } トークンの合計で割ると { $share } です。
scores-says-moved = このスコアなら「{ $word }」は { $share } になります。モデル自身の答えは { $model } です。
scores-made-of = 「{ $word }」のスコアの計算
scores-made-under = 最後のベクトルは { $width } 個の数で、トークンの行も同じ個数の数です。同じ番号どうしを掛けて、すべて足します。下は大きい順です。
scores-product = { $place } 番目の数
scores-rest = ほかの積 { $count } 個
scores-bias = トークンごとの定数（バイアス）
scores-scaled = { $scale } 倍
scores-capped = { $cap } を超えないように曲げる
