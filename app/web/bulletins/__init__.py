"""*Bản tin*: finding, writing and laying before the approver."""
