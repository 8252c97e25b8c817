"""What each form of a survey carries, signed: for which consultation it was made, when, and the token of the response
that it would begin. A form without it writes nothing; the same form sent twice means the same response."""

from dataclasses import dataclass
from enum import StrEnum

from django.core.signing import BadSignature, Signer

from plan import clock

TOO_FAST = 1  # seconds: nobody reads a question and answers it in less
TOO_OLD = 12 * 60 * 60  # seconds
_SIGNER = Signer(salt="consultation.stamp")


class Judged(StrEnum):
    GOOD = "good"
    TOO_FAST = "too_fast"
    TOO_OLD = "too_old"
    FORGED = "forged"


@dataclass(frozen=True)
class Stamp:
    slug: str
    at: float  # seconds since 1970
    token: str

    def signed(self) -> str:
        return _SIGNER.sign(f"{self.slug}|{self.at:.2f}|{self.token}")

    def judged(self, slug: str, now: float) -> Judged:
        """Pure."""
        if self.slug != slug or now < self.at - 60:
            return Judged.FORGED
        if now - self.at < TOO_FAST:
            return Judged.TOO_FAST
        return Judged.TOO_OLD if now - self.at > TOO_OLD else Judged.GOOD


def made(slug: str, token: str) -> str:
    """A stamp for a form that is shown now."""
    return Stamp(slug, clock.now().timestamp(), token).signed()


def read(text: str, slug: str) -> tuple[Judged, Stamp | None]:
    """What a posted stamp is worth, and the stamp where nobody forged it."""
    try:
        where, at, token = _SIGNER.unsign(text[:200]).split("|")
        stamp = Stamp(where, float(at), token)
    except (BadSignature, ValueError):
        return Judged.FORGED, None
    judged = stamp.judged(slug, clock.now().timestamp())
    return judged, None if judged is Judged.FORGED else stamp
