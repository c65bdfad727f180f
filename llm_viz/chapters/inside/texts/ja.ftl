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

# 1 ベクトル
section-vector = モデルにとって単語とは何？

# 5 層
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
stack-here = { $layer } 層目
stack-you = 予想：{ $layer } 層目
stack-jump = { $layer } 層目：{ $before } 位 → { $after } 位
stack-others = 灰色：{ $words }
stack-legend = どの層も、最後の層だったと見なして読んでいます（ロジットレンズ）。
stack-reading = { $layer } 層目のあと：モデルがここで答えるなら「{ $favourite }」（{ $share }）。「{ $word }」は { $rank } 位です。
stack-reading-first = { $layer } 層目のあと：「{ $word }」が 1 位で、{ $share } です。
stack-asking = 「{ $token }」は、最初は { NUMBER($rank) } 位、{ $layers } 層目のあとは 1 位です。どこで 1 位になるのでしょう。
stack-table = すべての層を表で見る
note-stack-settled = 「**{ $token }**」は、{ $layers } 層のうち { $layer } 層目からずっと 1 位です。
note-stack-late = 「**{ $token }**」が 1 位になるのは、{ $layers } 層のうち最後の層だけです。1 つ前の層では「**{ $before }**」が 1 位でした。
note-stack-start = 「**{ $token }**」は最初から 1 位で、{ $layers } 層を通るあいだ変わりません。
note-stack-right = 予想どおりです。
note-stack-off = 予想は { $guess } 層目でした。
note-stack-jump = { $layer } 層目だけで、{ NUMBER($before) } 位から { NUMBER($after) } 位に上がります。
note-stack-unsure = それでも最後の確率は { $share } で、ほかの全トークンを合わせると { $others } です。

# 4 ニューロン
section-neuron = 1 つのニューロンは何に反応する？
neuron-yours = あなたの文章：各トークンへの反応の強さ（100% = 物語の中で一番強かったところ）
neuron-stories = 物語の中で反応が強かったところ。押すと、その文を読ませます。
neuron-writes = 反応したときに押し上げるトークン
neuron-choose = ニューロン
neuron-name = { $layer } 層目のニューロン { $number } 番
neuron-read = 「{ $text }」を読ませる
neuron-felt = { $token }：一番強かったところの { $share }
neuron-raised = 「{ $token }」：平均的なトークンより標準偏差 { $deviations } 個分だけ上
neuron-unknown = モデル「{ $model }」では、ニューロンを探していません。アプリに付属する 2 つのモデルで探してあります。メニューでどちらかを選んでください。
neuron-rule-title = ニューロンの選び方
neuron-rule =
    プログラムがこのアプリの短い物語を { NUMBER($read) } トークン読み、{ NUMBER($neurons) } 個のニューロンすべての反応を調べました。条件は、反応の強い 10 か所がどれもふだん（二乗平均平方根）の 12 倍以上で、8 つ以上の物語にわたり、4 種類以上の言葉であることです。条件に合ったのは { NUMBER($fitting) } 個です。その中から、書きこむ内容がはっきりしたもの、つまり押し上げるトークンがほかから大きく離れているものを選びました（σは、全トークンの動きの標準偏差です）。わかりやすいものだけを選んだので、ふつうのニューロンとはちがいます。多くのニューロンは、互いに関係のないいろいろなものに反応します。

    押し上げるトークンは、スコアへ直接とどく分だけで調べました。あとの層がそれをどう使うかは、この図にはありません。
note-neuron-excited = あなたの文章では「**{ $token }**」に一番強く反応します。物語で一番強かったところの { $share } です。すると「**{ $raised }**」が押し上げられます。
note-neuron-quiet = あなたの文章では、このニューロンはほとんど反応しません。一番強くても、物語で一番強かったところの { $share } です。物語の 1 行を押してみてください。

# 6 スコア
section-scores = スコアはどうやって確率になる？
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
