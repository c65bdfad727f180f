title = トークン
question = モデルは何を読んでいるの？
answer = 決まった一覧にある切れ端を、番号として読んでいます。どこで切れるかは一覧のもとになった文章しだいで、言語ごとの費用もそこで決まります。

preset-article = こんにちは、世界!
preset-hello = Hello, world!
preset-rare = めずらしい漢字
preset-emoji = 組み合わせ絵文字
preset-numbers = 数字
preset-code = プログラム
preset-mixed = 日英まじり
preset-case = 大文字と小文字

act-pieces = かけら
act-merge = ペアがつながる順
act-compare = ほかの切り方
act-cost = 言語ごとの費用
section-pieces = 文字がかけらになる
guess-cuts = モデルは「トークン」というかけらで読みます。どこで切れる？ 文字の間を押してください。
bricks-gap = { $letter } の間で切る
bricks-join = 文字をつなぐ
bricks-group = 文字の間：矢印キーで移動、スペースキーで切る
bricks-pieces = { $count } 個のかけら：
bricks-replay = ↻ もう一度つなぐ
bricks-asked = { $model } が知っているのは、決まった { NUMBER($count) } 個のかけらだけです。どんな文章もこれに切り分けられ、モデルに届くのはその番号です。
bricks-read = { $letters } 文字の文章を、{ $model } は { $count } 個のトークンで読みます。モデルに届くのは、下に並ぶ番号だけです。
bricks-found = { $all } か所の切れ目のうち { $right } か所が当たりました{ $wrong ->
    [0] 。
   *[other] （切れないところを { $wrong } か所切りました）。
} { $model } は { $count } 個のトークンで読みます。モデルに届くのは、下に並ぶ番号だけです。
bricks-beginning = （文章の初めの { $limit } 文字です。）

section-see = すべてのトークン：文字と番号とバイト
view-text = 文章（人が読むもの）
view-tokens = トークン（モデルが読むもの）
view-characters = 文字
view-id = ID
view-bytes = バイト
view-place = 何文字目
view-part = 文字の途中で切れているトークンです。
view-unknown = このトークナイザーの語彙では表せず、「未知」になった部分です。
view-special-before = 文章の始まりをモデルに知らせる特別なトークンです。入力しなくても自動で足されます。
view-special-after = 文章の終わりをモデルに知らせる特別なトークンです。入力しなくても自動で足されます。
view-hint = トークンにカーソルを合わせるか、タップしてください。キーボードでは ← → で移動できます。
view-omitted = ほかに { NUMBER($count) } 個（多いので省略しています）

note-special = **{ $names }** は、あなたの入力ではありません。モデルが必要とする印として、トークナイザーが足しました。
note-long = いちばん長いトークンは **{ $token }** です。{ $characters } 文字がまとまって、1 個の番号（{ NUMBER($id, useGrouping: 0) }）になっています。
note-part = **{ $character }** は、1 文字なのに { $pieces } 個のトークンに分かれています。1 文字が複数のトークンにまたがっているところは、全部で { $characters } 文字分あります。
note-space = **{ $token }** では、前の空白（␣）もトークンの一部です。
note-spelling = **{ $one }**（{ NUMBER($one_id, useGrouping: 0) }）と **{ $other }**（{ NUMBER($other_id, useGrouping: 0) }）は、大文字・小文字や空白が違うだけですが、モデルにとっては別の番号です。
note-number = 数 **{ $number }** は { $pieces } 個のトークンに切られました。モデルは一つの「数」として読んでいるわけではありません。
note-changed = このトークナイザーは、読む前に文章を書き換えます。たとえば **{ $typed }** は **{ $read }** として読まれます。
note-unknown = **{ $example }** は、このトークナイザーの語彙では表せません。モデルには「未知」とだけ伝わり、元の文字は失われます。

section-merge = 一歩ずつくっつける：BPE
replay-first = 最初へ
replay-back = 一つ戻る
replay-play = 再生
replay-pause = 一時停止
replay-forward = 一つ進む
replay-last = 最後へ
replay-scrub = 何回目の結合か
replay-start = 最小の単位に分けたところです。下線の組が次にくっつきます。
replay-none = この文章では、くっつく組が一つもありません。
replay-pieces = いまの並び
replay-rank = 規則の順位
replay-list = 結合の順番と、規則の順位
replay-agrees = ✓ トークナイザー自身の結果と一致しました。
replay-disagrees = トークナイザー自身の結果とは一致しませんでした。このトークナイザーは、結合のほかにも規則を使っています。
merge-cut = 長い文章なので、ここでは最初の { $limit } 文字だけを使います。
merge-unsupported = { $model } のトークナイザーは BPE ではないので、結合の規則がありません。メニューで別のモデルを選ぶと、再生できます。
note-merge-first = 最初にくっついたのは **{ $piece }** です（順位 { NUMBER($rank) }）。順位の数が小さい規則から先に使われます。学習では、よく出る組から順に規則になります。
note-merge-late = いちばん後で覚えた規則は、順位 { NUMBER($rank) } の **{ $piece }** です。

section-compare = ほかの切り方と比べる
count-pieces = { NUMBER($count) } 個
count-special = ＋ 特別 { $count } 個
cut-words = 単語（形態素）
cut-characters = Unicode の文字
cut-bytes = UTF-8 のバイト
remark-model = 語彙 { NUMBER($vocabulary) } 種類
remark-words = 辞書（SudachiPy）の単語。LLM は読まない
remark-characters = 1 文字に見えて複数のことも。LLM は読まない
remark-bytes = 256 種類。バイトレベル BPE の出発点
note-fewest-most = 同じ文章でも、**{ $fewest }** では { NUMBER($fewest_count) } 個、**{ $most }** では { NUMBER($most_count) } 個で、{ $ratio } 倍の差があります。
note-lost = **{ $model }** には、そのまま表せない部分が { $count } か所あります（例：**{ $example }**）。トークンから元の文章を復元できません。
note-crossing = **{ $model }** の **{ $token }** は、辞書の単語の境目をまたいでいます。トークンを決めたのは意味ではなく、学習した文章での文字の並びの多さだからです。

section-cost = 同じ意味なら同じ値段？
pair-label = 比べる文
pair-all = 5 組すべて
pair-greeting = あいさつ
pair-weather = 天気
pair-science = 科学
pair-story = 物語
pair-contract = 契約書
pair-own = あなたの文章
cost-ratios = 1 文字あたり { $character } トークン・1 バイト（UTF-8）あたり { $byte } トークン
cost-tile = タイル 1 枚が 1 トークンです。大きさはどれも同じなので、高い塔ほど高くつきます。
language-ja = 日本語
language-en = 英語
note-pair-dearer = **{ $model }** では、同じ意味でも日本語のほうが { $ratio } 倍のトークンになります（{ $ja } 個と { $en } 個）。
note-pair-cheaper = **{ $model }** では、日本語のほうが少ないトークンで済みます。英語の { $ratio } 倍です（{ $ja } 個と { $en } 個）。
note-pair-alike = **{ $model }** では、日本語と英語がほぼ同じ数のトークンになります（{ $ja } 個と { $en } 個）。
note-context = **{ $model }** が一度に読めるのは { NUMBER($context) } トークンまでです。あなたの文章と同じ割合なら、約 { NUMBER($characters) } 文字に当たります。
