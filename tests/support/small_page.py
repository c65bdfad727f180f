"""The page of `small_app.py`: it fails over a text of its address."""

import streamlit as st

st.write("Here I am.")
if "number" in st.query_params:
    float(st.query_params["number"])
