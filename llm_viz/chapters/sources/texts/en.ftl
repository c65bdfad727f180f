title = Sources
question = How sure is each figure?

section-check = Checked just now
section-sources = All sources
section-models = The models that run here
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
filter = Confidence
level-high = high
level-medium = medium
level-low = low
nothing-found = No source matches. Use fewer words, or allow more levels of confidence.
elsewhere = Elsewhere
chapter-files = { $files ->
    [one] 1 file
   *[other] { $files } files
  }, { NUMBER($figures) } figures, { $sources ->
    [one] 1 source
   *[other] { $sources } sources
  }
file = { $name }: { $figures ->
    [one] 1 figure
   *[other] { $figures } figures
  }, { $sources ->
    [one] 1 source
   *[other] { $sources } sources
  }
several-files = { $files } files
figures = figures: { $figures }

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
