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
heatmap-overview = 小さな四角の一つひとつがヘッドです。左から右へ層、上から下へヘッド、その先は平均（x̄）、最大（max）、ロールアウト（R）。クリックすると下に大きく表示されます。
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
guess-look = 文脈 B で、調べている単語が全ヘッドの平均でいちばん強く見ているのは、前にあるどの単語でしょうか。
covered = 予想するか「答えを見る」を押すと、二つの読み方が現れます。
pair-strongest = 単語ごとに最も強いヘッド
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

# 一つの単語と二つの文脈：操作
word = 単語
words-none = このモデルで確かめた単語はまだありません。この単語か、意味が二つあるほかの単語で試してみましょう。
references = 参照文：二つの意味を測る「ものさし」
references-a = 意味 A：1 行に 1 文、{ $limit } 文まで
references-b = 意味 B：1 行に 1 文、{ $limit } 文まで
control = 対照の単語（意味が一つだけのもの）
control-suggested = 机
sense-own-a = 意味 A
sense-own-b = 意味 B

# 意味を層ごとに見る
section-meaning = 意味は層ごとに決まっていく
sense-layer = 層
sense-head = ヘッド
sense-layer-axis = 層（灰色：最後の 3 分の 1）
sense-towards = { $sense }寄り
sense-undecided = どちらともいえない
sense-play = 再生
sense-pause = 一時停止
sense-layer-0 = 第 0 層：あるのはトークン自身のベクトルだけです。トークンが同じならベクトルも同じ。文脈が違っても意味はまだ同じで、地図の点はすべて一か所に重なります。前の言葉の情報を持ってこられるのは、注意機構だけです。
sense-layer-0-differs = 第 0 層：トークン自身のベクトルです（つづりの違いや、モデルによっては文中の位置を含みます）。ほかの単語はまだ見ていません。
sense-layer-middle = 途中の層：各層のヘッドがほかの単語から集めた情報が、この単語のベクトルに足されていきます。意味はまだ決まっておらず、この先の層で変わることもあります。
sense-layer-last = 最後の 3 分の 1 の層：最終的な意味です。このページで「意味」と呼ぶ数値は、これらの層のスコアの平均です。
sense-band = 帯：参照文どうしで測ったときの範囲（自分以外の参照文をものさしにしたもの）
sense-control = 破線：同じ文脈に入れた「{ $word }」（対照）
sense-point = 印にポインターを合わせると、その文が読めます。破線は二つの意味の平均を結んでいます。
sense-map = 参照文（小さな印）と二つの文脈（大きな文字）での、この単語の状態の地図
sense-component = 第 { $number } 主成分（分散の { $share }）
sense-one-spot = すべて同じ点：トークンが同じならベクトルも同じ
sense-summary = 層ごとの意味のスコア。最後の 3 分の 1 の層の平均は、文脈 A が { $a }、文脈 B が { $b } です。

# 切って確かめる
section-proof = 証明：つながりを切ってみる
sense-in-layers = 切る層
sense-first-layer = 最初の層
sense-last-layer = 最後の層
sense-silence = ヘッドを止める（層.ヘッド）：
sense-add = 止める
sense-restore = すべて元に戻す
sense-click = 単語をクリックすると、つながりが切れます
sense-attention = 向けられる注意（最も強いヘッド）
sense-cut = 切る：この単語を見えなくする
sense-cut-all = 全部切る
sense-mend = このつながりを元に戻す
sense-meaning = 意味：
sense-shift = 変化
sense-follows = …その結果、次に来ると予測するトークン
sense-no-next = このモデルは次のトークンを予測しませんが、意味と注意の変化は見られます。
sense-no-words = 切ることのできる、前の単語がありません。
cut-direct-only = 薄い色が切る前、濃い色が切った後です。切れるのは直接見るつながりだけです。途中の単語にすでに伝わっていた情報は、そこを通って届きます。注意の残りは、行ごとに合計 100 % になるよう拡大されます。
section-ranking = 最も効いているのは、前のどの単語？
ranking-start = 一語ずつ順に切ってみる
ranking-running = 一語ずつ切っています…
sense-by-attention = 注意の順（全ヘッドの平均）
sense-by-meaning = 切ると意味が動く順
sense-baseline = 斜線の範囲：同じ本数のつながりを、単語・ヘッド・層を問わずランダムに切った場合（{ $mean } ± 2 × { $deviation }、{ $draws } 回）。棒がこの中に収まるなら、偶然かもしれません。
section-heads = どのヘッドが効いている？
heads-start = { $count } 個のヘッドを順に全部止めてみる
heads-cancel = 中止
heads-running = ヘッドを止めています…
heads-step = { $total } 個中 { $done } 個
heads-stopped = 全部のヘッドを試す前に中止しました。
sense-grid = ヘッドごとの意味の変化、文脈
sense-point-head = 四角（ヘッド）にポインターを合わせてみましょう。
sense-click-head = 四角をクリックすると、上の図でそのヘッドを止められます。
sense-baseline-heads = ヘッドを一つランダムに選んだ場合：{ $mean } ± { $deviation }（{ $draws } 個）。

