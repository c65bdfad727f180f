title = データの品質問題
short = データの品質
card = { $before } → { $after }
card-of = 単語の種類。自分の文章で { $generations } 回学ぶと

guess-question = 同じ小さなモデルが、同じ長さの「質の悪い文章」二つで学習します。成績がより悪くなるのは、どちらでしょうか。
guess-shuffled = 単語の 4 分の 1 が入れ替わった文章
guess-repeated = 10 分の 1 の文を 10 回ずつ繰り返した文章

section-quality = 良い文章と悪い文章、学習の量は同じ
quality-alt = 折れ線グラフ：学習ステップごとの、初めて見る良い文章での損失。良い文章、単語を入れ替えた文章、繰り返しの文章で学習した場合と、理論上の最小値。
axis-steps = 学習ステップ（1 ステップ 512 語）
axis-bits = 1 文あたりのビット数（低いほど良い）
level-floor = これ以上は下がらない
curve-clean = 良い文章（対照）
curve-shuffled = 単語の 4 分の 1 を入れ替え
curve-repeated = どの文も 10 回ずつ
quality-control = どの文章も、小さな文法が作った { NUMBER($lines) } 文です。モデル（パラメータ約 6 万個）が読む量もすべて同じです。「10 回ずつ」は、10 分の 1 の文を { $copies } 回ずつ並べたものです。文章ごとにモデル { $models } 個の平均で、縦棒は標準誤差です。
note-shuffled = 単語を入れ替えた文章では、1 文あたり **{ $bits } ビット**悪くなりました（{ $clean } → { $other }）。
note-repeated = 10 回ずつ繰り返した文章では、**{ $bits } ビット**悪くなりました（{ $clean } → { $other }）。一つひとつの文はどれも正しいのに、です。
note-by-heart = 繰り返しの文章では { $step } ステップがいちばん良く、そのあとは初めて見る文での成績が*悪くなって*いきます。文を丸暗記しているのです。
note-floor = 良い文章なら、理論上の最小値 { $floor } ビットまで、あと **{ $above } ビット**です。文を作った文法がわかっているので、最小値を正確に計算できます。

section-collapse = モデルの文章から学ぶモデル
different-alt = 折れ線グラフ：同じ長さの文章に出てくる文字の種類を、世代ごとに三つの系統で比べたもの。
rare-alt = 折れ線グラフ：同じ長さの文章に占めるまれな文字の割合を、世代ごとに三つの系統で比べたもの。
axis-generation = 世代（0 は本物）
axis-different = 文字の種類
axis-rare = まれな文字の割合
curve-alone = 前の世代の文章だけで学習
curve-unsharpened = 前の世代だけ、温度 1 で書く
curve-mixed = 本物の文章も読む
excerpt = 書き出し（前の世代の文章だけで学習した系統）
collapse-control = 1 回の実行の結果です。文章の長さはすべて { NUMBER($words) } 文字、学習のステップ数も同じで、特に断りがなければ温度 0.8 で書いています。「まれ」は本物の文章で 3 回以下の文字です。
note-fewer = 5 世代で、文字の種類は { NUMBER($before) } から **{ NUMBER($after) }** に減りました。
note-rare = まれな文字の割合は、本物の文章の { $before } から 5 世代後の { $after } へ。分布の端から先に消えていきます。
note-unsharpened = 減った大きな理由は、無難な文字を選びやすい書き方にあります。温度 { $temperature } ではなく 1 で書くと、{ NUMBER($after) } 種類が残ります。
note-scattered = その場合、まれな文字は減らずに、{ $before } から { $after } に増えます。でたらめに散らばるようになり、文章は別の形で崩れていきます。
note-slowed = 毎回、本物の文章も一緒に読ませると、{ NUMBER($alone) } ではなく { NUMBER($after) } 種類が残ります。減り方は遅くなりますが、ここでは止まりません。
note-held = 毎回、本物の文章も一緒に読ませると、{ NUMBER($alone) } ではなく { NUMBER($after) } 種類が残ります。本物だけで学習したモデルが書く場合と、ほとんど変わりません。
level-retrained = 本物だけで学習したモデル（対照）

finding-copies = 掃除済みのはずのウェブ文書集（C4）に、{ $words } 語の同じ文が { NUMBER($times) } 回以上入っていました。それで学習したモデルが自由に書いた文章は、{ $share }%以上が丸写しでした。
finding-tails = 実際に使われている型のモデルでも、モデルの出力での学習を繰り返すと、元の分布のうち、まれな部分が消えていきました。
finding-mixing = 本物のデータを残したまま、モデルの出力を足していった場合には、崩壊は起きませんでした。
finding-supply = 公開されている、人間の書いた文章は約 { $trillions } 兆トークンと推定されています。今の勢いで使えば、{ NUMBER($from, useGrouping: 0) }〜{ NUMBER($to, useGrouping: 0) } 年（中央値 { NUMBER($median, useGrouping: 0) } 年）には使い尽くす計算です。
