"""Browser parts of the drawback `hallucination`."""
