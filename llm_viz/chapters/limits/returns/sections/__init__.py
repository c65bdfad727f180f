"""The sections of drawback `returns`, by the name that the visitor sees."""
