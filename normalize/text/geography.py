"""Names of countries and large cities in any language, from the Unicode CLDR, through Babel."""

from __future__ import annotations

from functools import cache

_CONTINENTS = frozenset(("002", "003", "005", "009", "013", "019", "142", "150"))  # UN M.49


@cache
def geographic_names(lang: str) -> frozenset[str]:
    """Return the continents, countries and cities of time zones that the CLDR names in a language, as written there.

    The CLDR leaves out a city whose name is that of its time zone: those are taken from the zone, for every language.
    Without countries for a language that the CLDR does not know.
    """
    from babel import Locale, UnknownLocaleError
    from babel.core import get_global

    zones = {name.rsplit("/", 1)[-1].replace("_", " ") for name in get_global("zone_territories") if "/" in name}
    try:
        locale = Locale.parse(lang)
    except (UnknownLocaleError, ValueError):
        return frozenset(zones)
    territories = {str(n) for code, n in locale.territories.items() if not code.isdigit() or code in _CONTINENTS}
    cities = {str(z["city"]) for z in locale.time_zones.values() if "city" in z}
    return frozenset(n for n in territories | cities | zones if len(n) > 1)
