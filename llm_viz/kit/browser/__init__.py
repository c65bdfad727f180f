"""Parts that run in the browser and redraw there, without asking the server."""
