"""The evidence's pages: its forms, its bag, what a reviewer is handed, and who recorded what."""
