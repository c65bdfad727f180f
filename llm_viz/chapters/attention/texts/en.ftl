title = Attention
question = How does it know which Apple is meant?
answer = A token takes up information from the tokens before it, layer by layer, until the same word stands for different things. Cut the right link and the meaning turns: that, and not the strength of a look, is the proof.

preset-pronoun = Who is it?
preset-repetition = A repeated name
preset-brackets = Brackets
preset-season = Opposites

# Your text
section-look = Every head in full: heat maps
sees-left = This model writes from left to right: what comes later is out of sight, hence the triangle.
sees-both = This model reads in both directions, so every token sees every other: a full square.
heatmap-layer = Layer
heatmap-head = Head
heatmap-mean = average
heatmap-hide = Hide the first token
heatmap-query = query: the token that is looking
heatmap-key = key: the token that is looked at
heatmap-nothing-left = less than 1 % left beside the first token
heatmap-hidden = out of sight
heatmap-overview = Each small square is one head: layers from left to right, heads from top to bottom, then averages (x̄), maxima (M) and rollout (R). Drag across them, or use the arrow keys: each opens large.
heatmap-touch = Each small square is one head: touch one. Touch a cell, and heads without that link fade.
heatmap-cells = One head as a table of cells. The arrow keys mark a link.
heatmap-end = { ". " }
heatmap-reading = How to read this picture
heatmap-made-by = Heads that give this link at least 10 % of their attention: { $count } of { $all }.
heatmap-scale = Share of a query's attention (each row adds up to 100 %)
sink-now = On average over all heads, tokens give { $share } of their attention to the first token, “{ $token }”. When it is hidden, the rest of each row is scaled up to 100 % again.
sink-none = With a single token there is nothing else to look at.
note-striking = **Layer { $layer }, head { $head }**: “{ $looking }” gives { $weight } of its attention to “{ $seen }”. Leaving out the first token and words of grammar, no head links the last one to another more strongly.
note-previous = **Layer { $layer }, head { $head }** is a “previous-token head”: in this text { $share } of its attention goes to the token just before, on average. Look for the coloured line beside the diagonal.
note-sink = **The first token is a resting place**: “{ $token }” receives { $share } of all attention, averaged over every head and later token. Hide it to see the rest.

# Two Apples
section-apple = Which Apple?
context-a = Context A
context-b = Context B
pair-strongest = strongest head for each word
pair-heads = Lines show:
pair-layer = layer
pair-head = head
pair-word = looks
pair-follows = … and so the text goes on with
pair-no-next = This model reads in both directions and predicts no next token. To see how the text goes on, choose another model in the menu.
pair-no-context = There is nothing the word could look at. Put a few words in front of it.
note-context-a = Context A: in **layer { $layer }, head { $head }**, “{ $looking }” gives { $weight } of its attention to “{ $seen }”.
note-context-b = Context B: in **layer { $layer }, head { $head }**, “{ $looking }” gives { $weight } of its attention to “{ $seen }”.
note-contrast = **Layer { $layer }, head { $head }** tells the two apart most clearly: the same word gives { $a } of its attention to the words before it in context A, { $b } in context B.
note-next = And the readings lead to different words: after A the most probable token is **{ $a }** ({ $share_a }), after B **{ $b }** ({ $share_b }).
not-an-explanation = These weights show what was looked at, not why the model decided. To prove that a link matters, one has to cut it and watch the prediction change.

# One word, two contexts: the controls
word = Word
words-none = No word has been tested on this model yet. Try this one, or any other with two senses.
words-rule = Offered are words that passed a test on this model. The test is described below, under “{ $place }”.
references = Reference sentences: what the two senses are measured by
references-a = Sense A: a sentence per line, at most { $limit }
references-b = Sense B: a sentence per line, at most { $limit }
control = Control word (has only one sense)
control-suggested = lamp
sense-own-a = sense A
sense-own-b = sense B
own-word = Type a word. Until then, the pictures show “{ $shown }”.
own-a = Context A does not hold “{ $word }” yet. Write a sentence with it, at the end if possible. Until then, the pictures show “{ $shown }”.
own-b = Context B does not hold “{ $word }” yet. Write a sentence with it, at the end if possible. Until then, the pictures show “{ $shown }”.
own-contexts = Now write two sentences with “{ $word }”, one for each of its senses: context A and context B. Until then, the pictures show “{ $shown }”.
own-references = To see the meaning of “{ $word }”, write at least one sentence for each of its two senses, under “{ $place }”. The contexts themselves do not count.
own-sentence = The sentence “{ $context }” does not hold “{ $word }” yet. As soon as it does, the meaning is measured.

