"""Rectangles that are shown for some time each, on as few pages as they fit on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple


class Need(NamedTuple):
    """What a rectangle needs: pixels across and down, and the steps for which it is shown."""

    width: int
    height: int
    steps: int


class Place(NamedTuple):
    """Where a rectangle stands, and the step at which it comes."""

    page: int
    left: int
    top: int
    first: int


@dataclass
class _Slot:
    """A part of a page, in which rectangles follow each other."""

    page: int
    left: int
    top: int
    width: int
    height: int
    taken: int = 0
    """Steps."""


@dataclass
class _Shelf:
    """A row of slots."""

    page: int
    top: int
    height: int
    right: int = 0


def packed(needs: Mapping[str, Need], page: Need) -> dict[str, Place]:
    """Return a place for each rectangle: the highest first, each in the smallest slot that fits.

    Parameters
    ----------
    page: the size of a page, and its steps. A larger rectangle has a page of its own.
    """
    slots: list[_Slot] = []
    shelves: list[_Shelf] = []
    places = {}
    for name, need in sorted(needs.items(), key=lambda item: (item[1].height, item[1].width))[::-1]:
        fitting = [slot for slot in slots if _fits(need, slot, page)]
        if not fitting:
            fitting = [_new_slot(need, shelves, page)]
            slots += fitting
        slot = min(fitting, key=lambda slot: slot.width * slot.height)
        places[name] = Place(slot.page, slot.left, slot.top, slot.taken)
        slot.taken += need.steps
    return places


def _fits(need: Need, slot: _Slot, page: Need) -> bool:
    return (
        need.width <= slot.width
        and need.height <= slot.height
        and slot.taken + need.steps <= page.steps
    )


def _new_slot(need: Need, shelves: list[_Shelf], page: Need) -> _Slot:
    """Return a slot of a shelf that has room, or of a new one."""
    having = (
        shelf
        for shelf in shelves
        if shelf.right + need.width <= page.width and need.height <= shelf.height
    )
    if (shelf := next(having, None)) is None:
        shelves.append(shelf := _new_shelf(need, shelves, page))
    slot = _Slot(shelf.page, shelf.right, shelf.top, need.width, need.height)
    shelf.right += need.width
    return slot


def _new_shelf(need: Need, shelves: list[_Shelf], page: Need) -> _Shelf:
    """Return a shelf below the last one, or at the top of a new page."""
    if not shelves:
        return _Shelf(0, 0, need.height)
    last = shelves[-1]
    below = last.top + last.height
    if below + need.height > page.height:
        return _Shelf(last.page + 1, 0, need.height)
    return _Shelf(last.page, below, need.height)
