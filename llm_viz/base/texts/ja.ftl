app-name = LLM Viz
language-name = 日本語

# 枠
home = ホーム
menu = メニュー
progress = 全 { $total } 章の { $number } 章
way-on = 次へ：{ $question }
acts = この章の内容
act-next = 続き：{ $act }
language = 言語
model = モデル
model-reads-only = { $name }（読むだけ、書かない）
model-unavailable = { $name }（{ $reason }）
short-error-model-missing = 入っていません
short-error-model-not-prepared = 準備ができていません
short-error-model-broken = ファイルが壊れています
short-error-model-unsupported = ここでは使えません
short-error-model-deviates = 検査に通りませんでした
short-error-weights-unfit = ファイルが合いません
short-error-weights-unsafe = 先に変換が必要です
short-error-tokenizer-missing = トークナイザーがありません
short-error-cluster-away = つながりません
short-error-cluster-busy = 混み合っています
short-error-cluster-slow = 応答がありません
short-error-cluster-differs = バージョンが違います
device = このサーバーで計算中：{ $device }（{ $precision }）
device-help = モデルはこのマシンの上で動いています。入力した文章がほかのサービスに送られることはありません。
device-help-rounded = 通常の精度（float32）ではこのマシンのメモリーを使いすぎるため、数値を 2〜3 桁の精度（bfloat16）で計算しています。そのため、確率がほぼ等しい候補の順位は、ほかのマシンと違うことがあります。
device-elsewhere = このアプリ用の別のコンピューターで計算中：{ $device }（{ $precision }）
device-elsewhere-help = モデルは、このアプリのために用意された別のコンピューターで動いています。入力した文章はそこへ送られますが、ほかのサービスには送られません。
closing-left-out = 文章のあとで省いたトークン：{ $tokens }
closing-left-out-help = このモデルのトークナイザーは、文章が終わった印として、どの文章のあとにもこのトークンを付けます。文章の続きを書かせるため、このアプリでは省いています。
projector = プロジェクター表示
projector-help = 教室で見やすいように、文字と図を大きくします。
cover = 乱暴な言葉を隠す
cover-help = モデルが書いた乱暴な言葉は、最初の 1 文字だけを表示します。モデルの計算は変わらず、確率も本当の値のままです。短い一覧で調べているので、すべての言葉は隠せません。プロジェクター表示にすると、自動でオンになります。
cover-note = このページでは、乱暴な言葉を「く•••」のように隠しています。見るには、メニューの「乱暴な言葉を隠す」をオフにしてください。
projector-keys = キー操作：**P** で再生、または答えを表示。**N** で次へ進みます。
loading-model = モデルを読み込んでいます…
kept-meanwhile = 前に計算した結果です。モデルを読み込んでいます…
share = この画面のリンクをコピー
share-copied = コピーしました。
share-copy-yourself = 上のリンクをコピーしてください。
sentence = 文章
sentence-submit = 読ませる
sentence-empty = 入力欄が空です。ページは前の文章のまま表示しています。
sentence-hint = Enter で読ませる ・ Shift+Enter で改行
sentence-cut = 文章が { $limit } 文字を超えていたため、先頭の { $limit } 文字だけを残しました。
notice-parameter = アドレスの { $name } に「{ $value }」が指定されていましたが、ここでは使えません（使える値：{ $allowed }）。代わりに標準の値で表示しています。

# 章の枠
presets = 試してみよう：
guess-skip = 答えを見る
between-sentences = { "" }
look-here = **ここに注目**
explain = くわしい説明
formula = 数式で見る
code = コードで見る
limits = このデモではわからないこと
axis-not-from-zero = { $title }（軸は 0 から始まらない）

# エラー：何がいけなかったか、何なら使えるか、次にどうするか。$place は読まれる場所（画面か端末か）
give-text = { $place ->
    [terminal] 1 文字以上の文章を指定してください。
   *[page] 上の欄に 1 文字以上入力してください。
 }
choose-model = { $place ->
    [terminal] --model で別のモデルを指定してください
   *[page] メニューで別のモデルを選んでください
 }
