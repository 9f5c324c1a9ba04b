"""Strided depthwise convolutions whose gradient is quick on a CPU.

oneDNN has no bf16 kernel for the input gradient of a depthwise convolution with stride 2 and falls back to a
reference loop: it took a quarter of a training step. A stride-1 convolution over the gradient with zeros between
its values is the same sum, and has a kernel.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn
from torch.nn.functional import conv2d


class _Strided(torch.autograd.Function):
    """A depthwise 3×3 convolution with stride 2 and padding 1."""

    @staticmethod
    def forward(ctx: Any, values: Tensor, kernel: Tensor) -> Tensor:
        ctx.save_for_backward(values, kernel)
        return conv2d(values, kernel, None, 2, 1, 1, kernel.shape[0])

    @staticmethod
    def backward(ctx: Any, *gradients: Tensor) -> tuple[Tensor, Tensor]:
        values, kernel = ctx.saved_tensors
        gradient = gradients[0]
        spread = torch.zeros_like(values, memory_format=torch.channels_last)
        spread[:, :, ::2, ::2] = gradient
        to_values = conv2d(spread, kernel.flip(2, 3), None, 1, 1, 1, kernel.shape[0])
        to_kernel = torch.ops.aten.convolution_backward(
            gradient, values, kernel, None, [2, 2], [1, 1], [1, 1], False, [0, 0], kernel.shape[0], [False, True, False]
        )[1]
        return to_values, to_kernel


class StridedDepthwise(nn.Module):
    """Stands in for a depthwise `nn.Conv2d` (3×3, stride 2, padding 1, no bias) and shares its kernel."""

    def __init__(self, convolution: nn.Conv2d) -> None:
        super().__init__()
        self.weight = convolution.weight

    def forward(self, values: Tensor) -> Tensor:
        """Return the convolution of (n, c, h, w); height and width must be even."""
        if torch.is_autocast_enabled("cpu"):
            kind = torch.get_autocast_dtype("cpu")
            out: Tensor = _Strided.apply(values.to(kind), self.weight.to(kind))
        else:
            out = _Strided.apply(values, self.weight)
        return out


def quicken(network: nn.Module) -> None:
    """Replace every strided depthwise 3×3 convolution; the names of the weights stay as they are."""
    for module in list(network.modules()):
        for name, child in list(module.named_children()):
            if isinstance(child, nn.Conv2d) and _fits(child):
                setattr(module, name, StridedDepthwise(child))


def _fits(convolution: nn.Conv2d) -> bool:
    square = convolution.kernel_size == (3, 3) and convolution.stride == (2, 2) and convolution.padding == (1, 1)
    return square and convolution.groups == convolution.in_channels > 1 and convolution.bias is None
