"""Browser parts of the drawback `returns`."""
