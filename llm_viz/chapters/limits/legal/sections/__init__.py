"""The sections of drawback `legal`, by the name that the visitor sees."""
