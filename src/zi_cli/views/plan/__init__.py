"""The plan's pages: how it stands, what is due, the decree and its reports; one plan, or several."""
