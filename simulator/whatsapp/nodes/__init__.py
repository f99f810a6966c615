"""The objects of the graph and what can be done to them."""
