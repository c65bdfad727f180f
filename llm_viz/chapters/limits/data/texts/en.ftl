title = The quality of the data
short = Data quality
card = { $before } → { $after }
card-of = different words, after { $generations } rounds on its own texts

guess-question = The same tiny model learns from two bad texts of the same length. Which one harms it more?
guess-shuffled = a quarter of the words have changed places
guess-repeated = a tenth of the lines, each ten times

section-quality = Good text, bad text, the same effort
quality-alt = Line chart: loss on unseen good text by training step, after learning from clean, shuffled and repeated text, with the best possible loss as a line.
axis-steps = steps of training (512 words each)
axis-bits = bits per unseen sentence: lower is better
level-floor = the best that is possible
curve-clean = good text (control)
curve-shuffled = a quarter of the words shuffled
curve-repeated = every line ten times
quality-control = All texts have { NUMBER($lines) } lines written by a small grammar, and all models (about 60,000 parameters) read equally much. “Ten times” holds { $copies } copies of a tenth of the lines. Means of { $models } models for each text, with bars of one standard error.
note-shuffled = Shuffled words cost **{ $bits } bits** more for each sentence than good text ({ $other } against { $clean }).
note-repeated = Text that says everything ten times costs **{ $bits } bits** more ({ $other } against { $clean }), although each of its lines is correct.
note-by-heart = The repeated text is best at step { $step }; from there on the models get *worse* on sentences they have not seen. They learn their lines by heart.
note-floor = Good text comes within **{ $above } bits** of the best possible loss on these sentences, { $floor } bits, which is known exactly because a grammar wrote them.

section-collapse = Models that learn from models
different-alt = Line chart: different words in texts of equal length, by generation, for three lines of descent.
rare-alt = Line chart: share of rare words in texts of equal length, by generation, for three lines of descent.
axis-generation = generation (0: real)
axis-different = different words
axis-rare = share of rare words
curve-alone = reads only its predecessor
curve-unsharpened = only its predecessor, temperature 1
curve-mixed = reads the real text, too
excerpt = begins like this (reads only its predecessor)
collapse-control = One run: every text has { NUMBER($words) } words, every model trains for the same number of steps, and words are drawn at temperature 0.8 where nothing else is said. Rare: at most three times in the real text.
note-fewer = After five generations **{ NUMBER($after) } of { NUMBER($before) }** different words are left.
note-rare = Rare words made up { $before } of the real text, and { $after } after five generations: the tail goes first.
note-unsharpened = Much of the loss comes from the cautious choice of words: at temperature 1 instead of { $temperature }, { NUMBER($after) } words are left.
note-scattered = Rare words do not become fewer then; they grow from { $before } to { $after }. Without caution the models scatter them at random, and the text decays in another way.
note-slowed = With the real text in every training set, { NUMBER($after) } words are left instead of { NUMBER($alone) }. That slows the loss; here it does not stop it.
note-held = With the real text in every training set, { NUMBER($after) } words are left instead of { NUMBER($alone) }: hardly fewer than a model writes that reads nothing else.
level-retrained = model of the real text alone (control)

finding-copies = A cleaned web collection (C4) held one sentence of { $words } words over { NUMBER($times) } times; models trained on it copied more than { $share } % of what they wrote unprompted.
finding-tails = When models of a real architecture were trained on model output again and again, the rare parts of the original distribution disappeared.
finding-mixing = Where the real data were kept and model output was only added, the collapse did not happen.
finding-supply = Estimate: there are about { $trillions } trillion tokens of public human text; at the present pace they will have been used up between { NUMBER($from, useGrouping: 0) } and { NUMBER($to, useGrouping: 0) } (median { NUMBER($median, useGrouping: 0) }).
