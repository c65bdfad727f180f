"""What a page is built with: frame, sections, guesses, notes, citations, charts, jobs in the background."""
