title = 出典
question = それぞれの数字は、どれくらい確か？

section-check = たった今の点検結果
section-sources = すべての出典
section-models = ここで動いているモデル
section-thanks = データの提供元と謝辞

checked-files = データファイル
checked-figures = 出典の付いた数値
checked-figures-help = データファイルにあるすべての数値と、文章で紹介しているすべての研究結果です。どれにも出典と確度が付いています。
checked-recomputed = 計算し直した値
checked-recomputed-help = ほかの数値から導ける値です。パラメータ数とトークン数から学習の計算量、時間と電力からエネルギー、エネルギーと電源構成から排出量、そのほか標準誤差、割合、メモリーのバイト数など。
checked-days = 研究結果と表 { $all } 件のうち { $dated } 件には、最後に照合した日（{ $oldest } から { $newest } まで）が付いています。このうち { $reports } 件は、原典を見られず、ほかの人の報告だけで確かめました。どれなのかは、下の一覧に書いてあります。
check-passed = すべての数値に出典と確度があり、計算し直せるものはすべて書いてあるとおりになりました。表は途中で切れておらず、疑いのある値に「高い」確度は付いておらず、法律についての文にはどれも「いつ現在か」が付いています。
check-failed = データファイルに問題が { $problems } 件あります：

search = 出典を検索
search-hint = 著者、年、モデル名、arXiv 番号など
filter = 確度
level-high = 高い
level-medium = 中くらい
level-low = 低い
nothing-found = 当てはまる出典がありません。言葉を減らすか、確度の条件を広げてください。
elsewhere = そのほか
chapter-files = ファイル { $files } 個、数値 { NUMBER($figures) } 個、出典 { $sources } 件
file = { $name }：数値 { $figures } 個、出典 { $sources } 件
several-files = { $files } ファイル
figures = 数値 { $figures } 個

file-models = 公表されたモデル
file-tables = 表の内容
file-cost = エネルギー、排出量、費用、計算機
file-memory = モデルが使うメモリー
file-gpt3_languages = GPT-3 の学習データの言語
file-chinchilla_points = スケーリング則のもとになった学習の記録
file-laws = スケーリング則の定数
file-runs = このアプリ自身のスケーリング実験
file-emergence = 規模ごと・学習段階ごとの能力
file-emergence_thresholds = 報告された創発の境目
file-crows_pairs_pythia = Pythia の規模とステレオタイプ
file-machines = 比較のための計算機
file-findings = 文章で紹介している研究結果
file-findings-about = 研究結果：{ $subject }
file-other = そのほかの数値
