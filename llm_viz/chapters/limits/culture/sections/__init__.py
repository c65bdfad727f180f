"""The sections of drawback `culture`, by the name that the visitor sees."""
