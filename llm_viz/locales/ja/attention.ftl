title = 注意機構
question = 「アップル」は食べものにも、スマートフォンの会社にもなります。単語だけでは意味が決まりません。モデルは、どちらのアップルなのかをどうやって見分けるのでしょうか。

preset-pronoun = だれが？だれに？
preset-repetition = くり返し
preset-brackets = かっこ
preset-season = 反対のことば

# あなたの文章
section-look = どのトークンがどこを見ているか
sees-left = このモデルは左から右へ書くので、後ろのトークンはまだ見えません。だから三角形になります。
sees-both = このモデルは両方向から読むので、どのトークンもほかの全部を見ます。だから正方形になります。
heatmap-layer = 層
heatmap-head = ヘッド
heatmap-mean = 平均
heatmap-hide = 最初のトークンを隠す
heatmap-query = クエリ：見る側のトークン
heatmap-key = キー：見られる側のトークン
heatmap-nothing-left = 最初のトークン以外への注意は合わせて 1 % 未満
heatmap-hidden = 見えません
heatmap-overview = 小さな四角の一つひとつがヘッドです。左から右へ層、上から下へヘッド、最後の x̄ は平均。クリックすると下に大きく表示されます。
heatmap-scale = クエリの注意の割合（横 1 行の合計が 100 %）
sink-now = 全ヘッドを平均すると、トークンは注意の { $share } を最初のトークン「{ $token }」に向けています。隠すと、残りを行ごとに合計 100 % になるよう拡大して表示します。
sink-none = トークンが一つだけなので、ほかに見るものがありません。
note-striking = **第 { $layer } 層のヘッド { $head }** では、「{ $looking }」の注意の { $weight } が「{ $seen }」に向いています。最初のトークンを除けば、最後のトークンから見た最も強いつながりです。
note-previous = **第 { $layer } 層のヘッド { $head }** は「一つ前を見るヘッド」です。この文章では、注意の平均 { $share } が直前のトークンに向いています。対角線のすぐ隣に並ぶ色の濃い線が目印です。
note-sink = **最初のトークンは注意の「置き場所」です。** 全ヘッドを平均すると、注意の { $share } が「{ $token }」に集まっています。隠すと残りが見えてきます。

# 二つのアップル
section-apple = どちらのアップル？
context-a = 文脈 A
context-b = 文脈 B
guess-look = 文脈 B で、最後の単語が全ヘッドの平均でいちばん強く見ているのは、前にあるどのトークンでしょうか。
covered = 予想するか「答えを見る」を押すと、二つの読み方が現れます。
pair-strongest = トークンごとに最も強いヘッド
pair-heads = 線で示すもの：
pair-layer = 層
pair-head = ヘッド
pair-word = 前を見る
pair-follows = …その結果、次に来ると予測するトークン
pair-no-next = このモデルは文章を両方向から読むモデルで、次のトークンの予測はしません。続きの予測を見るには、サイドバーで別のモデルを選んでください。
pair-no-context = 単語の前に、見るものがありません。前に言葉を足してみてください。
note-context-a = 文脈 A：**第 { $layer } 層のヘッド { $head }** で、「{ $looking }」は注意の { $weight } を「{ $seen }」に向けています。
note-context-b = 文脈 B：**第 { $layer } 層のヘッド { $head }** で、「{ $looking }」は注意の { $weight } を「{ $seen }」に向けています。
note-contrast = 二つの文脈で最も違うのは **第 { $layer } 層のヘッド { $head }** です。同じ単語なのに、前の言葉に向ける注意は A では { $a }、B では { $b } です。
note-next = 読み方の違いは続きにも表れます。次に来る確率が最も高いのは、A では **{ $a }**（{ $share_a }）、B では **{ $b }**（{ $share_b }）です。
not-an-explanation = 注意の重みが示すのは「どこを見たか」であって、「なぜそう予測したか」ではありません。あるつながりが本当に効いているかは、それを切って予測が変わるかを見て、はじめてわかります。

# BertViz
section-free = BertViz で自由に調べる
bertviz-view = 表示
bertviz-head = ヘッドビュー
bertviz-model = モデルビュー
bertviz-head-how = 一つの層の全ヘッドを色分けしています。左が見る側、右が見られる側です。トークンにポインターを合わせてみましょう。色をダブルクリックすると、そのヘッドだけになります。ここでは最初のトークンを隠していません。
bertviz-model-how = すべての層のすべてのヘッドです。クリックで拡大、もう一度クリックで閉じます。
bertviz-too-long = 文章が { NUMBER($length, useGrouping: 0) } トークンあります。この表示で見られるのは { $limit } トークンまでです。文章を短くするか、モデルビューを使ってください。
bertviz-layers = { $length } トークンあるので、全部の層を一度に描くと線が多すぎます。表示する層：
error-bertviz-changed = この表示は、入っているパッケージと合いません（{ $part } がないか、対応するバージョンではありません）。requirements.txt のパッケージを入れ直してください。このページのほかの図は、そのまま使えます。
