title = The price of size
question = Larger models cost more, and some weaknesses do not go away however large they get. Eleven drawbacks: choose one and put it to the test.

choose = Eleven drawbacks
claim = what the article says
covered = The demonstration is covered until you have guessed, or press “Just show me”.

short-cost = Cost
short-returns = Diminishing returns
short-data = Data quality
short-speed = Speed
short-blackbox = Black box
short-legal = Law and ethics
short-hallucination = Hallucination
short-misuse = Misuse
short-privacy = Privacy
short-culture = Culture
short-bias = Bias

name-cost = Rising cost of computing and development
name-returns = The limits of scaling
name-data = The quality of the data
name-speed = Slower answers
name-blackbox = Less explainable, less transparent
name-legal = Legal and ethical questions
name-hallucination = Hallucination
name-misuse = Security and misuse
name-privacy = Leaks of private data
name-culture = Cultures becoming alike
name-bias = Bias