# Meaning, layer by layer
section-meaning = The meaning, layer by layer
sense-layer = Layer
sense-head = Head
sense-layer-axis = layer (grey: last third)
sense-towards = towards { $sense }
sense-undecided = undecided
sense-play = Play
sense-pause = Pause
sense-layer-0 = Layer 0: nothing but the token's own vector. Same token, same vector: whatever the context, the word means the same here, and every point of the map lies on one spot. Only attention can bring in the words before it.
sense-layer-0-differs = Layer 0: the token's own vector (with its spelling and, in some models, its place in the text). It has not looked at any other word yet.
sense-layer-middle = On the way: each layer adds what its heads fetched from the other words to the word's vector. In the next layers the lines may still turn.
sense-layer-last = The last third. By convention, “the meaning” on this page is the mean score of these layers. The senses need not be furthest apart here: late layers also prepare the next token.
sense-band = band: the reference sentences, each measured by the others
sense-point = Point at a mark, or tap it, to read its sentence. The dashed line joins the means of the two senses.
sense-map = Map of the word's states in the reference sentences (small) and in the two contexts (large letters)
sense-component = Component { $number } ({ $share } of the variance)
sense-one-spot = All on one spot: the same token is the same vector.
sense-summary = Sense score by layer. In the last third of the layers, context A scores { $a } on average, context B { $b }.
movement = **Is it the word, or the topic of the sentence?** The bars show how far each word moves along the line between the two senses when context B is replaced by context A (mean over the last third of the layers). The control is a word with one sense only. It is measured from its own middle.
movement-alone = The bar shows how far the word moves along the line between the two senses when context B is replaced by context A (mean over the last third of the layers). With a control word you can see how much of this is the topic of the sentence.
movement-control = “{ $word }” (control)
movement-whole = 1 = the whole way from one group of example sentences to the other

# Proof by cutting
section-proof = Proof: cut the link
sense-try = Try first. Measured on this model, these cuts move the meaning far towards the other sense:
sense-try-all = cut all but the first token
sense-try-word = cut “{ $word }”
sense-try-none = Measured on this model, no cut moves the meaning far towards the other sense: neither that of all words nor that of a single word with a meaning of its own.
sense-in-layers = Cut in layers
sense-first-layer = First layer
sense-last-layer = Last layer
sense-silence = Silence heads (layer.head):
sense-add = Silence
sense-restore = Mend everything
sense-who = Who looks? Choose a word
sense-click = Click what it may no longer see
sense-everyone-later = all later words
sense-everyone-else = all other words
sense-first-token = first token
sense-by-token = Split words into tokens
sense-now-cut = Cut now:
sense-attention = attention to it (strongest head)
sense-cut = Cut this link
sense-cut-all = Cut all but the first token
sense-mend = Mend this link
sense-meaning = Meaning:
sense-shift = moved by
sense-follows = … and so the text goes on with
sense-no-next = This model predicts no next token; meaning and attention change all the same.
sense-no-words = It can see nothing but itself.
cut-direct-only = Pale: before. Strong: after. Cutting takes away the direct look only: what a word has already told those in between still arrives through them, unless it is hidden from everyone. What remains of each row of attention is scaled up to 100 % again.
section-ranking = Which word matters most?
ranking-start = Cut every word in turn
ranking-running = Cutting one word after the other …
sense-by-attention = by attention (mean of all heads)
sense-by-meaning = by how far the meaning moves when cut
sense-baseline = Hatched: random cuts of as many links, spread over all words, heads and layers ({ $mean } ± 2 × { $deviation }; { $draws } draws). A bar that ends inside could be chance.
section-heads = Which heads matter?
heads-start = Silence all { $count } heads in turn
heads-cancel = Stop
heads-running = Silencing …
heads-step = { $done } of { $total }
heads-stopped = Stopped before all heads were tried.
sense-grid = Shift of the meaning by head, context
sense-point-head = Point at a square, or tap it: a head.
sense-click-head = Click a square to silence that head above.
sense-baseline-heads = A head taken at random: { $mean } ± { $deviation } ({ $draws } heads).

