"""From pages and tables to text for one medium each. None of these rooms knows what a plan is."""
