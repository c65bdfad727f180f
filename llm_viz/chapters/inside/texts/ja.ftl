title = モデルの中
question = モデルの中には何があるの？
answer = トークンは数のリストになり、層を通るたびに数が足されていきます。注意機構は前にある言葉の情報を、フィードフォワード層（MLP）はその場で計算した結果を足します。最後のリストから語彙の全トークンのスコアが決まり、スコアが確率になります。

# 章の内容。データが流れる順
act-vector = ベクトル
act-positions = 順序
act-block = ブロック
act-neuron = ニューロン
act-stack = 層
act-scores = スコア

# 1 ベクトル
section-vector = モデルにとって単語とは何？
