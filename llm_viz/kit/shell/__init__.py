"""What stands around every chapter: side bar, heading, sentence, server."""
