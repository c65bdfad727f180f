"""The server around the pages: who may speak to it, how much it keeps for them, and what it says when it starts.

All of it is plain ASGI in front of Streamlit, one middleware a module. Streamlit checks too late or not at all:
before it refuses a foreign page, it asks outside for its public address, and it bounds the files of no visit.
"""
