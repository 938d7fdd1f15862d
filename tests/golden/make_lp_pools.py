"""Make `lp_pools.json.gz`: power-average poolings. Run where torch is installed.

    python -m tests.golden.make_lp_pools

Every case holds a pooling's parameters; a padding layer of PyTorch pads. It has the output's shape
and values for `numbered` inputs, or their absolute values, for each output cell the input units
that it depends on, by gradients, and the PyTorch expression that svgconv prints, which computes the
same here. A value is None where PyTorch gives NaN. Every refusal holds parameters that PyTorch
refuses. The same seed and PyTorch give the same bytes.
"""

from __future__ import annotations

import math
import random
from typing import Any, TypeAlias

import torch
from torch import Tensor, nn
from torch.nn import functional

from svgconv.errors import SvgconvError
from svgconv.operations import OPERATIONS
from tests.golden.archive import write
from tests.golden.numbered import numbered

SEED = 20261128
EACH = 90
NORMS = (1, 2, 3, 4, 1.5, 0.5, 1.2, 7, "inf")

Case: TypeAlias = dict[str, Any]
NAMES = {"lp_pool": 2, "lp_pool1d": 1, "lp_pool3d": 3}


def drawn(chance: random.Random, axes: int) -> Case:
    """Random parameters, which PyTorch may refuse."""

    def each(least: int, most: int) -> list[int]:
        return [chance.randint(least, most) for _ in range(axes)]

    found: Case = {
        "input_size": each(1, 8 if axes < 3 else 4),
        "kernel_size": each(1, 4 if axes < 3 else 3),
        "norm_type": chance.choice(NORMS),
    }
    if chance.random() < 0.7:
        found["stride"] = each(1, 4)
    if chance.random() < 0.5:
        found["ceil_mode"] = True
    if chance.random() < 0.3:
        found["padding"] = [chance.choices(range(3), k=2) for _ in range(axes)]
    return found


def pooled(parameters: Case, batch: Tensor) -> Tensor:
    """The pooling of a padded batch."""
    axes = len(parameters["input_size"])
    sides = [side for both in reversed(parameters.get("padding", [])) for side in both]
    kernel, stride = (_size(parameters.get(name)) for name in ("kernel_size", "stride"))
    layer: nn.Module = getattr(nn, f"LPPool{axes}d")(
        float(parameters["norm_type"]),
        kernel,
        stride,
        parameters.get("ceil_mode", False),
    )
    result: Tensor = layer(functional.pad(batch, sides) if any(sides) else batch)
    return result


def _size(numbers: list[int] | None) -> Any:
    """A size as PyTorch takes it: along one axis it takes only a number."""
    return numbers and (numbers[0] if len(numbers) == 1 else tuple(numbers))


def reads(parameters: Case) -> Tensor:
    """Whether each output cell depends on each unit; (cells, units). All units are 1 here."""
    size = parameters["input_size"]
    cells = pooled(parameters, torch.ones(1, 1, *size, dtype=torch.float64)).numel()
    found = []
    for cell in range(cells):
        inputs = torch.ones(1, 1, *size, dtype=torch.float64).requires_grad_()
        if parameters["norm_type"] == "inf":  # every unit is a maximum once it alone is 1
            units = torch.eye(math.prod(size), dtype=torch.float64).reshape(-1, 1, *size)
            return (pooled(parameters, units).flatten(1) == 1).T
        (gradient,) = torch.autograd.grad(pooled(parameters, inputs).flatten()[cell], inputs)
        found.append(gradient.flatten() != 0)
    return torch.stack(found)


def case(name: str, parameters: Case, signed: bool) -> Case | None:
    """One case; None if it is large."""
    size = parameters["input_size"]
    inputs = numbered(size, 1)[None, None]
    inputs = inputs if signed else inputs.abs()
    values = pooled(parameters, inputs)[0, 0]
    if values.numel() > 64:
        return None
    call = OPERATIONS.get(name).from_parameters(parameters).torch_call()
    same = eval(call, {"nn": nn})(inputs)[0, 0]
    torch.testing.assert_close(values, same, equal_nan=True)
    return {
        "operation": name,
        "parameters": parameters,
        "signed": signed,
        "output": list(values.shape),
        "values": [v if math.isfinite(v) else None for v in values.flatten().tolist()],
        "reads": [row.nonzero().flatten().tolist() for row in reads(parameters)],
        "call": call,
    }


def cases() -> tuple[list[Case], list[Case]]:
    """The cases of every operation, and what PyTorch refuses on the way."""
    found: list[Case] = []
    refusals: list[Case] = []
    for name, axes in NAMES.items():
        chance = random.Random(f"{SEED} {name}")
        made = 0
        while made < EACH:
            parameters, signed = drawn(chance, axes), chance.random() < 0.5
            try:
                pooled(parameters, torch.zeros(1, 1, *parameters["input_size"]).double())
            except RuntimeError as error:
                message = str(error).splitlines()[0]
                refusals.append({"operation": name, "parameters": parameters, "message": message})
                continue
            try:
                new = case(name, parameters, signed)
            except SvgconvError as error:
                raise SystemExit(f"{name} {parameters}: {error}") from None
            if new:
                found.append(new)
                made += 1
    return found, refusals


if __name__ == "__main__":
    sound, refused = cases()
    contents = {"torch": torch.__version__, "cases": sound, "refusals": refused}
    write("lp_pools", contents, "numbered.py")
