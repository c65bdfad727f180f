title = Slower answers
short = Speed
card = { $small } → { $large }
card-of = tokens a second at most: 8B → 405B

guess-question = An 8B model writes a text on a data-centre chip (H100). What takes longest for each token? Tap a row.
work-memory = 16 GB, for each token
work-arithmetic = one × and one + for each weight
work-network = all weights are on this one chip
milliseconds = { $time } ms
unused = none
field = At its limit: { $rate } tokens a second
says-open = For each token, all weights are fetched from memory and calculated with.
says = For one text, the H100’s memory allows { $memory } tokens a second, its arithmetic { $arithmetic }. For every single token, all the weights have to be read.
hero = for each token: reading the weights
rows-alt = Milliseconds for one token, by kind of work.
limit-memory = reading the weights from memory
limit-arithmetic = the arithmetic
limit-network = the network

section-race = A small and a large model write
race-again = Again
race-alt = Tokens written in { $seconds } seconds.
race-tokens = { $count } tokens

section-measured = Measured now, on this machine
measure = Measure now (some seconds)
measure-again = Measure again
measuring = The models are writing …
measured-alt = Dot chart, logarithmic: tokens per second of each model as measured, and as the bandwidth of the memory allows.
run = { $model } ({ $parameters })
run-again = { $model }, once more
run-limit = { $model }: memory's limit
rate = { $rate }
note-noise = Control: two runs of **{ $model }** differ by a factor of { $times }, with nothing changed. Smaller differences mean nothing here.
note-slower = **{ $large }** has { $size } times the parameters of **{ $small }** and writes { $times } times as slowly.
note-not-slower = **{ $large }** has { $size } times the parameters of **{ $small }**; this time that made no difference that stands out from the control (factor { $times }). So small, other work than reading weights counts for more.
note-gap = The models reach { $low } to { $high } of what the memory would allow: the rest goes into many small operations and to whoever else is using the machine.
note-over = A model was faster than the memory’s limit allows: the machine was so busy while its bandwidth was measured that the limit came out too low. Measure again when it is quieter.

section-machines = Would it run on yours?
format = Bits for each parameter
format-bf16 = 16
format-fp8 = 8
format-int4 = 4
machine-phone = Phone
machine-pc = PC
machine-rtx4090 = RTX 4090
machine-h100 = H100
machine-figures = { $bandwidth } GB/s, { $memory } GB
matrix-model = Model
weights = { $model } ({ $gigabytes } GB)
sources-machines = Where these machines come from
note-fits = { $machine }: the largest of these models that fits is { $model }, with at most { $speed } tokens per second.
note-nowhere = Fits none of these machines alone: { $models }.

finding-bandwidth = An { $chip } reads { $gigabytes } GB a second. At 16 bits this allows at most { $small } tokens per second for an 8B model and { $large } for a 405B model (which needs several such chips, because it does not fit into one).
finding-reasoning = Models that “think” before they answer write many times more tokens; one study reckons with { $times } times as many. The wait grows with them.
