"""From a change map to outlines that people can use."""
