"""Training and measuring of models: chips, augmentation, the loop, the metrics."""
