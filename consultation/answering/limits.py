"""How often one address may post to a survey: decided from the cache alone, before anything is read or written.

Many people may share one address, a library's or an office's, so the limits are those of a full room and not of one
person, and who meets them loses nothing and tries again in a minute. What is kept is a count under a hash of the
address that nobody can take back and that is another one every day; it ends with the cache. Where each process has a
cache of its own the limits hold for each.
"""

from dataclasses import dataclass

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from plan import clock
from plan.signing_in import client_address


@dataclass(frozen=True)
class Bucket:
    """A token bucket: `size` may come at once, and then `a_minute` more in every minute."""

    name: str
    size: int
    a_minute: float

    @property
    def lasts(self) -> int:
        """Seconds after which an untouched bucket is full again, and need not be kept."""
        return int(self.size / self.a_minute * 60) + 60

    def after(self, held: float, seconds: float) -> float:
        """What it holds some seconds later. Pure."""
        return min(float(self.size), held + max(0.0, seconds) * self.a_minute / 60)

    def take(self, who: str) -> bool:
        """Take one, if there is one. Two at the same instant may take the same one: this bounds, it does not count."""
        key, now = f"survey:{self.name}:{who}", clock.now().timestamp()
        held, at = cache.get(key) or (float(self.size), now)
        left = self.after(held, now - at)
        if left < 1:
            return False
        cache.set(key, (left - 1, now), self.lasts)
        return True


# Twenty people who answer a page every ten seconds post 120 times a minute.
POSTS = Bucket("posts", size=120, a_minute=120)
# A class of thirty may begin at once; 500 or so a day from one place is more than any library sees.
BEGUN = Bucket("begun", size=30, a_minute=10)
BEGUN_A_DAY = Bucket("day", size=500, a_minute=500 / (24 * 60))
# Somebody who types codes by guessing.
CODES = Bucket("codes", size=20, a_minute=10)


def known_as(request: HttpRequest) -> str:
    """The address as the cache knows it today."""
    told = f"{clock.today().isoformat()} {client_address(request)}"
    return salted_hmac("consultation.address", told, algorithm="sha256").hexdigest()[:24]


def may(request: HttpRequest, *buckets: Bucket) -> bool:
    """Whether this address may post once more, by all of these. No query."""
    who = known_as(request)
    return all(bucket.take(who) for bucket in buckets)
