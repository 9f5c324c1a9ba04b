"""The window: shows, asks, and calls the same services as the command line. The only place that knows Qt."""
