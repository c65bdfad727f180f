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

# Act 1: vector
section-vector = What is a word to the machine?

# Act 5: stack
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

# Act 4: neuron
section-neuron = What makes one neuron fire?
neuron-yours = Your text: how strongly each token excites it (100 % = its strongest place in the stories)
neuron-stories = Its strongest places in the stories. Tap one to read it as your text.
neuron-writes = What it raises, if it fires
neuron-choose = Neurons
neuron-name = layer { $layer }, neuron { $number }
neuron-read = Read “{ $text }” as your text
neuron-felt = { $token }: { $share } of its strongest place
neuron-raised = “{ $token }”: { $deviations } standard deviations above the average token
neuron-unknown = No neurons have been looked for in “{ $model }”. They were found in the two models that come with the app; choose one of them in the menu.
neuron-rule-title = How these neurons were chosen
neuron-rule =
    A program read { NUMBER($read) } tokens of the app’s own short stories and watched all { NUMBER($neurons) } neurons. A neuron fits if its ten strongest places are all at least 12 times as strong as usual (its root mean square), and lie on at least four different words in at least eight stories. { NUMBER($fitting) } neurons fit. Shown are the ones that write most clearly: the tokens that they raise stand out most (σ is one standard deviation of how far all tokens are moved). They are chosen for being clear: most neurons answer to many things that have nothing to do with each other.

    What it raises counts only the direct way to the scores. What later layers make of it is not in the picture.
note-neuron-excited = In your text, “**{ $token }**” excites it most: { $share } of its strongest place. Then it pushes “**{ $raised }**” up.
note-neuron-quiet = Your text leaves this neuron quiet: nothing in it reaches more than { $share } of its strongest place. Tap a line of the stories.

# Act 6: scores
section-scores = How do scores become probabilities?
scores-score = score
scores-score-under = the last vector times the token’s row
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
