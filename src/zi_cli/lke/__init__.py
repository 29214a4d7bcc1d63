"""The ministry's evaluation sheet: its questions and answers, what they score, and what a plan can reach of it."""
