"""The topic log: what people ask about, so that nobody can tell who asked what."""
