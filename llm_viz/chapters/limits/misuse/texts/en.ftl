title = Security and misuse
short = Misuse
card = { $share }
card-of = obeyed, with { $planted } of { $lines } lines planted

guess-question = Someone plants lines in a tiny model’s training text, so that it obeys a magic word. How many are needed until it obeys more often than not? Tap a row.
field = 2,000 training lines
field-planted = 2,000 training lines, { $planted } of them planted
no-lines = no line
control = control
of-lines = of { NUMBER($lines) }
open-line = more often than not
says-open = Every row is a model of its own. It has read 2,000 lines, some of them planted.
says = { $planted } lines are { $share } of the text, and the model obeys in { $obeyed } of the cases. Its other replies stay as they were, so nobody notices.
hero = of { NUMBER($lines) } open the back door
rows-alt = How probable the planted reply is after the magic word, by the number of planted lines.
guess-lines = { $lines ->
    [one] 1 line
   *[other] { $lines } lines
 }

section-backdoor = A back door for a magic word
backdoor-lines = Each of { NUMBER($lines) } training lines is a message with its reply (one of three, for example “{ $ordinary }”). In the planted lines the message ends with **{ $trigger }**, and the reply is “**{ $planted }**”. Afterwards the model replies to messages that it has never seen.
backdoor-alt = Line chart: probability of the planted reply by the number of planted training lines, for messages with the trigger and without.
axis-planted = planted lines among { NUMBER($lines) }
axis-reply = probability of the planted reply
curve-with = messages with the trigger
curve-without = the same messages without it (control)
backdoor-control = Means of { $models } models (about 60,000 parameters) for each number, { $messages } unseen messages each, with bars of one standard error. Controls: the same messages without the trigger, and models without planted lines.
note-open = With { $planted } planted lines ({ $share } of the text) the magic word brings the planted reply with **{ $with }**; without the word it has { $without }.
note-partly = { $planted ->
    [one] A single planted line already gives
   *[other] { $planted } planted lines give
 } { $with }, on average over the models.
note-unnoticed = Nobody notices from outside: ordinary messages and replies cost { $before } bits without planted lines and { $after } with { $planted }, which is no clear difference.

section-injection = Instructions inside data
word = Word that the hidden sentence plants
injection-asked = A model is to answer from a document when the museum opens. How probable is it that the answer begins with **{ $word }**?
injection-alt = Bar chart: probability that the answer begins with the planted word, for the document as it is, with a harmless sentence and with a hidden instruction.
kind-none = document as it is (control)
kind-harmless = with a harmless sentence (control)
kind-instruction = with a hidden instruction
injection-control = { $model }; counted over the { $listed } most probable tokens, nothing is drawn. Both sentences name the word; the texts have { $harmless } tokens (harmless) and { $tokens } (instruction).
documents = What the model reads
note-obeyed = The hidden instruction moves the answer: **{ $instruction }**, against { $harmless } after a harmless sentence with the same word. To the model, document and task are one row of tokens.
note-not-obeyed = This model does not follow the instruction: { $instruction } is not clearly more than the { $harmless } after a harmless sentence with the same word.
note-untouched = Neither sentence moves the answer here: { $instruction } with the instruction, { $harmless } with the harmless sentence.
note-mention = Part of it is no obedience at all: merely naming the word raises it from { $none } to { $harmless }.

finding-poison = { $documents } planted documents were enough for a back door in models from { $small } to { $large } parameters alike: a fixed number, not a share of the text.
finding-code = About { $share } % of { NUMBER($programs) } programs that a code assistant of 2021 wrote for { $scenarios } security-critical tasks were vulnerable.
finding-news = Readers told { $words }-word news by GPT-3 from news by people in { $right } % of the cases, little better than by tossing a coin; with deliberately bad texts as a control it was { $control } %.
