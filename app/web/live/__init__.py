"""What keeps open pages true."""
