"""The browser parts of the page of sources."""
