"""Make `networks.json.gz`: whole networks as PyTorch has them. Run where torch is installed.

    python -m tests.golden.make_networks

Every case holds the layers as a text of PyTorch calls and what PyTorch has of `nn.Sequential`: the
output's shape and the number of parameters of each layer, how often the weights of convolutions and
of linear layers are multiplied for one input, and the receptive field before an adaptive pooling or
the end of the planes, measured by gradients on a large input. For the gradients, every weight is
positive and what hides a path (a maximum, an activation that cuts off) is replaced by an average or
left out.

A network with paths has the total weights and multiplications, and for each index along each axis
the units along it that its outputs depend on.
"""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Any

import torch
from torch import Tensor, nn

from tests.golden.archive import write

MASKED = "MaskedConv2d"


class MaskedConv2d(nn.Conv2d):  # type: ignore[misc]
    """PixelCNN's convolution, as its authors write it."""

    def __init__(self, *given: Any, mask: str = "A", **more: Any) -> None:
        super().__init__(*given, **more)
        kept = torch.ones_like(self.weight)
        rows, columns = self.kernel_size[0] // 2, self.kernel_size[1] // 2
        kept[:, :, rows, columns + (mask == "B") :] = 0
        kept[:, :, rows + 1 :] = 0
        self.register_buffer("kept", kept)

    def forward(self, input: Tensor) -> Tensor:
        return self._conv_forward(input, self.weight * self.kept, self.bias)


def vgg16() -> list[str]:
    layers, channels = [], 3
    for block in ((64, 64), (128, 128), (256,) * 3, (512,) * 3, (512,) * 3):
        for width in block:
            layers += [f"nn.Conv2d({channels}, {width}, 3, padding=1)", "nn.ReLU(inplace=True)"]
            channels = width
        layers.append("nn.MaxPool2d(kernel_size=2, stride=2)")
    return layers


VGG_HEAD = [
    "nn.AdaptiveAvgPool2d((7, 7))", "nn.Flatten()", "nn.Linear(25088, 4096)", "nn.ReLU()",
    "nn.Dropout(p=0.5)", "nn.Linear(4096, 4096)", "nn.ReLU()", "nn.Dropout()",
    "nn.Linear(4096, 1000)",
]  # fmt: skip


def resnet18() -> list[str]:
    layers = ["nn.Conv2d(3, 64, 7, 2, 3, bias=False)", "nn.BatchNorm2d(64)", "nn.ReLU()",
              "nn.MaxPool2d(3, 2, 1)"]  # fmt: skip
    channels = 64
    for width in (64, 128, 256, 512):
        for block in range(2):
            stride = 2 if width > 64 and not block else 1
            layers += [f"nn.Conv2d({channels}, {width}, 3, {stride}, 1, bias=False)",
                       f"nn.BatchNorm2d({width})", "nn.ReLU()",
                       f"nn.Conv2d({width}, {width}, 3, 1, 1, bias=False)",
                       f"nn.BatchNorm2d({width})", "nn.ReLU()"]  # fmt: skip
            channels = width
    return [*layers, "nn.AdaptiveAvgPool2d(1)", "nn.Flatten()", "nn.Linear(512, 1000)"]


def dcgan() -> list[str]:
    widths = (100, 512, 256, 128, 64)
    layers = []
    for at, (before, after) in enumerate(pairwise(widths)):
        place = "1, 0" if at == 0 else "2, 1"
        layers += [f"nn.ConvTranspose2d({before}, {after}, 4, {place}, bias=False)",
                   f"nn.BatchNorm2d({after})", "nn.ReLU(True)"]  # fmt: skip
    return [*layers, "nn.ConvTranspose2d(64, 3, 4, 2, 1, bias=False)", "nn.Tanh()"]


def patchgan() -> list[str]:
    layers, channels = [], 6
    for at, (width, stride) in enumerate(((64, 2), (128, 2), (256, 2), (512, 1))):
        layers.append(f"nn.Conv2d({channels}, {width}, 4, {stride}, 1)")
        layers += [f"nn.BatchNorm2d({width})"] * (at > 0) + ["nn.LeakyReLU(0.2)"]
        channels = width
    return [*layers, "nn.Conv2d(512, 1, 4, 1, 1)"]


def temporal() -> list[str]:
    layers, channels = [], 16
    for dilation in (1, 4, 16):
        layers += [f"Conv1d({channels}, 32, 4, d={dilation}, p='causal')", "nn.ReLU()",
                   "nn.Dropout(0.2)"]  # fmt: skip
        channels = 32
    return layers


