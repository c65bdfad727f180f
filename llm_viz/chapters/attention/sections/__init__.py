"""The sections of chapter `attention`, each under the key of its heading."""
