"""How many cells of a padded input no window reads, counted against a list of all of them."""

from __future__ import annotations

from itertools import product
from random import Random

import pytest

import svgconv
from svgconv.operations._unread import Windows
from svgconv.operations.base import Operation


def unread(operation: Operation) -> list[str]:
    return [line for line in operation.remarks() if "never read" in line]


def test_the_closed_form_counts_what_a_list_has() -> None:
    random = Random(0)
    for _ in range(2000):
        count, taps, stride, dilation = (random.randint(1, 5) for _ in range(4))
        cells = [o * stride + t * dilation for o, t in product(range(count), range(taps))]
        last = max((count - 2) * stride + (taps - 1) * dilation, (count - 1) * stride) + 1
        axis = Windows(random.randint(last, last + 5), count, taps, stride, dilation)
        read = {cell for cell in cells if cell < axis.padded}
        assert axis.unread == axis.padded - len(read), axis
        assert axis.after_the_last == max(0, axis.padded - max(cells) - 1), axis
        if max(cells) < axis.padded:
            readers = list(axis.readers())
            assert sum(number for _, number in readers) == len(read), axis
            for tap in range(taps):
                assert sum(number for each, number in readers if tap in each) == count, axis


@pytest.mark.parametrize(
    ("operation", "lines"),
    [
        (svgconv.conv(7, 1, 2).operation,
         ["33 of the padded input's 49 cells are never read"]),
        (svgconv.conv1d(3, 1, 2).operation, ["1 of the padded input's 3 cells is never read"]),
        (svgconv.conv(6, 3, 2, 1).operation,
         ["the padded input's last row is never read",
          "the padded input's last column is never read"]),
        (svgconv.conv1d(4, 2, dilation=3).operation,
         ["2 of the padded input's 4 cells are never read"]),
        (svgconv.max_pool1d(3, 2, dilation=2).operation,
         ["1 of the padded input's 3 cells is never read"]),
        (svgconv.max_pool(5, 2, 3, ceil_mode=True).operation,
         ["9 of the padded input's 25 cells are never read"]),
        (svgconv.unfold(5, 1, 2).operation,
         ["16 of the padded input's 25 cells are never read"]),
        (svgconv.masked_conv(5, 3, "A").operation,
         ["7 of the padded input's 25 cells are never read"]),
        (svgconv.masked_conv(6, 3, "111,111,111", stride=2).operation,
         ["the padded input's last row is never read",
          "the padded input's last column is never read"]),
        (svgconv.masked_conv((1, 250_000), (1, 99_999), "B").operation,
         ["49,999 of the padded input's 250,000 cells are never read"]),
        (svgconv.masked_conv((250_000, 1), (99_999, 1), "B", dilation=2).operation,
         ["99,998 of the padded input's 250,000 cells are never read"]),
        (svgconv.deform_conv(7, 1, "0,0", stride=2).operation, []),
        (svgconv.conv(5, 3).operation, []),
        (svgconv.conv(10**9, 1, 2).operation,
         ["750,000,000,000,000,000 of the padded input's 1,000,000,000,000,000,000 cells are"
          " never read"]),
    ],
)  # fmt: skip
def test_unread_cells_are_said(operation: Operation, lines: list[str]) -> None:
    assert unread(operation) == lines


def test_masks_leave_unread_what_no_counting_tap_reads() -> None:
    random = Random(1)
    for _ in range(60):
        rows, columns = random.randint(1, 3), random.randint(1, 3)
        mask = ",".join("".join(random.choice("01") for _ in range(columns)) for _ in range(rows))
        if "1" not in mask:
            continue
        size, stride, dilation = random.randint(7, 9), random.randint(1, 3), random.randint(1, 3)
        made = svgconv.masked_conv(size, (rows, columns), mask, stride=stride, dilation=dilation)
        read = {tuple(cell) for frame in made.document()["frames"] for cell in frame["window"]}
        down, across = made.states.drawn_size
        words = unread(made.operation)
        if not any("last" in line for line in words):
            left = int(words[0].split()[0]) if words else 0
            assert left == down * across - len(read), made.title


def test_a_mask_has_few_enough_taps_to_list() -> None:
    message = (
        "^mask: a kernel of 316×317 has more than 100,000 taps to mask; use a smaller kernel_size$"
    )
    assert svgconv.masked_conv(400, 316, "B").operation.parameters()["mask"] == "B"
    with pytest.raises(svgconv.SvgconvError, match=message):
        svgconv.masked_conv(400, (316, 317), "B")
    with pytest.raises(svgconv.SvgconvError, match="more than 100,000 taps"):
        svgconv.masked_conv(10**9, 10**9, "B")
