"""One running `loalang serve`: web server, background jobs, and the stations of this machine."""

from app.service.process import Service, bring_up_to_date

__all__ = ["Service", "bring_up_to_date"]
