"""Computations that several chapters share. No Streamlit, no Plotly."""
