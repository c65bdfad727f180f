title = From your text to the next word
question = What happens between your text and the word that a language model writes next?
section-journey = The whole path
