"""The requests to a language model and their results.

Requests and results are frozen and picklable, built from numbers, strings and numpy arrays only: a page can hold
them, a cache can keep them, another process or machine can compute them. Nothing above this package holds a tensor.

Each name is imported from the module that defines it: `types` (also: how the axes of arrays are named), `tokens`,
`tracing`, `generation`, `models`, and `engine`, the interface itself.
"""
