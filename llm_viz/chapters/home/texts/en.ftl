title = From your text to the next word
question = Where does the next word come from?
section-journey = The whole path, live

journey-play = Play
journey-pause = Pause
journey-step = Step
journey-back = One step back
journey-restart = From the start
journey-round = Round { $number }
journey-waiting = The model is computing …
journey-ended = The end of this demonstration.
journey-text = Text
journey-tokens = Tokens
journey-earlier = { $count } earlier ones
journey-layers = Each layer’s favourite
journey-embeddings = start
journey-probabilities = Probabilities of the next token
journey-others = all others
journey-chosen = Chosen
journey-again = back into the text, and the next round begins

note-settled = From layer { $layer } of { $layers } on, the favourite is “**{ $token }**”, the token that is finally chosen. What stands above it was not yet the answer.
note-late = Only the last of { $layers } layers makes “**{ $token }**” the favourite; one layer earlier it was “**{ $before }**”.
note-unsure = “**{ $token }**” was chosen although its probability is only { $share }. Together, all other tokens have { $others } – the model does not “know” how the text goes on; it distributes probabilities.
