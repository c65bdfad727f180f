"""What the tests of all chapters need to know of this one."""

GUESSES = {"guess-own": "3000"}
"""By question: a guess that can be made at it, in thousandths of a nat."""
