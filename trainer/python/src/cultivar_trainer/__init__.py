"""Cultivar's second training engine: the same jobs, events and results as the TypeScript one, on torch."""
