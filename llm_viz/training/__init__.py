"""Small models that are trained here and now: the model itself, its training, its data, and jobs in the background."""
