title = Sources
question = How sure is each figure?

answer = Not equally sure. Most were read in their source or follow from such figures, others are estimates, and a few are rough guesses; each says which, and whose word it is.

act-wall = The wall
act-list = All sources
act-thanks = Models and thanks

section-wall = The wall of figures
wall-picture = A dot for each published figure in this app; the arrow keys go from dot to dot
wall-ask = How many were read in the source itself?
wall-line = Your line: left and right move it, Enter shows the answer
wall-rule = Drag the line.
wall-show = That is my guess
wall-you = you: { $count } ({ $share })
wall-what = { $count } dots, one for each published figure in this app. One of them:
wall-before = { $count } published figures: read in their source, worked out, copied, estimated or recalled.
wall-told = { $count } figures ({ $share }) were read in the source itself. The { $low } least sure are rough estimates or recalled, such as the computation for { $names }. Point at a dot or tap it.
wall-told-guess = { " " }You said { $guess }.
wall-few = Figures: { $count }. Sources: { $sources }. Read in the source itself: { $read }.
wall-all-kinds = How sure?
wall-kind-read = read in the source
wall-kind-follows = follow from such figures
wall-kind-medium = copied or estimated
wall-kind-low = rough estimates, or recalled
wall-orders = Order
wall-order-sure = how sure
wall-order-chapter = chapter
wall-order-source = source
wall-rest = All other sources
wall-search = Search the figures
wall-search-hint = GPT-4, energy, arXiv …
wall-open = Open the source ↗
wall-recomputed = computed again just now: it agrees
wall-nothing = No figure matches. Use fewer words.
wall-same = Only the { $count } figures of this source
wall-heading = { $name } · { $count }
wall-checked = last compared on { $day } { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
 } { $year }
wall-table-checked = table last compared on { $day } { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
 } { $year }
wall-unchecked = no day of comparison noted

shelf-picture = A shelf for each chapter, a book for each source: the higher, the more figures stand on it
shelf-told = { $few } of { $sources } sources hold { $share } of the { NUMBER($figures) } figures; { $once } are there for a single one. Point at a book or tap it.
shelf-few = Sources found: { $sources }. Figures that stand on them: { $count }.
shelf-list = As a list: { $count }

givers-picture = Whose models and figures these are: a strip of dots for each
givers-models = Models that run here: one dot is a million parameters
givers-figures = Published figures: one dot each
givers-told = The models have { $parameters } parameters. { $givers } givers published { $share } of the { NUMBER($figures) } figures; { $unsure } of those that are only copied, estimated or recalled come from { $name }.
giver-gemma-3-270m = Made by Google DeepMind. It writes the Japanese pages, and is provided under and subject to its own terms.
giver-smollm2-135m = Made by Hugging Face. It writes the English pages.
giver-minilm-l6 = Made by the sentence-transformers project. It compares texts by what they mean.
giver-eleuther-name = EleutherAI
giver-eleuther = Evaluations of all Pythia models, by size and by training step.
giver-openai-name = OpenAI
giver-openai = The statistics published with GPT-3.
giver-obsscaling-name = Ruan et al.
giver-obsscaling = They ran many models on the same tests, and published every result.
giver-epoch-name = Epoch AI
giver-epoch = Notable AI Models, Machine Learning Hardware, cost estimates, and training runs read off a chart. The figures were taken from copies; names were shortened, values were not changed, and rows from other sources stand beside them.
giver-others-name = All others
giver-others = Those who published, ran again and passed on figures, so that they could be checked. Each is named under “All sources”.

section-check = Checked just now
section-sources = All sources
section-thanks = With thanks

checked-files = Data files
checked-figures = Figures with a source
checked-figures-help = Every number of every data file, and every finding quoted in a sentence. Each has a source and a confidence beside it.
checked-recomputed = Values recomputed
checked-recomputed-help = What follows from other figures: training compute from parameters and tokens, energy from hours and watts, emissions from energy and grid, standard errors, shares, bytes of memory.
checked-days = { $dated } of { $all } findings and tables carry the day on which they were last compared, between { $oldest } and { $newest } (year-month-day). For { $reports } of them only reports by others could be seen, not the source itself; the list below says for which.
check-passed = Every figure has a source and a confidence, and everything that can be recomputed comes out as stated. Tables are as long as they say, no doubt stands beside a high confidence, and every statement about law has its day.
check-failed = { $problems } problems in the data files:

search = Search the sources
search-hint = author, year, model, arXiv number …
elsewhere = Elsewhere
several-files = { $files } files
figures = { $figures ->
    [one] 1 figure
   *[other] { NUMBER($figures) } figures
  }

