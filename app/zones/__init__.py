"""The commune, its tree of zones, its stations and their keys."""

from app.zones.errors import (
    BadZoneNameError,
    EnrolmentCodeError,
    StationExistsError,
    StationNameError,
    UnknownZoneError,
    WrongLevelError,
    ZoneExistsError,
)
from app.zones.founding import Founding, found_by_code, found_commune
from app.zones.keys import public_key, signing_key
from app.zones.model import Commune, Level, Station, Zone
from app.zones.stations import (
    EnrolmentCode,
    NewStation,
    add_station,
    make_enrolment_code,
    remove_station,
    renew_station_token,
    station_names,
    station_of_token,
    stations,
    use_enrolment_code,
)
from app.zones.tree import add_zone, commune, communes, path_key, resolve, root_zone, zone, zones, zones_within

__all__ = [
    "BadZoneNameError",
    "Commune",
    "EnrolmentCode",
    "EnrolmentCodeError",
    "Founding",
    "Level",
    "NewStation",
    "Station",
    "StationExistsError",
    "StationNameError",
    "UnknownZoneError",
    "WrongLevelError",
    "Zone",
    "ZoneExistsError",
    "add_station",
    "add_zone",
    "commune",
    "communes",
    "found_by_code",
    "found_commune",
    "make_enrolment_code",
    "path_key",
    "public_key",
    "remove_station",
    "renew_station_token",
    "resolve",
    "root_zone",
    "signing_key",
    "station_names",
    "station_of_token",
    "stations",
    "use_enrolment_code",
    "zone",
    "zones",
    "zones_within",
]
