"""Attendance at meetings and activities: the grammar that logs and briefs share."""

from __future__ import annotations

from kg.mentions.attendance.reader import Reader

__all__ = ["Reader"]
