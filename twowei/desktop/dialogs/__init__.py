"""The dialogs: each asks for what one service needs."""
