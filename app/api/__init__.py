"""The resources of REST, a folder a task: a file a noun of the address, its forms beside it; what all share is in `shared`."""
