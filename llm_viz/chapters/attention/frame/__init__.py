"""What its sections share of chapter `attention`."""
