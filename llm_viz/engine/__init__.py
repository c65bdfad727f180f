"""The language model: finding and loading it, reading text, tracing, decoding. Numbers out, no pictures.

`protocol` is the waist of the application: every layer above speaks to a model only through its requests and results.
"""
