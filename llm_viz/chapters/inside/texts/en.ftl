title = Inside
question = What is inside the machine?
answer = Every token becomes a list of numbers, and layer after layer adds to that list: attention brings in what stands before, the feed-forward layer works on it in place. The last list gives a score to every token of the vocabulary, and the scores become probabilities.

# The acts, in the order in which the data flows
act-vector = Word
act-block = Block
act-stack = Layers
act-scores = Scores

# The machine at the side of every act
machine-vector = vector
machine-scores = scores

preset-twice = The same word twice
preset-chase = Who chases whom?
preset-fact = A fact

# Act 1: vector
section-vector = What is a word to the machine?
vector-words = Tokens of your sentence, each with the first numbers of its list
vector-view-near = Similar words
vector-view-sum = Calculate with words
vector-closer = The closer, the more alike are the lists (cosine). Tap a word to see the multiplication.
guess-vector = Each word is a list of numbers. Whose list is most like this one?
vector-right = You had it.
vector-wrong = “{ $guess }” is like it too, with { $guessed }.
vector-open = open the multiplication
vector-made-of = How alike are “{ $word }” and “{ $other }”?
vector-made-under = Both lists at length 1: number times number, all added up.
vector-term = no. { $index }: { $input } × { $weight }
vector-others = { $count } other products
vector-cosine = sum (cosine)
vector-crowd = Grey: { $count } of all { $vocabulary } tokens;
vector-mean = dashed: the average token, { $cosine }.
vector-list = “{ $word }” = { $width } numbers; the first { $shown }:
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

# Below act 1, a fold: positions
section-positions = How does it know the order?
guess-positions = Two words have swapped places. What is most likely to come next now?
positions-asking = Same tokens, other order. The clocks stay where they are: they belong to the places, not to the words.
positions-right = You had it.
positions-wrong = You said “{ $guess }”.
positions-words = Tokens of your sentence on their places: press two to swap them
positions-first = Press two words of your sentence: they change places. Press the same two again: they go back.
positions-second = “{ $word }” changes places with … press a second word.
positions-place = { $number }
positions-turned = Place { $number } is { $steps } steps from the first, so its hands are turned by:
positions-hand = { $angle }° × { $steps } = { $sum }° → { $rest }°.
positions-rotary = Before two tokens are compared, { $pairs } pairs of their numbers are turned like clock hands (rotary positions): the fastest goes round after { $fast } places, the slowest after { $slow }. The angle between two hands tells how far apart two tokens are.
positions-learned = This model learned a list of numbers for every place, and adds it to the token’s list. The squares show the first numbers of each.
positions-other = This model knows places in yet another way: neither by turning numbers nor by a list for each place.
positions-chances = What comes next:
positions-chances-alt = What comes next, before and after the swap
positions-before = before
positions-after = after the swap
positions-says = Same tokens, other order: “{ $one }” and “{ $other }” have swapped places. At least { $moved } of the probability moves, and the favourite changes from “{ $best }” to “{ $new }”.
positions-says-same = Same tokens, other order: “{ $one }” and “{ $other }” have swapped places. At least { $moved } of the probability moves; the favourite stays “{ $best }”.
positions-original = This is your sentence as it stands. Press two words to see what another order does.
positions-nothing = Here are no two different words to swap. Try a longer sentence.

# Act 2: block
section-block = What does one block do?
guess-block = Three arrows make one. How long is the list after the block?
block-long = { NUMBER($length, maximumFractionDigits: 2) }
block-asking = Block { $block } adds two lists to the list of “{ $word }”, which is { $before } long: one of length { $attention } by attention, one of length { $mlp } by the feed-forward layer.
block-right = You had it.
block-wrong = You said { $guess }.
block-words = Token whose numbers pass through the blocks
block-block = Block
block-number = Number in the frame
block-bars = Bars: for every block, how long the passing list is and how long are the lists that attention and the feed-forward layer add
block-picture = The block: the list of numbers passes from left to right; attention adds from above, the feed-forward layer from below
block-head = Head { $head } of { $heads } looks here
block-earlier = earlier
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

