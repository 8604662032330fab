"""Bases in four bits."""

from pathlib import Path

import pytest
import torch
from tiny_run import events_of, tiny_run
from torch import nn
from transformers import LlamaConfig, LlamaForCausalLM

from cultivar_trainer.base_model import open_base
from cultivar_trainer.cli import main
from cultivar_trainer.device import Device
from cultivar_trainer.pack_layers import pack_layers
from cultivar_trainer.packed_linear import PackedLinear
from cultivar_trainer.processes import Processes
from cultivar_trainer.q4_1 import pack, unpack
from cultivar_trainer.request import LocalFile
from cultivar_trainer.train_error import TrainError

CPU = Device("cpu", torch.float32, exact=False)


def test_blocks_have_the_bits_of_the_typescript_trainer() -> None:
    # From `quantizeQ4_1` of 32 sines, rounded to f32, and 32 equal values.
    values = torch.cat([(torch.arange(32, dtype=torch.float64).sin() * 0.3).float(), torch.full((32,), 0.125)])
    expected = "1929cdb4580e2e99e2e0751c1f7bd3f0a33b0f4c" + "00000030" + "00" * 16
    assert bytes(pack(values[None]).reshape(-1).tolist()).hex() == expected
    assert unpack(pack(values[None]))[0, 32:].tolist() == [0.125] * 32


def test_what_is_unpacked_is_within_half_a_level() -> None:
    torch.manual_seed(1)
    matrix = torch.randn(8, 64)
    again = unpack(pack(matrix))
    width = matrix.view(8, 2, 32)
    step = (width.amax(-1) - width.amin(-1)) / 15
    assert ((again - matrix).abs().view(8, 2, 32) <= 0.51 * step[..., None]).all()


def test_a_packed_module_has_the_results_and_gradients_of_what_its_blocks_say() -> None:
    torch.manual_seed(2)
    plain = nn.Linear(64, 5)
    packed = PackedLinear(pack(plain.weight), plain.bias, CPU)
    with torch.no_grad():
        plain.weight.copy_(packed.weight)
    x = torch.randn(3, 64, requires_grad=True)
    gradients = []
    for module in (plain, packed):
        x.grad = None
        module(x).pow(2).sum().backward()
        gradients.append(x.grad)
    torch.testing.assert_close(packed(x), plain(x))
    torch.testing.assert_close(gradients[1], gradients[0])
    assert not any(parameter.numel() > 5 for parameter in packed.parameters())


def test_a_model_keeps_the_matrices_of_its_layers_alone_in_four_bits(tmp_path: Path, model: Path) -> None:
    files = [LocalFile(name=path.name, path=str(path)) for path in model.iterdir()]
    opened = open_base(files, tmp_path, Processes(), CPU, in_four_bits=True)
    packed = [name for name, module in opened.named_modules() if isinstance(module, PackedLinear)]
    assert len(packed) == 14
    assert all(".layers." in name for name in packed)
    assert type(opened.lm_head) is nn.Linear


def test_learns_on_a_base_in_four_bits(tmp_path: Path, model: Path) -> None:
    request = tiny_run(tmp_path, model, steps=12, segmentSteps=12, baseWeights="q4_1")
    assert main(["--request", str(request)]) == 0
    losses = [event["loss"] for event in events_of(request) if event["type"] == "step"]
    assert losses[-1] < 0.9 * losses[0]


def test_refuses_rows_that_are_no_whole_blocks() -> None:
    sizes = {"hidden_size": 48, "intermediate_size": 64, "num_attention_heads": 4, "num_key_value_heads": 4}
    odd = LlamaForCausalLM(LlamaConfig(vocab_size=16, num_hidden_layers=1, **sizes))
    with pytest.raises(TrainError, match=r"model\.layers\.0\.self_attn\.q_proj: its rows have 48 values"):
        pack_layers(odd, None, CPU)
