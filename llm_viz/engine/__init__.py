"""The language model: finding and loading it, tokenizing, tracing, decoding. It returns numbers and draws nothing.

Everything above this package reaches a model only through the requests and results in `protocol`.
"""