file-models = Published models
file-tables = What the tables hold
file-cost = Energy, emissions, money and machines
file-memory = Bytes that a model takes
file-gpt3_languages = Languages in the training data of GPT-3
file-chinchilla_points = Training runs behind the scaling laws
file-laws = The scaling laws' constants
file-runs = The scaling experiment of this app
file-emergence = Ability by size and by training step
file-emergence_thresholds = Thresholds of emergence, as reported
file-crows_pairs_pythia = Stereotypes in Pythia, by size
file-machines = Machines, for comparison
file-findings = Findings quoted in sentences
file-findings-about = Findings: { $subject }
file-other = Other figures

# What a figure counts
unit-params = parameters
unit-params_total = parameters
unit-params_active = parameters at work for each token
unit-train_tokens = tokens read in training
unit-training_tokens = tokens read in training
unit-tokens_6ND = tokens (computation ÷ 6 ÷ parameters)
unit-train_flop = operations for training (FLOP)
unit-emergent_train_flop = operations for training (FLOP)
unit-flop_6ND_check = operations (6 × parameters × tokens)
unit-loss = loss (nats for each token)
unit-training_step = training step
unit-pct_stereotype = % stereotyped choices
unit-stderr = standard error
unit-n_items = questions in the test
unit-exact-match-accuracy-percent = % answers fully right
unit-exact-match-percent = % answers fully right
unit-accuracy-last-word-right-percent = % last words right
unit-accuracy-percent = % right
unit-multiple-choice-accuracy-chance-25-percent = % right (25 % by chance)
unit-perplexity-ppl = perplexity
unit-cross-entropy-nats = nats (cross-entropy)
unit-cross-entropy-nats-per-target-word = nats for each word
unit-BLEU-BLEU-0-100 = BLEU points
unit-words = words in GPT-3’s training text, in this language
unit-percent_of_words = % of the words in GPT-3’s training text, in this language
unit-context_length = tokens of context
unit-n_layers = layers
unit-d_model = numbers in each vector
unit-n_heads = attention heads
unit-n_kv_heads = key and value heads
unit-vocab = tokens in the vocabulary
unit-vocabulary = tokens in the vocabulary
unit-days = days
unit-chip_hours = hours of one chip
unit-watts = watts
unit-overhead = times the electricity of the chips, for the whole building
unit-energy_mwh = MWh of electricity
unit-carbon_tonnes = t of CO₂e
unit-carbon_with_manufacturing_and_idle_tonnes = t of CO₂e, with manufacturing and idling
unit-grid_kg_per_kwh = kg of CO₂e for each kWh
unit-grams_co2e_per_kwh = g of CO₂e for each kWh
unit-mfu = of the chips’ peak put to use (1 = all)
unit-examples = of the chips’ peak put to use (1 = all)
unit-typical = in a typical case
unit-low = in a low case
unit-high = in a high case
unit-cost_reported_usd = US dollars, as reported
unit-amortised_usd = US dollars, hardware written off
unit-cloud_usd = US dollars, if rented
unit-hours_by_stage = hours of one chip, in this stage
unit-year = year
unit-peak_flops = operations a second at most (16 bits)
unit-peak_flops_32bit = operations a second at most (32 bits)
unit-peak_flops_8bit = operations a second at most (8 bits)
unit-bandwidth = bytes a second from memory
unit-memory = bytes of memory
unit-kw_per_accelerator = kW for each chip
unit-cluster_megawatts = MW for the whole cluster
unit-accelerators = chips
unit-watt_hours = Wh for each answer
unit-grams_co2e = g of CO₂e for each answer
unit-millilitres = ml of water for each answer
unit-requests = requests
unit-kwh = kWh
unit-scale = scale of the law
unit-exponent = exponent
unit-fitted_from = smallest value that was fitted
unit-fitted_to = largest value that was fitted
unit-context = tokens of context
unit-parameter_scale = scale for parameters
unit-parameter_exponent = exponent for parameters
unit-data_scale = scale for data
unit-data_exponent = exponent for data
unit-E = E: the loss that always remains
unit-A = A: how much parameters matter
unit-B = B: how much data matter
unit-alpha = α: exponent of the parameters
unit-beta = β: exponent of the data
unit-standard_errors = standard error
unit-bytes_per_parameter = bytes for each parameter
unit-bytes_per_token = bytes for each token
unit-values_per_layer = values kept in each layer
unit-rows = rows of the table
