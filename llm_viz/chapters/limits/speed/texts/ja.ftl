title = 推論の速度低下
short = 推論の速度
card = { $small } → { $large }
card-of = 毎秒の上限トークン（8B → 405B）

guess-question = 80 億（8B）パラメータのモデルが、データセンター用のチップ（H100）で文章を書いています。1 トークンごとに、いちばん時間がかかるのは？ 行をタップしてください。
work-memory = 1 トークンごとに 16 GB
work-arithmetic = 重みごとに掛け算と足し算
work-network = 重みはすべてこのチップの中
milliseconds = { $time } ミリ秒
unused = なし
field = 書く速さの上限：1 秒に { $rate } トークン
says-open = 1 トークン書くたびに、すべての重みをメモリーから読み、計算します。
says = 文章を一つだけ書く場合、H100 のメモリーなら毎秒 { $memory } トークン、計算能力だけなら毎秒 { $arithmetic } トークンまで出せます。1 トークン書くたびに、すべての重みを読まなければならないからです。
hero = 1 トークンごとに、重みを読むだけで
rows-alt = 1 トークンにかかる時間（ミリ秒、作業別）。
limit-memory = メモリーから重みを読む
limit-arithmetic = 計算そのもの
limit-network = ネットワーク

section-race = 小さなモデルと大きなモデルが書く
race-again = もう一度
race-alt = { $seconds } 秒で書いたトークンの数。
race-tokens = { $count } トークン

section-measured = このマシンで、いま測る
measure = 測ってみる（数秒かかります）
measure-again = もう一度測る
measuring = モデルが書いています…
measured-alt = 点グラフ（対数目盛り）：各モデルが 1 秒に書いたトークン数の実測値と、メモリーの速さから決まる上限。
run = { $model }（{ $parameters }）
run-again = { $model }（2 回目）
run-limit = { $model }：メモリーの上限
rate = { $rate }
note-noise = 対照：同じ **{ $model }** を 2 回測っただけで { $times } 倍の差がありました。これより小さい差には意味がありません。
note-slower = **{ $large }** のパラメータは **{ $small }** の { $size } 倍。1 トークンにかかる時間は { $times } 倍でした。
note-not-slower = **{ $large }** のパラメータは **{ $small }** の { $size } 倍ですが、今回は対照と区別できる差は出ませんでした（{ $times } 倍）。これほど小さいモデルでは、重みを読む以外の処理のほうが時間を取ります。
note-gap = 実測値は、メモリーの上限の { $low }〜{ $high } です。残りは、たくさんの細かな処理や、同じマシンのほかの利用者に使われています。
note-over = 「メモリーの上限」より速い結果が出ました。読み出し速度を測ったときにマシンが混んでいて、上限が低く出たためです。すいているときに、もう一度測ってください。

section-machines = 手元の機械で動く？
format = 1 パラメータのビット数
format-bf16 = 16
format-fp8 = 8
format-int4 = 4
machine-phone = スマホ
machine-pc = PC
machine-rtx4090 = RTX 4090
machine-h100 = H100
machine-figures = { $bandwidth } GB/秒、{ $memory } GB
matrix-model = モデル
weights = { $model }（{ $gigabytes } GB）
sources-machines = 機械の数値の出典
note-fits = { $machine }：収まる最大のモデルは { $model } で、毎秒 { $speed } トークンが上限です。
note-nowhere = どの機械にも 1 台では収まらないもの：{ $models }。

finding-bandwidth = { $chip } は 1 秒に { $gigabytes } GB を読めます。16 ビットなら、上限は 80 億パラメータのモデルで毎秒 { $small } トークン、4,050 億パラメータのモデルで毎秒 { $large } トークンです（大きいほうは 1 枚に収まらず、何枚も必要です）。
finding-reasoning = 答える前に「考える」モデルは、何倍ものトークンを書きます（{ $times } 倍とする試算があります）。その分だけ待ち時間も延びます。
