title = スケーリングの限界
short = スケーリングの限界
card = { $times } 倍
card-of = のお金で扉が一つ減る

guess-question = 言語モデルの迷いを扉の数で表すと、こうなります。次のトークンは、このうちのどれか。扉をもう一つ減らすには、学習にいくらかかるでしょうか。「？」を動かしてください。
says-open = 正方形の面積は、そのモデルの学習に使う計算機を借りる値段です。扉 10 個、9 個、そして次は 8 個。
says = 扉を { $before } 個から { $asked } 個に減らすには、お金が { $times } 倍。{ $asked } 個から { $after } 個なら、同じ法則で、さらに { $more } 倍の { $dollars } ドルです。点線は、実験のない範囲への延長。スライダーを動かしてみましょう。
doors-alt = 迷いがその扉の数になるまでにかかるお金を表す正方形：
doors-mark = 扉をもう一つ減らす値段（ドル）。左右の矢印キーで動かし、Enter で決定
doors-money = { $value } ドル
doors-number = 扉 { $doors } 個
doors-hero = { $money }で、残る扉は { $doors } 個
doors-spend = 学習に使うお金
doors-ten = { $money }で、扉は { $doors } 個。その 10 倍の { $more }を使っても、{ $fewer } 個です。
doors-beyond = （ここまで大きな実験はなく、法則を延長した値です。）

section-steps = 次の 10 倍で何が得られる？
steps-alt = 棒グラフ：計算量を 10 倍にすると損失が何 % 減るか。Kaplan の法則と、修正された Chinchilla の式の各段階。
step-kaplan = Kaplan：どの段階も
step = { $power } → { $next }
step-hover = 1 トークンあたり { $before } → { $after } ナット（{ $saved } 減）
note-kaplan = Kaplan の法則では、10 倍にするたびに減る割合はいつも { $saved } です。ただし、一段ごとに費用は前の 10 倍になります。
note-shrinks = 修正された Chinchilla の式では、減る割合そのものが小さくなります。{ $from } からの一段で { $first }、{ $to } からの一段では { $last } です。
note-extrapolated = 斜線の段階（{ $power } から先）は、式のもとになった実験の範囲の外で、延長した予測です。

section-ways = 大きくするだけでは足りない
ways-start = 出発点：つり合いのよいモデル（パラメータ **{ $parameters }**、学習データ **{ $tokens }** トークン）。ここから計算量を増やします。動かしてみましょう。
ways-x = 計算量を何倍にするか
ways-y = 損失（1 トークンあたりのナット）。軸は 0 から始まらない
ways-alt = 折れ線グラフ：計算量を何倍にしたときに損失がどうなるか。モデルとデータの両方に使う場合、片方だけに使う場合と、どうしても残る分。
ways-line-both = モデルとデータを両方
ways-line-size = モデルだけ大きく
ways-line-data = データだけ多く
ways-line-floor = どうしても残る分
ways-reading = 計算量 { $x } 倍のときの損失：両方に使うと { $both }、モデルだけ大きくすると { $size }、データだけ増やすと { $data }。どうしても残る分は { $floor }。
note-one-sided = 計算量を { NUMBER($times) } 倍にしても、モデルだけでは効果の { $size }、データだけでは { $data } しか得られません。
note-floor = どの曲線も平らになっていきます。最後の段階でいちばんよいものが { $both }、どうしても残る分が { $floor } です。

section-repeats = 新しいデータがもうなかったら？
repeats-x = 同じデータを読む回数（エポック）
repeats-y = 新しいデータに換算した回数
repeats-alt = 折れ線グラフ：同じデータを繰り返し読んだときの価値と、毎回新しいデータを読んだときの価値。
repeats-line-again = 同じデータを繰り返す
repeats-line-new = 毎回新しいデータを読む
repeats-reading = 同じデータを { $x } 回読むと、新しいデータ { $again } 回分の価値になります。毎回新しいデータなら { $new } 回分です。
note-few = { $epochs } 回なら { $worth } 回分。新しいデータとほとんど変わりません。
note-many = { $epochs } 回読んでも { $worth } 回分で、何回繰り返しても { $most } 回分を超えません。

finding-repeats = 同じデータを { $harmless } 回まで繰り返しても、損はほとんどありません。{ $worthless } 回に近づくと、繰り返しの価値はなくなります。
finding-stock = 人が書いて公開した文章は約 { $tokens } 兆トークン。{ $early }〜{ $late } 年（最も可能性が高いのは { $median } 年）に、モデルはすべて読み尽くすと推定されています。
finding-truthful = 誤解されやすい { $questions } 問に正しく答えた割合は、{ $year } 年の時点でいちばん良いモデルで { $best }%、人間は { $people }%。概して、大きいモデルほど正しくありませんでした。
