title = The price of size
question = Larger models cost more, and some weaknesses do not go away however large they get. Eleven drawbacks: choose one and put it to the test.

choose = Eleven drawbacks
claim = what the article says
covered = The demonstration is covered until you have guessed, or press “Just show me”.
