"""Work that takes its time: the queue in front of the processor, how work is cancelled, and jobs in the background."""
