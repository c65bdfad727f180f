title = 大規模化のデメリット
question = 大きなモデルには大きな費用がかかり、どれだけ大きくしても消えない弱点もあります。11 のデメリットから一つ選んで、自分の手で確かめてみましょう。

choose = 11 のデメリット
claim = 記事の主張
covered = 予想するか「答えを見る」を押すと、デモが現れます。

short-cost = 計算コスト
short-returns = スケーリングの限界
short-data = データの品質
short-speed = 推論の速度
short-blackbox = ブラックボックス
short-legal = 法律・倫理
short-hallucination = 幻覚
short-misuse = 悪用
short-privacy = プライバシー
short-culture = 文化の均質化
short-bias = バイアス

name-cost = 計算コスト・開発費用の増大
name-returns = スケーリングの限界
name-data = データの品質問題
name-speed = 推論の速度低下
name-blackbox = 説明性・透明性の低下
name-legal = 法律・倫理的な問題
name-hallucination = 幻覚（Hallucination）
name-misuse = セキュリティ・悪用のリスク
name-privacy = プライバシー侵害のリスク
name-culture = 文化の均質化
name-bias = バイアスの問題