# 単語の二つの意味
sense-apple-a = 果物
sense-apple-b = 会社
sense-bank-a = 銀行
sense-bank-b = 川岸
sense-bat-a = バット
sense-bat-b = コウモリ
sense-python-a = 言語
sense-python-b = ヘビ
sense-crane-a = 機械
sense-crane-b = 鳥
sense-spring-a = 季節
sense-spring-b = ばね
sense-mouse-a = 動物
sense-mouse-b = パソコン
sense-apple-ja-a = 果物
sense-apple-ja-b = 会社
sense-light-a = 照明
sense-light-b = 右翼手
sense-mouse-ja-a = 動物
sense-mouse-ja-b = パソコン
sense-driver-a = 工具
sense-driver-b = 運転手
sense-mac-a = ハンバーガー
sense-mac-b = パソコン
sense-hashi-a = 箸
sense-hashi-b = 橋

# 意味のスコアと切断からわかること
note-sense-start = **出発点は同じです。** 第 0 層では、「{ $word }」のベクトルは二つの文脈でまったく同じです。あとで現れる違いは、すべて注意機構を通って入ってきたものです。
note-sense-parting = **第 { $layer } 層（全 { $layers } 層）で読み方が分かれます。** ここから先、二つのスコアの差はずっと { $apart } 以上です。
note-sense-apart = **意味が二つに分かれました。** 最後の 3 分の 1 の層の平均は、文脈 A が { $a }、文脈 B が { $b }、差は { $apart } です。
note-sense-together = **意味は分かれていません。** 最後の 3 分の 1 の層の平均は { $a } と { $b } で、差はわずか { $apart } です。このものさしで見る限り、モデルは二つの文脈を区別していません。
note-control-still = **対照の単語はあまり動きません。** 同じ場所に「{ $control }」を入れると、差は { $moved } だけです。スコアは文の話題よりも、単語の意味を測っているといえます。
note-control-moved = **注意が必要です。** 意味が一つしかない「{ $control }」でも、差が { $moved } あります。違いの多くは、単語の意味ではなく文の話題かもしれません。
note-cut-word = **文脈 { $context }：「{ $word }」を切ると、意味が { $shift } 動きます。** どの単語よりも大きな変化です。同じ本数をランダムに切った場合は { $random } ± { $deviation } です。
note-cut-nothing = **文脈 { $context }：一語だけで意味を決めている単語はありません。** 最も効いた「{ $word }」でも { $shift } で、同じ本数をランダムに切った場合は { $random } ± { $deviation } です。
note-ranking-same = 文脈 { $context }：「{ $word }」は、最もよく見られている単語でもあります（注意の平均 { $weight }）。1 位については、注意と原因が一致しています。
note-ranking-other = **文脈 { $context }：注意の 1 位は別の単語です。** 最もよく見られているのは「{ $favourite }」（平均 { $weight }）ですが、切っても意味の変化は { $moved } です。「{ $word }」を切ると { $shift } 動きます。
note-ranking-rho = 文脈 { $context }：{ $count } 語全体では、二つの順位の相関は { $rho } です（スピアマンの順位相関。+1 は同じ順、0 は無関係）。
note-cut-all = **文脈 { $context }：前の単語がまったく見えないと、意味は { $before } から { $after } に変わります**（{ $shift }）。一語だけ切ったときと比べてみましょう。手がかりは互いに補い合うので、一つ失っただけではあまり変わらないことがあります。
note-head-silenced = **文脈 { $context }：最も効いているのは第 { $layer } 層のヘッド { $head } です。** 止めると、意味が { $shift } 動きます。ランダムに選んだヘッドなら { $random } ± { $deviation } です。
note-link-matters = **文脈 { $context }：第 { $layer } 層のヘッド { $head }** は、「{ $looking }」から「{ $seen }」に注意の { $weight } を向けています。この一本を切ると、意味が { $shift } 動きます。
note-link-idle = **文脈 { $context }：強く見ていても、あまり効いていません。** 第 { $layer } 層のヘッド { $head } は、「{ $looking }」から「{ $seen }」に注意の { $weight } を向けていますが、この一本を切っても意味の変化は { $shift } です。

