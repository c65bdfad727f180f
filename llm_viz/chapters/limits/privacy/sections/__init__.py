"""The sections of drawback `privacy`, by the name that the visitor sees."""
