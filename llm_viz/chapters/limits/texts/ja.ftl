title = 大規模化のデメリット
question = 大きさの代償は？どこで間違えるの？
answer = お金、電力、水、人の労力は、大きさとともに増えます。作り話や偏り、だまされやすさは、大きくしても消えません。

choose = 11 のデメリット
choose-hint = タップすると、その図が開きます。
card-asked = まず予想を
claim = 記事の主張

rows-confirm = この予想で決める
rows-you = あなた：{ $value }
rows-your-row = あなたの予想
