"""Which sense a word takes on in its context, and which other words and heads give it that."""
