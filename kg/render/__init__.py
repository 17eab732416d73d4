"""A graph as one HTML file that needs no network: the picture, and the sentence that each edge rests on."""

from __future__ import annotations

from kg.render.cut import neighbourhood, overview
from kg.render.page import render, write_page

__all__ = ["neighbourhood", "overview", "render", "write_page"]
