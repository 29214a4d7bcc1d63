"""The plan itself: what `rencana.yaml` says, its codes, deadlines and references, and how it stands on a day."""
