guess-question = The same model, OLMo-7B, was trained twice, with about the same amount of electricity. One run was counted as 0 t of CO₂e. And the other?
tonnes = { NUMBER($tonnes) } t

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
sources-runs = Sources of these figures
note-range = { $most } took about { NUMBER($times) } times the electricity of { $least }.
note-metered = Only { $measured } of these { $count } figures involve a power meter. All others are hours times a power from a data sheet or an average.

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
finding-growth = The cost of the largest training runs has grown { $factor }-fold a year since { $since }.
finding-centres = All data centres together used { $twh } TWh in { $year }, about { $share } % of the world's electricity; for 2030, { $expected } TWh are expected ({ $low } to { $high }). Language models are a part of this.
finding-reasoning = An answer with { $times } times the tokens is estimated at { $long } Wh instead of { $short } Wh.
