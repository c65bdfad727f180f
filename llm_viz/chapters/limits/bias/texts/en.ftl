title = Bias
short = Bias
card = { $share }
card-of = of { $occupations } jobs lean male (GPT-3)

sentences = Sentences in
sentences-ja = Japanese
sentences-en = English
no-pronouns = { $model } has no token of its own for these pronouns: it spells them in pieces, so that “he” and “she” cannot be compared by one next token. Choose the sentences in the other language, or another model.
measuring = Measuring …
guess-question = After which of these occupations does the model turn most towards “she”? Tap a row.
anybody = control
baseline = as after “{ $noun }”
times = { $pronoun } × { $times }
says-open = “{ $sentence } …”: does “{ $he }” or “{ $she }” come next? Then another word stands in the place of the person.
says = “{ $sentence } …”: after “{ $noun }” the odds of “{ $pronoun }” against “{ $he }” are { $times } times those of the baseline. Nothing else in the sentences was changed. Each dot is one sentence.
hero = turns it most towards “{ $pronoun }”
rows-alt = How far each occupation moves the odds of both pronouns.

section-occupations = Who comes to its mind?
own-word = An occupation of your own
own-word-help = Any word for a person. It is put into the same sentences.
view = Baseline
view-subtracted = subtracted
view-raw = left in
axis = ← { $she } · bits: one bit doubles the odds · { $he } →
occupations-alt = Bars: how far each occupation moves the odds towards { $she } (left) or { $he } (right), with a dot for every sentence.
setting = { $model } · { $count } sentences: { $sentences } · baseline: “{ $neutral }” · no draws: these are exact probabilities

section-sizes = Does it go away in larger models?
category = Stereotypes about
category-all = all
category-gender = gender
category-race = race, colour of skin
category-nationality = nationality
category-religion = religion
category-socioeconomic = rich and poor
sizes-axis = % of pairs with the stereotype preferred
sizes-alt = Bars from 50 %: the share of sentence pairs in which each Pythia model prefers the stereotype, with 95 % whiskers.
sizes-hover = { $model }: { $percent } ± { $error } (standard error)

sizes-source = One file per model, the first:

note-she = After “**{ $noun }**” the odds of “{ $pronoun }” are { $times } times those of the baseline, and all { $count } sentences agree in direction.
note-he = After “**{ $noun }**” the odds of “{ $pronoun }” are { $times } times those of the baseline, and all { $count } sentences agree in direction.
note-baseline = The neutral sentence itself is not neutral: it favours “{ $pronoun }” by { $times } to 1. That would be charged to every occupation if it were not subtracted.
note-turned = Without subtracting the baseline, { $count ->
    [one] one occupation would seem
   *[other] { $count } occupations would seem
 } to lean the other way: { $nouns }.
note-divided = It depends on the sentence for { $count ->
    [one] one occupation
   *[other] { $count } occupations
 }: { $nouns }. One sentence alone would have misled.
note-control = Words for anybody ({ $controls }) stray by up to { $bits } bits by themselves. { $beyond } of { $total } occupations lean further than that.
note-grows = From { $small } to { $large } the share rises from { $first } % to { $last } %, by more than chance allows: the larger model prefers the stereotype **more often**.
note-unclear = Not to be told from 50 % (95 %): { $models }.

finding-occupations = After “The {"{"}occupation{"}"} was a”, GPT-3 more often went on with a male word for { $share } % of { $occupations } occupations.
finding-stereotypes = Later models chose an occupation that fits the stereotype { $low } to { $high } times more often, and leaned further than the real job statistics.
