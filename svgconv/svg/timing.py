"""The timing of animations: the attributes that say when values change.

Every loop begins at 0, and its duration is a whole number of frames, so any time can be sought. If
the last frame is shown for longer, a loop that is shorter than the cycle of all frames would be out
of step after the first one. Such a loop begins anew with each cycle, and rests in the pause.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise

from svgconv.states.runs import first_of_runs
from svgconv.svg.clock import GLIDE, Clock, Durations, Loop, Runs, Value
from svgconv.svg.path_data import duration

PROMPT = Decimal(0)
AHEAD = 2
"""The cycles whose beginnings a loop knows from the start; each cycle tells it of one that is as
many cycles later. WebKit tells it too late of a cycle to which it is sent at once."""
FEW = 40
"""The changes up to which a list for the whole cycle can be the shorter form of a loop."""


def shortest(
    runs: Runs[Value], clock: Clock, write: Callable[[Value], str], late: Decimal = PROMPT
) -> list[dict[str, object]]:
    """Return the attributes of the animations of a loop.

    There is one, unless the loop begins anew with each cycle: then another one shows its last value
    in the pause, or a list has the values of the whole cycle, if that is shorter.

    Parameters
    ----------
    late: the seconds by which all of it is later.
    """
    loop = timed(runs, clock, write, late)
    if not clock.pause or runs.durations.period == clock.period:
        return [loop]
    by_cycle = [one for one in (loop, _in_pause(runs, clock, write, late)) if one]
    if len(runs.values) * int(clock.period / runs.durations.period) > FEW:
        return by_cycle
    whole = [timed(_whole_cycle(runs, clock), clock, write, late)]
    return min(by_cycle, whole, key=_length)


def _length(animations: list[dict[str, object]]) -> int:
    return sum(len(f'{key}="{value}"') for one in animations for key, value in one.items())


def _whole_cycle(runs: Runs[Value], clock: Clock) -> Runs[Value]:
    """Return a loop of an axis, repeated until all frames are shown."""
    held = int(runs.durations.seconds[0] / clock.durations[0])
    turn = held * len(runs.durations.seconds)
    values = [
        (start + held * reading, value)
        for start in range(0, len(clock.frames), turn)
        for reading, value in runs.values
    ]
    return Runs(values, clock.frame_durations)


def timed(
    loop: Loop[Value] | Runs[Value],
    clock: Clock,
    write: Callable[[Value], str],
    late: Decimal = PROMPT,
) -> dict[str, object]:
    """Return the attributes of a loop; after the last play, its last value stays.

    Source: SVG Animations 2, "Attributes to control the timing of the animation".

    Parameters
    ----------
    late: the seconds by which all of it is later.
    """
    runs = loop.runs if isinstance(loop, Loop) else loop
    attributes: dict[str, object] = {
        "calcMode": "discrete",
        "dur": duration(runs.durations.period),
        **_listed(
            [(index, write(value)) for index, value in runs.values],
            runs.durations,
            closed=clock.holds_last,
        ),
    }
    return {**attributes, **_repeated(runs.durations.period, clock, late)}


def glided(loop: Loop[Value], clock: Clock, write: Callable[[Value], str]) -> dict[str, object]:
    """Return the attributes of a loop of places, between which marks glide if the clock does.

    Along a row they glide for a part of each frame, and rest for the remainder. To another row they
    jump: two places have one key time.
    """
    steps = Durations(loop.durations)
    if not (clock.glides and clock.is_even) or loop.durations[0] != clock.durations[0]:
        return timed(loop, clock, write)
    columns, places = clock.odometer.shape[-1], list(map(write, loop.values))
    keys = [(Decimal(0), places[0])]
    for index, (before, place) in enumerate(pairwise(places), 1):
        if before != place:
            start = steps.starts[index]
            glide = GLIDE * clock.durations[0] if index % columns else Decimal(0)
            keys += [(start, before), (start + glide, place)]
    keys.append((steps.period, places[-1]))
    return {
        "calcMode": "linear",
        "dur": duration(steps.period),
        "values": ";".join(place for _, place in keys),
        "keyTimes": ";".join(_fraction(at / steps.period, steps.places) for at, _ in keys),
        **_repeated(steps.period, clock, PROMPT),
    }


def _repeated(period: Decimal, clock: Clock, late: Decimal) -> dict[str, object]:
    """Return the attributes that say when a loop of this period begins and ends."""
    if clock.pause and period < clock.period:
        return {
            "begin": _each_cycle(clock, late),
            "repeatDur": duration(clock.period - clock.pause),
        }
    begins = {"begin": duration(late)} if late else {}
    if clock.plays is None:
        return {**begins, "repeatCount": "indefinite"}
    repeats = int(clock.plays * clock.period / period)
    return {**begins, "repeatCount": repeats, "fill": "freeze"}


def _each_cycle(clock: Clock, after: Decimal) -> str:
    """Return the times that are some seconds after the beginning of each cycle."""
    known = [duration(after + count * clock.period) for count in range(AHEAD)]
    return f"{';'.join(known)};{clock.cycle}.begin+{duration(after + AHEAD * clock.period)}"


def _in_pause(
    runs: Runs[Value], clock: Clock, write: Callable[[Value], str], late: Decimal
) -> dict[str, object]:
    """Return the attributes of an animation that shows a loop's last value in the pause.

    There are none if that is the base value.
    """
    (_, first), (_, last) = runs.values[0], runs.values[-1]
    if clock.base == clock.frames[0] and write(first) == write(last):
        return {}
    return {
        "calcMode": "discrete",
        "begin": _each_cycle(clock, clock.period - clock.pause + late),
        "dur": duration(clock.pause),
        "values": write(last),
    }


def _listed(
    written: list[tuple[int, str]], durations: Durations, *, closed: bool
) -> dict[str, object]:
    """Return the values as a list, or each run of equal values once with key times if shorter.

    A list without key times divides the duration evenly (SVG Animations 2, "calcMode").

    Parameters
    ----------
    closed: whether key times end with 1. WebKit before January 2023 never reached the last one.
    """
    count = len(durations.seconds)
    ends = [*(index for index, _ in written[1:]), count]
    lengths = [end - index for (index, _), end in zip(written, ends, strict=True)]
    every = count - 1
    every += sum(len(text) * length for (_, text), length in zip(written, lengths, strict=True))
    runs = first_of_runs(text for _, text in written)
    starts, period, places = durations.starts, durations.period, durations.places
    by_run = {
        "values": ";".join(text for _, text in runs),
        "keyTimes": ";".join(_fraction(starts[written[at][0]] / period, places) for at, _ in runs),
    }
    shorter = sum(map(len, by_run.values())) + len(' keyTimes=""') < every
    if shorter or not durations.are_even:
        after = (f";{runs[-1][1]}", ";1") if closed else ("", "")
        return {key: one + more for (key, one), more in zip(by_run.items(), after, strict=True)}
    repeated = zip(written, lengths, strict=True)
    return {"values": ";".join(text for (_, text), length in repeated for _ in range(length))}


def _fraction(value: Decimal, places: int) -> str:
    text = f"{value:.{places}f}"
    return text.rstrip("0").rstrip(".")