error-unexpected = この部分の表示で問題が起きました（サーバーのログに記録しました）。ページのほかの部分はそのまま使えます。別の文章で試すか、ページを再読み込みしてください。
part-failed = この図を表示できませんでした。ページのほかの部分はそのまま使えます。もう一度試すには、ページを再読み込みしてください。
error-empty-text = 読ませる文章がありません。{ give-text }
error-text-too-long = 文章が { $length } 文字あります。ここで読めるのは { $limit } 文字までです。短くしてください。入力した文章は消えていません。
error-too-many-tokens = 文章が { $length } トークンになりました。ここで扱えるのは { $limit } トークンまでです。文章を短くしてください。
error-text-not-unicode = 文章の { $position } 文字目が、途中で切れた半端な文字になっています。その文字を消して、入力し直してください。
error-token-unknown = トークナイザーはこの文章からトークン「{ $token }」（{ $id } 番）を作りますが、モデルが知っているのは { $last } 番までです。トークナイザーが別のモデルのものか、あとからトークンが追加されています。このトークンの出ない文章で試すか、{ choose-model }。
error-unknown-model = 「{ $model }」というモデルはありません。次の中から選んでください：{ $known }
error-model-missing = モデル「{ $model }」はこのマシンに入っていません。{ $remedy } それまでは、{ choose-model }。
error-model-not-prepared = モデル「{ $model }」は入っていますが、まだ準備ができていません。サーバーで一度「python -m llm_viz setup」を実行するか、{ choose-model }。
error-model-broken = モデル「{ $model }」のファイルが壊れています（{ $file }）。モデルを準備し直す（自分で用意したモデルならコピーし直す）か、{ choose-model }。
error-model-unsupported = モデル「{ $model }」はここでは使えません：{ $detail }。{ choose-model }。
error-weights-unfit = モデル「{ $model }」のファイルどうしが合っていません。config.json に書かれた重みが足りないか、置き場所のない重みが残っています（{ $weights }）。重みを乱数で補ったり捨てたりすると図が正しくならないため、表示しません。モデルを保存し直す（アダプターの場合は、先にモデルへ統合する）か、{ choose-model }。
error-weights-unsafe = モデル「{ $model }」の重みは { $file } の形式でしか入っていません。これは開くだけで他人のプログラムが動きうる形式なので、ここでは開きません。入手元を信頼できる場合は、そのフォルダーで一度変換してください：python -c "from transformers import { $reader } as A; A.from_pretrained('.').save_pretrained('.')" 。safetensors 形式のファイルをダウンロードしてもかまいません。それまでは、{ choose-model }。
error-tokenizer-missing = モデル「{ $model }」にはトークナイザーが付いていないため、文章を読ませることができません。モデルと一緒に公開されている tokenizer.json をフォルダーに入れるか、{ choose-model }。
error-model-deviates = モデル「{ $model }」は、図が正しくならないため表示しません。読み込んだときに数個のトークンで検査したところ、このアプリがモデルの中で計算した値が、モデル自身の計算と一致しませんでした（不一致の箇所：{ $part }）。{ choose-model }。
error-no-attention = モデル「{ $model }」にはアテンションがありません。読んだ内容を別のしくみで次へ渡していくので、見るべき重みも、切るべきつながりもありません。この図を見るには、{ choose-model }。
error-attention-partial = モデル「{ $model }」では、トークンどうしの情報のやり取りがアテンションだけで行われているわけではありません（アテンションのある層：{ $layers }）。ここで示すと、一部を全体のように見せてしまいます。この図を見るには、{ choose-model }。
error-scores-not-plain = モデル「{ $model }」のアテンションのスコアは、クエリとキーの積だけでは決まりません（距離に応じた減点などが加わります）。そのため、ここでは分解して見せられません。この図を見るには、{ choose-model }。
error-neurons-not-plain = モデル「{ $model }」のフィードフォワード層（MLP）は、ニューロンが1つの行列に並ぶ形になっていません（専門家に分かれているなど）。そのため、ここでは1つずつ見せられません。この図を見るには、{ choose-model }。
error-score-indivisible = モデル「{ $model }」では、トークンのスコアをモデルの各部分の値の和として正確に分けられません（途中に、足し算だけでは表せない計算があります）。この図を見るには、{ choose-model }。
error-blocks-do-not-add = モデル「{ $model }」のブロックは、読み取ったベクトルに足すだけでなく、そのベクトル自体も変えます。そのため「足された二つのベクトル」を示せません。この図を見るには、{ choose-model }。
error-product-not-plain = モデル「{ $model }」のこの部分は、一つの行列では終わりません（混合エキスパート（MoE）は複数の行列の結果を混ぜます）。そのため、ここでは計算を開けません。
error-not-causal = モデル「{ $model }」は文章を両方向から読むモデルで、次のトークンの予測はしません。ここでは、{ choose-model }。
error-bad-request = { $name } に { $value } は使えません。使えるのは { $allowed } です。この範囲で選び直してください。
error-word-not-found = 「{ $word }」が文章「{ $context }」の中に見つかりません。できれば文章の最後に、この単語をそのままの形で入れてください。
error-references-missing = 「{ $word }」には、二つの意味を測るための参照文がありません。意味ごとに、調べる文脈とは別の文を 1 文以上用意するか（コマンドラインでは --reference-a と --reference-b）、参照文の付いている単語を選んでください。
error-beginnings-differ = 二つの文は同じ言葉で始まり、その後が違うものにしてください。どちらかを書き直しましょう。
error-engine-busy = モデルが混み合っています（{ $waiting } 人が待っています）。少し待ってから、もう一度試してください。
error-cluster-away = いま、モデルを動かしているコンピューターにつながりません。画面に出ているものはそのまま残ります。1 分ほどしてから、もう一度試してください。つながらないままのときは、このアプリの管理者に知らせてください。
error-cluster-busy = いま、モデルを使う人が多すぎて、順番待ちもいっぱいです。入力したものは失われていません。数秒待ってから、もう一度試してください。
error-cluster-slow = モデルを動かしているコンピューターから { $seconds } 秒間応答がないため、この計算をとりやめました。入力したものは失われていません。もう一度試してください。くり返すときは、このアプリの管理者に知らせてください。
error-cluster-differs = モデルを動かしているコンピューターと、このページとで、アプリのバージョンが違うため、計算を頼めません。アプリの管理者が、両方を同じバージョンにする必要があります。
error-training-diverged = 学習が発散しました。{ $step } ステップ目で損失が数値でなくなりました。学習率 { $learning_rate } では一歩が大きすぎて、谷を飛び越えてはもっと高い所に着地してしまいます。学習率を下げて、もう一度始めてください。
error-not-a-number = モデルの出力のうち、数値であるはずの値（{ $name }）が数値になりませんでした。ファイルが壊れているかもしれません。「python -m llm_viz doctor --thorough」を実行してください。
error-out-of-memory = この計算にはメモリーが足りません。もっと短い文章か、もっと小さいモデルで試してください。
error-out-of-disk = 準備したモデルを置く場所が足りません。{ $folder } に { $needed_mb } MB 必要ですが、空きは { $free_mb } MB です。空きを増やすか、別の保存先を指定してください（LLM_VIZ_CACHE）。
error-file-unreadable = ファイル { $file } を読めません：{ $reason }
error-upload-too-large = ファイルが大きすぎます。ここで学習に使えるのは { $limit_kb } kB までです。小さいファイルを選ぶか、一部だけを切り出してください。
error-cache-unusable = 準備したモデルを { $folder } に置くことができません（{ $reason }）。書き込めるフォルダーを指定してください。例：{ $setting }=~/llm-viz-models make run
error-upload-empty = ファイルの中身が空です。文章の入ったテキストファイルを選んでください。
error-upload-not-text = このファイルは、テキストとして読めません。Word や PDF、画像などは使えません。「書式なしテキスト（.txt）」として、文字コードは UTF-8 で保存してから、もう一度選んでください。
error-upload-too-short = 文章が { $length } 文字しかありません。学習には { $limit } 文字以上が必要です。もっと長い文章を選んでください。
error-bertviz-changed = この表示は、入っているパッケージと合いません（{ $part } がないか、対応するバージョンではありません）。requirements.txt のパッケージを入れ直してください。このページのほかの図は、そのまま使えます。

