"""The sections of drawback `bias`, by the name that the visitor sees."""
