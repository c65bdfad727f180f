title = 生成
question = 1 つのトークンが、どうして文章になるの？
answer = 全部を読み、次を 1 つ予測し、つけ足してまた最初から読むことをくり返すと、文章になります。選ばれなかったトークンの先には、別の文章がありました。

section-player = 1 トークンずつ書いていく
section-tree = 書かれなかった文章
section-table = 1 ステップずつ見る

# 一周ごとに
act-rounds = くり返し
act-sure = どれくらい自信がある？
guess-sure = 隠れている 8 個のうち、50%を超える自信で選んだのは何個？
section-sure = 書いたトークンの一つ一つに、モデルはどれくらい自信があるか
sure-known = 「くり返し」で書いたもの：
sure-ahead = その続き：
sure-half = 50%
sure-hidden = 隠れています
sure-picture = 書いたトークンごとの棒：確率と、50%の線
sure-asked = 「くり返し」で書いた { $known } 個のうち { $sure } 個では、選んだトークンの確率が 50%を超えていました。このあとさらに { $count } 個、いつも確率が最大のものを書きます。
sure-found = { $count } 個のうち { $sure } 個で、確率が 50%を超えていました。
sure-least = いちばん自信がなかったのは { $step } 個目の「{ $token }」で、最大の候補なのに { $share } しかありませんでした。
act-player = 自分で書かせる
guess-ending = モデルが書いた続きはどれ？
section-rounds = 文章を書く「くり返し」を、一周ずつ
rounds-read = 全部読む
rounds-predict = 予測する
rounds-choose = 選ぶ
rounds-append = つなげる
rounds-reads = { $count } 個読む
rounds-earlier = … 前に { $count } 個
rounds-play = 最初から再生する
rounds-pause = 一時停止
rounds-back = 一周戻る
rounds-on = 一周進む
rounds-hint = 淡い言葉を押すと、それを選んだ場合の続きが見られます。
rounds-rule = ここでの決まり：いつも確率が最大のトークンを選びます。
rounds-round = { $round } 周目（全 { $rounds } 周）
rounds-your-guess = ← 予想
rounds-take = { $round } 周目の代わりに：
rounds-dial = くり返し：全部読む、予測する、選ぶ、つなげる、そしてまた最初から
rounds-line = ⏎ は改行のしるしです。
rounds-on-new-line = 改行して：
rounds-cut-line = このあと改行
rounds-cut-sentence = このあと次の文へ
rounds-cut-length = まだ続きます
rounds-cut-end = ここで終わり
rounds-says-before = モデルは { $count } 個のトークンを読み、{ $rounds } 個を 1 個ずつ書きました。本物は一つ。ほかは、別のトークンを選んでいたら書いた続きです。
rounds-says-first = 1 周目：{ $count } 個のトークンを全部読み、{ $token }（{ $share }）を選びます。その先は、まだ書かれていません。
rounds-says-round = { $round } 周目：自分が書いたものも入れて、{ $count } 個を最初から読み、{ $token }（{ $share }）を選びます。
rounds-says-right = 正解です。
rounds-says-wrong = おしい。
rounds-says-end = 毎回すべてを読み直すので、{ $rounds } 個書くのに、のべ { $sum } 個を読みました。
rounds-says-other = { $round } 周目では { $token }（{ $share }）を選びました。「{ $other }」（{ $other_share }）なら、別の文章になっていました。
rounds-says-branch = { $round } 周目で「{ $token }」（{ $share }）を選んでいたら、それを入れて読み直し、こう書きました：{ $text }

# 設定
mode = 次のトークンの選び方
mode-greedy = いつも確率が最大のもの
mode-sampling = くじ引き（サンプリング）
temperature = 温度
top_k = Top-k
top_k-help = 確率の高い k 個だけからくじを引きます。0 なら全部です。
top_p = Top-p
top_p-help = 確率の高い順に、合計が p になるまでのトークンだけからくじを引きます。1 なら全部です。
seed = 乱数のシード
seed-help = 同じシードなら、同じ文章がもう一度出てきます。

# 再生
player-play = 再生
player-pause = 一時停止
player-rewind = 最初に戻る
player-back = 1 ステップ戻る
player-forward = 1 ステップ進む
player-scrubber = ステップ
player-speed = 速さ
player-progress = ステップ { $step } / { $total }
player-progress-open = ステップ { $step }
player-thinking = 続きを書いています…
player-keys = スペース：再生・一時停止 ・ ← →：1 ステップ戻る・進む