# モデルの順番待ち
waiting-place = モデルが混み合っています。{ $before ->
    [0] 次があなたの番です
   *[other] あなたの前に { $before } 人います
 }。
waiting-place-and-time = モデルが混み合っています。{ $before ->
    [0] 次があなたの番です
   *[other] あなたの前に { $before } 人います
 }（あと約 { $seconds } 秒）。

# サーバー：ページを表示する前
refused-host = 「{ $host }」は、このサーバーのアドレスとして登録されていません。サーバーが動いているコンピューターの名前か IP アドレスで開いてください。サーバーを動かしている人は、次のように起動すると、この名前でも開けるようになります：{ $setting }={ $host } make run
refused-origin = ほかのサイト（{ $origin }）のページから送られたリクエストなので、受け付けませんでした。サーバーを動かしている人は、{ $setting } にそのサイトの名前を書くと許可できます。
refused-path = このアドレスには何もありません。
refused-upload = いまは、これ以上ファイルを置く場所がありません。どれかのファイルを消すか、数分待ってから、もう一度試してください。
refused-slow-upload = ファイルが { $seconds } 秒以内に届きませんでした。もう一度試してください。
refused-crowd = いま、このサーバーで開かれているページが多すぎます。数分待ってから、もう一度試してください。
serving-starting = LLM Viz を始めています…
serving-loaded = LLM Viz：モデルを読み込みました。
serving-not-loaded = LLM Viz：モデルを読み込めませんでした（理由はログにあります）。ページは開けます。モデルは必要になったときに、もう一度読み込みます。
serving-open = LLM Viz の準備ができました：{ $address }
serving-others = 教室のほかの人は、次のアドレスで開けます：{ $addresses }
serving-keep-private = これらのアドレスは、同じネットワークにいる人なら誰でも開けます。このコンピューターだけで使うには：HOST=127.0.0.1 make run （make を使わない場合：streamlit run app.py --server.address 127.0.0.1 ）。終了は Ctrl+C です。
serving-private = LLM Viz の準備ができました：{ $address } （このコンピューターからだけ開けます）。終了は Ctrl+C です。
serving-cluster = モデルは { $address } で動きます。

