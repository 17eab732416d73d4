"""Sentences of logs and briefs → who was at what, in which part.

A sentence is read clause by clause. A clause names people who do something, announces a meeting, or says
neither. People may stand in several clauses before the verb; verbs without people go on from those before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field, replace

from kg.mentions.attendance import clauses
from kg.mentions.attendance.context import Context
from kg.mentions.attendance.lexicon import next_verb
from kg.mentions.attendance.meetings import announced, is_meeting, split_meetings, split_places
from kg.mentions.attendance.predicate import Predicate, predicate
from kg.mentions.dates import days_at
from kg.mentions.lists import strip
from kg.mentions.names import is_name
from kg.mentions.people import Participant, is_row, people, row
from kg.model import Block, Mention, Span
