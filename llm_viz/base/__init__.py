"""What everything stands on: errors, strings and numbers as people read them, text whose every character can be seen."""
