"""The sections of drawback `hallucination`, by the name that the visitor sees."""
