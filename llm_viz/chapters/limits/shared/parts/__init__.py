"""Browser parts that several drawbacks share."""
