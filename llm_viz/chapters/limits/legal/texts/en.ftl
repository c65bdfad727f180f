guess-question = The EU sees a possible “systemic risk” in models trained with more than 10²⁵ floating-point operations (FLOP). Which of these is above that line?

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
note-closing = Of the { $count } closed models before { $year }, { $early } had their training tokens disclosed; of the { $late } since then, none.
note-control = It can be done otherwise: of the models with open weights in the same years, { $tokens } of { $count } ({ $share }) state their training tokens.
matrix = Model by model
matrix-model = Model

finding-systemic = The EU AI Act presumes a systemic risk above { $power } FLOP of training. Makers have to report such a model and may argue against the presumption.
finding-index = A yearly index of what makers disclose fell from { $before } of 100 points ({ $earlier }) to { $after } ({ $later }) on average; the best reached { $best }, the lowest { $least }. Training data is the weakest point.
finding-summary = The same Act is said to ask for a public summary of the training data and a copyright policy. We have not checked this against the text of the law.
finding-few = The cost of the largest training runs grows { $factor }-fold a year, so ever fewer organisations can train them, or check how it was done.
