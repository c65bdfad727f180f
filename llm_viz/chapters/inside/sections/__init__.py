"""The sections of chapter `inside`, each an act under the key of its heading."""
