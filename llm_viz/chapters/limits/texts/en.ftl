title = The price of size
question = What does it cost, and where does it fail?
answer = Money, electricity, water and people’s work grow with size. Inventing, prejudice and being led astray do not go away with it.

choose = Eleven drawbacks
card-asked = guess first
claim = what the article says
covered = The demonstration is covered until you have guessed, or press “Just show me”.
