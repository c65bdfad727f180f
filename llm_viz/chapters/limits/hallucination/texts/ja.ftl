title = 幻覚（Hallucination）
short = 幻覚
card = { $count } 回中 { $distinct } 通り
card-of = の答え。存在しない本の作者

guess-question = 何通りの答えが出るでしょうか。
drawing = モデルが答えています…
piles-different = 通りの答え
piles-mark = 何通りの答えが出るか。上下の矢印キーで動かし、Enter で決定
piles-mark-value = { $number } 通り
piles-ask = { $count } 回たずねる
piles-you = 予想：{ $number }
known = モデルが読んだことのある事実
invented = このページで作った題名。そんな本はない
says-known = 事実を { $count } 回たずねると、「{ $answer }」と { $times } 回答えます。
says-asked = 次は、存在しない本の作者です。正しい答えはありません。モデルはどうするでしょうか。
says-invented = 毎回、答えを作ります：{ $count } 回で { $distinct } 通りでした。
says-guess = 予想は { $guess } 通りでした。
seed = シード

section-answers = 何度聞いても同じ答え？
own-title = 架空の題名を作ってみる
own-title-help = まだだれも書いていない本の題名を入れてください。ほかと同じ聞き方でモデルにたずねます。
question-author = 『{ $subject }』の作者は？
question-capital = { $subject }の首都は？
question-currency = { $subject }の通貨は？
agreement = いちばん多い答えの割合
answers-alt = 棒グラフ：質問ごとの、いちばん多い答えの割合と 95%信頼区間。
setting = { $model } ・ 質問ごとに { $count } 回、温度 1、絞り込みなし ・ シード { $first }〜{ $last } ・ ひげは真の割合の 95%信頼区間（ウィルソンの方法）
truth = 正解：{ $truth }
no-truth = 正解なし（実在しない）
first-token = 最初のトークン「{ $token }」{ $share }、エントロピー { $bits }
no-answer = （答えなし）
others = ほか { $count } 通り

section-words = 最初の一語に、どれだけ自信がある？
entropy = エントロピー
entropy-value = { $bits } ビット
entropy-help = 次のトークンをどれだけ迷っているか。1 ビット増えるごとに、迷う候補の数が 2 倍になります。
words-alt = 左右の棒グラフ：知っている事実の後（左）と架空の題名の後（右）に、同じトークンが来る確率。
hover-token = { $token }  #{ NUMBER($id, useGrouping: 0) }

note-warning = 実在しないものについて聞いた { $count } 問では、答えがばらばらです（一致は最大でも { $highest }）。知っている事実では { $control } が一致しました。聞くたびに答えが変わるのは**危険信号**です。
note-sure-of-nothing = 「{ $subject }」は実在しないのに、答えの { $share } が「**{ $answer }**」で一致しました。ここでは一致があてになりません。
note-sure-and-wrong = **{ $subject }**：{ $total } 回のうち { $count } 回が「{ $answer }」ですが、誤りです（正解は{ $truth }）。答えが一致しても、**正しい証拠にはなりません**。
note-real-unknown = 『{ $subject }』は実在しますが、このモデルは知りません。答えは { $distinct } 通りに分かれ、正解は一つもありません。架空の題名を聞いたときと見分けがつきません。
note-entropy = 知っている事実の後は { $known } ビット、架空の題名の後は { $other } ビット。モデルの内側では、**たしかに迷いが大きい**のです。けれども、書かれる文にはそれが表れません。
note-first = それでも「**{ $token }**」（{ $share }）という第一候補があり、そこから書き進めます。「わかりません」と答えることは、別に学ばなければ身につきません。

finding-truthfulqa = 人が間違えやすい { $questions } 問で、{ $year } 年の時点でいちばん良いモデルが真実を答えた割合は { $best }%、人間は { $people }%。しかも、大きいモデルほど**成績が悪い**傾向がありました。
finding-citations = 文献レビューを書かせると、挙げられた { $citations } 件の文献のうち、GPT-3.5 では { $older }%、GPT-4 では { $newer }%が架空でした。実在する文献にも、細部の誤りが多くありました。
finding-retrieval = 資料を検索してから答える法律調査ツールでも、{ $low }〜{ $high }%の質問で幻覚が起きました。
finding-incentive = 一つの説明：訓練でも試験でも、「わかりません」より当てずっぽうのほうが点になるからです。ある試験では、ほとんど必ず答えるモデル（答えなかったのは { $guesser_silent }%）の誤答は { $guesser_wrong }%、{ $careful_silent }%で答えを控えたモデルの誤答は { $careful_wrong }%でした。正答の割合はほぼ同じです。
