"""Browser parts of drawback `speed`."""
