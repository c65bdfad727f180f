title = Leaks of private data
short = Privacy
card = try { NUMBER($half) }
card-of = opens half of the safes

guess-question = Eight safes, whose PINs stood in an AI’s training text 16 times each. A thief tries the PINs that the AI finds probable. How many tries of 10,000 open half of the safes? Drag the “?”.
says-open = Made-up PINs, a tiny model, really trained. Control: PINs that it never read took { NUMBER($control) } tries, not clearly fewer than blind guessing (about 5,000).
times = { $times ->
    [0] Never
    [one] Once
   *[other] { $times } times
 }
safes-alt = Eight safes, and a field with 10,000 squares, one for each possible PIN. Tried: { $tries }.
safes-mark = How many tries: left and right arrows, Enter
safes-times = How often did the PIN stand in the training text?
safes-clean = copies removed
safes-try = try { $number }
safes-tries = { $number } tries
safes-trying = { $try } of 10,000 …
safes-hero = { $try }: half of the safes are open
safes-opened = { $times } in the text: half of the safes are open after try { NUMBER($half) }, all after try { NUMBER($last) }. Blind guessing would need about 5,000 for half of them.
safes-cleaned = { $times } in the text, but copies were removed before training: half of the safes are open after try { NUMBER($half) }, all after try { NUMBER($last) }. Removing copies protects, and yet not wholly.

section-canary = A secret with a counter
canary-line = Among { NUMBER($lines) } ordinary lines, the text of the model has some like this one: “{ $line }” Box numbers and PINs are drawn by the seed and belong to nobody. Afterwards, all { NUMBER($pins) } PINs are ranked by how probable the model finds them.
canary-alt = Line chart: exposure of a PIN in bits by how often it stood in the training text, as it was and after deduplication, with the level of pure chance and the highest possible one.
axis-times = how often the PIN's line stood in the text
found-first = PINs ranked first of all { NUMBER($pins) }
axis-exposure = exposure in bits: higher is better known
level-full = first of 10,000 ({ $bits } bits)
level-random = pure chance ({ $bits } bits)
curve-plain = text as it was
curve-deduplicated = every line only once (control)
canary-control = Each point: { $boxes } PINs from { $models } models (about 60,000 parameters), with bars of one standard error. Controls: PINs that never stood in the text (0), the level of chance, and the same text deduplicated before training.
note-known = Of the PINs that stood there { $times } times, the models rank **{ $first } of { $boxes }** first. Whoever asks gets the secret.
note-unknown = PINs that never stood in the text come out at { $bits } bits, not clearly different from chance ({ $chance }): the model cannot know them, and does not.
note-once = Even a single appearance leaves a trace: { $bits } bits, more than chance.
note-deduplicated = Deduplication helps: { $times } copies give { $before } bits, the same text with every line once { $after }.
note-not-nothing = It does not make the secret vanish: { $after } bits are still more than chance. What stands in the text once can be remembered.

finding-extracted = From GPT-2, { NUMBER($verbatim) } passages of its training text were recovered word for word among { NUMBER($candidates) } candidates ({ $share } %); { $contacts } held contact details: { $people } of private persons, { $businesses } of businesses.
finding-size = GPT-J 6B had memorised at least { $share } % of its training collection. Larger models of a family memorise { $low } to { $high } times as much as smaller ones.
finding-repeated = A sequence that stands in the training text { $seen } times is generated about { NUMBER($times) } times as often as one that stands there once.
finding-forever = Asked to repeat one word for ever, ChatGPT began to write out training text: over { NUMBER($examples) } passages for { $dollars } dollars, { $times } times the usual rate.
