"""Networks that many people use, as their authors define them, for `make_models.py`."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional


class Module(nn.Module):  # type: ignore[misc]
    """What every network here is."""


class VGG(Module):
    """VGG16, configuration D (Simonyan and Zisserman, 2014)."""

    def __init__(self) -> None:
        super().__init__()
        layers: list[nn.Module] = []
        channels = 3
        for block in ((64, 64), (128, 128), (256,) * 3, (512,) * 3, (512,) * 3):
            for width in block:
                layers += [nn.Conv2d(channels, width, 3, padding=1), nn.ReLU(inplace=True)]
                channels = width
            layers.append(nn.MaxPool2d(2, 2))
        self.features = nn.Sequential(*layers)
        self.avgpool = nn.AdaptiveAvgPool2d((7, 7))
        self.classifier = nn.Sequential(
            nn.Linear(512 * 7 * 7, 4096), nn.ReLU(True), nn.Dropout(),
            nn.Linear(4096, 4096), nn.ReLU(True), nn.Dropout(), nn.Linear(4096, 1000),
        )  # fmt: skip

    def forward(self, x: Tensor) -> Tensor:
        x = self.avgpool(self.features(x))
        return self.classifier(torch.flatten(x, 1))


class BasicBlock(Module):
    """Two convolutions and what they are added to."""

    def __init__(self, before: int, width: int, stride: int) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(before, width, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.relu = nn.ReLU(inplace=True)
        self.conv2 = nn.Conv2d(width, width, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(width)
        self.downsample = None
        if stride > 1 or before != width:
            self.downsample = nn.Sequential(
                nn.Conv2d(before, width, 1, stride, bias=False), nn.BatchNorm2d(width)
            )

    def forward(self, x: Tensor) -> Tensor:
        identity = x if self.downsample is None else self.downsample(x)
        out = self.relu(self.bn1(self.conv1(x)))
        out = self.bn2(self.conv2(out))
        out += identity
        return self.relu(out)


class ResNet(Module):
    """ResNet-18 (He et al., 2015)."""

    def __init__(self) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(3, 64, 7, 2, 3, bias=False)
        self.bn1 = nn.BatchNorm2d(64)
        self.relu = nn.ReLU(inplace=True)
        self.maxpool = nn.MaxPool2d(3, 2, 1)
        widths = (64, 64, 128, 256, 512)
        for at, (before, width) in enumerate(pairwise(widths), 1):
            blocks = [BasicBlock(before, width, 1 if at == 1 else 2), BasicBlock(width, width, 1)]
            setattr(self, f"layer{at}", nn.Sequential(*blocks))
        self.avgpool = nn.AdaptiveAvgPool2d((1, 1))
        self.fc = nn.Linear(512, 1000)

    def forward(self, x: Tensor) -> Tensor:
        x = self.maxpool(self.relu(self.bn1(self.conv1(x))))
        for at in range(1, 5):
            x = getattr(self, f"layer{at}")(x)
        return self.fc(torch.flatten(self.avgpool(x), 1))


def conv_bn(before: int, width: int, kernel: int, stride: int = 1, groups: int = 1) -> nn.Module:
    """A convolution, a normalization and an activation of MobileNetV2."""
    return nn.Sequential(
        nn.Conv2d(before, width, kernel, stride, (kernel - 1) // 2, groups=groups, bias=False),
        nn.BatchNorm2d(width),
        nn.ReLU6(inplace=True),
    )


class InvertedResidual(Module):
    """The block of MobileNetV2."""

    def __init__(self, before: int, width: int, stride: int, factor: int) -> None:
        super().__init__()
        wide = before * factor
        layers = [conv_bn(before, wide, 1)] if factor > 1 else []
        layers += [conv_bn(wide, wide, 3, stride, wide), nn.Conv2d(wide, width, 1, bias=False),
                   nn.BatchNorm2d(width)]  # fmt: skip
        self.conv = nn.Sequential(*layers)
        self.adds = stride == 1 and before == width

    def forward(self, x: Tensor) -> Tensor:
        return x + self.conv(x) if self.adds else self.conv(x)


class MobileNetV2(Module):
    """MobileNetV2 (Sandler et al., 2018)."""

    def __init__(self) -> None:
        super().__init__()
        layers, channels = [conv_bn(3, 32, 3, 2)], 32
        for factor, width, count, first in (
            (1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1),
            (6, 160, 3, 2), (6, 320, 1, 1),
        ):  # fmt: skip
            for at in range(count):
                layers.append(InvertedResidual(channels, width, 1 if at else first, factor))
                channels = width
        self.features = nn.Sequential(*layers, conv_bn(320, 1280, 1))
        self.classifier = nn.Sequential(nn.Dropout(0.2), nn.Linear(1280, 1000))

    def forward(self, x: Tensor) -> Tensor:
        x = functional.adaptive_avg_pool2d(self.features(x), (1, 1))
        return self.classifier(torch.flatten(x, 1))


def double(before: int, width: int) -> nn.Module:
    """The two convolutions of a level of a U-Net."""
    return nn.Sequential(
        nn.Conv2d(before, width, 3, padding=1), nn.ReLU(inplace=True),
        nn.Conv2d(width, width, 3, padding=1), nn.ReLU(inplace=True),
    )  # fmt: skip


class UNet(Module):
    """U-Net with padding (Ronneberger et al., 2015), of four levels."""

    def __init__(self) -> None:
        super().__init__()
        widths = (32, 64, 128, 256)
        self.down = nn.ModuleList(double(*pair) for pair in pairwise((1, *widths)))
        self.pools = nn.ModuleList(nn.MaxPool2d(2) for _ in widths[1:])
        back = widths[::-1]
        self.up = nn.ModuleList(nn.ConvTranspose2d(*pair, 2, 2) for pair in pairwise(back))
        self.merge = nn.ModuleList(double(*pair) for pair in pairwise(back))
        self.last = nn.Conv2d(32, 2, 1)

    def forward(self, x: Tensor) -> Tensor:
        kept = []
        for at, level in enumerate(self.down):
            x = level(self.pools[at - 1](x) if at else x)
            kept.append(x)
        for up, merge, skip in zip(self.up, self.merge, kept[-2::-1], strict=True):
            x = merge(torch.cat([skip, up(x)], 1))
        return self.last(x)


def generator() -> nn.Module:
    """The generator of DCGAN (Radford et al., 2015)."""
    widths, layers = (100, 512, 256, 128, 64), []
    for at, (before, after) in enumerate(pairwise(widths)):
        stride, padding = (2, 1) if at else (1, 0)
        layers += [nn.ConvTranspose2d(before, after, 4, stride, padding, bias=False),
                   nn.BatchNorm2d(after), nn.ReLU(True)]  # fmt: skip
    return nn.Sequential(*layers, nn.ConvTranspose2d(64, 3, 4, 2, 1, bias=False), nn.Tanh())


def discriminator() -> nn.Module:
    """The discriminator of DCGAN."""
    widths = (3, 64, 128, 256, 512)
    layers: list[nn.Module] = []
    for at, (before, after) in enumerate(pairwise(widths)):
        layers += [nn.Conv2d(before, after, 4, 2, 1, bias=False)]
        layers += [nn.BatchNorm2d(after)] * (at > 0) + [nn.LeakyReLU(0.2, inplace=True)]
    return nn.Sequential(*layers, nn.Conv2d(512, 1, 4, 1, 0, bias=False), nn.Sigmoid())


class GatedLayer(Module):
    """A layer of WaveNet: a dilated causal convolution, a gate, a residual and a skip."""

    def __init__(self, dilation: int) -> None:
        super().__init__()
        self.dilation = dilation
        self.filter = nn.Conv1d(32, 32, 2, dilation=dilation)
        self.gate = nn.Conv1d(32, 32, 2, dilation=dilation)
        self.residual = nn.Conv1d(32, 32, 1)
        self.skip = nn.Conv1d(32, 64, 1)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        padded = functional.pad(x, (self.dilation, 0))
        z = torch.tanh(self.filter(padded)) * torch.sigmoid(self.gate(padded))
        return x + self.residual(z), self.skip(z)


class WaveNet(Module):
    """WaveNet (van den Oord et al., 2016): one causal layer, and ten dilated ones."""

    def __init__(self) -> None:
        super().__init__()
        self.first = nn.Conv1d(1, 32, 2, padding=1)
        self.layers = nn.ModuleList(GatedLayer(2**power) for power in range(10))
        self.last = nn.Sequential(nn.ReLU(), nn.Conv1d(64, 64, 1), nn.ReLU(), nn.Conv1d(64, 256, 1))

    def forward(self, x: Tensor) -> Tensor:
        x = self.first(x)[:, :, :-1]
        total: Any = 0
        for layer in self.layers:
            x, skip = layer(x)
            total = total + skip
        return self.last(total)


class Chomp1d(Module):
    """What cuts off the padding at the end."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.size = size

    def forward(self, x: Tensor) -> Tensor:
        return x[:, :, : -self.size].contiguous()


