guess-question = EU は、学習の計算量が 10²⁵ FLOP（浮動小数点演算の回数）を超えるモデルに「システミックリスク」があると推定します。次のうち、この線を超えているのはどれでしょうか。

section-line = 10²⁵ FLOP の線
line = EU：10²⁵
knob-n = パラメータ数
knob-active = 1 トークンごとに働く割合
knob-d = 学習トークン数
result-compute = あなたのモデル
result-dense = すべてのパラメータが働くとした場合
flop-axis = 学習の FLOP（右へ進むごとに何倍にもなる目盛り）
flop-working = 6 × { $n } × { $active } × { $d } = { $compute } FLOP。全パラメータを数えると { $dense } になります。
sources-line = モデルの数値の出典

section-disclosure = 開発者は何を公表している？
shares-alt = 棒グラフ：パラメータ数と学習トークン数が公表されているモデルの数（3 つのグループ）。
group-closed-early = 非公開、{ $year } 年より前
group-closed-late = 非公開、{ $year } 年以降
group-open-late = 重み公開、{ $year } 年以降
share-parameters = パラメータ数： { $group }
share-tokens = 学習トークン数： { $group }
of = { $disclosed }/{ $count }
shares-control = 太字：{ $year } 年以降の、重みをダウンロードできないモデル。対照：同じ時期の重みを公開しているモデルと、それ以前の非公開モデル。このアプリのモデル一覧から数えています。
note-closing = { $year } 年より前の非公開モデル { $count } 件では { $early } 件が学習トークン数を公表していました。それ以降の { $late } 件では、公表は 1 件もありません。
note-control = 公表できないわけではありません。同じ時期に重みを公開したモデルでは、{ $count } 件中 { $tokens } 件（{ $share }）が学習トークン数を示しています。
matrix = モデルごとに見る
matrix-model = モデル

finding-systemic = EU の AI 法は、学習の計算量が { $power } FLOP を超えるモデルにシステミックリスクがあると推定します。開発者は届け出なければなりませんが、推定に反論することもできます。
finding-index = 開発者の情報公開を採点する指標の平均は、100 点満点で { $before } 点（{ $earlier } 年）から { $after } 点（{ $later } 年）に下がりました。最高は { $best } 点、最低は { $least } 点。学習データの公開がいちばん弱い点です。
finding-summary = 同じ法律は、学習データの要約の公開と著作権への方針も求めているとされます。条文との照合はまだしていません。
finding-few = 最大級の学習費用は毎年 { $factor } 倍に増え、学習できる組織も、中身を確かめられる組織も限られていきます。