# 予測
words-only = 句読点や改行を除いて見る

# 公表された数値
sources-drawer = この数字の出典
findings = 研究でわかっていること
as-of = { $year } 年 { $month } 月 { $day } 日現在
seen-source = 原典で確認
seen-reports = ほかの人の報告でのみ確認
seen-never = 書いたあと、照合していません
confidence = 確度：{ $level }
confidence-high = 高い
confidence-medium = 中くらい
confidence-low = 低い（原典とは照合していません）

# 裏で動く計算
job-start = ここで実行する
job-again = もう一度実行する
job-takes = CPU 1 コアで約 { $seconds } 秒かかります
job-limits = 一人が同時に実行できるのは 1 件です。新しく始めると、前の実行は止まります。このサーバーでは同時に { $running } 件を計算し、ほかに { $waiting } 件まで順番を待てます。
job-pause = 一時停止
job-resume = 再開
job-stop = 中止
job-waiting = { $ahead ->
    [0] 始めています…
   *[other] 順番を待っています：先に { $ahead } 件あります。
 }
job-running = 計算中：途中結果 { $total } 件中 { $done } 件
job-paused = 一時停止中：途中結果 { $total } 件中 { $done } 件
job-stopped = 中止しました（途中結果 { $total } 件中 { $done } 件）。ページを離れて 30 秒たつと、計算は自動的に止まります。

# モデルを学習させる実験
experiment-seed = 実行に使うシード
experiment-recorded = :material/inventory_2: あらかじめ計算した結果です（シード { $seed }、CPU 1 コアで { NUMBER($seconds) } 秒）。ここで実行すると、その結果に置き換わります。
experiment-own = :material/bolt: ここで実行した結果です（シード { $seed }）。
experiment-partly = :material/bolt: ここで実行した結果です（シード { $seed }）。まだ全部は測り終えていません。

# Streamlit が英語で書くことば（kit/browser/chrome.py）
chrome-skip = 本文へ移動
chrome-menu = メニュー
chrome-theme = 画面の色
chrome-theme-system = 端末に合わせる
chrome-theme-light = 明るい
chrome-theme-dark = 暗い
chrome-print = 印刷
chrome-version = バージョンをコピー
chrome-made-with = Streamlit v{ $name } で作成
chrome-heading-link = この見出しへのリンク
chrome-help = 説明
chrome-help-for = 「{ $name }」の説明
chrome-copy = コピー
chrome-copied = コピーしました
chrome-open = 一覧を開く
chrome-choose = 選んでください
chrome-no-results = 見つかりません
chrome-options = 選択肢
chrome-less = 減らす
chrome-more = 増やす
chrome-too-high = 大きすぎます。{ $name } 以下の数を入力してください。
chrome-too-low = 小さすぎます。{ $name } 以上の数を入力してください。
chrome-clear = 消去
chrome-clear-entry = 入力を消去
chrome-apply = Enter で決定
chrome-upload = アップロード
chrome-upload-one = 「{ $name }」をアップロード
chrome-upload-file = ファイルのアップロード
chrome-add-files = ファイルを追加
chrome-drop = ここにファイルをドラッグ
chrome-drop-many = ここにファイルをドラッグ
chrome-limit = 1 ファイル { $name } まで
chrome-remove = 「{ $name }」を取り消す
chrome-fullscreen = 全画面で表示
chrome-fullscreen-end = 全画面を終える
chrome-close = 閉じる
chrome-loading = 読み込み中
chrome-running = 計算中
chrome-stop = 止める
chrome-connecting = 接続中
chrome-connection-error = サーバーにつながりません
chrome-server-silent = サーバーから返事がありません。ネットワークへの接続を確かめてください。
chrome-server-stopped = サーバーが動いていないようです。止めてしまった場合は、ターミナルで起動し直してください：
chrome-timed-out = 時間内に返事がありませんでした。
chrome-notifications = お知らせ

