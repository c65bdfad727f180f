"""A Streamlit page with a text and what follows from it, and nothing else: what every page of the app is compared with.

streamlit run benchmarks/bare_page.py
"""

import streamlit as st

st.title("A bare page")
text = st.text_area("A sentence", "The capital of France is", key="sentence")
st.write(f"{len(text)} characters")
