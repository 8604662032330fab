"""A Llama decoder with LoRA in plain torch: what the trainer's gradients are compared with.

Reads a request as JSON from standard input and writes, for double and for single precision, the loss, the gradient
of every LoRA matrix at the start and every LoRA matrix after training. It shares no code with the trainer: packing,
labels, rotary angles, mask and loss are derived here from the documents alone, derivatives come from autograd.
"""

import json
import sys

import torch
import torch.nn.functional as F

torch.set_num_threads(1)


def main():
    request = json.load(sys.stdin)
    results = {name: run(request, getattr(torch, name)) for name in ("float64", "float32")}
    json.dump({"version": torch.__version__, **results}, sys.stdout)


def run(request, dtype):
    weights = {name: tensor(entry, dtype) for name, entry in request["weights"].items()}
    adapter = {name: tensor(entry, dtype).requires_grad_() for name, entry in request["adapter"].items()}
    model = Decoder(request["config"], weights, adapter, request["loraScale"])
    batch = request["sequences"]

    loss = mean_loss(model, batch)
    loss.backward()
    gradients = {name: matrix.grad.flatten().tolist() for name, matrix in adapter.items()}
    train(model, batch, list(adapter.values()), request["optimizer"])
    trained = {name: matrix.detach().flatten().tolist() for name, matrix in adapter.items()}
    return {"loss": loss.item(), "gradients": gradients, "trained": trained}


def train(model, batch, matrices, options):
    optimizer = torch.optim.AdamW(
        matrices,
        betas=(options["beta1"], options["beta2"]),
        eps=options["epsilon"],
        weight_decay=options["weightDecay"],
    )
    for rate in options["rates"]:
        optimizer.zero_grad()
        mean_loss(model, batch).backward()
        # torch's own clipping adds 1e-6 to the norm, which would hide smaller differences.
        norm = torch.cat([matrix.grad.flatten() for matrix in matrices]).norm()
        for matrix in matrices:
            matrix.grad *= torch.clamp(options["clipNorm"] / norm, max=1.0)
        for group in optimizer.param_groups:
            group["lr"] = rate
        optimizer.step()


def mean_loss(model, batch):
    """Mean over all counted tokens of the batch, whatever sequence they stand in."""
    sums, count = [], 0
    for documents in batch:
        ids = torch.tensor([token for document in documents for token in document["ids"]])
        positions = torch.cat([torch.arange(len(document["ids"])) for document in documents])
        owner = torch.cat([torch.full((len(document["ids"]),), i) for i, document in enumerate(documents)])
        counted = torch.tensor([flag == 1 for document in documents for flag in document["counted"]])
        logits = model.logits(ids, positions, owner)
        # A token is predicted from the one before it; the first of a document from nothing.
        target = torch.nonzero(counted & (positions > 0)).flatten()
        sums.append(F.cross_entropy(logits[target - 1], ids[target], reduction="sum"))
        count += len(target)
    return sum(sums) / count


class Decoder:
    def __init__(self, config, weights, adapter, lora_scale):
        self.config = config
        self.weights = weights
        self.adapter = adapter
        self.lora_scale = lora_scale
        self.dtype = weights["model.norm.weight"].dtype

    def logits(self, ids, positions, owner):
        x = self.weights["model.embed_tokens.weight"][ids]
        past = torch.ones(len(ids), len(ids)).tril().bool()
        visible = past & (owner[:, None] == owner[None, :])
        for layer in range(self.config["layers"]):
            path = f"model.layers.{layer}"
            x = x + self.attention(path, self.norm(x, f"{path}.input_layernorm"), positions, visible)
            x = x + self.feed_forward(path, self.norm(x, f"{path}.post_attention_layernorm"))
        head = "model.embed_tokens" if self.config["tiedEmbeddings"] else "lm_head"
        return self.norm(x, "model.norm") @ self.weights[f"{head}.weight"].T

    def attention(self, path, x, positions, visible):
        config = self.config
        heads, groups, width = config["heads"], config["keyValueHeads"], config["headDim"]

        def split(projection, count):
            return self.linear(x, f"{path}.self_attn.{projection}").view(-1, count, width).transpose(0, 1)

        q = self.rotate(split("q_proj", heads), positions)
        k = self.rotate(split("k_proj", groups), positions).repeat_interleave(heads // groups, dim=0)
        v = split("v_proj", groups).repeat_interleave(heads // groups, dim=0)
        scores = (q @ k.transpose(1, 2)) / width**0.5
        share = torch.softmax(scores.masked_fill(~visible, float("-inf")), dim=-1)
        mixed = (share @ v).transpose(0, 1).reshape(len(x), heads * width)
        return self.linear(mixed, f"{path}.self_attn.o_proj")

    def feed_forward(self, path, x):
        gate = F.silu(self.linear(x, f"{path}.mlp.gate_proj"))
        return self.linear(gate * self.linear(x, f"{path}.mlp.up_proj"), f"{path}.mlp.down_proj")

    def linear(self, x, path):
        a, b = (self.adapter[f"base_model.model.{path}.lora_{name}.weight"] for name in "AB")
        return x @ self.weights[f"{path}.weight"].T + self.lora_scale * ((x @ a.T) @ b.T)

    def norm(self, x, path):
        mean = x.pow(2).mean(-1, keepdim=True)
        return x * torch.rsqrt(mean + self.config["normEpsilon"]) * self.weights[f"{path}.weight"]

    def rotate(self, x, positions):
        """Angles in double precision, so that single precision is measured at its best."""
        half = self.config["headDim"] // 2
        speed = self.config["ropeBase"] ** (-torch.arange(half, dtype=torch.float64) / half)
        angles = positions.double()[:, None] * speed
        cosine, sine = angles.cos().to(self.dtype), angles.sin().to(self.dtype)
        first, second = x[..., :half], x[..., half:]
        return torch.cat([first * cosine - second * sine, second * cosine + first * sine], dim=-1)


def tensor(entry, dtype):
    return torch.tensor(entry["data"], dtype=dtype).reshape(entry["shape"])


main()
