title = Cultures becoming alike
short = Culture
card = { $share }
card-of = of GPT-3’s words are English

translated = “Yesterday it rained all day, so we stayed at home and read books” is in Korean: { $sentence }
guess-question = The same sentence in four languages, cut into tokens by this model. How many does it need for the Korean one? Drag the “?”.
tokens = { $count } tokens
says = The Korean sentence takes { $tokens } times the tokens of the English one, with { $size } times the bytes. Each token costs money and time; { $model } has read more of some languages than of others.
hero = for the Korean sentence: { $times } × the English one
rows-alt = Tokens of the same sentence, by language.
rows-mark = Tokens of the Korean sentence: left and right arrows, Enter
seed = Seed

section-prices = What does the same meaning cost?
prices-axis = tokens, as a multiple of English
prices-alt = Bars: tokens of the same sentences in each language as a multiple of English, with { $model }; dots: the same for bytes.
prices-setting = Mean of { $count } sentences, translated for this app. Bar: tokens · dot: bytes (UTF-8). Nothing is drawn: token counts are exact.
prices-hover = { $language }: { $times } the tokens, { $size } the bytes
language-en = English
language-es = Spanish
language-fr = French
language-de = German
language-ru = Russian
language-ja = Japanese
language-zh = Chinese
language-ko = Korean
language-hi = Hindi

section-shares = What did GPT-3 read?
shares-alt = Dots on a logarithmic axis: the share of each language in the words that GPT-3 was trained on.
shares-place = { $language } is the rarest of these: number { $place } of the { $count } entries of OpenAI's list, with { $share } of all words.
shares-caution = Take care: these are counts of words. Chinese, Japanese and Thai are written without spaces, so that a whole sentence may count as one word; their shares are understated. Chinese in traditional characters has an entry of its own.

section-diversity = Do all answers become the same?
draw = Draw { $total } answers
drawing = { $done } / { $total } answers
diversity-axis = different answers out of { $samples }
diversity-alt = Bars: the mean number of different answers at each temperature; dots: each repeat.
diversity-setting = { $model } · { $repeats } × { $samples } answers at each temperature, no filter
diversity-seeds = seeds { $first } – { $last } ({ $stride } apart)
column-answers = answers of the first drawing
no-answer = (nothing)
others = { $count } more

note-dearest = { $model }: **{ $language }** takes { $times } times the tokens of English, though only { $size } times the bytes.
note-even = { $model }: no language takes more than { $times } times the tokens of English ({ $language }). { $longest } has { $size } times the bytes, but only { $tokens } times the tokens: a large vocabulary that has read many languages evens the price out.
note-context = In { $language }, only { $share } of the content fits into the same context, and each answer costs and takes that much more.
note-alike = At temperature { $cold } there are { $few } different answers among { $samples }, at { $hot } { $many }. The repeats do not overlap: that is more than chance.
note-no-difference = Between temperature { $cold } and { $hot } the repeats overlap: no difference to be seen here.
note-crowded = “**{ $answer }**” came { $count } times out of { $samples } at temperature { $temperature }. What is frequent in the texts, or stands just before, crowds out the rest.

finding-bloom = It can be chosen otherwise: BLOOM was trained on { $languages } languages with only { $english } % English, but without Japanese.
finding-opinions = Asked about values, one model answered by default most like people in the USA and some European and South American countries.
finding-stories = { $writers } people wrote stories. With ideas from GPT-4, less creative writers were rated { $novelty } % more novel, but the stories grew more alike (by { $alike } % of the range).