def wavenet() -> list[str]:
    layers = ["Conv1d(1, 32, 2, p='causal')"]
    for power in range(10):
        layers += [f"Conv1d(32, 32, 2, d={2**power}, p='causal')", "nn.Tanh()"]
    return [*layers, "nn.ReLU()", "nn.Conv1d(32, 256, 1)"]


def pixelcnn() -> list[str]:
    layers = [f"{MASKED}(1, 32, 7, p=3, mask='A')", "nn.ReLU()"]
    for _ in range(4):
        layers += [f"{MASKED}(32, 32, 3, p=1, mask='B')", "nn.BatchNorm2d(32)", "nn.ReLU()"]
    return [*layers, "nn.Conv2d(32, 256, 1)"]


def wav2vec2() -> list[str]:
    layers, channels = [], 1
    for kernel, stride in zip((10, 3, 3, 3, 3, 2, 2), (5, 2, 2, 2, 2, 2, 2), strict=True):
        layers.append(f"nn.Conv1d({channels}, 512, {kernel}, stride={stride}, bias=False)")
        layers += ["nn.GroupNorm(512, 512)"] * (channels == 1) + ["nn.GELU()"]
        channels = 512
    return layers


def mobilenet_v2() -> list[str]:
    layers = ["nn.Conv2d(3, 32, 3, 2, 1, bias=False)", "nn.BatchNorm2d(32)", "nn.ReLU6()"]
    channels = 32
    for factor, width, count, first in (
        (1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2),
        (6, 320, 1, 1),
    ):  # fmt: skip
        for at in range(count):
            wide, stride = channels * factor, first if at == 0 else 1
            if factor > 1:
                layers += [f"nn.Conv2d({channels}, {wide}, 1, bias=False)",
                           f"nn.BatchNorm2d({wide})", "nn.ReLU6()"]  # fmt: skip
            layers += [f"nn.Conv2d({wide}, {wide}, 3, {stride}, 1, groups={wide}, bias=False)",
                       f"nn.BatchNorm2d({wide})", "nn.ReLU6()",
                       f"nn.Conv2d({wide}, {width}, 1, bias=False)",
                       f"nn.BatchNorm2d({width})"]  # fmt: skip
            channels = width
    return [*layers, "nn.Conv2d(320, 1280, 1, bias=False)", "nn.BatchNorm2d(1280)", "nn.ReLU6()",
            "nn.AdaptiveAvgPool2d(1)", "nn.Flatten()", "nn.Dropout(0.2)",
            "nn.Linear(1280, 1000)"]  # fmt: skip


LARGER = ["nn.Conv2d(1, 64, 5, padding=2)", "nn.Tanh()", "nn.Conv2d(64, 32, 3, padding=1)",
          "nn.Conv2d(32, 4, 3, padding=1)", "nn.PixelShuffle(2)"]  # fmt: skip
VOLUME = ["nn.Conv3d(1, 8, 3, padding=1)", "nn.InstanceNorm3d(8, affine=True)", "nn.PReLU(8)",
          "nn.MaxPool3d(2)", "nn.Conv3d(8, 16, (1, 3, 3))", "nn.Dropout3d(0.1)"]  # fmt: skip
MIXED = ["nn.PixelUnshuffle(2)", "nn.Conv2d(12, 8, 3)", "nn.LayerNorm([8, 14, 10])", "nn.SiLU()",
         "nn.AvgPool2d(2)", "nn.ConvTranspose2d(8, 4, 2, 2, groups=2)", "nn.Softplus()",
         "nn.Flatten()", "nn.BatchNorm1d(560)", "nn.Linear(560, 7, bias=False)"]  # fmt: skip

EVERY = ["nn.Conv2d(3, 8, 1)", "nn.ReLU(True)", "nn.ReLU6()", "nn.LeakyReLU(0.2, inplace=True)",
         "nn.PReLU()", "nn.PReLU(8)", "nn.RReLU()", "nn.ELU()", "nn.CELU(2.0)", "nn.SELU()",
         "nn.GELU('tanh')", "nn.SiLU()", "nn.Mish()", "nn.Softplus()", "nn.Hardswish()",
         "nn.Hardsigmoid()", "nn.Hardtanh(-2, 2)", "nn.Threshold(0.1, 20)", "nn.Hardshrink()",
         "nn.Softshrink()", "nn.Tanhshrink()", "nn.Softsign()", "nn.Sigmoid()", "nn.LogSigmoid()",
         "nn.Tanh()", "nn.Softmax2d()", "nn.Softmax(dim=1)", "nn.LogSoftmax(1)", "nn.Softmin(-1)",
         "nn.Identity()", "nn.Dropout(0.1, True)", "nn.Dropout2d()", "nn.AlphaDropout()",
         "nn.FeatureAlphaDropout()", "nn.LocalResponseNorm(2)", "nn.ChannelShuffle(4)",
         "nn.BatchNorm2d(8, affine=False)", "nn.InstanceNorm2d(8)",
         "nn.InstanceNorm2d(8, affine=True)", "nn.GroupNorm(2, 8)",
         "nn.GroupNorm(4, 8, affine=False)",
         "nn.LayerNorm((8, 6, 6))", "nn.LayerNorm([6, 6], bias=False)", "nn.LayerNorm(6)",
         "nn.RMSNorm([8, 6, 6])", "nn.RMSNorm(6, elementwise_affine=False)"]  # fmt: skip

