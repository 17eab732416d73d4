"""Days of a log or a brief made whole: year and month from headings, from days before, from the page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kg.mentions.dates import Days, interval

_SOON = 31


@dataclass(slots=True)
class Calendar:
    """What is known of the days to come, and the day that holds (ISO day or interval, None if unknown).

    ``named`` tells whether the text names a day at all, be its year unknown.

    ``year`` and ``month`` come from masthead, heading or chapter. ``published`` is the day that the page was
    put up; it never is the day of an event and only helps out where the year, or all but the day, is missing.
    ``earlier`` is the day of the item before, which 同日 under a new headline means.
    """

    year: int | None = None
    month: int | None = None
    published: date | None = None
    day: str | None = None
    named: bool = False
    earlier: str | None = None

    def turn_to(self, days: Days) -> None:
        """Makes ``days`` the day that holds. A month named stays for bare days after it."""
        year, month = self._year(days), self._month(days)
        self.day, self.named = interval(days, year, month) if year and month else None, True
        if year and (self.year or days.year):
            self.year = days.year2 or year + bool(days.month and days.month2 and days.month2 < days.month)
        if days.month:
            self.month = days.month2 or days.month

    def chapter(self, year: int | None, month: int | None) -> None:
        """A heading's year and month, each or none; a new one ends the day before it."""
        if year is None and month is not None:
            self.year = self._turned(month)
        self.year = year or self.year
        self.month = month if month or year else self.month
        self.forget()

    def keep(self) -> None:
        """同日: the day that holds or, where an item has none yet, that of the item before."""
        if self.day is None and self.earlier:
            self.day, self.named = self.earlier, True

    def forget(self) -> None:
        """No day holds any more."""
        self.day, self.named, self.earlier = None, False, None

    def next_item(self) -> None:
        """A headline: the day of what it stands over is still to come."""
        earlier = self.day or self.earlier
        self.forget()
        self.earlier = earlier

    def page(self, published: date) -> None:
        """A page's own date between the texts of a list: of the text after it, so no day holds any more."""
        self.published = published
        self.forget()

    def _year(self, days: Days) -> int | None:
        if days.year or self.year or not self.published:
            return days.year or (self._turned(days.month) if days.month else self.year)
        return self.published.year - self._is_after(self._month(days) or 1, days.day, self.published)

    @staticmethod
    def _is_after(month: int, day: int, published: date) -> bool:
        """Whether a day of the year in which a page was put up is so long after it that another year's is meant.

        A few days after it stand below the date of another text of the page.
        """
        return (month - published.month) * 31 + day - published.day > _SOON

    def _turned(self, month: int) -> int | None:
        """The year, one on after a step from December to January."""
        return self.year + 1 if self.year and (self.month, month) == (12, 1) else self.year

    def _month(self, days: Days) -> int | None:
        if days.month or self.month or not self.published:
            return days.month or self.month
        earlier = days.day > self.published.day
        return (self.published.month - 2) % 12 + 1 if earlier else self.published.month
