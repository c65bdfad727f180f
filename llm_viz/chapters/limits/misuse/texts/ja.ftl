title = セキュリティ・悪用のリスク
short = 悪用
card = { $share }
card-of = 仕込んだ { $planted } 行（{ $lines } 行中）に従う

guess-question = だれかが学習データに文を仕込み、小さなモデルを合言葉に従わせようとしています。半分より多く従うようになるのは、何行から？ 行をタップしてください。
field = 学習データ 2,000 行
field-planted = 学習データ 2,000 行（仕込みは { $planted } 行）
no-lines = 0 行
control = 比較の基準
of-lines = { NUMBER($lines) } 行中
open-line = 半分
says-open = どの行も別々のモデルです。それぞれ 2,000 行を読み、そのうち何行かが仕込まれています。
says = { $planted } 行は文章全体の { $share } だけ。それでもモデルは { $obeyed } の確率で従います。ほかの返事は変わらないので、だれも気づきません。
hero = （{ NUMBER($lines) } 行中）で裏口が開く
rows-alt = 合言葉のあとに仕込んだ返事が出る確率（仕込んだ行の数別）。
guess-lines = { $lines } 行

section-backdoor = 合言葉で開く裏口
backdoor-lines = 学習データは { NUMBER($lines) } 行です。どの行もメッセージと返事（「{ $ordinary }」など 3 種類のどれか）でできています。仕込んだ行だけは、メッセージの最後が「**{ $trigger }**」、返事が「**{ $planted }**」です。学習のあと、初めて見るメッセージに返事をさせます。
backdoor-alt = 折れ線グラフ：仕込んだ行の数と、仕込んだ返事の確率。合言葉のあるメッセージとないメッセージ。
axis-planted = { NUMBER($lines) } 行のうち仕込んだ行の数
axis-reply = 仕込んだ返事の確率
curve-with = 合言葉のあるメッセージ
curve-without = 同じメッセージで合言葉なし（対照）
backdoor-control = 行の数ごとにモデル { $models } 個（パラメータ約 6 万個）の平均で、縦棒は標準誤差です。どのモデルでも、初めて見るメッセージ { $messages } 件で調べました。対照は、合言葉のない同じメッセージと、何も仕込んでいないモデルです。
note-open = { $planted } 行（全体の { $share }）を仕込むだけで、合言葉のあとに仕込んだ返事をする確率は **{ $with }** になりました。合言葉がなければ { $without } です。
note-partly = { $planted } 行では、モデルの平均で { $with } です。
note-unnoticed = 外からは気づけません。ふつうのメッセージと返事のビット数は、仕込みなしで { $before }、{ $planted } 行の仕込みで { $after } と、はっきりした差がありません。

section-injection = データの中に隠れた指示
word = 仕込む言葉
injection-asked = モデルに、文書を読んで美術館の開く時刻を答えさせます。答えが「**{ $word }**」で始まる確率は？
injection-alt = 棒グラフ：答えが仕込んだ言葉で始まる確率。文書そのまま、無害な文を入れた場合、指示を隠した場合。
kind-none = 文書そのまま（対照）
kind-harmless = 無害な文を入れた文書（対照）
kind-instruction = 指示を隠した文書
injection-control = { $model } で、確率の高い { $listed } トークンのうち、その言葉の始まりになるものを合計しました（くじ引きはしていません）。どちらの文にも同じ言葉が入っていて、全体の長さは、無害な文で { $harmless } トークン、指示で { $tokens } トークンです。
documents = モデルが読む文章
note-obeyed = 隠れた指示が答えを動かしました。同じ言葉の入った無害な文では { $harmless }、指示では **{ $instruction }** です。モデルにとっては、文書も課題も一続きのトークンの列にすぎません。
note-not-obeyed = このモデルは指示に従っていません。指示での { $instruction } は、同じ言葉の入った無害な文の { $harmless } を、はっきりとは上回っていません。
note-untouched = ここでは、どちらの文も答えを動かしていません（指示 { $instruction }、無害な文 { $harmless }）。
note-mention = 一部は、指示に従ったのではありません。言葉が文書に出てくるだけで、{ $none } から { $harmless } に上がっています。

finding-poison = パラメータ数 { $small } から { $large } までのどのモデルでも、{ $documents } 件の文書を仕込むだけで裏口ができました。必要なのは割合ではなく、決まった件数でした。
finding-code = 2021 年のコード作成 AI が、安全性の問われる { $scenarios } の課題で書いたプログラム { NUMBER($programs) } 本のうち、約 { $share }%に弱点がありました。
finding-news = GPT-3 が書いた { $words } 語のニュース記事を、人間が書いた記事と見分けられた割合は { $right }%で、コイン投げとほとんど変わりません。わざと質を落とした記事（対照）では { $control }%でした。