NETWORKS: dict[str, tuple[list[str], list[int], int | None]] = {
    "VGG16": (vgg16() + VGG_HEAD, [3, 224, 224], 512),
    "ResNet-18, main path": (resnet18(), [3, 224, 224], 1024),
    "DCGAN": (dcgan(), [100, 1, 1], None),
    "PatchGAN": (patchgan(), [6, 256, 256], 256),
    "TCN": (temporal(), [16, 200], 200),
    "WaveNet": (wavenet(), [1, 2000], 4000),
    "PixelCNN": (pixelcnn(), [1, 48, 48], 48),
    "wav2vec2": (wav2vec2(), [1, 16000], 16000),
    "MobileNetV2, main path": (mobilenet_v2(), [3, 224, 224], 1024),
    "super resolution": (LARGER, [1, 30, 30], None),
    "volume": (VOLUME, [1, 14, 20, 20], 30),
    "every layer without a window": (EVERY, [3, 6, 6], None),
    "mixed": (MIXED, [3, 32, 24], None),
}
"""The layers, the input's shape, and the size of the large input; None where fields vary."""


Layers = list[Any]
"""Calls, and tuples of what joins paths and the paths."""

SAME = ["nn.Identity()"]
BRANCHED: dict[str, tuple[Layers, list[int]]] = {
    "residual block": (
        ["nn.Conv2d(3, 8, 3, padding=1)",
         ("add", ["nn.Conv2d(8, 8, 3, padding=1, bias=False)", "nn.BatchNorm2d(8)", "nn.ReLU()",
                  "nn.Conv2d(8, 8, 3, padding=1)"], SAME),
         "nn.MaxPool2d(2)"], [3, 32, 28],
    ),
    "residual block with a stride": (
        [("add", ["nn.Conv2d(4, 8, 3, 2, 1)", "nn.ReLU()", "nn.Conv2d(8, 8, 3, 1, 1)"],
          ["nn.Conv2d(4, 8, 1, 2, bias=False)", "nn.BatchNorm2d(8)"]), "nn.ReLU()"], [4, 30, 30],
    ),
    "unlike edges": (
        [("add", ["nn.Conv1d(2, 2, 3, padding=(2,), dilation=(2,))"],
          ["nn.Conv1d(2, 2, 6)", "nn.ConvTranspose1d(2, 2, 6)"])], [2, 40],
    ),
    "Inception": (
        [("concat", ["nn.Conv2d(8, 4, 1)"], ["nn.Conv2d(8, 2, 1)", "nn.Conv2d(2, 4, 3, padding=1)"],
          ["nn.Conv2d(8, 2, 1)", "nn.Conv2d(2, 4, 5, padding=2)"],
          ["nn.MaxPool2d(3, 1, 1)", "nn.Conv2d(8, 4, 1)"]), "nn.Conv2d(16, 2, 3)"], [8, 24, 24],
    ),
    "dense block": (
        [("concat", SAME, ["nn.Conv2d(4, 3, 3, padding=1)"]),
         ("concat", SAME, ["nn.BatchNorm2d(7)", "nn.ReLU()", "nn.Conv2d(7, 3, 3, padding=1)"]),
         "nn.AvgPool2d(2)"], [4, 20, 20],
    ),
    "U-Net": (
        ["nn.Conv2d(1, 4, 3, padding=1)", "nn.ReLU()",
         ("concat", SAME,
          ["nn.MaxPool2d(2)", "nn.Conv2d(4, 8, 3, padding=1)",
           ("concat", SAME, ["nn.MaxPool2d(2)", "nn.Conv2d(8, 8, 3, padding=1)",
                             "nn.ConvTranspose2d(8, 8, 2, 2)"]),
           "nn.Conv2d(16, 8, 3, padding=1)", "nn.ConvTranspose2d(8, 4, 2, 2)"]),
         "nn.Conv2d(8, 1, 1)"], [1, 36, 20],
    ),
    "U-Net with a crop": (
        ["nn.Conv2d(1, 4, 3)", "nn.ReLU()",
         ("concat", ["nn.ZeroPad2d((-4, -4, -4, -5))"],
          ["nn.MaxPool2d(2)", "nn.Conv2d(4, 8, 3)", "nn.Conv2d(8, 8, 3)",
           "nn.ConvTranspose2d(8, 4, 2, 2)"]),
         "nn.Conv2d(8, 1, 3)"], [1, 31, 22],
    ),
    "crop and padding": (
        [("add", ["nn.ZeroPad1d((-2, 1))"], ["nn.Conv1d(2, 2, 2)"]), "nn.MaxPool1d(2)"], [2, 13],
    ),
    "two directions": (
        [("add", ["nn.Conv2d(1, 2, (3, 1), padding=(1, 0), dilation=(1, 1))"],
          ["nn.Conv2d(1, 2, (1, 5), padding=(0, 2))"]), "nn.Conv2d(2, 1, 2, 2)"], [1, 9, 10],
    ),
}  # fmt: skip
"""Networks with paths, and the input's shape."""


