"""`loalang station …` whole: a PC's own commands, which need no server, beside those of `stations`."""

from app.cli import station_install, station_local, station_status
from app.cli.stations import app

for local in (station_local.emergency, station_local.stop, station_local.lift, station_local.set_pin):
    app.command(local.__name__.replace("_", "-"))(local)
app.command("status")(station_status.status)
app.command("install")(station_install.install)
app.command("uninstall")(station_install.uninstall)

__all__ = ["app"]
