title = 文化の均質化
short = 文化の均質化
card = { $share }
card-of = GPT-3 の単語のうち英語

translated = 「昨日は一日中雨だったので、私たちは家で本を読んで過ごしました」を韓国語で書くと：{ $sentence }
guess-question = 同じ内容の文を、このモデルが四つの言語でトークンに切りました。韓国語では何個になるでしょうか。「？」を動かしてください。
tokens = { $count } トークン
says = 韓国語の文は、トークンが英語の { $tokens } 倍、バイトは { $size } 倍です。トークンが増えると、料金も時間も増えます。{ $model } が多く読んだ言語と、そうでない言語とで差がつきます。
hero = 韓国語の文。英語の { $times } 倍
rows-alt = 同じ文のトークンの数（言語別）。
rows-mark = 韓国語の文は何トークン？ 左右の矢印キーで動かし、Enter で決定
seed = シード

section-prices = 同じ内容でも、値段が違う？
prices-axis = トークンの数（英語の何倍か）
prices-alt = 棒グラフ：{ $model } で同じ文を読ませたときのトークン数（英語の何倍か）。点はバイト数の比。
prices-setting = このアプリのために訳した { $count } 文の平均 ・ 棒はトークン、点はバイト（UTF-8） ・ 数えただけなので、くじ引きはありません
prices-hover = { $language }：トークンは { $times }、バイトは { $size }
language-en = 英語
language-es = スペイン語
language-fr = フランス語
language-de = ドイツ語
language-ru = ロシア語
language-ja = 日本語
language-zh = 中国語
language-ko = 韓国語
language-hi = ヒンディー語

section-shares = GPT-3 は何語を読んだ？
shares-alt = 対数目盛りの点グラフ：GPT-3 の学習に使われた単語のうち、各言語が占める割合。
shares-place = この中でいちばん少ないのは{ $language }です。OpenAI の表では { $count } 項目のうち { $place } 番目で、単語全体の { $share } です。
shares-caution = 数えているのは「単語」です。日本語・中国語・タイ語のように空白で区切らない言語では、一文がまるごと 1 語と数えられることもあり、割合は実際より小さく出ます。繁体字の中国語は別の項目に数えられています。

section-diversity = 答えはみな同じになる？
draw = { $total } 個の答えを書かせる
drawing = { $done } / { $total } 個
diversity-axis = { $samples } 個のうち、異なる答えの数
diversity-alt = 棒グラフ：温度ごとの異なる答えの数の平均。点は一回ごとの結果。
diversity-setting = { $model } ・ 温度ごとに { $samples } 個 × { $repeats } 回、絞り込みなし
diversity-seeds = シード { $first }〜{ $last }（{ $stride } ずつずらす）
column-answers = 1 回目の答え
no-answer = （答えなし）
others = ほか { $count } 通り

note-dearest = { $model } では、**{ $language }**のトークン数は英語の { $times } 倍です。バイト数では { $size } 倍にすぎません。
note-even = { $model } では、いちばん多い{ $language }でもトークン数は英語の { $times } 倍です。{ $longest }はバイト数では { $size } 倍ですが、トークン数は { $tokens } 倍にすぎません。多くの言語を読んで作った大きな語彙なら、差は小さくなります。
note-context = { $language }では、同じ長さの文脈に { $share } の内容しか入りません。その分、費用も時間も余計にかかります。
note-alike = 温度 { $cold } では { $samples } 個のうち { $few } 通り、{ $hot } では { $many } 通りです。シードを変えた繰り返しの範囲が重ならないので、偶然ではありません。
note-no-difference = 温度 { $cold } と { $hot } とで、繰り返しの範囲が重なっています。ここでは差があるとは言えません。
note-crowded = 温度 { $temperature } では、{ $samples } 個のうち { $count } 個が「**{ $answer }**」でした。学習した文章に多いものや、すぐ前に書いてあるものが、ほかの答えを押しのけます。

finding-bloom = 別の選び方もできます。BLOOM は { $languages } の言語で学習し、英語は { $english }%だけでした。ただし日本語は入っていません。
finding-opinions = 価値観についてたずねると、あるモデルの標準の答えは、アメリカと、ヨーロッパや南米の一部の国の人々の意見にいちばん似ていました。
finding-stories = { $writers } 人が物語を書く実験で、GPT-4 の案を使うと、創造性の高くない書き手の新しさの評価は { $novelty }%上がりました。その一方で、物語どうしは互いに似てしまいました（尺度の幅の { $alike }%）。
