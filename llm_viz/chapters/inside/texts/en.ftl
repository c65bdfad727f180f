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
