"""The sections of drawback `speed`, by the name that the visitor sees."""
