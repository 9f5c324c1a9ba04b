"""Paper that prints: Chinese fonts, pages, tables, pictures and codes; knows nothing of patches."""
