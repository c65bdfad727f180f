app-name = LLM Viz
language-name = English

# The shell
home = Home
menu = Menu
progress = Chapter { $number } of { $total }
way-on = Next: { $question }
acts = Parts of this chapter
act-next = Go on: { $act }
language = Language
model = Model
model-reads-only = { $name } (reads, does not write)
model-unavailable = { $name } – { $reason }
short-error-model-missing = not installed
short-error-model-not-prepared = not prepared yet
short-error-model-broken = damaged files
short-error-model-unsupported = cannot be used here
short-error-model-deviates = failed its check
short-error-weights-unfit = files do not fit
short-error-weights-unsafe = must be converted first
short-error-tokenizer-missing = no tokenizer
short-error-cluster-away = cannot be reached
short-error-cluster-busy = too many people at once
short-error-cluster-slow = does not answer
short-error-cluster-differs = other version
device = Runs here, on { $device } ({ $precision })
device-help = The model computes on this machine; nothing is sent to any other service.
device-help-rounded = Its numbers are kept with two to three digits (bfloat16), because in full precision (float32) it would take too much of this machine's memory. So the order of candidates that are about equally likely may differ from that on another machine.
device-elsewhere = Runs on another computer of this app, on { $device } ({ $precision })
device-elsewhere-help = The model computes on other computers that belong to this app; your text goes to them and to no other service.
closing-left-out = Left out after your text: { $tokens }
closing-left-out-help = The tokenizer of this model puts this token after every text, to say that it ends there. The app leaves it out, so that the model goes on with your text.
projector = Projector mode
projector-help = Larger type and pictures, for a lecture room.
cover = Cover rude words
cover-help = Of rude words in what the model writes, only the first letter is shown. The model still computes with them, and every probability stays true. The list is short and cannot know every word. Projector mode turns this on.
cover-note = On this page, rude words are covered (f•••). To see them, turn off “Cover rude words” in the menu.
projector-keys = Keys: **P** plays, or shows the answer. **N** goes on.
loading-model = Loading the model …
kept-meanwhile = Computed earlier. The model is loading …
share = Copy link to this view
share-copied = Copied.
share-copy-yourself = Please copy the link above.
sentence = Your text
sentence-submit = Read
sentence-empty = The field is empty. The page still shows the text before.
sentence-hint = Enter: read it · Shift+Enter: new line
sentence-cut = Your text had more than { $limit } characters. Only its beginning has been kept.
notice-parameter = The address asked for { $name } = “{ $value }”, which is not possible here (allowed: { $allowed }). The default is used instead.

# The frame of a chapter
presets = Try:
guess-skip = Just show me
between-sentences = { " " }
look-here = **Look here**
explain = Explained
formula = The formula
code = The code
limits = What this does not show
axis-not-from-zero = { $title } (the axis does not begin at 0)

# Errors: what was wrong, what is allowed, what to do next. $place: where they are read, on a page or in a terminal.
give-text = { $place ->
    [terminal] Give at least one character.
   *[page] Type at least one character into the field above.
 }
choose-model = { $place ->
    [terminal] choose another model with --model
   *[page] choose another model in the menu
 }
