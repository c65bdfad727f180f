title = Rising cost of computing and development
short = Cost
card = { $mwh } MWh
card-of = to train GPT-3 once

guess-question = The same model, OLMo-7B, was trained twice. The first run counts as 0 t of CO₂e. Drag the “?”: how much was the second?
says-open = Nearly the same electricity, twice the same model. Only the place is another.
says = Same model, { $grid_mwh } MWh instead of { $hydro_mwh } MWh, and still { $grid_tonnes } t instead of { $hydro_tonnes } t: what each kilowatt-hour emits depends on the place. Even BLOOM, 25 times as large, counts as less.
hero = of CO₂e for the second run
rows-alt = Tonnes of CO₂e of training runs.
rows-mark = Tonnes of CO₂e of the second run: left and right arrows, Enter
electricity = { NUMBER($mwh, maximumFractionDigits: 0) } MWh of electricity
tonnes-mark = { $tonnes } t
tonnes = { NUMBER($tonnes, maximumFractionDigits: 0) } t

section-place = The same model, in two places
place-alt = Bar chart: grams of CO₂e for each kilowatt-hour of training, by model; the two runs of OLMo-7B stand out.
twin-hydro = OLMo-7B: hydropower
twin-grid = OLMo-7B: Australia
note-twins = The run with **{ $hydro_mwh } MWh** counts as **{ $hydro_tonnes } t**, the one with **{ $grid_mwh } MWh** as **{ $grid_tonnes } t**: with the model unchanged, the place decides.
note-spread = The others lie between { $low } and { $high } g for each kilowatt-hour, mostly because of where and when they ran. How much electricity a model took says little about its emissions on its own.

section-runs = What training took
runs-alt = Dot chart, logarithmic: megawatt-hours of published training runs; filled dots are measured, rings are computed.
energy = { NUMBER($mwh, maximumFractionDigits: 0) }
kind-measured_power = power measured
kind-rated_power = hours × rated power, by the publisher
kind-derived = hours × rated power, computed here
kind-average_power = hours × average power of the chip
kind-secondary = quoted by another paper
kind-cluster = power of the whole cluster
sources-runs = Sources of these figures
note-cluster = Chips are not all that draws power: the computers of { $model } drew { NUMBER($cluster, maximumFractionDigits: 2) } kW for each chip, with servers and cooling. The data sheet of the chip says { NUMBER($rated, maximumFractionDigits: 2) } kW.
note-range = { $most } took about { NUMBER($times) } times the electricity of { $least }.
note-metered = Only { $measured } of these { $count } figures involve a power meter. All others are hours times a power from a data sheet or an average.

section-money = What the training may have cost
money-alt = Dot chart, logarithmic: estimated cost of training runs in US dollars; rings mark models whose makers disclose nothing.
money = ${ $amount }
money-hover = { $model }: ${ $owned } on chips of one's own
money-hover-rented = { $model }: ${ $owned } on chips of one's own, ${ $rented } on rented ones
note-money-range = { $most } is estimated at about { NUMBER($times) } times the cost of { $least }.
note-rented = Renting the same chips would cost { $low } to { $high } times as much, by the { $count } estimates that give both.
note-undisclosed = { $rings } of the { $count } models are rings: their makers disclose neither size nor chips, so these figures rest on guesses of others.

section-class = And using it? Your class
knob-people = People
knob-prompts = Prompts a day each
knob-wh = Wh for a prompt
knob-days = Days
knob-grid = g CO₂e for a kWh
result-energy = Your class
result-most = The same, at the largest published figure
result-carbon = CO₂e in kg
class-axis = kWh (each step to the right multiplies)
class-working = { $people } people × { $prompts } prompts × { $wh } Wh × { $days } days = { $energy } kWh, and at { $grid } g/kWh { $carbon } kg of CO₂e.
boiling = Boiling 1 litre of water
training-of = Training { $model }
query-gemini = Google, median: { $wh } Wh
query-chatgpt = ChatGPT, said its head: { $wh } Wh
query-bloom = BLOOM, one by one: { $wh } Wh
query-gpt3_page = GPT-3, one page: { $wh } Wh
query-reasoning = “Thinks” 15× as long: { $wh } Wh
sources-class = Sources of these figures

finding-location = OLMo-7B was trained once on hydropower ({ $hydro_mwh } MWh, counted as { $hydro_tonnes } t) and once in Australia ({ $grid_mwh } MWh, { NUMBER($grid_tonnes, maximumFractionDigits: 0) } t of CO₂e).
finding-growth = The cost of the largest training runs has grown { $factor }-fold a year since { $since } ({ $interval } % interval: { $low } to { $high }). So ever fewer organisations can train the largest models, or check how it was done.
finding-centres = All data centres together used { $twh } TWh in { $year }, about { $share } % of the world's electricity. In { $next } it grew by { $growth } %. For 2030, { $expected } TWh are expected ({ $low } to { $high }). Language models are a part of this.
finding-reasoning = An answer with { $times } times the tokens is estimated at { $long } Wh instead of { $short } Wh (medians).
