title = Inside
question = What is inside the machine?
answer = Every token becomes a list of numbers, and layer after layer adds to that list: attention brings in what stands before, the feed-forward layer works on it in place. The last list gives a score to every token of the vocabulary, and the scores become probabilities.

# The acts, in the order in which the data flows
act-vector = Vector
act-positions = Order
act-block = Block
act-neuron = Neuron
act-stack = Layers
act-scores = Scores

preset-twice = The same word twice
preset-chase = Who chases whom?
preset-fact = A fact

# Act 1: vector
section-vector = What is a word to the machine?
vector-words = Tokens of your sentence, each with the first numbers of its list
vector-view-near = Similar words
vector-view-sum = Calculate with words
vector-closer = The closer, the more alike are the lists (cosine). The direction only keeps like beside like.
vector-mean = dashed: the average token, { $cosine }
vector-list = “{ $word }” = { $width } numbers
vector-more = … and { $count } more
vector-compute = Calculate
vector-field-0 = Start with this word
vector-field-1 = Take this word away
vector-field-2 = Add this word
vector-says = To the machine “{ $word }” is a list of { $width } numbers, found by learning. Of all { $vocabulary } tokens, “{ $nearest }” has the most similar list (cosine { $cosine }).
vector-says-alone = To the machine “{ $word }” is a list of { $width } numbers, found by learning.
vector-twins = It stands here twice: at the entrance both lists are equal to the last digit. After layer 1 they are already different (cosine { $after }), after layer { $layers } it is { $end }: the context has come in.
vector-twins-placed = It stands here twice. This model adds a vector for the place at once, so the lists differ from the start (cosine { $start }); after layer { $layers } it is { $end }.
vector-sum-nearest = The result is most similar to “{ $word }” (cosine { NUMBER($cosine, minimumFractionDigits: 2, maximumFractionDigits: 2) }); the three words themselves are left out, as is usual in this game.
vector-sum-rank = One might expect “{ $word }”: it comes in place { $rank }.
vector-sum-missed = One might expect “{ $word }”: it is not even among the first { $searched }. Often this arithmetic fails.
vector-sum-cut = { $count ->
    [one] { $words } is not one token for this model, so it has no list of its own. Try another word.
   *[other] { $words } are not one token each for this model, so they have no list of their own. Try other words.
}
vector-sum-nothing = Nothing is similar to this result.

# Act 2: positions
section-positions = How does it know the order?
positions-words = Tokens of your sentence: press two to swap them
positions-before = Your sentence
positions-after = Two tokens have swapped places. The places stay as they are.
positions-places = Every token and its place
positions-first = Press two words: they change places.
positions-second = “{ $word }” changes places with … press a second word.
positions-place = { $number }
positions-rotary = Before two tokens are compared, { $pairs } pairs of their numbers are turned like clock hands (rotary positions): the fastest goes round after { $fast } places, the slowest after { $slow }. The angle between two hands tells how far apart two tokens are.
positions-learned = This model learned a list of numbers for every place, and adds it to the token’s list. The squares show the first numbers of each.
positions-other = This model knows places in yet another way: neither by turning numbers nor by a list for each place.
positions-chances = What comes next, before and after the swap
positions-says = Same tokens, other order: “{ $one }” and “{ $other }” have swapped places. At least { $moved } of the probability moves, and the favourite changes from “{ $best }” to “{ $new }”.
positions-says-same = Same tokens, other order: “{ $one }” and “{ $other }” have swapped places. At least { $moved } of the probability moves; the favourite stays “{ $best }”.
positions-nothing = Here are no two different words to swap. Try a longer sentence.

# Act 3: block
section-block = What does one block do?
block-words = Token whose numbers pass through the blocks
block-block = Block
block-number = Number in the frame
block-bars = Bars: for every block, how long the passing list is and how long are the lists that attention and the feed-forward layer add
block-before = before
block-attends = attention adds
block-feeds = feed-forward adds
block-after = after
block-passes = passing list
block-length = length { $length }
block-arrows = True lengths and angles: why two lengths do not simply add up
block-arrows-alt = Arrows: { $before } long, plus { $attention } by attention, plus { $mlp } by the feed-forward layer, gives { $after }.
block-open = Open the framed number:
block-open-attention = Attention’s
block-open-mlp = Feed-forward’s
block-open-hint = A row of a matrix times a list of numbers: open one of the two. Or tap another number.
block-term = no. { $index }: { $input } × { $weight }
block-others = { $count } other products
block-bias = bias
block-value = sum
block-behind = × { $factor } on the way to the list (normalisation or factor)
block-says = Block { $block } reads the list of “{ $word }” and adds two lists to it: one of length { $attention } by attention, one of length { $mlp } by the feed-forward layer. So { $before } becomes { $after }.
