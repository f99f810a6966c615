"""What tests share: a scripted person, builders, databases."""
