"""The sections of drawback `cost`, by the name that the visitor sees."""