# The two senses of the words
sense-apple-a = fruit
sense-apple-b = company
sense-bank-a = money
sense-bank-b = river
sense-bat-a = sport
sense-bat-b = animal
sense-python-a = language
sense-python-b = snake
sense-crane-a = machine
sense-crane-b = bird
sense-spring-a = season
sense-spring-b = coil
sense-mouse-a = animal
sense-mouse-b = computer
sense-apple-ja-a = fruit
sense-apple-ja-b = company
sense-light-a = lamp
sense-light-b = right field
sense-mouse-ja-a = animal
sense-mouse-ja-b = computer
sense-driver-a = tool
sense-driver-b = person
sense-mac-a = burgers
sense-mac-b = computer
sense-hashi-a = chopsticks
sense-hashi-b = bridge

# What the sense scores and the cuts say
note-sense-start = **Both begin as one**: at layer 0, “{ $word }” is exactly the same vector in both contexts. Everything that tells them apart later came in through attention.
note-sense-parting = **The readings part at layer { $layer }** of { $layers }: from there on, the two scores stay at least { $apart } apart.
note-sense-apart = **Two meanings**: over the last third of the layers, the word scores { $a } in context A and { $b } in context B, { $apart } apart.
note-sense-together = **One meaning only**: the last third of the layers scores { $a } and { $b }, hardly apart ({ $apart }). On this yardstick, the model does not tell these contexts apart.
note-control-still = **The control moves less**: along the line between the senses, “{ $control }” in the same two places moves { $moved } of the way from one group of example sentences to the other, the word { $apart }. So the score measures the sense of the word more than the topic of the sentence, though not the sense alone.
note-control-moved = **Careful**: “{ $control }”, which has no second sense, moves { $moved } of the way from one group of example sentences to the other as well (the word: { $apart }). Much of the difference may be the topic of the sentence, not the sense of the word.
note-best-layer = On the example sentences, each measured by the others, this model separates the two senses best after layer { $layer } of { $layers }.
note-cut-word = **Context { $context }: cutting “{ $word }” moves the meaning by { $shift }**, more than any other word. Random cuts of as many links move it by { $random } ± { $deviation }.
note-cut-nothing = **Context { $context }: no single word carries the meaning alone.** The largest effect, cutting “{ $word }”, is { $shift }; random cuts of as many links give { $random } ± { $deviation }.
note-ranking-same = Context { $context }: “{ $word }” is also the word that is looked at most ({ $weight } of all attention on average). Here attention and cause agree about the first place.
note-ranking-other = **Context { $context }: attention points elsewhere.** “{ $favourite }” is looked at most ({ $weight } on average), yet cutting it moves the meaning by { $moved } only; “{ $word }” moves it by { $shift }.
note-ranking-grammar = **Context { $context }: attention points elsewhere.** “{ $favourite }”, a word of grammar, is looked at most ({ $weight } on average), yet cutting it moves the meaning by { $moved } only; “{ $word }” moves it by { $shift }.
note-ranking-rho = Context { $context }: over all { $count } words, the two orders agree with a rank correlation of { $rho } (Spearman; +1 = same order, 0 = unrelated).
note-cut-all = **Context { $context }: without any look at the other words, the meaning goes from { $before } to { $after }** ({ $shift }).
note-cut-single = **Context { $context }: why a single cut does little.** Cut alone, no word moves the meaning by more than “{ $word }” does ({ $shift }); the effects of all single cuts add up to { $sum }. Cut together, the words move it by { $together }. So, for the most part, the words left over make up for the one that is lost.
note-head-silenced = **Context { $context }: layer { $layer }, head { $head }** matters most: without it, the meaning moves by { $shift }. A head taken at random moves it by { $random } ± { $deviation }.
note-link-matters = **Context { $context }: layer { $layer }, head { $head }** looks from “{ $looking }” at “{ $seen }” with { $weight } of its attention; cutting this one look moves the meaning by { $shift }.
note-link-idle = **Context { $context }: a strong look that does little.** Layer { $layer }, head { $head } looks from “{ $looking }” at “{ $seen }” with { $weight } of its attention, but cutting this one look moves the meaning by { $shift } only.

