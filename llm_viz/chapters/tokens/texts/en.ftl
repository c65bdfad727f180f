title = Tokens
question = What does it read?
answer = It reads pieces from a fixed list, each only a number to it. Which pieces your text falls into depends on what the list was made from, and so does the price of your language.

preset-article = こんにちは、世界!
preset-hello = Hello, world!
preset-rare = rare characters
preset-emoji = joined emoji
preset-numbers = numbers
preset-code = program code
preset-mixed = mixed languages
preset-case = Apple, apple, APPLE

act-pieces = Pieces
act-merge = How pairs join
act-compare = Other ways to cut
act-cost = What a language costs
section-pieces = Letters become pieces
guess-cuts = Where are the cuts? Tap between letters.
bricks-gap = Cut between { $letter }
bricks-join = Join the letters
bricks-group = Gaps between the letters: arrow keys, Space to cut
bricks-pieces = { $count } pieces:
bricks-replay = ↻ Join again
bricks-asked = { $model } reads pieces, called tokens, of a fixed list of { NUMBER($count) }. Every text is cut into them; what reaches the model are their numbers.
bricks-read = { $model } reads { $count } tokens where you see { $letters } characters. The numbers below are all that reaches it.
bricks-found = You found { $right } of { $all } cuts{ $wrong ->
    [0] .
   *[other]  , and made { $wrong } where there is none.
} { $model } reads { $count } tokens; the numbers below are all that reaches it.
bricks-beginning = (The first { $limit } characters of your text.)

section-see = Every token: its characters, number and bytes
view-text = Text (what people read)
view-tokens = Tokens (what the model reads)
view-characters = characters
view-id = id
view-bytes = bytes
view-place = position
view-part = This token begins or ends in the middle of a character.
view-unknown = This tokenizer's vocabulary cannot spell this part: it became “unknown”.
view-special-before = A special token that tells the model where the text begins. It is added without being typed.
view-special-after = A special token that tells the model where the text ends. It is added without being typed.
view-hint = Point at a token or tap it. With the keyboard, ← and → go from token to token.
view-omitted = and { NUMBER($count) } more (too many to draw)

note-special = You did not type **{ $names }**: the tokenizer added it as a sign that the model needs.
note-long = The longest token is **{ $token }**: { $characters } characters together are a single number ({ NUMBER($id, useGrouping: 0) }).
note-part = **{ $character }** is one character, but { $pieces } tokens. { $characters ->
    [one] One character of your text is spread over several tokens.
   *[other] { $characters } characters of your text are spread over several tokens.
}
note-space = In **{ $token }** the space before the word (␣) belongs to the token.
note-spelling = **{ $one }** ({ NUMBER($one_id, useGrouping: 0) }) and **{ $other }** ({ NUMBER($other_id, useGrouping: 0) }) differ only in capitals or in a space, but for the model they are different numbers.
note-number = The number **{ $number }** was cut into { $pieces } tokens. The model does not read it as one quantity.
note-changed = This tokenizer changes the text before reading it: **{ $typed }**, for example, is read as **{ $read }**.
note-unknown = This tokenizer's vocabulary cannot spell **{ $example }**. The model is told only “unknown”; the characters themselves are lost.

section-merge = Joined step by step: BPE
replay-first = To the start
replay-back = One step back
replay-play = Play
replay-pause = Pause
replay-forward = One step forward
replay-last = To the end
replay-scrub = Number of merges made
replay-start = Here the text is in its smallest units. The pair with the bold frame will be joined next.
replay-none = No pair in this text is ever joined.
replay-pieces = The pieces now
replay-rank = rule number
replay-list = All merges, with the number of the rule
replay-agrees = ✓ Exactly the tokenizer's own result.
replay-disagrees = Not the tokenizer's own result: this tokenizer uses other rules besides merges.
merge-cut = Your text is long: only its first { $limit } characters are used here.
merge-unsupported = The tokenizer of { $model } is not a BPE, so it has no merges to replay. Choose another model in the menu to see some.
note-merge-first = The first piece to be joined was **{ $piece }** (rule number { NUMBER($rank) }). Rules with small numbers are used first; training turns the most frequent pairs into rules first.
note-merge-late = The rule learned last of all these is number { NUMBER($rank) }, **{ $piece }**.

section-compare = Other ways to cut
count-pieces = { $count ->
    [one] 1 piece
   *[other] { NUMBER($count) } pieces
}
count-special = + { $count } special
cut-words = Words of a dictionary
cut-characters = The text
remark-model = vocabulary of { NUMBER($vocabulary) }
remark-words = by SudachiPy’s dictionary
remark-characters = { $characters } characters, { $bytes } bytes
split-samples = The text
split-scrub = From the widths of the letters to one width for every piece
split-letters = wide as its letters
split-pieces = every piece counts alike
split-hint = Touch a piece: the same letters light up and are counted in every row. No model reads the rows without colour.
split-of = of “{ $letters }”
split-id = number { $id }
split-beginning = (The first { $count } characters of your text.)
note-same-count = { $tokenizers ->
    [2] Both
   *[other] All { $tokenizers }
} tokenizers make the same number of tokens of these { $characters } characters: { $count }.
note-fewest-most = The same text is { NUMBER($fewest_count) } tokens for **{ $fewest }** and { NUMBER($most_count) } for **{ $most }**: { $ratio } times as many.
note-lost = **{ $model }** cannot spell exactly { $count ->
    [one] one part of your text
   *[other] { $count } parts of your text
} (such as **{ $example }**). The text cannot be rebuilt from its tokens.
note-crossing = The token **{ $token }** of **{ $model }** reaches across a border between two words of the dictionary: what made the tokens is how often signs stand together, not meaning.

section-cost = Same meaning, same price?
pair-label = Sentences
pair-all = All five pairs
pair-greeting = Greeting
pair-weather = Weather
pair-science = Science
pair-story = Story
pair-contract = Contract
pair-own = Your text
cost-ratios = { $character } tokens a character · { $byte } a byte (UTF-8)
cost-tile = A tile is a token. All tiles are equally large: a higher tower costs more.
language-ja = Japanese
language-en = English
note-pair-dearer = With **{ $model }**, the same meaning takes { $ratio } times as many tokens in Japanese as in English ({ $ja } and { $en }).
note-pair-cheaper = With **{ $model }**, Japanese takes fewer tokens: { $ratio } times as many as English ({ $ja } and { $en }).
note-pair-alike = With **{ $model }**, Japanese and English take nearly the same number of tokens ({ $ja } and { $en }).
note-context = **{ $model }** reads at most { NUMBER($context) } tokens at once. At the rate of your text, that is about { NUMBER($characters) } characters.
