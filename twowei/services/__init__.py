"""The use cases, named from the user's mouth; the only ones who open stores and commit."""
