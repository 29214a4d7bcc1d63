"""Evidence files: put into the plan's folder, compared with what is recorded, handed over, and their history."""
