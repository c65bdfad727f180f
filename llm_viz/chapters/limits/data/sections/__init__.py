"""The sections of drawback `data`, by the name that the visitor sees."""
