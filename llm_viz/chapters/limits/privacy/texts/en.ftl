title = Leaks of private data
short = Privacy
card = { $times } copies
card-of = of a PIN, and it gives it away

guess-question = A made-up PIN stands in a tiny model’s training text. How often must it stand there before the model ranks it first of 10,000 PINs, at least half of the time? Tap a row.
never = never
control = control
boxes = { $count } boxes
says-open = Eight boxes in each row, each with a PIN of its own. Who never read a PIN cannot know it.
says = After { $times } copies the models rank { $first } of { $boxes } true PINs first, out of { NUMBER($pins) } possible ones. Whoever asks gets the secret.
hero = in the text, and the PIN comes out
rows-alt = Boxes whose PIN the models rank first, by how often it stood in the training text.
guess-times = { $times ->
    [one] once
   *[other] { $times } times
 }

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