class TemporalBlock(Module):
    """The block of a temporal convolutional network (Bai et al., 2018)."""

    def __init__(self, before: int, width: int, dilation: int) -> None:
        super().__init__()
        layers: list[nn.Module] = []
        for inputs in (before, width):
            convolution = nn.Conv1d(inputs, width, 3, padding=2 * dilation, dilation=dilation)
            layers += [nn.utils.parametrizations.weight_norm(convolution), Chomp1d(2 * dilation),
                       nn.ReLU(), nn.Dropout(0.2)]  # fmt: skip
        self.net = nn.Sequential(*layers)
        self.downsample = nn.Conv1d(before, width, 1) if before != width else None
        self.relu = nn.ReLU()

    def forward(self, x: Tensor) -> Tensor:
        same = x if self.downsample is None else self.downsample(x)
        return self.relu(self.net(x) + same)


def temporal() -> nn.Module:
    """A temporal convolutional network of four blocks."""
    blocks = [TemporalBlock(16 if at else 4, 16, 2**at) for at in range(4)]
    return nn.Sequential(*blocks)


class MaskedConv2d(nn.Conv2d):  # type: ignore[misc]
    """The masked convolution of PixelCNN, as many write it."""

    def __init__(self, mask: str, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.register_buffer("mask", torch.ones_like(self.weight))
        height, width = self.kernel_size
        self.mask[:, :, height // 2, width // 2 + (mask == "B") :] = 0
        self.mask[:, :, height // 2 + 1 :] = 0

    def forward(self, x: Tensor) -> Tensor:
        self.weight.data *= self.mask
        return super().forward(x)


def pixelcnn() -> nn.Module:
    """PixelCNN (van den Oord et al., 2016), with one layer of mask A and five of mask B."""
    layers = [MaskedConv2d("A", 1, 32, 7, padding=3, bias=False), nn.BatchNorm2d(32), nn.ReLU(True)]
    for _ in range(5):
        layers += [MaskedConv2d("B", 32, 32, 3, padding=1, bias=False), nn.BatchNorm2d(32),
                   nn.ReLU(True)]  # fmt: skip
    return nn.Sequential(*layers, nn.Conv2d(32, 256, 1))


def wav2vec2() -> nn.Module:
    """The feature extractor of wav2vec 2.0 (Baevski et al., 2020)."""
    blocks: list[nn.Module] = []
    for at, (kernel, stride) in enumerate(
        zip((10, 3, 3, 3, 3, 2, 2), (5, 2, 2, 2, 2, 2, 2), strict=True)
    ):
        layers: list[nn.Module] = [nn.Conv1d(512 if at else 1, 512, kernel, stride, bias=False)]
        layers += [] if at else [nn.GroupNorm(512, 512)]
        blocks.append(nn.Sequential(*layers, nn.GELU()))
    return nn.Sequential(*blocks)


NETWORKS: dict[str, tuple[Any, list[int]]] = {
    "VGG16": (VGG, [3, 224, 224]),
    "ResNet-18": (ResNet, [3, 224, 224]),
    "MobileNetV2": (MobileNetV2, [3, 224, 224]),
    "U-Net": (UNet, [1, 96, 80]),
    "DCGAN, generator": (generator, [100, 1, 1]),
    "DCGAN, discriminator": (discriminator, [3, 64, 64]),
    "WaveNet": (WaveNet, [1, 2100]),
    "TCN": (temporal, [4, 100]),
    "PixelCNN": (pixelcnn, [1, 28, 28]),
    "wav2vec2": (wav2vec2, [1, 16000]),
}
"""Each network, and the shape of its input without the batch."""