error-unexpected = Something went wrong in this part of the page, and it has been noted in the server's log. The rest of the page still works; try another text, or reload the page.
part-failed = This picture could not be drawn. The rest of the page still works; reload the page to try again.
error-empty-text = There is no text to read. { give-text }
error-text-too-long = The text has { $length } characters; at most { $limit } can be read here. Please shorten it; nothing you typed has been lost.
error-too-many-tokens = The text makes { $length } tokens; at most { $limit } fit here. Please shorten it.
error-text-not-unicode = Character number { $position } of the text is half of a character that was cut apart. Please delete it and type it again.
error-token-unknown = The tokenizer makes the token “{ $token }” (number { $id }) of this text, but the model only knows the tokens up to number { $last }: the tokenizer belongs to another model, or was extended later. Try a text without it, or { choose-model }.
error-unknown-model = There is no model called “{ $model }” here. Choose one of these: { $known }.
error-model-missing = The model “{ $model }” is not installed on this machine. { $remedy } Until then, { choose-model }.
error-model-not-prepared = The model “{ $model }” is installed but has not been prepared yet. Run “python -m llm_viz setup” on the server once, or { choose-model }.
error-model-broken = A file of the model “{ $model }” is damaged ({ $file }). Prepare the model again (if it is your own: copy it again), or { choose-model }.
error-model-unsupported = The model “{ $model }” cannot be used here: { $detail }. Please { choose-model }.
error-weights-unfit = The files of the model “{ $model }” do not belong together: weights that its config.json asks for are missing, or others are there that it has no place for ({ $weights }). With random or left-out weights its pictures would be wrong, so it is not shown. Save the model again (an adapter: merge it into the model first), or { choose-model }.
error-weights-unsafe = The weights of the model “{ $model }” are only there as { $file }, a format that can run foreign code when it is opened, so it is never opened here. If you trust where it comes from, convert it once in its folder: python -c "from transformers import { $reader } as A; A.from_pretrained('.').save_pretrained('.')" – or download its safetensors files. Until then, { choose-model }.
error-tokenizer-missing = The model “{ $model }” comes without a tokenizer, so no text can be read with it. Put the tokenizer.json that was published with it into its folder, or { choose-model }.
error-model-deviates = The model “{ $model }” is not shown, because its pictures would be wrong: it was checked with a few tokens when it was loaded, and what this app computes inside it is not what the model itself computes (found in: { $part }). Please { choose-model }.
error-no-attention = The model “{ $model }” has no attention: it passes on what it has read in another way, so there are no weights to look at and no links to cut. For this view, { choose-model }.
error-attention-partial = In the model “{ $model }”, tokens learn of each other not only by attention (layers with attention: { $layers }). This view would show only a part as if it were the whole. For this view, { choose-model }.
error-scores-not-plain = In the model “{ $model }”, attention scores are not just query times key: something is added to them, such as a penalty for distance. They cannot be taken apart here; for this view, { choose-model }.
error-neurons-not-plain = In the model “{ $model }”, the feed-forward layers are not built from single neurons in one plain matrix, for example because it has experts. They cannot be looked at one by one here; for this view, { choose-model }.
error-score-indivisible = In the model “{ $model }”, a token’s score cannot be divided exactly among the parts of the model: something between them is not a plain sum. For this view, { choose-model }.
error-blocks-do-not-add = In the model “{ $model }”, a block does more than add to the vector that it reads, so there are no two vectors that could be shown. For this view, { choose-model }.
error-product-not-plain = In the model “{ $model }”, this part does not end in one matrix (a mixture of experts mixes several), so its numbers cannot be opened here.
error-not-causal = The model “{ $model }” reads text in both directions but does not predict the next token. For this, { choose-model }.
error-bad-request = The setting { $name } cannot be { $value }; allowed is { $allowed }. Please choose a value in that range.
error-word-not-found = The word “{ $word }” is not in this text: “{ $context }”. Write it into the text as a whole word, at the end if possible.
error-references-missing = There are no reference sentences for the two senses of “{ $word }”. Give at least one for each sense, other than the contexts themselves (on the command line: --reference-a and --reference-b), or choose one of the words that come with references.
error-beginnings-differ = Both texts must begin with the same words and then go on differently. Change one of them.
error-engine-busy = The model is busy: { $waiting } people are waiting for it. Please try again in a moment.
error-cluster-away = The computers that run the models cannot be reached at the moment. What is on the page stays as it is; please try again in a minute. If it lasts, tell whoever runs this app.
error-cluster-busy = Too many people are asking the models at this moment. Nothing you typed has been lost; please try again in a few seconds.
error-cluster-slow = The computer that runs the model has given no sign of life for { $seconds } seconds, so this question was given up. Nothing you typed has been lost; please try again. If it lasts, tell whoever runs this app.
error-cluster-differs = The computers that run the models have another version of this app than these pages, so they cannot be asked. Whoever runs this app must bring both to the same version.
error-training-diverged = The training has blown up: after step { $step } the loss is no number any more. A learning rate of { $learning_rate } makes steps so large that each one leaps over the valley and lands higher. Take a smaller one and start again.
error-not-a-number = The model gave something that is no number where one was to be written ({ $name }). Its files may be damaged: run “python -m llm_viz doctor --thorough”.
error-out-of-memory = The machine has not enough free memory for this. Try a shorter text or a smaller model.
error-out-of-disk = There is not enough room to keep the prepared model: { $needed_mb } MB are needed in { $folder }, { $free_mb } MB are free. Free some space, or set another folder for the models (LLM_VIZ_CACHE).
error-file-unreadable = The file { $file } cannot be read: { $reason }.
error-upload-too-large = The file is too large: at most { $limit_kb } kB can be learned from here. Please choose a smaller file, or a part of this one.
error-cache-unusable = Prepared models cannot be kept in { $folder }: { $reason }. Choose a folder that can be written to, for example: { $setting }=~/llm-viz-models make run
error-upload-empty = The file is empty. Please choose a text file with something written in it.
error-upload-not-text = This file cannot be read as plain text. Word files, PDFs and pictures do not work here: save it as “plain text” (.txt), in UTF-8 if you are asked, and choose it again.
error-upload-too-short = The text has only { $length } characters; at least { $limit } are needed to learn anything from it. Please choose a longer one.
error-bertviz-changed = This view does not fit the installed packages ({ $part } is missing or not the version it was made for). Install the packages in requirements.txt again; the other pictures on this page work without it.

