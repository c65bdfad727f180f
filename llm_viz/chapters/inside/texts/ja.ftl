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
guess-stack = この言葉がずっと1位になるのは、何層目から？
stack-drag = 「?」を上下に動かしてください（矢印キーとEnterでも）。
stack-answer = これで予想する
stack-picture = 層の積み重ね。矢印キーで層を移れます
stack-axis = 全{ $vocabulary }トークンの中での「{ $word }」の順位
stack-axis-short = 「{ $word }」の順位
stack-layer = 層
stack-start = 最初は{ $rank }位
stack-place = { $rank }位
stack-here = { $layer }層目
stack-you = 予想：{ $layer }層目
stack-jump = { $layer }層目：{ $before }位 → { $after }位
stack-others = 灰色：{ $words }
stack-legend = どの層も、最後の層だったと見なして読んでいます（ロジットレンズ）。
stack-reading = { $layer }層目のあと：モデルがここで答えるなら「{ $favourite }」（{ $share }）。「{ $word }」は{ $rank }位です。
stack-reading-first = { $layer }層目のあと：「{ $word }」が1位で、{ $share }です。
stack-asking = 「{ $token }」は、最初は{ NUMBER($rank) }位、{ $layers }層目のあとは1位です。どこで1位になるのでしょう。
stack-table = すべての層を表で見る
note-stack-settled = 「**{ $token }**」は、{ $layers }層のうち{ $layer }層目からずっと1位です。
note-stack-late = 「**{ $token }**」が1位になるのは、{ $layers }層のうち最後の層だけです。1つ前の層では「**{ $before }**」が1位でした。
note-stack-start = 「**{ $token }**」は最初から1位で、{ $layers }層を通るあいだ変わりません。
note-stack-right = 予想どおりです。
note-stack-off = 予想は{ $guess }層目でした。
note-stack-jump = { $layer }層目だけで、{ NUMBER($before) }位から{ NUMBER($after) }位に上がります。
note-stack-unsure = それでも最後の確率は{ $share }で、ほかの全トークンを合わせると{ $others }です。
