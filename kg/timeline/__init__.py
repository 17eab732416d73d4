"""From when to when: days and windows, notices that supersede notices, appointments that open and close tenures."""

from __future__ import annotations

from kg.timeline.interval import Interval, event, since
from kg.timeline.notices import Notice, Portfolio, closings, notices
from kg.timeline.tenures import Tenure, tenures

__all__ = ["Interval", "Notice", "Portfolio", "Tenure", "closings", "event", "notices", "since", "tenures"]
