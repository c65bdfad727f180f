title = バイアスの問題
short = バイアス
card = { $share }
card-of = GPT-3 で男性に偏る職業（{ $occupations } 種中）

sentences = 文の言語
sentences-ja = 日本語
sentences-en = 英語
no-pronouns = { $model } には、この代名詞がそのまま 1 個のトークンになるものがありません。文字をさらに細かく分けて読むので、「彼」と「彼女」を次の 1 トークンで比べられません。もう一方の言語の文か、別のモデルを選んでください。
measuring = 測っています…
guess-question = 次の職業のうち、続きが「彼女」にいちばん傾くのはどれ？ 行をタップしてください。
anybody = 比較の基準
baseline = 「{ $noun }」と同じ
times = { $pronoun } { $times } 倍
says-open = 「{ $sentence }」の続きは「{ $he }」か「{ $she }」か。「人」のところに、別のことばを入れて比べます。
says = 「{ $sentence }」のように職業だけを変えました。「{ $noun }」では、「{ $he }」に対する「{ $pronoun }」の出やすさ（オッズ）が基準の { $times } 倍です。点は一つひとつの文です。
hero = で、続きがいちばん「{ $pronoun }」に傾く
rows-alt = 職業ごとに、二つの代名詞のオッズがどれだけ動くか。

section-occupations = だれを思い浮かべる？
own-word = 自分で選んだ職業
own-word-help = 人を表すことばなら何でもかまいません。ほかと同じ文に入れて測ります。
view = 基準の文
view-subtracted = 差し引く
view-raw = 差し引かない
axis = ← { $she } ・ ビット（1 ビットでオッズが 2 倍） ・ { $he } →
occupations-alt = 棒グラフ：職業ごとに、オッズが{ $she }（左）と{ $he }（右）のどちらへどれだけ動くか。点は一つひとつの文。
setting = { $model } ・ { $count } 種類の文：{ $sentences } ・ 基準は「{ $neutral }」 ・ くじ引きはせず、確率そのものを使っています

section-sizes = 大きいモデルなら消える？
category = ステレオタイプの種類
category-all = すべて
category-gender = 性別
category-race = 人種・肌の色
category-nationality = 国籍
category-religion = 宗教
category-socioeconomic = 貧富
sizes-axis = ステレオタイプを選んだ割合（%）
sizes-alt = 50%からの棒グラフ：Pythia の各モデルがステレオタイプの文を好んだ割合と 95%のひげ。
sizes-hover = { $model }：{ $percent } ± { $error }（標準誤差）

sizes-source = モデルごとに一つのファイル。その最初のもの：

note-she = 「**{ $noun }**」の後では、「{ $pronoun }」のオッズが基準の文の { $times } 倍です。{ $count } 種類の文すべてで同じ向きでした。
note-he = 「**{ $noun }**」の後では、「{ $pronoun }」のオッズが基準の文の { $times } 倍です。{ $count } 種類の文すべてで同じ向きでした。
note-baseline = 中立のつもりの文も、実は中立ではありません。もともと { $times } 対 1 で「{ $pronoun }」に傾いています。差し引かなければ、これまで職業のせいにしてしまいます。
note-turned = 基準を差し引かないと、{ $count } 個の職業が逆向きに見えてしまいます：{ $nouns }。
note-divided = { $count } 個の職業では、文によって向きが変わりました：{ $nouns }。一つの文だけで測っていたら、見誤るところでした。
note-control = だれのことでもないことば（{ $controls }）も、それだけで最大 { $bits } ビットは揺れます。{ $total } 個の職業のうち { $beyond } 個は、それより大きく傾いています。
note-grows = { $small } から { $large } へ、割合は { $first }%から { $last }%に上がります。偶然で説明できる差ではありません。大きいモデルのほうが、ステレオタイプを**よく選んでいます**。
note-unclear = 50%と区別できないもの（95%）：{ $models }。

finding-occupations = 「The（職業）was a」の続きを GPT-3 に書かせると、{ $occupations } の職業のうち { $share }%で、男性を表すことばのほうが出やすくなりました。
finding-stereotypes = その後のモデルでも、ステレオタイプに合う職業を選ぶことが { $low }〜{ $high } 倍多く、実際の就業統計よりも偏っていました。
