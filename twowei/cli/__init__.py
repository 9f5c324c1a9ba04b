"""The command line: one module per command; each parses, calls a service, and shows the result."""