# Waiting for the model
waiting-place = The model is busy: { $before ->
    [0] you are next
   *[other] { $before } before you
 }.
waiting-place-and-time = The model is busy: { $before ->
    [0] you are next
   *[other] { $before } before you
 }, about { $seconds } s.

# The server, before a page is there
refused-host = This address, “{ $host }”, is not one that this server answers to. Open it under the name or address of the computer that it runs on. Whoever runs it can allow this name: { $setting }={ $host } make run
refused-origin = This request came from a page of another site ({ $origin }) and was refused. Whoever runs this server can allow that site by its name in { $setting }.
refused-path = There is nothing under this address.
refused-upload = There is no room for another file at the moment. Please remove one, or try again in a few minutes.
refused-slow-upload = The file did not arrive within { $seconds } seconds. Please try again.
refused-crowd = Too many pages are open on this server at the moment. Please try again in a few minutes.
serving-starting = LLM Viz is starting …
serving-loaded = LLM Viz: the models are loaded.
serving-not-loaded = LLM Viz: the models could not be loaded; the log says why. Pages are served, and load a model when it is needed.
serving-open = LLM Viz is ready: { $address }
serving-others = For the others in the room: { $addresses }
serving-keep-private = Everyone in this network can open these addresses. To keep it to this computer: HOST=127.0.0.1 make run (without make: streamlit run app.py --server.address 127.0.0.1). Stop it with Ctrl+C.
serving-private = LLM Viz is ready: { $address } – only this computer can open it. Stop it with Ctrl+C.
serving-cluster = The models run at { $address }.

# Predictions
words-only = Without punctuation and line breaks

