"""Answers that drift from the document: each field of each model, changed in each way, read by each client."""