class Joined(nn.Module):  # type: ignore[misc]
    """Paths from one input, added or concatenated."""

    def __init__(self, join: str, paths: list[nn.Module]) -> None:
        super().__init__()
        self.join, self.paths = join, nn.ModuleList(paths)

    def forward(self, input: Tensor) -> Tensor:
        outputs = [path(input) for path in self.paths]
        return sum(outputs) if self.join == "add" else torch.cat(outputs, 1)


def sequence(path: Layers, whole: bool = True) -> nn.Sequential:
    """PyTorch's layers of a path; if not whole, one channel of it, of what windows read."""
    layers: list[nn.Module] = []
    for one in path:
        if isinstance(one, tuple):
            # with one channel a sum reads the same as a concatenation
            paths = [sequence(inner, whole) for inner in one[1:]]
            layers.append(Joined(one[0] if whole else "add", paths))
        elif whole:
            layers.append(made(one))
        elif "Conv" in one:
            layers.append(narrow(one))
        elif "ZeroPad" in one:
            layers.append(made(one))
        elif "Pool" in one:
            layers.append(made(one.replace("Max", "Avg")))
    return nn.Sequential(*layers)


def text(path: Layers) -> str:
    """The path as svgconv reads it."""
    return " > ".join(
        f"{one[0]}({', '.join(map(text, one[1:]))})" if isinstance(one, tuple) else one
        for one in path
    )


def all_multiplications(network: nn.Sequential, shape: list[int]) -> int:
    """How often weights are multiplied in all layers."""
    total = 0

    def count(layer: nn.Module, given: tuple[Tensor, ...], output: Tensor) -> None:
        nonlocal total
        total += multiplications(layer, list(given[0].shape[1:]), list(output.shape[1:]))

    for layer in network.modules():
        if not list(layer.children()):
            layer.register_forward_hook(count)
    network.eval()(torch.zeros(1, *shape))
    return total


def reads(path: Layers, size: list[int]) -> list[list[list[int]]]:
    """For each axis and each index along it, the units along it that outputs depend on."""
    network = sequence(path, whole=False).double()
    for name, weight in network.named_parameters():
        nn.init.constant_(weight, 0 if name.endswith("bias") else 1)
    inputs = torch.ones(1, 1, *size, dtype=torch.float64).requires_grad_()
    outputs = network(inputs)
    found = []
    for axis in range(len(size)):
        lines = outputs.movedim(axis + 2, 0)
        spans = []
        for line in lines:
            (gradient,) = torch.autograd.grad(line.sum(), inputs, retain_graph=True)
            touched = (gradient[0, 0] != 0).nonzero()[:, axis].unique().tolist()
            spans.append(touched)
        found.append(spans)
    return found


def branched(name: str) -> dict[str, Any]:
    """One network with paths."""
    path, shape = BRANCHED[name]
    network = sequence(path)
    return {
        "name": name,
        "layers": text(path),
        "input_shape": shape,
        "shape": list(network.eval()(torch.zeros(1, *shape)).shape[1:]),
        "weights": sum(one.numel() for one in network.parameters()),
        "multiplications": all_multiplications(network, shape),
        "reads": reads(path, shape[1:]),
    }