# BertViz
section-free = Explore freely with BertViz
bertviz-view = View
bertviz-head = Head view
bertviz-model = Model view
bertviz-head-how = One layer, all its heads in different colours: tokens that look on the left, tokens that are looked at on the right. Point at a token, or tap it; double-click a colour to see that head alone. The first token is not hidden here.
bertviz-model-how = Every head of every layer. Click one to enlarge it, click again to close it.
bertviz-too-long = The text has { NUMBER($length, useGrouping: 0) } tokens; this view can show { $limit }. Shorten the text, or take the model view.
bertviz-layers = { $length } tokens are too many lines for all layers at once. Show layers:

# Overviews of many heads, and what the model writes next
heatmap-max = maximum
heatmap-rollout = Rollout through the layers
heatmap-scale-max = Largest share of a query's attention in any one head (rows do not add up to 100 %)
heatmap-about-mean = Average: a link that one head makes strongly all but disappears among the heads that rest on the first token.
heatmap-about-max = Maximum: shows every link that some head makes, but not which one, nor how many. With so many heads a few large values are always there. When the first token is hidden, the others stay as they are.
heatmap-about-rollout = Rollout (Abnar & Zuidema 2020): how much of each token has reached the others by this layer, if layers did nothing but mix (average of the heads, half stays in place). It hides what single heads do, the values that are passed on, and everything that the feed-forward layers (MLPs) compute.
heatmap-written = dotted: written by the model
written-include = Include what the model writes next (up to { $count } tokens, always the most probable one)
written-needs-causal = This model reads but does not write. To see what generated tokens looked at, choose a model in the menu that predicts the next token.
written-no-room = The text fills the picture already; there is no room for a continuation. Shorten it.
section-written = What did each written token look at?
written-chosen = Written
written-looking = chosen while looking from
written-seen = looked at most (first token left out)
note-average = **What the average hides**: in layer { $layer }, head { $head }, “{ $looking }” gives { $weight } of its attention to “{ $seen }”. Averaged over all heads, only { $average } is left of it.
note-rollout = **Rollout piles up at the front**: by this reckoning, { $rollout } of what stands at “{ $last }” after the last layer has come from the first token, “{ $token }”, although the last layer itself gives it { $direct } on average. Rollout counts every look at the resting place as if something had been taken along from there.

# Where one weight comes from
section-qk = Where the weight comes from
qk-layer = Layer
qk-head = Head
qk-head-alone = Head { $head }
qk-head-sharing = Head { $head } (same keys as head { $others })
qk-query = query: the token that is looking
qk-key = key
qk-strips = A bar for each dimension: above the line positive, below it negative. Each strip has its own scale. Point at a bar, tap it, or use the arrow keys.
qk-dimension = Dimension
qk-sum = Multiply dimension by dimension and add up
qk-scale = Scale
qk-cap = Cap (no score can grow beyond it, in this model)
qk-mask = Mask
qk-allowed = in sight, the score stays
qk-out-of-sight = out of sight, the score becomes −∞
qk-softmax = Softmax over the row
qk-captured = What the model itself used
qk-agrees = the same to 0.0001
qk-differs = different: this model does something more with its scores
qk-unscaled = Without step 2 (scale) it would be
qk-row = The whole row: all the tokens that this query could look at. Choose a key.
qk-score = score
qk-weight = weight
qk-shared-keys = This model has { $heads } query heads, but only { $keys } { $keys ->
        [one] key head
       *[other] key heads
    }: neighbouring heads look at the same keys with different queries (grouped-query attention, Ainslie et al. 2023). That saves memory while writing.
qk-own-keys = In this model every head has keys of its own. In many newer ones several heads share them (grouped-query attention, Ainslie et al. 2023), which saves memory while writing.
note-scaling = **What scaling is for**: in layer { $layer }, head { $head }, “{ $looking }” gives “{ $seen }” { $scaled }. Without the scaling it would be { $unscaled }: the row would be nearly decided by one token alone.

