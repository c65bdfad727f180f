"""The sections of drawback `blackbox`, by the name that the visitor sees."""
