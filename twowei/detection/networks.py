"""The network: one encoder looks at both dates, one decoder says where a building appeared."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn

from twowei.detection import mobile_unet
from twowei.detection.change_map import FULL_SCORE


class SiameseUnet(nn.Module):
    """A U-Net over the *signed* difference of two dates' features, with the after date's features beside it.

    The sign makes the network directional (a building that goes is no new building), so that the same
    weights run backwards find demolition. At the deepest level only the difference is used: its 1,280
    channels cost most of the decoder's time.

    Args:
        encoder: Name of a segmentation-models-pytorch encoder of depth 5.
        decoder_channels: Channels of the five decoder steps, coarse to fine.
        quickly: Whether it only takes weights that are there: the same layers, quicker to load where we have them.
    """

    def __init__(self, encoder: str, decoder_channels: Sequence[int], quickly: bool = False) -> None:
        super().__init__()
        if quickly and encoder == mobile_unet.NAME:
            self.encoder = mobile_unet.Encoder()
            self.decoder = mobile_unet.Decoder(_fused(self.encoder.out_channels), decoder_channels)
            self.head = mobile_unet.head(decoder_channels[-1])
            return
        # Takes seconds to load: only for training, and for encoders that only it has.
        from segmentation_models_pytorch.base import SegmentationHead
        from segmentation_models_pytorch.decoders.unet.decoder import UnetDecoder
        from segmentation_models_pytorch.encoders import get_encoder

        self.encoder = get_encoder(encoder, in_channels=3, depth=5, weights=None)
        self.decoder = UnetDecoder(_fused(self.encoder.out_channels), tuple(decoder_channels), n_blocks=5)
        self.head = SegmentationHead(decoder_channels[-1], 1, kernel_size=3)

    def forward(self, before: Tensor, after: Tensor) -> Tensor:
        """Return logits (n, 1, h, w) of "a building appeared" for two batches (n, 3, h, w) in [-1, 1].

        Height and width must be multiples of 32.
        """
        return self.decode(self.encode(before, after))

    def encode(self, before: Tensor, after: Tensor) -> list[tuple[Tensor, Tensor]]:
        """Return the features of both dates, level by level: they serve both directions."""
        count = before.shape[0]
        features = self.encoder(torch.cat([before, after]))
        return [(f[:count], f[count:]) for f in features]

    def decode(self, features: list[tuple[Tensor, Tensor]], backwards: bool = False) -> Tensor:
        """Return the logits of building appeared, or of building gone where ``backwards``."""
        pairs = [(b, a) if not backwards else (a, b) for b, a in features]
        fused = [torch.cat([a - b, a], dim=1) for b, a in pairs[:-1]]
        fused[0] = pairs[0][1]
        fused.append(pairs[-1][1] - pairs[-1][0])
        logits: Tensor = self.head(self.decoder(fused))
        return logits


def _fused(channels: Sequence[int]) -> list[int]:
    """Return the channels that the decoder sees, of those of the encoder: the picture first, then finer to coarser."""
    return [channels[0], *(2 * c for c in channels[1:-1]), channels[-1]]


class Scorer(nn.Module):
    """The network between pictures and scores, so that every runtime computes the same from end to end.

    Args:
        network: The network.
        ways: 1 for what appeared, 2 for what went, too.
        dtype: Number type of the network's weights.
    """

    def __init__(self, network: SiameseUnet, ways: int, dtype: torch.dtype = torch.float32) -> None:
        super().__init__()
        self.network, self._ways, self._dtype = network, ways, dtype

    def forward(self, before: Tensor, after: Tensor) -> Tensor:
        """Return scores as uint8 (n, ways, h, w), 0 to 254 for 0 to 1, of uint8 pictures (n, 3, h, w)."""
        features = self.network.encode(*((p.float() / 127.5 - 1).to(self._dtype) for p in (before, after)))
        logits = [self.network.decode(features, backwards=bool(way)) for way in range(self._ways)]
        return (torch.sigmoid(torch.cat(logits, dim=1).float()) * FULL_SCORE).round().to(torch.uint8)
