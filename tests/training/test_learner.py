"""The learner: quick gradients are the true ones, workers agree, rates rise and fall, frozen blocks stay."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
import torch
from torch import nn

from twowei.errors import ModelError
from twowei.training.depthwise import StridedDepthwise, quicken
from twowei.training.learner import Learner, rate_share, segmentation_loss
from twowei.training.recipe import Recipe


@pytest.fixture
def recipe(make_recipe: Callable[..., Recipe]) -> Recipe:
    return make_recipe(steps=100, threads=2, warmup_steps=10, decay_steps=20)


def test_quick_gradients_are_the_true_ones() -> None:
    torch.manual_seed(0)
    plain = nn.Conv2d(6, 6, 3, 2, 1, groups=6, bias=False)
    values = torch.randn(2, 6, 8, 12, requires_grad=True)
    weights = torch.randn(2, 6, 4, 6)
    expected = torch.autograd.grad((plain(values) * weights).sum(), (values, plain.weight))
    quick = StridedDepthwise(plain)
    found = torch.autograd.grad((quick(values) * weights).sum(), (values, quick.weight))
    assert all(torch.allclose(a, b, atol=1e-5) for a, b in zip(expected, found, strict=True))


def test_quickening_changes_only_strided_depthwise_convolutions() -> None:
    network = nn.Sequential(nn.Conv2d(4, 4, 3, 2, 1, bias=False), nn.Conv2d(4, 4, 3, 2, 1, groups=4, bias=False))
    names = list(network.state_dict())
    quicken(network)
    assert isinstance(network[0], nn.Conv2d) and isinstance(network[1], StridedDepthwise)
    assert list(network.state_dict()) == names


def test_rates_rise_stay_and_fall(recipe: Recipe) -> None:
    shares = [rate_share(step, recipe) for step in range(100)]
    assert shares[0] < 0.1 and shares[:10] == sorted(shares[:10])
    assert shares[10:80] == [1.0] * 70
    assert shares[80:] == sorted(shares[80:], reverse=True) and shares[99] < 0.01


def noise(seed: int) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    rng = torch.Generator().manual_seed(seed)
    before, after = (torch.randn(2, 3, 64, 64, generator=rng) for _ in range(2))
    new = (torch.rand(2, 1, 64, 64, generator=rng) > 0.7).float()
    return before, after, torch.cat([new, torch.ones_like(new)], 1)


def test_a_run_is_repeatable_and_restorable(recipe: Recipe) -> None:
    first, second = Learner(recipe), Learner(recipe)
    for step in range(2):
        first.learn(noise(step))
        second.learn(noise(step))
    assert all(torch.equal(a, b) for a, b in zip(first.network.parameters(), second.network.parameters(), strict=True))
    third = Learner(replace(recipe, seed=8))
    third.restore(second.state())
    for learner in (first, third):
        learner.learn(noise(2))
    same = zip(first.average.state_dict().values(), third.average.state_dict().values(), strict=True)
    assert all(torch.equal(a, b) for a, b in same)


def test_frozen_blocks_stay(recipe: Recipe) -> None:
    learner = Learner(replace(recipe, frozen_blocks=2))
    began = {k: v.clone() for k, v in learner.network.state_dict().items()}
    learner.learn(noise(0))
    moved = {k for k, v in learner.network.state_dict().items() if not torch.equal(v, began[k])}
    assert not any(name.startswith(("encoder.features.0.", "encoder.features.1.")) for name in moved)
    assert any(name.startswith("encoder.features.2.") for name in moved)
    with pytest.raises(ModelError, match="to freeze"):
        Learner(replace(recipe, frozen_blocks=99))


def test_heavier_pixels_cost_more() -> None:
    logits, new = torch.zeros(1, 1, 4, 4), torch.zeros(1, 1, 4, 4)
    light, heavy = (segmentation_loss(logits, torch.cat([new, torch.full_like(new, w)], 1)) for w in (1.0, 2.0))
    assert float(heavy) > float(light)
