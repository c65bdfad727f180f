title = プライバシー侵害のリスク
short = プライバシー
card = { $times } 回
card-of = 現れた暗証番号は漏れる

guess-question = 小さなモデルの学習データに、架空の暗証番号が入っています。モデルが 10,000 通りの中から本物を当てる割合が半分以上になるのは、何回入っていたとき？ 行をタップしてください。
never = 0 回
control = 比較の基準
boxes = { $count } 個
says-open = どの行にも金庫が 8 個あり、暗証番号は一つひとつ違います。一度も読んでいない番号は、当てられません。
says = { $times } 回入っていると、{ NUMBER($pins) } 通りの中で本物が 1 位になった金庫は { $boxes } 個中 { $first } 個。聞けば、秘密が出てきます。
hero = 入っていると、暗証番号が出てくる
rows-alt = 暗証番号が 1 位になった金庫の数（学習データに入っていた回数別）。
guess-times = { $times } 回

section-canary = 秘密は何回で覚えられてしまう？
canary-line = 学習データは、ふつうの文 { NUMBER($lines) } 個と、「{ $line }」のような文です。金庫の番号も暗証番号もシードで決めた架空のもので、だれのものでもありません。学習のあと、{ NUMBER($pins) } 通りの暗証番号すべてを、モデルから見た確率の順に並べます。
canary-alt = 折れ線グラフ：暗証番号が学習データに入っていた回数と露出度（ビット）。そのままの場合、重複を除いた場合、当てずっぽうの水準と最大値。
axis-times = 暗証番号の文が学習データに入っていた回数
found-first = { NUMBER($pins) } 通りの中で 1 位になった暗証番号
axis-exposure = 露出度（ビット。高いほど知られている）
level-full = 10,000 通りの 1 位（{ $bits } ビット）
level-random = 当てずっぽう（{ $bits } ビット）
curve-plain = そのままの学習データ
curve-deduplicated = 同じ文を 1 回だけにした場合（対照）
canary-control = 点はそれぞれ、モデル { $models } 個（パラメータ約 6 万個）で調べた暗証番号 { $boxes } 個の平均、縦棒は標準誤差です。対照は、一度も入っていなかった暗証番号（0 回）、当てずっぽうの水準、学習前に重複を除いた同じデータの三つです。
note-known = { $times } 回入っていた暗証番号は、{ $boxes } 個のうち **{ $first } 個**が 1 位になりました。尋ねれば、秘密が出てきます。
note-unknown = 一度も入っていなかった暗証番号は { $bits } ビットで、当てずっぽう（{ $chance } ビット）と区別がつきません。知りようがないものは、やはり知らないのです。
note-once = たった 1 回でも跡が残ります。{ $bits } ビットで、当てずっぽうより高くなっています。
note-deduplicated = 重複を除くと効果があります。{ $times } 回入っていると { $before } ビット、1 回だけにすると { $after } ビットです。
note-not-nothing = それでも秘密は消えません。{ $after } ビットは当てずっぽうより高い値です。1 回でも入っていれば、覚えられてしまうことがあります。

finding-extracted = GPT-2 からは、候補 { NUMBER($candidates) } 件のうち { NUMBER($verbatim) } 件（{ $share }%）で、学習データの文章がそのまま取り出されました。{ $contacts } 件には連絡先が含まれていました（個人が { $people } 件、企業などが { $businesses } 件）。
finding-size = GPT-J 6B は、学習データの少なくとも { $share }%を丸ごと覚えていました。同じ系列では、大きいモデルは小さいモデルの { $low }〜{ $high } 倍を覚えます。
finding-repeated = 学習データに { $seen } 回入っている文字列は、1 回だけのものに比べて、およそ { NUMBER($times) } 倍も出力されやすくなります。
finding-forever = 一つの単語を永遠に繰り返すよう ChatGPT に頼むと、学習データの文章を書き出し始めました。{ $dollars } ドルで { NUMBER($examples) } 件以上、ふだんの { $times } 倍の割合です。