# Left to right, or both ways
section-directions = From left to right, or both ways
text-first = Text 1
text-second = Text 2, with the same beginning
directions-causal = **{ $model }** reads from left to right: a **triangle**. A token sees what is before it.
directions-encoder = **{ $model }** reads both ways: a **full square**. A token also sees what comes after it.
directions-causal-alt = Attention between { $count } tokens of text 1, averaged over all heads: the part above the diagonal is empty.
directions-encoder-alt = Attention between { $count } tokens of text 1, averaged over all heads: every cell is filled.
directions-difference = “{ $word }” in text 1 and in text 2: the largest difference of any number of its state in any layer is **{ $difference }**.
directions-similarity = Similarity of the two states after the last layer (cosine): { $similarity }
directions-needs-causal = For this side, choose a model in the menu that predicts the next token. The one chosen now reads both ways; it is shown on the other side.
section-later = From where on does the model know?
reading-read = has read
reading-back = looks back at the word (strongest head)
reading-expected = expects next
reading-where = layer { $layer }, head { $head }
note-blind = **It cannot know yet**: in all { $layers } layers “{ $word }” has the same state in both texts, number by number. What follows never reaches it.
note-both-ways = **The model that reads both ways knows at once**: for it, “{ $word }” is not the same in the two texts (similarity { $similarity } after the last layer).
note-back = **Later tokens fetch it**: “{ $token }” looks back at “{ $word }” with { $weight } (layer { $layer }, head { $head }). It is at such later tokens that the word and what follows it come together.
note-again = **Say it again, and it knows**: when the same beginning follows each text once more, “{ $word }” is no longer the same in the two (similarity { $similarity }, mean over the last third of the layers; at its first mention the two were identical).

section-why = Why this token? What attention brought of its score

# Act 1: two sentences run into one word
act-apple = Two Apples
act-cloth = Cover a word
act-head = One head
act-all = All heads
own-words = Other words, and sentences of your own
section-readings = What the word looks back at
guess-second = Where does the second “Apple” end up?
words-picture = Two sentences run into the same word; then its way through the layers, on a scale from one sense to the other
words-play = Play the layers
words-pause = Pause
words-layer-name = Layer
words-layer = layer { $layer } of { $layers }
words-layer-0 = before layer 1
words-pole = { $sign }1: { $sense } sentences
words-early = layers 1–{ $layer }: too early to measure
words-early-one = layer 1: too early to measure
words-guess = your guess
words-mark = Your guess: where does the second “{ $word }” end up?
words-how = Drag the “?” (or use ↑ ↓ and Enter).
words-commit = That is my guess
words-control = “{ $word }” instead
words-before = Before layer 1 both are the same vector. After { $layers } layers the first stands at { $a }, on the { $sense } side. And the second?
words-before-differs = After { $layers } layers the first stands at { $a }, on the { $sense } side. And the second?
words-start = Before layer 1 the two are one and the same vector. The difference is 0: nothing has been looked at yet.
words-start-differs = Before layer 1 the word has not looked at any other word. Its vector holds only itself (its spelling and, in this model, its place in the text).
words-early-says = After layer { $layer } the scale cannot tell yet: only { $right } of { $tests } test sentences fall on their own side. So no value is shown.
words-layer-says = After layer { $layer } they stand at { $a } and { $b }: { $apart } apart.
words-after = Only the other words differ. They moved one “{ $word }” to { $a }, the other to { $b }: { $apart } apart.
words-control-still = “{ $word }” in the same two places: only { $control }.
words-control-moved = But “{ $word }”, which has no second sense, moves { $control } too: much of this may be the topic of the sentence.
words-off = Your guess was { $off } off.
words-no-scale = Even in the last layer only { $right } of { $tests } test sentences fall on their own side. So this model gives no value here.

