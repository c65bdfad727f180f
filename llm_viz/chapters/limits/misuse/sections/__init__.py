"""The sections of drawback `misuse`, by the name that the visitor sees."""
