"""One way to ask a language or image model: keys, chain, budget, prices, cache."""
