title = Attention
question = A word means nothing on its own: “Apple” can be eaten or can sell telephones. How does a model know which Apple is meant?

preset-pronoun = Who is it?
preset-repetition = A repeated name
preset-brackets = Brackets
preset-season = Opposites

# Your text
section-look = Who looks at whom
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
heatmap-overview = Each small square is one head: layers from left to right, heads from top to bottom, averages (x̄) last. Click one to enlarge it.
heatmap-scale = Share of a query's attention (each row adds up to 100 %)
sink-now = On average over all heads, tokens give { $share } of their attention to the first token, “{ $token }”. When it is hidden, the rest of each row is scaled up to 100 % again.
sink-none = With a single token there is nothing else to look at.
note-striking = **Layer { $layer }, head { $head }**: “{ $looking }” gives { $weight } of its attention to “{ $seen }”. Leaving out the first token, no head links the last one to another more strongly.
note-previous = **Layer { $layer }, head { $head }** is a “previous-token head”: in this text { $share } of its attention goes to the token just before, on average. Look for the coloured line beside the diagonal.
note-sink = **The first token is a resting place**: “{ $token }” receives { $share } of all attention, averaged over every head and later token. Hide it to see the rest.

# Two Apples
section-apple = Which Apple?
context-a = Context A
context-b = Context B
guess-look = In context B: which earlier token does the word at the end look at most, on average over all heads?
covered = Guess, or press “Just show me”, and both readings appear.
pair-strongest = strongest head for each token
pair-heads = Lines show:
pair-layer = layer
pair-head = head
pair-word = looks back
pair-follows = … and so the text goes on with
pair-no-next = This model reads in both directions and predicts no next token. To see how the text goes on, choose another model in the side bar.
pair-no-context = There is nothing before the word to look at. Put a few words in front of it.
note-context-a = Context A: in **layer { $layer }, head { $head }**, “{ $looking }” gives { $weight } of its attention to “{ $seen }”.
note-context-b = Context B: in **layer { $layer }, head { $head }**, “{ $looking }” gives { $weight } of its attention to “{ $seen }”.
note-contrast = **Layer { $layer }, head { $head }** tells the two apart most clearly: the same word gives { $a } of its attention to the words before it in context A, { $b } in context B.
note-next = And the readings lead to different words: after A the most probable token is **{ $a }** ({ $share_a }), after B **{ $b }** ({ $share_b }).
not-an-explanation = These weights show what was looked at, not why the model decided. To prove that a link matters, one has to cut it and watch the prediction change.

# BertViz
section-free = Explore freely with BertViz
bertviz-view = View
bertviz-head = Head view
bertviz-model = Model view
bertviz-head-how = One layer, all its heads in different colours: tokens that look on the left, tokens that are looked at on the right. Point at a token; double-click a colour to see that head alone. The first token is not hidden here.
bertviz-model-how = Every head of every layer. Click one to enlarge it, click again to close it.
bertviz-too-long = The text has { NUMBER($length, useGrouping: 0) } tokens; this view can show { $limit }. Shorten the text, or take the model view.
bertviz-layers = { $length } tokens are too many lines for all layers at once. Show layers:
error-bertviz-changed = This view does not fit the installed packages ({ $part } is missing or not the version it was made for). Install the packages in requirements.txt again; the other pictures on this page work without it.

# Overviews of many heads, and what the model writes next
heatmap-max = maximum
heatmap-rollout = Rollout through the layers
heatmap-scale-max = Largest share of a query's attention in any one head (rows do not add up to 100 %)
heatmap-about-mean = Average: a link that one head makes strongly all but disappears among the heads that rest on the first token.
heatmap-about-max = Maximum: shows every link that some head makes, but not which one, nor how many. With so many heads a few large values are always there. When the first token is hidden, the others stay as they are.
heatmap-about-rollout = Rollout (Abnar & Zuidema 2020): how much of each token has reached the others by this layer, if layers did nothing but mix (average of the heads, half stays in place). It hides what single heads do, the values that are passed on, and everything that the feed-forward networks compute.
heatmap-written = dotted: written by the model
written-include = Include what the model writes next (up to { $count } tokens, always the most probable one)
written-needs-causal = This model reads but does not write. To see what generated tokens looked at, choose a model in the side bar that predicts the next token.
written-no-room = The text fills the picture already; there is no room for a continuation. Shorten it.
section-written = What did each written token look at?
written-chosen = Written
written-looking = chosen while looking from
written-seen = looked at most (first token left out)
note-average = **What the average hides**: in layer { $layer }, head { $head }, “{ $looking }” gives { $weight } of its attention to “{ $seen }”. Averaged over all heads, only { $average } is left of it.
note-rollout = **Rollout piles up at the front**: by this reckoning, { $rollout } of what stands at “{ $last }” after the last layer has come from the first token, “{ $token }”, although the last layer itself gives it { $direct } on average. Rollout counts every look at the resting place as if something had been taken along from there.
