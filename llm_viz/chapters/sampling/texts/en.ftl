title = Sampling
question = Why is it different each time?
answer = The model gives probabilities, and a lottery picks one token. Temperature and the filters change the tickets; at temperature 0 there is no lottery, and every text is the same.

preset-article = The article's example
preset-cities = Cities
preset-fridge = The fridge
preset-bag = The bag
preset-food = A matter of taste
preset-tale = A tale
preset-sure = Almost certain
preset-fact = A fact

guess-greedy = At temperature 0 the model writes 8 continuations. How many different texts will there be?

section-live = Change the lottery
section-draws = Draw

# The knobs
temperature = Temperature
temperature-help = low: the favourite takes all; high: everything evens out
top-k = top-k
top-k-help = keep the best k tokens
top-p = top-p
top-p-help = keep the best until they have p together
min-p = min-p
min-p-help = drop what has less than m × the best
off = off
recipes = Set all:
recipe-plain = As the model says
recipe-greedy = Temperature 0
recipe-focused = Focused
recipe-wild = Wild
recipe-tamed = Wild + min-p

# The picture
table = How the probability of each token changes through the temperature and the three filters
token = token
left = left
column-raw = model says
column-heat = after temp.
column-k = top-k
column-p = top-p
column-m = min-p
column-final = chance in the draw
cut-k = removed by top-k
cut-p = removed by top-p
cut-m = removed by min-p
others = { $count } others
live = Why doesn’t it take the most probable token? Because it draws lots: with these settings { $token } comes out in { $share } of draws, something else in { $others }.
always = With these settings { $token } comes out every time. It is no lottery any more.
kept = tokens kept, of { $total }
mass = their probability together, before it is rescaled to 100 %
entropy = entropy in bits: model → final
more = Show more tokens
fewer = Show fewer tokens
exact = The chances on the right are exact.
bounded = The best { $listed } tokens are computed one by one, the others from a histogram in steps of 0.05. At this temperature that is wrong by at most { $error } percentage points (Hoeffding’s lemma).
approximate = ≈: a boundary falls among the tokens that are kept as a histogram only. At this temperature, the histogram’s total is wrong by at most { $error } percentage points.
worked = The formula at this temperature, with the numbers of the best three
worked-sum = sum
worked-greedy = temperature 0: the best token gets 1, all others 0 (nothing is divided by 0)

# The draw
order = With these settings: { $count } texts of { $length } tokens, seed { $seed }
count = Number of texts
length = Length of the texts in tokens
seed = Seed
draw = Draw
cancel = Stop
drawing = The model is writing …
drawing-step = { $step } / { $total } tokens
drawing-greedy = and at temperature 0, for comparison: { $step } / { $total } tokens
nothing-drawn = Nothing has been drawn yet: moving a slider never draws. Press **Draw** above, and the model writes on with the settings of the moment.
stopped = Stopped before the end; this is what was there.
column-drawn = Drawn
column-greedy = At temperature 0
drawn-with = temperature { $temperature } · top-k { $k } · top-p { $p } · min-p { $m } · seed { $seed } and up
greedy-with = always the most probable token
times = **× { $times }**
bits = { $bits } bits/token
ended = ended its text
measure = How diverse?
different-texts = different texts
different-first = different first tokens
of = { $part } / { $all }
surprise = mean surprise in bits per token
measures-help = distinct-1, distinct-2: how many of all tokens written, and of all pairs of neighbours, are different (Li et al. 2016). Surprise: −log₂ of the model’s own probability.
chart-title = First tokens: { $count } draws against theory
chart-alt = For each first token, how often it was drawn and how often its probability lets one expect it
chart-drawn = drawn
chart-expected = expected (± standard deviation)
chart-times = times
chart-others = all others

# Look here
note-favourite-rare = The most probable token, “**{ $token }**”, has only { $share }: in { $others } of draws something else stands there. Not getting the favourite is the normal case.
note-favourite-common = “**{ $token }**” has { $share }. Still, { $others } of draws go elsewhere.
note-favourite-sure = “**{ $token }**” has { $share }: there is hardly any choice here.
note-temperature = “**{ $token }**” has { $cold } at temperature 0.5 and { $hot } at temperature 2. The order of the tokens stays; only the distances change.
note-tail = The { $count } tokens behind rank { $listed } are rare one by one, but together they have { $share }, and { $hot } at temperature 2. Texts fall apart at high temperature because of this long tail.
note-nucleus = At temperature 1, top-p 0.9 would keep { $size } of { $total } tokens here. For another text it is another number.
note-different = { $count } draws gave { $different } different texts.
note-greedy-same = All { $count } texts at temperature 0 are the same, letter for letter: nothing is drawn there.
note-first = “**{ $token }**” came first in { $drawn } of { $count } texts; { $expected } ± { $deviation } were to be expected.
note-surprise = The drawn texts surprise the model itself by { $sampled } bits per token, those at temperature 0 by { $greedy }.
