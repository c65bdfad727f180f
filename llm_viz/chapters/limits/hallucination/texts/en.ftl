title = Hallucination
short = Hallucination
card = { $distinct } of { $count }
card-of = answers differ, on no such book

guess-question = How many different answers will it give?
drawing = The model is answering …
piles-different = different answers
piles-mark = How many different answers? Up and down arrows, Enter
piles-mark-value = { $number } different answers
piles-ask = Ask it { $count } times
piles-you = you: { $number }
known = a fact that it has read about
invented = our invention: there is no such book
says-known = Asked { $count } times for a fact, it says “{ $answer }” { $times } times.
says-asked = Now a book that does not exist. No author can be right. What will it do?
says-invented = It makes up an answer each time: { $distinct } different ones in { $count } tries.
says-guess = You said { $guess }.
seed = Seed

section-answers = Does it give the same answer twice?
own-title = Make up a title of your own
own-title-help = A book that nobody has written. It is put into the same question as the others.
question-author = Who wrote “{ $subject }”?
question-capital = Capital of { $subject }?
question-currency = Currency of { $subject }?
agreement = share of the commonest answer
answers-alt = Bars: for each question, the share of the most frequent answer, with its 95 % interval.
setting = { $model } · { $count } answers to each question, temperature 1, no filter · seeds { $first } – { $last } · whiskers: where the true share lies with 95 % confidence (Wilson’s interval)
truth = right: { $truth }
no-truth = nothing would be right: it does not exist
first-token = first token “{ $token }” { $share }, entropy { $bits }
no-answer = (nothing)
others = { $count } more

section-words = How sure is it of its first word?
entropy = Entropy
entropy-value = { $bits } bits
entropy-help = How undecided the model is about the next token: each bit more means twice as many equally likely tokens.
words-alt = Mirrored bars: probabilities of the same first tokens after the known fact (left) and after the invented title (right).
hover-token = { $token }  #{ NUMBER($id, useGrouping: 0) }

note-warning = On what does not exist ({ $count } questions) the answers fall apart: never more than { $highest } agree. On the known fact { $control } do. Answers that differ each time are a **warning sign**.
note-sure-of-nothing = “{ $subject }” does not exist, and still { $share } of the answers agree: **{ $answer }**. Here agreement misleads.
note-sure-and-wrong = **{ $subject }**: { $count } of { $total } answers say “{ $answer }”, and that is wrong (right: { $truth }). Agreement is **no proof**.
note-real-unknown = “{ $subject }” is real, but this model does not know it: { $distinct } different answers, none of them right. It tells us no more than it does with an invented title.
note-entropy = { $known } bits after the known fact, { $other } bits after the invented title: inside, the model **is** less sure. Its sentence does not say so.
note-first = Even so it has a favourite first word, “**{ $token }**” ({ $share }), and writes on from there. “I don’t know” would have to be learned first.

finding-truthfulqa = On { $questions } questions that tempt people into common errors, the best model of { $year } was truthful in { $best } %; people in { $people } %. The largest models did **worst**.
finding-citations = Asked for literature reviews, GPT-3.5 made up { $older } % of the { $citations } works cited, GPT-4 { $newer } %. Of the real ones many had wrong details.
finding-retrieval = Legal research tools that look things up before they answer still hallucinated in { $low } to { $high } % of questions.
finding-incentive = One explanation: training and tests reward a lucky guess and give nothing for “I don’t know”. On one test a model that almost always answered (silent: { $guesser_silent } %) was wrong in { $guesser_wrong } %; one that stayed silent in { $careful_silent } % was wrong in { $careful_wrong } %, and right nearly as often.
