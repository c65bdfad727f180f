title = Legal and ethical questions
short = Law and ethics
card = { $line }
card-of = operations, then stricter EU duties

guess-question = Above 10²⁵ calculations of training, EU law presumes that a model could do harm on a large scale (“systemic risk”), and its makers owe more. Which one is above that line? Tap it.
says-open = Each step to the right multiplies by ten. The small model runs here.
says = Training { $model } took { $over } times the operations at which the line is drawn. { $nearest } stays below it by a factor of { $under }: only a few of its parameters work on each token.
hero = is above the line
rows-alt = Training operations of models, on a scale in powers of ten, with the EU’s line at 10²⁵.

section-line = The line at 10²⁵ FLOP
line = EU: 10²⁵
knob-n = Parameters
knob-active = Working on each token
knob-d = Training tokens
result-compute = Your model
result-dense = As if all parameters worked on each token
flop-axis = Training FLOP (each step to the right multiplies)
flop-working = 6 × { $n } × { $active } × { $d } = { $compute } FLOP; with all parameters counted it would be { $dense }.
sources-line = Sources of these models

section-disclosure = What makers tell
shares-alt = Bar chart: how many models have their parameters and training tokens disclosed, in three groups.
group-closed-early = closed, before { $year }
group-closed-late = closed, { $year } on
group-open-late = open weights, { $year } on
share-parameters = Parameters: { $group }
share-tokens = Training tokens: { $group }
of = { $disclosed }/{ $count }
shares-control = Bold: models since { $year } whose weights cannot be downloaded. Control: models of the same years whose weights can, and closed models of earlier years. Counted from the list of models of this app.
note-closing = Of the { $count } closed models before { $year } in this list, { $early } had their training tokens disclosed; of the { $late } since then, { $disclosed }.
note-control = It can be done otherwise: of the models with open weights in the same years, { $tokens } of { $count } ({ $share }) state their training tokens.
matrix = Model by model
matrix-model = Model

finding-systemic = The EU AI Act presumes a systemic risk above { $power } FLOP of training in all. Makers have to report such a model and may argue against the presumption; the Commission can also name models below the line.
finding-summary = Since 2 August 2025, makers of general-purpose models in the EU need a copyright policy and have to publish a summary of their training content (for models offered before that day: by 2 August 2027). Since 2 August 2026 the Commission can fine them, up to { $percent } % of their worldwide yearly turnover or { NUMBER($euros) } euros, whichever is more.
finding-high-risk = Duties for high-risk uses (credit scoring, recruitment, education …) were to begin on 2 August 2026. A change of the law, in force since 27 July 2026, put them off to 2 December 2027, and for AI inside products such as medical devices from 2 August 2027 to 2 August 2028. Not put off: since 2 August 2026, people have to be told that they are talking with an AI.
finding-japan = Japan's AI law was promulgated on 4 June 2025 and has been fully in force since 1 September 2025. It promotes research and use under a basic plan, and the state can look into cases in which people's rights are violated; it sets no penalties.
