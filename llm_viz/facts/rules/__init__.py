"""What must hold of the data files beyond a source for every figure: one module for each kind of error."""
