"""The shipped models' layers, for computing only: MobileNetV2 (Sandler et al. 2018) and a U-Net's decoder.

The same layers under the same names as segmentation-models-pytorch's, which training uses: importing that brings in
torchvision, timm and torch's compiler, 2.3 s of processor time at the start of every search. A test holds both equal.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional

NAME = "mobilenet_v2"
_STAGES = ((1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1))
"""Widening, channels, blocks and stride of each stage."""
_FIRST, _LAST = 32, 1280
_TAPPED = (1, 3, 6, 13, 18)
"""Layers whose outputs are the features, half the size each."""


class Encoder(nn.Module):
    """MobileNetV2 without its classifier."""

    out_channels = (3, 16, 24, 32, 96, _LAST)

    def __init__(self) -> None:
        super().__init__()
        layers: list[nn.Module] = [_convolved(3, _FIRST, 3, 2)]
        channels = _FIRST
        for widening, out, count, stride in _STAGES:
            for number in range(count):
                layers.append(_Inverted(channels, out, widening, 1 if number else stride))
                channels = out
        layers.append(_convolved(channels, _LAST, 1))
        self.features = nn.Sequential(*layers)

    def forward(self, pictures: Tensor) -> list[Tensor]:
        """Return the pictures (n, 3, h, w) and their features, each half as large as those before."""
        found, values = [pictures], pictures
        for number, layer in enumerate(self.features):
            values = layer(values)
            if number in _TAPPED:
                found.append(values)
        return found


class Decoder(nn.Module):
    """Brings features, coarse to fine, to the size of the picture.

    Args:
        encoder_channels: Of the features, the picture itself first.
        decoder_channels: Of the steps, coarse to fine.
    """

    def __init__(self, encoder_channels: Sequence[int], decoder_channels: Sequence[int]) -> None:
        super().__init__()
        coarsest, *beside = reversed(encoder_channels[1:])
        before = (coarsest, *decoder_channels[:-1])
        self.blocks = nn.ModuleList(map(_Step, before, (*beside, 0), decoder_channels))

    def forward(self, features: Sequence[Tensor]) -> Tensor:
        """Return (n, c, h, w) of features, of which the first gives only the size."""
        values = features[-1]
        for block, beside in zip(self.blocks, reversed(features[:-1]), strict=True):
            values = block(values, beside)
        return values


def head(channels: int) -> nn.Sequential:
    """Return what makes one value of a pixel's channels."""
    return nn.Sequential(nn.Conv2d(channels, 1, 3, padding=1))


class _Inverted(nn.Module):
    """Widens, looks around channel by channel, and narrows; added to what came in where both are alike."""

    def __init__(self, channels: int, out: int, widening: int, stride: int) -> None:
        super().__init__()
        wide = channels * widening
        wider = [_convolved(channels, wide, 1)] if widening != 1 else []
        around = _convolved(wide, wide, 3, stride, groups=wide)
        self.conv = nn.Sequential(*wider, around, nn.Conv2d(wide, out, 1, bias=False), nn.BatchNorm2d(out))
        self._added = stride == 1 and channels == out

    def forward(self, values: Tensor) -> Tensor:
        found: Tensor = self.conv(values)
        return values + found if self._added else found


class _Step(nn.Module):
    """A step of the decoder: twice the size, the encoder's features beside, two convolutions."""

    def __init__(self, channels: int, beside: int, out: int) -> None:
        super().__init__()
        self._joins = beside > 0
        self.conv1, self.conv2 = _smoothed(channels + beside, out), _smoothed(out, out)

    def forward(self, values: Tensor, beside: Tensor) -> Tensor:
        values = functional.interpolate(values, size=beside.shape[2:], mode="nearest")
        if self._joins:
            values = torch.cat([values, beside], dim=1)
        found: Tensor = self.conv2(self.conv1(values))
        return found


def _convolved(channels: int, out: int, size: int, stride: int = 1, groups: int = 1) -> nn.Sequential:
    conv = nn.Conv2d(channels, out, size, stride, size // 2, groups=groups, bias=False)
    return nn.Sequential(conv, nn.BatchNorm2d(out), nn.ReLU6(inplace=True))


def _smoothed(channels: int, out: int) -> nn.Sequential:
    conv = nn.Conv2d(channels, out, 3, padding=1, bias=False)
    return nn.Sequential(conv, nn.BatchNorm2d(out), nn.ReLU(inplace=True))
