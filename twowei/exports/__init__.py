"""The outlets to other people's programs: patches in, files out."""
