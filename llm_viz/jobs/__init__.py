"""Long computations: the queue in front of the processor, cancellation, and jobs in the background."""
