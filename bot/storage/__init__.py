"""What is kept at rest: sealed settings, the sealed topic tally, published counts."""
