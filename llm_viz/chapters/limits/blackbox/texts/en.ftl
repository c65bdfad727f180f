title = Less explainable, less transparent
short = Black box
card = { $parameters }
card-of = numbers, none with a name

own-text = Try another text or another word
text = Text
text-help = The model predicts the word after it.
subject = Word that is looked at
subject-help = Attention to this word is compared with what the heads really do.
too-short = This text has no word in its middle that could be looked at. Write at least three words.
situation = “{ $text }” → “{ $winner }”. Head { $head } (layer-head) looks hardest at “{ $subject }”: with { $weight } of its attention.
guess-question = Each square is a head of the model: a part that looks back at words. The one that looks hardest at a word is switched off. How sure is the model of its answer then? Drag the “?”.
field = { $count } heads. Darker: looks harder at “{ $subject }”
whole = whole model
without = without head { $head }
says = Without head { $head }, “{ $winner }” goes from { $before } to { $after }: it { $outcome }. Where a head looks does not tell what it is for, and no one has written down what it does.
hero = for “{ $winner }”, without head { $head }
rows-alt = The probability of the next word, with the whole model and without one head.
rows-mark = Probability without the head, in percent: left and right arrows, Enter
outcome-halved = falls below half
outcome-less = falls a little
outcome-same = hardly moves
outcome-more = rises

section-cut = Take something away
layer = Layer
head = Head
all-heads = all heads
cut-alt = Mirrored bars: the probabilities of the same tokens with the whole model (left, A) and with the chosen heads silent (right, B).
cut-setting = { $model } · A: nothing taken away (control) · B: the chosen heads put out zero · nothing is drawn: exact probabilities
before = “{ $winner }”, whole model
after = “{ $winner }”, with heads silent
hover-token = { $token }  #{ NUMBER($id, useGrouping: 0) }

section-ranking = Does attention tell which heads matter?
measure = Silence all { $total } heads, one by one
measuring = Taking heads away …
scatter-alt = Scatter plot: for every head, how hard it looks at the word (horizontal) and how many bits its silence costs the favourite (vertical).
scatter-x = attention to the word
scatter-y = effect of silence (bits)
scatter-hover = head { $head }: looks { $weight }, effect { $bits } bits
scatter-setting = { $model } · { $count } heads, each silent once · −1 bit: half the probability · nothing is drawn
note-strongest = The greatest effect has head **{ $head }**: without it, the word is at least { $times } times less likely. By attention to “{ $token }” ({ $weight }) it is only number { $place } of { $total }.
note-strongest-looks = The greatest effect has head **{ $head }**: without it, the word is at least { $times } times less likely. Here attention points to the right one: it also looks hardest at “{ $token }” ({ $weight }, number { $place } of { $total }).
note-idle = Head **{ $head }** looks at “{ $token }” with { $weight } of its attention, and its silence changes next to nothing ({ $bits } bits). { $count ->
    [one] It is the only such head
   *[other] There are { $count } such heads
 } that stare without effect.
note-correlation = Rank correlation between looking and doing: { $correlation } (1: attention would tell it all, 0: nothing). { $unmoved } of { $total } heads can be missed without any visible effect.
note-layer = All heads of layer { $layer } together: “{ $token }” becomes at least { $times } times less likely.

section-explanation = Ask the model itself
explain-ask = Ask: why “{ $winner }”?
explaining = The model is writing …
column-asked = why did you write …
column-explanation = … because
asked-own = “{ $word }” (its own word, whole model)
asked-cut = “{ $word }” (its own word, heads above silent)
asked-never = “{ $word }” (control: it never wrote that)
no-explanation = (nothing)
explanation-setting = { $model } · temperature 0: always the most probable token, no seed
doors = More ways to open the box:
door-next_token = Chapter 3: the logit lens
door-attention = Chapter 6: proof by cutting
note-same-explanation = With or without the heads, the model gives **the same** reason, letter for letter, although the probability of “{ $word }” went from { $before } to { $after }. The reason does not come from looking inside.
note-other-explanation = With the heads silent it gives **another** reason for the same word, while the probability of “{ $word }” went from { $before } to { $after }. The reason changes because it is text from the same damaged machine, not because it reports the damage.
note-never-written = It gives a reason for “{ $word }” just as readily, a word that it never wrote. So its reasons are text that suits the question, not a report from inside.

finding-transparency = A yearly index of what makers disclose gave { $after } of 100 points on average in { NUMBER($last, useGrouping: 0) }, after { $before } in { NUMBER($first, useGrouping: 0) } (best { $best }, lowest { $least }). The two are not quite the same yardstick: the later one has new indicators and rates some companies for the first time. Training data is among the weakest points of both.
finding-features = To take one middle layer of a large model apart, researchers trained a dictionary of { NUMBER($dictionary) } features. { $dead } % of its entries answered to nothing in a large sample of text, so about { NUMBER($alive) } were alive. Features tell what goes together; only steering them shows what causes what.
finding-hints = Reasoning models were given hints and used them. What they wrote of their reasoning often mentioned the hint in less than { $share } % of those cases.
finding-undisclosed = For some widely used commercial models not even the number of parameters is disclosed (chapter 8).
