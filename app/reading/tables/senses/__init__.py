"""Short forms with several readings, a file a field: a short form stands in the field of its usual reading."""
