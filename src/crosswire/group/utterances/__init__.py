"""Reports of one quotation, and how their wordings differ."""
