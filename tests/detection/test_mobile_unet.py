"""The layers that compute are those that are trained: the same names, the same values to the last bit."""

from __future__ import annotations

import subprocess
import sys

import torch

from twowei.detection.networks import SiameseUnet


def test_values_are_those_of_the_trained_layers() -> None:
    torch.manual_seed(0)
    trained = SiameseUnet("mobilenet_v2", (48, 32, 24, 16, 8)).eval()
    quick = SiameseUnet("mobilenet_v2", (48, 32, 24, 16, 8), quickly=True).eval()
    quick.load_state_dict(trained.state_dict())
    before, after = torch.rand(2, 1, 3, 96, 64) * 2 - 1
    with torch.inference_mode():
        assert torch.equal(quick(before, after), trained(before, after))
    assert sum(p.numel() for p in quick.parameters()) == sum(p.numel() for p in trained.parameters())


def test_a_search_loads_no_library_of_trainers() -> None:
    code = """
import sys
from twowei.detection.card import load_card
from twowei.detection.torch_runtime import load_network
load_network(load_card("fast"))
sys.exit(bool({"torchvision", "segmentation_models_pytorch", "timm", "torch._dynamo"} & set(sys.modules)))
"""
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
