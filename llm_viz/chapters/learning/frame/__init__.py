"""What the sections of chapter `learning` share: the settings of a training, and the run made beforehand."""
