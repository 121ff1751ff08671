"""What people decide: the file of decisions, what to ask next, the loop that asks, what people's word is worth."""
