title = Generation
question = How does one token become a text?
answer = It reads everything, predicts one token, appends it and begins again. Every token that was not taken would have led to another text.

section-player = One token after another
section-tree = The texts that were not written
section-table = Step by step

# Round by round
act-rounds = The loop
act-sure = How sure is it?
guess-sure = For how many of the 8 covered tokens is it more than 50 % sure?
section-sure = How sure the model is of every token that it writes
sure-known = The loop wrote these:
sure-ahead = And it writes on:
sure-half = 50 %
sure-hidden = covered
sure-picture = A bar for every token that was written: its probability, with a line at 50 %
sure-asked = In { $sure } of the { $known } tokens that the loop wrote, the model gave its token more than 50 %. It writes { $count } more, always the most probable one.
sure-found = In { $sure } of { $count } it was more than 50 % sure.
sure-least = It was least sure of token { $step }, “{ $token }”: even the most probable one had only { $share }.
act-player = Let it write
guess-ending = Which ending did the model write?
section-rounds = The loop of writing, round by round
rounds-read = read all
rounds-predict = predict
rounds-choose = choose
rounds-append = append
rounds-reads = reads { $count }
rounds-earlier = … { $count } before
rounds-play = Play the rounds
rounds-pause = Pause
rounds-back = One round back
rounds-on = One round on
rounds-hint = Press a pale word: what if that one had been taken?
rounds-rule = The rule here: always the most probable token.
rounds-round = Round { $round } of { $rounds }
rounds-your-guess = ← your guess
rounds-take = Instead in round { $round }:
rounds-dial = The loop: read all, predict, choose, append, and again
rounds-line = ⏎ stands for a new line.
rounds-on-new-line = on a new line:
rounds-cut-line = then a new line
rounds-cut-sentence = then the next sentence
rounds-cut-length = and so on
rounds-cut-end = and it is finished
rounds-says-before = The model reads { $count } tokens and writes { $rounds } more, one at a time. One ending is what it wrote; the others would have followed other choices.
rounds-says-first = Round 1: it reads all { $count } tokens and takes { $token } ({ $share }). Nothing after it is written yet.
rounds-says-round = Round { $round }: it reads all { $count } tokens again, its own last one among them, and takes { $token } ({ $share }).
rounds-says-right = Right!
rounds-says-wrong = Not quite.
rounds-says-end = To write { $rounds } tokens it read { $sum }, since everything is read again in every round.
rounds-says-other = In round { $round } it took { $token } ({ $share }); with “{ $other }” ({ $other_share }) the text would have gone another way.
rounds-says-branch = Had it taken “{ $token }” ({ $share }) in round { $round }, it would have read everything with that word and written: { $text }

# Settings
mode = How is the next token chosen?
mode-greedy = Always the most probable one
mode-sampling = Drawn by chance
temperature = Temperature
top_k = Top-k
top_k-help = Only the k most probable tokens may be drawn; 0 = all.
top_p = Top-p
top_p-help = Only the most probable tokens that together reach the share p may be drawn; 1 = all.
seed = Seed
seed-help = The same seed draws the same text again.

# The player
player-play = Play
player-pause = Pause
player-rewind = Back to the start
player-back = One step back
player-forward = One step on
player-scrubber = Step
player-speed = Speed
player-progress = step { $step } of { $total }
player-progress-open = step { $step }
player-thinking = the model is writing …
player-keys = Space: play and pause · ← →: step back and forth

# One step
step-prediction = The next token: shares among all { $vocabulary }
step-output = The text so far: all that the model reads
step-rest = all { $count } others
step-take = , go on with it
step-most-probable = the most probable token
step-rank = number { $rank } by probability
step-chance = chance after the filters: { $chance }
step-your-choice = your own choice
step-undecided = Which one will it be? Press play or a word.
step-thinking = The model is writing …
step-earlier = … { $count } tokens before
step-parts = one character made of { $count } tokens
step-spoken = Step { $step }: { $token }, { $probability }
step-unfinished = These bytes are the beginning of a character; the next token has to go on with it.
step-ending-end_of_text = { $token } is the end token: the model says “finished”.
step-ending-special = { $token } is a control token; a program stops writing here.
step-ending-length = { $limit } tokens are written, and this page stops here. The model itself has not said that it is finished.
step-ending-context_full = No more fits into what the model can read at once.

# The tree
tree-label = Tree of the texts
tree-prompt = your text
tree-node = Step { $step }: { $token }, { $probability }
tree-one = So far there is one text only. Press another token than the one taken and a second one grows out of it.
tree-forced = ◆ = your own choice. Press any token to go there.

# The table
table-caption = The steps of the writing
table-step = Step
table-input = Input
table-prediction = Prediction (probability)
table-output = New input
table-empty = Nothing is written yet. Press play; every step adds a line.
table-rank = number { $rank }
table-bits = { $bits } bits
table-your-choice = your choice
table-end = finished
table-go = Go to step { $step }

guess-range = { $low ->
    [0] { $high } or fewer
   *[other] { $high ->
        [one] { $low }
       *[other] { $low } to { $high }
    }
}

# Look here
note-all-top = In all { $steps } steps the token taken was the most probable one.
note-top = In { $top } of { $steps } steps the token taken was the most probable one, in { $other } it was another.
note-forced = At step { $step } you put in **{ $token }**, which the model gave { $probability } (number { $rank }). { $after ->
    [0] What follows will be written as if the model had chosen it.
    [one] The token after it was predicted as if the model had written it itself.
   *[other] The { $after } tokens after it were predicted as if the model had written it itself.
}
note-surprise = The most surprising token it drew is **{ $token }** at step { $step }: { $probability }, a surprise of { $bits } bits.
note-surprise-top = The least likely token is **{ $token }** at step { $step }: even the most probable one had only { $probability } there.
note-uncertain = It was least certain at step { $step }: { $bits } bits, as if it had to choose among { $choices } equally likely tokens.
note-parts = { $tokens } of the { $steps } tokens are only parts of a character: this model needs several tokens for one character of this script.
note-loop = From step { $step } on, the text repeats itself: the same { $period ->
    [one] token
   *[other] { $period } tokens
} { $times } times.
note-loop-surer = From step { $step } on, the text repeats itself: the same { $period ->
    [one] token
   *[other] { $period } tokens
} { $times } times. Each time the model reads its own repetition it grows surer of going on: the token that starts the round rose from { $first } to { $last }.
note-end = At step { $step } the model predicted the end token **{ $token }** ({ $probability }): this is how it says that it is finished.

preset-today = The article's example
preset-cities = Cities
preset-months = Months
preset-film = A film
preset-new-year = New Year
preset-loop = Caught in a loop
preset-tale = A tale
preset-capital = A capital
preset-sum = A sum
preset-japanese = In Japanese