# BertViz
section-free = BertViz で自由に調べる
bertviz-view = 表示
bertviz-head = ヘッドビュー
bertviz-model = モデルビュー
bertviz-head-how = 一つの層の全ヘッドを色分けしています。左が見る側、右が見られる側です。トークンにポインターを合わせてみましょう。色をダブルクリックすると、そのヘッドだけになります。ここでは最初のトークンを隠していません。
bertviz-model-how = すべての層のすべてのヘッドです。クリックで拡大、もう一度クリックで閉じます。
bertviz-too-long = 文章が { NUMBER($length, useGrouping: 0) } トークンあります。この表示で見られるのは { $limit } トークンまでです。文章を短くするか、モデルビューを使ってください。
bertviz-layers = { $length } トークンあるので、全部の層を一度に描くと線が多すぎます。表示する層：

# 多くのヘッドのまとめ方と、モデルが書いた続き
heatmap-max = 最大
heatmap-rollout = 層を通したロールアウト
heatmap-scale-max = どれか一つのヘッドでの最大の割合（横 1 行の合計は 100 % になりません）
heatmap-about-mean = 平均：一つのヘッドだけが作る強いつながりは、最初のトークンばかり見ている多くのヘッドに埋もれて、ほとんど見えなくなります。
heatmap-about-max = 最大：どれかのヘッドが作るつながりはすべて見えますが、どのヘッドか、いくつのヘッドかはわかりません。ヘッドが多いほど、大きな値は必ずいくつか現れます。最初のトークンを隠しても、ほかの値は変えません。
heatmap-about-rollout = ロールアウト（Abnar & Zuidema 2020）：層が「混ぜる」だけだとしたら、各トークンの情報がこの層までにどれだけ届くか（ヘッドの平均をとり、半分はその場に残す）。個々のヘッドの働き、渡される中身（バリュー）、順伝播ネットワークの計算は隠れます。
heatmap-written = 点線：モデルが書いたトークン
written-include = モデルが書く続きも含める（最大 { $count } トークン。いつも確率が最も高いトークンを選びます）
written-needs-causal = このモデルは読むだけで、続きを書きません。生成したトークンが何を見ていたかを調べるには、サイドバーで次のトークンを予測するモデルを選んでください。
written-no-room = 文章がすでに図いっぱいの長さなので、続きを入れられません。文章を短くしてください。
section-written = 書いたトークンは、それぞれ何を見て選ばれたのか
written-chosen = 書いたトークン
written-looking = 選ぶときに見ていた側
written-seen = 最もよく見ていたもの（最初のトークンを除く）
note-average = **平均が隠すもの**：第 { $layer } 層のヘッド { $head } では、「{ $looking }」の注意の { $weight } が「{ $seen }」に向いています。全ヘッドで平均すると、{ $average } しか残りません。
note-rollout = **ロールアウトは先頭に集まります**：この計算では、最後の層の後で「{ $last }」の場所にあるものの { $rollout } が、最初のトークン「{ $token }」から来たことになります。最後の層がそこに向ける注意は平均 { $direct } です。ロールアウトは、「置き場所」を見ただけの分も、何かを受け取ったものとして数えます。

