"""Browser parts of the drawback `privacy`."""
