title = The price of size
question = What does it cost, and where does it fail?
answer = Money, electricity, water and people’s work grow with size. Inventing, prejudice and being led astray do not go away with it.

choose = Eleven drawbacks
choose-hint = of size. Each has a picture: tap one.
card-asked = guess first
claim = what the article says

rows-confirm = That is my guess
rows-you = you: { $value }
rows-your-row = your guess