# Below act 2, a fold: neuron
section-neuron = What makes one neuron fire?
guess-neuron = When it fires, which token does it push up?
neuron-asking = This is one number among many in one layer. It is large exactly where “{ $words }” and the like stand.
neuron-right = You had it: “{ $raised }”.
neuron-wrong = It pushes “{ $raised }” up; “{ $guess }” belongs to another neuron.
neuron-places = Here it fires most, of all places in the stories
neuron-yours = Your text: how strongly each token excites it (100 % = its strongest place in the stories)
neuron-stories = Its strongest places in the stories. Tap one to read it as your text.
neuron-writes = What it raises, if it fires
neuron-choose = Neurons
neuron-name = layer { $layer }, neuron { $number }
neuron-read = Read “{ $text }” as your text
neuron-felt = { $token }: { $share } of its strongest place
neuron-raised = “{ $token }”: { $deviations } standard deviations above the average token
neuron-open = { $token }: { $share } of its strongest place. Open the multiplication
neuron-made-of = How “{ $token }” excites it
neuron-gate = A row of weights times the list that the layer reads
neuron-factor = A second row of weights times the same list
neuron-bent = bent by the activation function (less than 0 becomes almost 0)
neuron-product = times the sum of the second row
neuron-share = that is { $share } of its strongest place
neuron-unknown = No neurons have been looked for in “{ $model }”. They were found in the two models that come with the app; choose one of them in the menu.
neuron-rule-title = How these neurons were chosen
neuron-rule =
    A program read { NUMBER($read) } tokens of the app’s own short stories and watched all { NUMBER($neurons) } neurons. A neuron fits if its ten strongest places are all at least 12 times as strong as usual (its root mean square), and lie on at least four different words in at least eight stories. { NUMBER($fitting) } neurons fit. Shown are the ones that write most clearly: the tokens that they raise stand out most (σ is one standard deviation of how far all tokens are moved). They are chosen for being clear: most neurons answer to many things that have nothing to do with each other.

    What it raises counts only the direct way to the scores. What later layers make of it is not in the picture.
note-neuron-excited = In your text, “**{ $token }**” excites it most: { $share } of its strongest place. Then it pushes “**{ $raised }**” up.
note-neuron-quiet = Your text leaves this neuron quiet: nothing in it reaches more than { $share } of its strongest place. Tap a line of the stories.

# Act 3: stack
section-stack = When does the answer appear?
guess-stack = From which layer on is this word first, and stays first?
stack-drag = Drag the “?” up or down (or arrow keys, then Enter).
stack-answer = That is my guess
stack-picture = The stack of layers; arrow keys go from layer to layer
stack-axis = place of “{ $word }” among all { $vocabulary } tokens
stack-axis-short = place of “{ $word }”
stack-layer = layer
stack-start = place { $rank } at the start
stack-place = place { $rank }
stack-here = layer { $layer }
stack-you = you: layer { $layer }
stack-jump = layer { $layer }: { $before } → { $after }
stack-others = grey: { $words }
stack-block = What layer { $layer } adds →
stack-legend = Every layer is read as if it were the last (logit lens).
stack-reading = After layer { $layer }: the model would have said “{ $favourite }” ({ $share }). “{ $word }” is in place { $rank }.
stack-reading-first = After layer { $layer }: “{ $word }” is first, with { $share }.
stack-asking = At the start “{ $token }” is in place { NUMBER($rank) }, after layer { $layers } it is first. Where does it get there?
stack-table = All layers as a table
note-stack-settled = “**{ $token }**” is first from layer { $layer } of { $layers } on, and stays first.
note-stack-late = Only the last of { $layers } layers puts “**{ $token }**” first; one layer earlier it was “**{ $before }**”.
note-stack-start = “**{ $token }**” is first from the start and stays first through all { $layers } layers.
note-stack-right = You had it.
note-stack-off = You said layer { $guess }.
note-stack-jump = Layer { $layer } alone lifts it from place { NUMBER($before) } to place { NUMBER($after) }.
note-stack-unsure = And still it has only { $share } in the end; all other tokens together have { $others }.

# Act 4: scores
section-scores = How do scores become probabilities?
guess-scores = The first token leads by some points. How many times as likely as the second does that make it?
scores-times = { NUMBER($times, maximumFractionDigits: 1) } times
scores-asking = “{ $word }” leads “{ $other }” by { $lead } points. Every score becomes a power of e, and all are divided by their sum.
scores-right = You had it.
scores-wrong = You said { $guess }.
scores-picture = The last step: the last vector gives every token a score, every score becomes a power of e, and each power is divided by the sum of all
scores-vector = last vector
scores-score = score
scores-score-under = last vector × token’s row
scores-power = e to the score
scores-power-under = one more = 2.72 times
scores-share = ÷ sum
scores-share-under = the probability
scores-others = { $count } others
scores-sum = sum
scores-slide = Score of “{ $word }”: what if it were different?
scores-open = Score of “{ $word }”: { $score }. Open the multiplication
scores-back = Back to the model’s scores
scores-says = “{ $word }” leads by { $lead } points. But e to the power of { $lead } is { $times }: so it is { $times } times as likely as “{ $other }”. Divided by the sum over all { $vocabulary } tokens: { $share }.
scores-says-alone = “{ $word }”, divided by the sum over all { $vocabulary } tokens: { $share }.
scores-says-moved = With these scores “{ $word }” would get { $share }. The model itself gives { $model }.
scores-made-of = Where the score of “{ $word }” comes from
scores-made-under = The last vector has { $width } numbers, and so has the token’s row. Number times number, all added up; here are the largest products.
scores-product = number { $place }
scores-rest = { $count } other products
scores-bias = bias of the token
scores-scaled = times { $scale }
scores-capped = bent so that it stays below { $cap }
