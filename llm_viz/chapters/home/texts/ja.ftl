title = 文章から次のことばへ
question = 次のことばは、どこから来るの？
section-journey = 全体の流れを動かして見る

journey-play = 再生
journey-pause = 一時停止
journey-step = 次へ
journey-back = ひとつ戻る
journey-restart = 最初から
journey-round = { $number } 周目
journey-waiting = モデルが計算しています…
journey-ended = このデモはここまでです。
journey-text = 文章
journey-tokens = トークン
journey-earlier = この前に { $count } 個
journey-layers = 各層の第一候補
journey-embeddings = 入口
journey-probabilities = 次のトークンの確率分布
journey-others = その他
journey-chosen = 選択
journey-again = 文章の後ろにつないで、また最初から

note-settled = { $layers } 層のうち第 { $layer } 層から後は、ずっと「**{ $token }**」が第一候補です。それより前の層では、まだ別の候補でした。
note-late = 「**{ $token }**」が第一候補になったのは、{ $layers } 層のうち最後の層でした。ひとつ前の層の第一候補は「**{ $before }**」です。
note-unsure = 選ばれた「**{ $token }**」の確率は { $share } しかありません。ほかのトークンを全部合わせると { $others } です。モデルは答えを「知っている」のではなく、候補に確率を割り振っています。