# Published figures
findings = What studies found
sources-drawer = Sources of these figures
as-of = as of { $day } { $month ->
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
seen-source = seen in the source
seen-reports = seen only in reports by others
seen-never = not seen again since it was written down
confidence = confidence: { $level }
confidence-high = high
confidence-medium = medium
confidence-low = low (not checked against the source)

# A job in the background
job-start = Run it here
job-again = Run it again
job-takes = takes about { $seconds } seconds on one processor core
job-limits = Every visitor has one run at a time: starting another one ends the one before. The server computes { $running } runs at once; up to { $waiting } more wait their turn.
job-pause = Pause
job-resume = Go on
job-stop = Stop
job-waiting = { $ahead ->
    [0] Starting …
    [one] Waiting: one other run comes first.
   *[other] Waiting: { $ahead } other runs come first.
 }
job-running = Running: { $done } of { $total } interim results
job-paused = Paused: { $done } of { $total } interim results
job-stopped = Stopped after { $done } of { $total } interim results. A run stops by itself when its page has been left for half a minute.

# An experiment that trains models
experiment-seed = Seed of your run
experiment-recorded = :material/inventory_2: Computed beforehand (seed { $seed }, { NUMBER($seconds) } seconds on one processor core). Your own run takes its place.
experiment-own = :material/bolt: Your own run, seed { $seed }.
experiment-partly = :material/bolt: Your own run, seed { $seed }, not finished.

# What Streamlit itself writes, word for word (kit/browser/chrome.py)
chrome-skip = Skip to main content
chrome-menu = Main menu
chrome-theme = Theme
chrome-theme-system = System
chrome-theme-light = Light
chrome-theme-dark = Dark
chrome-print = Print
chrome-version = Copy version to clipboard
chrome-made-with = Made with Streamlit v{ $name }
chrome-heading-link = Link to heading
chrome-help = Help
chrome-help-for = Help for { $name }
chrome-copy = Copy to clipboard
chrome-copied = Copied to clipboard
chrome-open = Open
chrome-choose = Choose an option
chrome-no-results = No results
chrome-options = Selectbox options
chrome-less = Decrement
chrome-more = Increment
chrome-too-high = Number is above the allowed range. Please enter a value less than or equal to { $name }.
chrome-too-low = Number is below the allowed range. Please enter a value greater than or equal to { $name }.
chrome-clear = Clear value
chrome-clear-entry = Clear entry
chrome-apply = Press Enter to apply
chrome-upload = Upload
chrome-upload-one = Upload { $name }
chrome-upload-file = file upload
chrome-add-files = Add files
chrome-drop = Drag and drop a file here
chrome-drop-many = Drag and drop files here
chrome-limit = { $name } per file
chrome-remove = Remove { $name }
chrome-fullscreen = Fullscreen
chrome-fullscreen-end = Close fullscreen
chrome-close = Close
chrome-loading = Loading
chrome-running = Running...
chrome-stop = Stop
chrome-connecting = Connecting
chrome-connection-error = Connection error
chrome-server-silent = Streamlit server is not responding. Are you connected to the internet?
chrome-server-stopped = Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your terminal:
chrome-timed-out = Connection timed out.
chrome-notifications = Notifications

# Why this token? (kit/page/receipt.py)
receipt-intro = Before the softmax, every token has a score, its logit. The score is a plain sum: every layer adds a little. What attention adds can even be traced back to the token it came from. This is the receipt: its lines add up to the score exactly.
receipt-token = Why this token …
receipt-against = … and not
receipt-mean = the average token
receipt-quoted = “{ $token }”
receipt-by = Lines
receipt-by-token = by token
receipt-by-layer = by layer and token
receipt-layer-token = layer { $layer }: { $token }
receipt-mlp = feed-forward
receipt-mixer = without attention
receipt-layer-mlp = layer { $layer }: feed-forward
receipt-layer-mixer = layer { $layer }: no attention
receipt-start = the start
receipt-rest = biases
receipt-others = { $count } others
receipt-total = score
receipt-alt = Bar chart of what the score of “{ $token }” is made of. { $list }. Together { $score }.
receipt-legend = Bars to the right speak for the token, hatched ones to the left against it. A line with a token is what attention brought from it. “Feed-forward” is what the feed-forward layers added, which read only the last position. “The start” is the last token itself, as it entered the first layer. A number such as #3 tells tokens that read alike apart: the third of your text.
receipt-is-not = **What this is not.** Only what a part writes straight into the result counts here. What it does by way of later layers counts as theirs, and the scale of the final normalisation is taken as it was. So a share is no proof: what would happen *without* a token, only cutting it off can show (chapter 6). The method is called direct logit attribution (nostalgebraist 2020; [Elhage et al. 2021](https://transformer-circuits.pub/2021/framework/index.html)).
note-receipt-mean = “**{ $token }**” scores { $score } more than the average token of the vocabulary.
note-receipt-ahead = “**{ $token }**” scores { $score } more than “**{ $other }**”.
note-receipt-behind = “**{ $token }**” scores { $score } less than “**{ $other }**”.
note-receipt-source = Of the tokens before the last one, “**{ $source }**” speaks most for it: +{ $share } in all. Layer { $layer } alone brings +{ $there }.
note-receipt-source-less = Of the tokens before the last one, “**{ $source }**” speaks most for it: +{ $share } in all. Layer { $layer } alone brings +{ $there }; other layers take some of it back.
note-receipt-opponent = “**{ $source }**” speaks most against it: −{ $share }.
note-receipt-mlp = The feed-forward layers change the score by { $share } in all; the one in layer { $layer } changes it most. They read no other token themselves: they work on what attention has brought.

# What each layer would have said (logit lens)
lens-caption = The most likely tokens after each layer (logit lens)
lens-layer = Layer
lens-embedding = 0 input
lens-place = No. { $place }
lens-rank = Rank of “{ $token }”
lens-probability = Share of “{ $token }”
note-lens-settled = “**{ $token }**” is first from layer { $layer } (of { $last }) on, and stays first.
note-lens-last = “**{ $token }**” becomes first only in the very last layer, { $last }.
note-lens-rival = Just before, after layer { $layer }, “**{ $rival }**” was in front ({ $probability }).
note-lens-far = After layer { $layer } of { $last }, the later winner “**{ $token }**” is still number { NUMBER($rank) }.
note-lens-doubt = The model is surest of “**{ $token }**” after layer { $layer } ({ $before }); what comes after that lowers it to { $after }.
note-lens-echo = Before the first layer, the lens shows “**{ $read }**”: simply the token that was just read.