def made(text: str) -> nn.Module:
    """PyTorch's layer for a call; what only svgconv has is built from PyTorch's layers."""
    names: dict[str, Any] = {"nn": nn, MASKED: MaskedConv2d}
    if text.startswith("Conv1d"):
        reach: list[int] = []

        def causal(inputs: int, outputs: int, k: int, d: int = 1, p: str = "") -> nn.Module:
            reach.append(d * (k - 1))
            padding = nn.ConstantPad1d((reach[0], 0), 0.0)
            return nn.Sequential(padding, nn.Conv1d(inputs, outputs, k, dilation=d))

        names["Conv1d"] = causal
    text = text.replace(", p=3,", ", padding=3,").replace(", p=1,", ", padding=1,")
    return eval(text, names)


def shapes(layers: list[nn.Module], shape: list[int]) -> list[list[int]]:
    """The shape of each layer's output, without the batch."""
    flowing = torch.zeros(1, *shape)
    found = []
    for layer in layers:
        flowing = layer.eval()(flowing)
        found.append(list(flowing.shape[1:]))
    return found


def multiplications(layer: nn.Module, before: list[int], after: list[int]) -> int:
    """How often a weight is multiplied: each weight at each place, and zeros count."""
    total = 0
    for part in layer.modules():
        if isinstance(part, (nn.Conv1d, nn.Conv2d, nn.Conv3d)):
            total += part.weight.numel() * math.prod(after[1:])
        if isinstance(part, (nn.ConvTranspose1d, nn.ConvTranspose2d)):
            total += part.weight.numel() * math.prod(before[1:])
        if isinstance(part, nn.Linear):
            total += part.weight.numel()
    return total


def field(texts: list[str], shape: list[int], size: int) -> list[list[int]]:
    """[size, stride, start] for each axis, as gradients have it in the middle of the input."""
    axes = len(shape) - 1
    layers: list[nn.Module] = []
    for text in texts[: planes(texts)]:
        if "Conv" in text:
            layers.append(narrow(text))
        elif "MaxPool" in text:
            layers.append(made(text.replace("Max", "Avg")))
    stack = nn.Sequential(*layers).double()
    for weight in stack.parameters():
        nn.init.ones_(weight)
    inputs = torch.ones(1, 1, *[size] * axes, dtype=torch.float64).requires_grad_()
    for layer in stack.modules():  # keep the numbers small: scale does not matter
        if hasattr(layer, "bias") and isinstance(layer.bias, nn.Parameter):
            nn.init.zeros_(layer.bias)
    outputs = stack(inputs)
    middle = [count // 2 for count in outputs.shape[2:]]
    starts = []
    for place in (middle, [at - 1 for at in middle]):
        (gradient,) = torch.autograd.grad(outputs[(0, 0, *place)], inputs, retain_graph=True)
        touched = (gradient[0, 0] != 0).nonzero()
        starts.append((touched.min(0).values, touched.max(0).values))
    (low, high), (before, _) = starts
    stride = low - before
    start = low - stride * torch.tensor(middle)
    return [list(map(int, one)) for one in zip(high - low + 1, stride, start, strict=True)]


def planes(texts: list[str]) -> int:
    """The number of layers before an adaptive pooling or the end of the planes."""
    ends = [at for at, text in enumerate(texts) if "Flatten" in text or "Adaptive" in text]
    return min([*ends, len(texts)])


def narrow(text: str) -> nn.Module:
    """The layer with one channel, as the field does not depend on their number."""
    whole = made(text)
    for part in whole.modules():
        if isinstance(part, (nn.Conv1d, nn.Conv2d, nn.Conv3d, nn.ConvTranspose1d,
                             nn.ConvTranspose2d)):  # fmt: skip
            part.weight = nn.Parameter(part.weight[:1, :1].clone())
            part.groups = 1
            part.bias = None
            if isinstance(part, MaskedConv2d):
                part.kept = part.kept[:1, :1].clone()
    return whole


def case(name: str) -> dict[str, Any]:
    """One network."""
    texts, shape, size = NETWORKS[name]
    layers = list(map(made, texts))
    after = shapes(layers, shape)
    return {
        "name": name,
        "layers": " > ".join(texts),
        "input_shape": shape,
        "shapes": after,
        "weights": [sum(one.numel() for one in layer.parameters()) for layer in layers],
        "multiplications": [
            multiplications(layer, before, behind)
            for layer, before, behind in zip(layers, [shape, *after], after, strict=False)
        ],
        "planes": planes(texts),
        "field": None if size is None else field(texts, shape, size),
    }


def main() -> None:
    """Write the data."""
    torch.set_num_threads(1)
    torch.manual_seed(0)
    document = {
        "torch": torch.__version__,
        "cases": [case(name) for name in NETWORKS],
        "branched": [branched(name) for name in BRANCHED],
    }
    write("networks", document)


if __name__ == "__main__":
    main()
