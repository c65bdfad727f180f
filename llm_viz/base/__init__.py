"""What every other package uses: errors, strings, numbers and text as a reader sees them."""
