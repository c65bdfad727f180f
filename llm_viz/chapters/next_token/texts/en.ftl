title = The next token
question = What does it predict?
answer = Not a word but a probability for every token of its vocabulary. A word that you change early in the text can move all of them.

preset-article = The article's example
preset-cities = Cities
preset-capital = A fact
preset-open = Wide open
preset-grammar = Grammar
preset-opposite = An opposite
preset-vampire = Baby or vampire
preset-count = Counting

guess-question = Which word lies on the widest card?

act-cards = Guess
act-swap = Change a word
act-layers = Layers

section-cards = The most probable tokens as cards
cards-own = or type a word
cards-others = { $count } other tokens
cards-others-short = others
cards-was = was { $p }
cards-you = you: { $word }
cards-hidden = face down
cards-hint = tap a word to change it
cards-field = Another word, then Enter
cards-exchange = Change “{ $word }”
cards-alt = Cards as wide as their probabilities: { $list }.
cards-before = before: { $text }
cards-before-text = before: your text
cards-in-article = article { $p }
cards-article-strip = the article's example
cards-open = The model gives every token a probability, drawn here as the width of a card. The widest card holds { $p }, all five together { $together }.
cards-turned = The first choice is “{ $first }” with { $p }. Five cards hold { $together }; { NUMBER($others) } other tokens share the rest.
cards-hit = You and the model agree: “{ $first }”, { $p }.
cards-card = Your word “{ $guess }” is card no. { $place }, with { $share }. The model's first choice is “{ $first }”, { $p }.
cards-among = “{ $guess }” lies among the others: { $share }, no. { $place }. The model's first choice is “{ $first }”, { $p }.
cards-nowhere = “{ $guess }” is not among the { $listed } most likely tokens. The model's first choice is “{ $first }”, { $p }.
cards-article = The article's shares are a made-up example. The model gives “{ $word }” not { $share } but { $p }; its first choice is “{ $first }”, { $best }.
cards-falls = “{ $word }” falls from { $p } to { $q }.
cards-rises = “{ $word }” rises from { $p } to { $q }.
cards-first-stays = The first choice is still “{ $word }”.
cards-first-changes = The first choice was “{ $before }” and is now “{ $word }”.
compared-exactly = The two predictions compared exactly

section-distribution = What comes next?
bar-others = all { NUMBER($count) } others
words-only-left-out = Left out of the bars: the { $count } signs (punctuation, line breaks, white space) among the { NUMBER($listed) } most likely tokens. Together they have { $share }. The other probabilities are as they were.
article-title = The article's example
article-word = next word
article-share = in the article
article-below = below no. { $listed }
article-note = The article made up its figures to explain the idea: four words that add up to 100 %. A real model spreads its probability over the whole vocabulary.
bars-alt = Bar chart: probabilities of the { $shown } most likely next tokens, and of all others together.
hover-token = { $token }  #{ NUMBER($id, useGrouping: 0) }
hover-logit = logit = { $logit }
entropy = Entropy: how uncertain is it?
entropy-value = { $bits } bits
entropy-explained = As uncertain as a blind choice among **{ $power } ≈ { $choices } equally likely tokens**. The most there could be: log₂ { NUMBER($vocabulary) } = { $maximum } bits, every token of the vocabulary equally likely.

note-favourite-sure = “**{ $token }**” alone takes { $probability }; all other tokens share what is left.
note-favourite-unsure = Even the favourite, “**{ $token }**”, has only { $probability }: if a token is drawn by these chances, it is more often *not* the favourite.
note-close = It is close: “**{ $first }**” { $share }, “**{ $second }**” { $other }.
note-half = It takes the { $count } best tokens to make up half of the probability.
note-tail = The { NUMBER($count) } tokens without a bar of their own are rare one by one, but together they have { $probability }.
note-part = “**{ $token }**” is only some of the bytes of a character: the next tokens would have to complete it.
note-special = “**{ $token }**” ({ $probability }) is no text but a sign of the model itself.

section-why = Why this token?

section-lens = What each layer would have said
section-lens_table = All layers as a table
layers-picture = The five best tokens after every layer, and the way up of the token that wins
layers-scrub = Layer
layers-play = Play
layers-pause = Pause
layers-first = Before the first layer
layers-after = After layer { $layer } of { $last }
layers-layer = layer
layers-place = No. { $place }
layers-stands = here only number { $rank }

section-whatif = What if the text were different?
other-first = **A**: { $text }
other-label = B: a text to compare with
other-hint = Change a word and press Enter. A is your text above.
compared-alt = Mirrored bar chart: the probabilities of the same tokens after text A (left) and after text B (right).
same-text = B says the same as A, so there is no difference to see. Change something in B.
other-empty = Write a second text above, for example your own with one word changed.
other-suggest = Change a word for me
other-none = The model finds no word here that could be exchanged. Please write a text yourself.
other-kept = B is empty or the same as A. The picture still shows the last comparison, with: { $text }
distance = Jensen–Shannon divergence
distance-value = { $bits } bits
distance-help = 0 bits: the same distribution; 1 bit: no token in common. Over the whole vocabulary.
variation = Total variation
variation-help = The probability that would have to be moved to turn one distribution into the other. Over the whole vocabulary.
note-same-favourite = Both texts have the same favourite, “**{ $token }**”.
note-other-favourite = The favourite changes: “**{ $first }**” after A, “**{ $second }**” after B.
note-gained = “**{ $token }**” gains most: { $first } → { $second }.
note-lost = “**{ $token }**” loses most: { $first } → { $second }.
note-tell-apart = If you saw one token that the model drew and had to guess whether A or B stood before it, the best you could do is to be right in { $chance } of all cases.

formula-token = token
formula-logit = logit z
formula-sum = Sum of all $e^z$ over the { NUMBER($vocabulary) } tokens of the vocabulary: { $total }
formula-check = Check: added up a second time, from the { $listed } listed tokens and a histogram of all others, the sum differs from $Z$ by { $error }; the histogram alone may account for { $allowed }.