# 1 ステップ
step-prediction = 次のトークン：全 { $vocabulary } 個の中での確率
step-output = ここまでの文：モデルが読むもの
step-rest = 残りの { $count } 個
step-take = 、これを選んで続ける
step-most-probable = 確率が最大のトークン
step-rank = 確率の高い順で { $rank } 番目
step-chance = しぼり込んだあとの確率：{ $chance }
step-your-choice = あなたが選びました
step-undecided = どれになる？ 再生するか、自分で選ぶ。
step-thinking = 続きを書いています…
step-earlier = …前に { $count } トークン
step-parts = { $count } 個のトークンで 1 文字
step-spoken = ステップ { $step }：{ $token }、{ $probability }
step-unfinished = まだ文字の途中のバイトです。次のトークンがこの続きになります。
step-ending-end_of_text = { $token } は終わりのトークンです。モデルが「書き終わった」と言っています。
step-ending-special = { $token } は制御用のトークンです。プログラムはここで書くのをやめます。
step-ending-length = { $limit } トークンになったので、このページではここまでです。モデルが「終わり」と言ったわけではありません。
step-ending-context_full = モデルが一度に読める長さがいっぱいになりました。

# 木
tree-label = 文章の木
tree-prompt = あなたの文章
tree-node = ステップ { $step }：{ $token }、{ $probability }
tree-one = まだ 1 本だけです。選ばれなかったトークンを押すと、そこから 2 本目が枝分かれします。
tree-forced = ◆ はあなたが選んだトークンです。トークンを押すと、そこへ移ります。

# 表
table-caption = 生成のステップ
table-step = ステップ
table-input = 入力
table-prediction = 予測（確率）
table-output = 新しい入力
table-empty = まだ何も書かれていません。再生すると、1 ステップごとに 1 行ずつ増えます。
table-rank = { $rank } 番目
table-bits = { $bits } ビット
table-your-choice = あなたの選択
table-end = 文章の終了
table-go = ステップ { $step } へ

guess-range = { $low ->
    [0] { $high } 個以下
   *[other] { $low }～{ $high } 個
}

# ここに注目
note-all-top = { $steps } ステップのすべてで、確率が最大のトークンが選ばれました。
note-top = { $steps } ステップのうち { $top } 回は確率が最大のトークン、{ $other } 回はそれ以外のトークンが選ばれました。
note-forced = ステップ { $step } の **{ $token }** はあなたが選びました。モデルの予測では { $probability }（{ $rank } 番目）でした。{ $after ->
    [0] この先は、モデルが自分で選んだのと同じように続きを書きます。
   *[other] そのあとの { $after } トークンは、モデルが自分で書いたのと同じように予測されたものです。
}
note-surprise = いちばん意外なトークンは、ステップ { $step } の **{ $token }** でした（{ $probability }、驚き { $bits } ビット）。
note-surprise-top = いちばん確率が低かったのは、ステップ { $step } の **{ $token }** です。確率が最大の候補でも { $probability } しかありませんでした。
note-uncertain = いちばん迷ったのはステップ { $step } です。{ $bits } ビット、つまり同じ確率の候補が { $choices } 個あるのと同じくらいの迷いでした。
note-parts = { $steps } トークンのうち { $tokens } 個は、文字の一部のバイトです。このモデルは、この文字 1 つを書くのにトークンがいくつも必要です。
note-loop = ステップ { $step } から、同じ { $period } トークンを { $times } 回くり返しています。
note-loop-surer = ステップ { $step } から、同じ { $period } トークンを { $times } 回くり返しています。自分のくり返しを読むたびに「次も同じ」という自信が強くなり、くり返しの先頭のトークンの確率は { $first } から { $last } に上がりました。
note-end = ステップ { $step } で、モデルは終わりのトークン **{ $token }** を予測しました（{ $probability }）。これが「書き終わった」の合図です。

preset-today = 記事の例
preset-cities = 都市の名前
preset-months = 月の名前
preset-film = 映画
preset-new-year = 新年のあいさつ
preset-loop = くり返しにはまる
preset-tale = 昔話
preset-capital = 首都（英語）
preset-sum = 足し算
preset-japanese = 日本語で
