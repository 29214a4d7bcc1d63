"""The sheet's pages: its questions, the answers and the score, the gates, and what a plan can bring."""
