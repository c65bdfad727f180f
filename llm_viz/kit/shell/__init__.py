"""What stands around every chapter: rail, question, menu, sentence, server."""