# Act 2: a cloth over the context
section-cloth = Cover a word: does it still know?
cloth-sentence-found = one word carries it
cloth-sentence-a = context A
cloth-sentence-b = context B
cloth-picture = The words of a sentence with a blind over each, and a needle between the two senses of “{ $word }”
cloth-cover-all = Cover all
cloth-open-all = Open all
cloth-pinned = stays
cloth-ask = Which word tells it? Tap one to pull its blind down.
cloth-cover = Cover “{ $text }”
cloth-needle = needle: mean of layers { $first }–{ $last }
cloth-nothing = “{ $word }” may look at everything before it: { $base }, on the { $sense } side. Which word does that? Cover one and see.
cloth-one = “{ $text }” alone
cloth-many = { $count } words
cloth-all = all { $count } words
cloth-moves = With { $who } covered, the needle goes from { $base } to { $rest }.
cloth-turns = So { $from } turns into { $to }.
cloth-way = That is { $share } of the way to “all covered”.
cloth-way-none = That is none of the way to “all covered”.
cloth-way-back = That leads away from “all covered” by { $share } of the way.
cloth-waiting = The model reads the sentence once more …
cloth-no-words = There is nothing that could be covered: put a few words in front of the word.
cloth-rule = Only “{ $word }” loses its look; the other words still see each other. Chosen by a rule: of { $tried } sentences tried on this model, { $passed } passed (at least four words to cover, and one alone moves the needle at least half the way); in this one it moves furthest.
cloth-untrusted = Careful: too few of the test sentences fall on their own side, so the needle means little here.
start-of-text = start

# Act 3: one head at a time
section-head = Who looks at whom, one head at a time
head-picture = The tokens of your text, and arcs from the one that looks to those it looks at
head-head = layer { $layer }, head { $head }
head-place = { $number } of { $count }
head-previous = Previous head
head-next = Next head
head-bar = what comes next: “{ $word }”
head-before = with this look
head-after = without it
head-look-from = Where “{ $text }” looks
head-looks = Layer { $layer }, head { $head }: “{ $looking }” gives most of its look to “{ $seen }” ({ $share }).
head-alone = In layer { $layer }, head { $head }, “{ $looking }” looks only at itself and at the first token.
head-falls = Without this head’s look, “{ $word }” falls from { $before } to { $after }.
head-rises = Without this head’s look, “{ $word }” rises from { $before } to { $after }.
head-same = Without this head’s look, “{ $word }” stays at { $before }.
head-rest = “{ $word }”, the first token, gets { $share } of the look.
head-none = There is nothing to look at yet. Write a few more words at the top of the page.
head-rule = Of all heads, the { $measured } that look most strongly at one earlier token were tried; these { $shown } change the next token most. Hatched: the first token, where attention rests whatever it says (attention sink). Tap a word to see where it looks.
head-rule-reads = The { $shown } heads that look most strongly at one earlier token. Hatched: special and first tokens, where attention rests whatever they say (attention sink). Tap a word to see where it looks.
about-picture = How this picture is made

# Act 4: all heads at once
section-sorted-heads = Where do all heads look?
guess-pile = From the last word, which word do most heads look at?
sorted-picture = The words of your text in a column, and every head as a square in the row of the word that it looks at most
sorted-squares = Squares, each a head. The arrow keys go from one to the next.
sorted-head = layer { $layer }, head { $head }
sorted-look-from = Where “{ $text }” looks
sorted-hint = Each square is one of { $all } heads. Tap a square or a word to see where it looks.
sorted-asking = { $all } heads read your text. Each of them looks from “{ $looking }” at the words before it, and at “{ $looking }” itself.
sorted-right = You were right.
sorted-wrong = You said “{ $guess }”.
sorted-rest = From “{ $looking }”, { $count } of { $all } heads look most at “{ $seen }”, where a look rests when it has nothing to look for.
sorted-most = From “{ $looking }”, { $count } of { $all } heads look most at “{ $seen }”.
sorted-then = The next most, { $count }, look at “{ $seen }”.
sorted-one = Layer { $layer }, head { $head } gives { $share } of its look to “{ $seen }”.
sorted-alike = { $count } of { $all } heads look most at this word.
sorted-note = Every head gives 100 % of its look to the words that it can see. Its square stands in the row of the word with the largest share, and its colour is the stronger, the larger that share is. The bars show the whole look of one head. Grey: the first token, where attention rests whatever it says (attention sink). In a long text, the words in the middle share one row.