# なぜこのトークン？（kit/page/receipt.py）
receipt-intro = ソフトマックスにかける前、どのトークンにもスコア（ロジット）が 1 つあります。スコアは単純な足し算で、各層が少しずつ足していきます。アテンションが足した分は、どのトークンから来たかまでたどれます。これはその「レシート」です。各行を全部足すと、ちょうどスコアになります。
receipt-token = どのトークン？
receipt-against = 何とくらべる？
receipt-mean = トークンの平均
receipt-quoted = 「{ $token }」
receipt-by = 行のまとめ方
receipt-by-token = トークンごと
receipt-by-layer = 層とトークンごと
receipt-layer-token = 第 { $layer } 層{ $token }
receipt-mlp = MLP
receipt-mixer = アテンション以外
receipt-layer-mlp = 第 { $layer } 層 MLP
receipt-layer-mixer = 第 { $layer } 層 アテンション以外
receipt-start = 出発点
receipt-rest = バイアス
receipt-others = ほか { $count } 行
receipt-total = スコア
receipt-alt = 「{ $token }」のスコアの内訳の棒グラフ。{ $list }。合計 { $score }。
receipt-legend = 右への棒はこのトークンを後押ししたもの、左への斜線の棒は押し下げたものです。トークンの行は、アテンションがそのトークンから運んできた分です。「MLP」はフィードフォワード層（MLP）が足した分で、この層は最後の位置しか読みません。「出発点」は、最後のトークン自身が最初の層に入ったときの分です。#3 などの番号は、同じ表記のトークンを区別するもので、文の 3 番目のトークンという意味です。
receipt-is-not = **この図からは言えないこと。** ここで数えるのは、各部分が結果へ直接書き込んだ分だけです。後の層を通して働いた分は、後の層の分として数えます。最後の正規化の倍率は、このときの値に固定しています。ですから、この内訳は証明ではありません。そのトークンが*なかったら*どうなるかは、実際に切ってみないとわかりません（第 6 章）。この方法は直接ロジット帰属（direct logit attribution）と呼ばれます（nostalgebraist 2020、[Elhage ら 2021](https://transformer-circuits.pub/2021/framework/index.html)）。
note-receipt-mean = 「**{ $token }**」のスコアは、全トークンの平均より { $score } 高くなっています。
note-receipt-ahead = 「**{ $token }**」のスコアは、「**{ $other }**」より { $score } 高くなっています。
note-receipt-behind = 「**{ $token }**」のスコアは、「**{ $other }**」より { $score } 低くなっています。
note-receipt-source = 最後のトークンより前で、いちばん後押ししているのは「**{ $source }**」です（合計 +{ $share }）。第 { $layer } 層だけで +{ $there } が届いています。
note-receipt-source-less = 最後のトークンより前で、いちばん後押ししているのは「**{ $source }**」です（合計 +{ $share }）。第 { $layer } 層だけで +{ $there } が届き、ほかの層がその一部を打ち消しています。
note-receipt-opponent = いちばん押し下げているのは「**{ $source }**」です（−{ $share }）。
note-receipt-mlp = フィードフォワード層（MLP）は、スコアを合わせて { $share } だけ変えています。いちばん大きく変えたのは第 { $layer } 層です。この層は、ほかのトークンを直接は読みません。アテンションが運んできたものに手を加えます。

# What each layer would have said (logit lens)
lens-caption = 各層の直後で確率が高いトークン（ロジットレンズ）
lens-layer = 層
lens-embedding = 0 入力
lens-place = { $place } 位
lens-rank = 「{ $token }」の順位
lens-probability = 「{ $token }」の確率
note-lens-settled = 「**{ $token }**」は第 { $layer } 層（全 { $last } 層）で 1 位になり、そのまま最後まで 1 位です。
note-lens-last = 「**{ $token }**」が 1 位になるのは、最後の第 { $last } 層になってからです。
note-lens-rival = その直前の第 { $layer } 層の後では、「**{ $rival }**」が 1 位でした（{ $probability }）。
note-lens-far = 全 { $last } 層のうち第 { $layer } 層の後では、最後に 1 位になる「**{ $token }**」は、まだ { NUMBER($rank) } 位です。
note-lens-doubt = 「**{ $token }**」にいちばん自信があるのは第 { $layer } 層の後（{ $before }）です。その後の層で { $after } まで下がります。
note-lens-echo = 最初の層に入る前には「**{ $read }**」が見えます。いま読んだばかりのトークンそのものです。