# 一つの重みの計算
section-qk = 重みはどう計算されるのか
qk-layer = 層
qk-head = ヘッド
qk-head-alone = ヘッド { $head }
qk-head-sharing = ヘッド { $head }（ヘッド { $others } と同じキー）
qk-query = クエリ：見る側のトークン
qk-key = キー
qk-strips = 棒は次元を一つずつ表します。線より上が正、下が負です（目盛りは三つの図で別々）。ポインターを合わせるか、矢印キーで選べます。
qk-dimension = 次元
qk-sum = 1. 次元ごとに掛けて、全部足す
qk-scale = 2. スケーリング
qk-mask = 3. マスク
qk-allowed = 見えるので、点数はそのまま
qk-out-of-sight = 見えないので、点数は −∞
qk-softmax = 4. 行全体のソフトマックス
qk-captured = モデルが実際に使った値
qk-agrees = 0.0001 まで一致
qk-differs = 一致しません。このモデルは点数にほかの計算も加えています
qk-unscaled = 手順 2 がなかったとしたら
qk-row = 行全体：このクエリから見られるすべてのトークン。キーを選べます。
qk-score = 点数
qk-weight = 重み
qk-shared-keys = このモデルにはクエリのヘッドが { $heads } 個ありますが、キーは { $keys } 組だけです。隣り合うヘッドは、同じキーを違うクエリで見ます（grouped-query attention、Ainslie ほか 2023）。文章を書くときのメモリーを節約できます。
qk-own-keys = このモデルでは、どのヘッドも自分のキーを持っています。新しいモデルの多くは、いくつかのヘッドでキーを共有し（grouped-query attention、Ainslie ほか 2023）、文章を書くときのメモリーを節約しています。
note-scaling = **スケーリングの役割**：第 { $layer } 層のヘッド { $head } で、「{ $looking }」から「{ $seen }」への重みは { $scaled } です。スケーリングがなければ { $unscaled } になり、ほとんど一つのトークンだけで決まってしまいます。

# 左から右へ、または両方向
section-directions = 左から右へ読むモデルと、両方向から読むモデル
text-first = 文 1
text-second = 文 2（書き出しは同じ）
directions-causal = **{ $model }** は左から右へ読みます：**三角形**。トークンに見えるのは自分より前だけです。
directions-encoder = **{ $model }** は両方向から読みます：**正方形**。後ろに来るトークンも見えます。
directions-causal-alt = 文 1 の { $count } トークンの間の注意（全ヘッドの平均）。対角線より右上は空です。
directions-encoder-alt = 文 1 の { $count } トークンの間の注意（全ヘッドの平均）。すべてのマスが埋まっています。
directions-difference = 文 1 と文 2 で「{ $word }」の状態を比べると、全層のすべての数値の差は最大で **{ $difference }** です。
directions-similarity = 最後の層の後での二つの状態の類似度（コサイン）：{ $similarity }
directions-needs-causal = こちら側を見るには、サイドバーで次のトークンを予測するモデルを選んでください。いまのモデルは両方向から読むモデルで、もう一方の側に表示しています。
section-later = どこから先で、モデルにわかるのか
reading-read = ここまで読むと
reading-back = 単語を振り返る強さ（最も強いヘッド）
reading-expected = 次に来ると予測
reading-where = 第 { $layer } 層のヘッド { $head }
note-blind = **まだわかりません**：全 { $layers } 層で、「{ $word }」の状態は二つの文で数値一つまで同じです。後に続く言葉は、ここには届きません。
note-both-ways = **両方向から読むモデルには、すぐにわかります**：「{ $word }」の状態は二つの文で違います（最後の層の後の類似度 { $similarity }）。
note-back = **後ろのトークンが取りに行きます**：「{ $token }」は注意の { $weight } を「{ $word }」に向けています（第 { $layer } 層のヘッド { $head }）。単語と、その後に続く言葉が出会うのは、こうした後ろのトークンです。
note-again = **もう一度言えば、わかります**：それぞれの文の後に同じ書き出しをくり返すと、「{ $word }」の状態は二つの文で違うものになります（最後の 3 分の 1 の層の平均類似度 { $similarity }。1 回目はまったく同じでした）。
