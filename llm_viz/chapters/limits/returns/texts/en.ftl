title = The limits of scaling
short = Diminishing returns
card = × { $times }
card-of = the money, for one door less

guess-question = So unsure is a language model: the next token is behind one of these doors. How much training takes one more door away? Drag the “?”.
says-open = Each square is the rent of the computing that trains such a model, in its true size: 10 doors, 9 doors, and now 8.
says = From { $before } doors to { $asked } takes { $times } times the money; from { $asked } to { $after }, by the same law, { $more } times as much again: ${ $dollars }. Dotted: no run is so large, the law is continued. Drag the slider.
doors-alt = Squares of the money that it takes until the model is as unsure as among so many doors:
doors-mark = What the next door less costs, in dollars: left and right arrows, Enter
doors-money = ${ $value }
doors-number = { $doors } doors
doors-hero = { $money } of computing: { $doors } doors are left
doors-spend = Money for training
doors-ten = { $money } leave { $doors } doors. Ten times as much, { $more }, would leave { $fewer }.
doors-beyond = { " " }(No run is so large: the law continued.)

section-steps = What the next tenfold buys
steps-alt = Bar chart: the share of the loss that ten times the computing takes away, for Kaplan's law and for each tenfold under the corrected Chinchilla fit.
step-kaplan = Kaplan: every step
step = { $power } → { $next }
step-hover = { $before } → { $after } nats per token: { $saved } less
note-kaplan = Under Kaplan's law, every tenfold takes away the same share, { $saved }. But the price of each step is ten times that of the one before.
note-shrinks = Under the corrected Chinchilla fit, the share itself shrinks: { $first } for the step from { $from } on, { $last } for the one from { $to } on.
note-extrapolated = Hatched steps (from { $power } on) lie beyond the runs that the fit is made of: an extrapolation.

section-ways = Only larger is not enough
ways-start = Start: a well balanced model with **{ $parameters }** parameters and **{ $tokens }** training tokens. It now gets more computing. Drag!
ways-x = How many times the computing
ways-y = Loss (nats per token); the axis does not begin at 0
ways-alt = Line chart: the loss by how many times the computing is spent, on model and data together, on one of them, and the floor.
ways-line-both = model and data together
ways-line-size = only a larger model
ways-line-data = only more data
ways-line-floor = what nothing can take away
ways-reading = { $x } times the computing: loss { $both } if it goes into both, { $size } with only a larger model, { $data } with only more data. The floor is { $floor }.
note-one-sided = At { NUMBER($times) } times the computing, growing only the model reaches { $size } of the gain, growing only the data { $data }.
note-floor = All curves flatten out: after that last step the best one is at { $both }, and the floor is { $floor }.

section-repeats = And if there is no new data?
repeats-x = How often the same data is read (epochs)
repeats-y = Worth, in epochs of new data
repeats-alt = Line chart: what reading the same data again is worth, beside new data every time.
repeats-line-again = the same data again
repeats-line-new = new data each time
repeats-reading = Read { $x } times, the same data is worth { $again } epochs of new data; with new data each time it would be { $new }.
note-few = { $epochs } epochs are worth { $worth }: almost as good as new.
note-many = { $epochs } epochs are worth only { $worth }, and no number of repetitions is worth more than { $most }.

finding-repeats = Reading the data up to { $harmless } times costs next to nothing; by { $worthless } times, more repetition is worthless.
finding-stock = There are about { $tokens } trillion tokens of public text by people; models would have read all of it between { $early } and { $late } (most likely { $median }).
finding-truthful = Of { $questions } questions about common misconceptions, the best model of { $year } answered { $best } % truthfully, people { $people } %. The largest models were generally the least truthful.
