"""The map: a Qt-free core (pyramid, cache, scheduler) and thin Qt items on top of it."""
