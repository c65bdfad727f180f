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
