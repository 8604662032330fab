"""The two small tokenizers of the fixtures: byte-level BPE as GPT-2 has it, and sentencepiece's BPE."""

import io
import json

import gguf
import tokenizers
from sentencepiece import SentencePieceProcessor, SentencePieceTrainer
from tokenizers import decoders, models, normalizers, pre_tokenizers, trainers

SIZE = 320
SPECIAL = ["<|pad|>", "<|im_start|>", "<|im_end|>"]
TEXTS = [
    "the cat sat on the mat and the other cat sat there too",
    "one and two are three, and three and four are seven",
    "that is what the others said in the end",
] * 4
NUMBERS = ["123 1234 12345 1234567", "it's I'll they've"] * 4
CHECKED = ["I'LL see THE cat's 1234567 mats", "the others", "a\r\n\r\n  b \t c", "e\u0301te\u0301 !!??", "the cat", " two  spaces", "naïve 東京 12345", "it's the end\n\nof it", "", "<|im_start|>user\nhi<|im_end|>"]
TEMPLATE = (
    "{% for message in messages %}{{'<|im_start|>' + message['role'] + '\\n' + message['content'] + '<|im_end|>\\n'}}"
    "{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}"
)


# How Llama 3 and Qwen 2 cut a text: they differ in how many digits stand together.
WORDS = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|%s"
    r"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)


def llama3():
    return byte_level(WORDS % r"\p{N}{1,3}", ignore_merges=True)


def qwen2():
    tokenizer = byte_level(WORDS % r"\p{N}")
    tokenizer.normalizer = normalizers.NFC()
    return tokenizer


def byte_level(pattern=None, ignore_merges=False):
    tokenizer = tokenizers.Tokenizer(models.BPE(ignore_merges=ignore_merges))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    if pattern:
        cut = pre_tokenizers.Split(tokenizers.Regex(pattern), "isolated")
        tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
            [cut, pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)]
        )
    tokenizer.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    tokenizer.train_from_iterator(
        TEXTS + NUMBERS if pattern else TEXTS,
        trainers.BpeTrainer(
            vocab_size=SIZE, special_tokens=SPECIAL, initial_alphabet=sorted(alphabet), show_progress=False
        ),
    )
    return tokenizer


def sentencepiece():
    """Pieces with their merges in the order of their scores; what no piece has falls apart into bytes."""
    bytes_ = [f"<0x{byte:02X}>" for byte in range(256)]
    letters = sorted(set("".join(TEXTS).replace(" ", "▁")))
    base = SPECIAL + ["<unk>"] + bytes_
    trained = tokenizers.Tokenizer(models.BPE())
    trained.pre_tokenizer = pre_tokenizers.Metaspace()
    trained.train_from_iterator(
        TEXTS, trainers.BpeTrainer(vocab_size=SIZE - len(base), initial_alphabet=letters, show_progress=False)
    )
    model = json.loads(trained.to_str())["model"]
    pieces = sorted(model["vocab"], key=model["vocab"].get)
    vocab = {token: at for at, token in enumerate(base + pieces)}
    merges = [tuple(merge) for merge in model["merges"]]
    tokenizer = tokenizers.Tokenizer(
        models.BPE(vocab=vocab, merges=merges, unk_token="<unk>", fuse_unk=True, byte_fallback=True)
    )
    tokenizer.normalizer = normalizers.Sequence([normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")])
    tokenizer.decoder = decoders.Sequence(
        [decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse(), decoders.Strip(" ", 1, 0)]
    )
    tokenizer.add_special_tokens(SPECIAL + ["<unk>"])
    return tokenizer


TOKENIZERS = {"byte-level": byte_level, "sentencepiece": sentencepiece, "llama-bpe": llama3, "qwen2": qwen2}


def write_pieces(path):
    """A vocabulary that sentencepiece itself trained, as GGUF keeps one, and what it makes of the texts."""
    model = io.BytesIO()
    SentencePieceTrainer.train(
        sentence_iterator=iter(TEXTS),
        model_writer=model,
        model_type="bpe",
        vocab_size=300,
        byte_fallback=True,
        normalization_rule_name="identity",
        remove_extra_whitespaces=False,
        hard_vocab_limit=False,
        minloglevel=2,
    )
    trained = SentencePieceProcessor(model_proto=model.getvalue())
    every = range(trained.vocab_size())
    flags = (
        (trained.IsByte, gguf.TokenType.BYTE),
        (trained.IsUnknown, gguf.TokenType.UNKNOWN),
        (trained.IsControl, gguf.TokenType.CONTROL),
    )
    pieces = {
        "tokens": [trained.IdToPiece(at) for at in every],
        "scores": [trained.GetScore(at) for at in every],
        "types": [next((int(kind) for has, kind in flags if has(at)), int(gguf.TokenType.NORMAL)) for at in every],
        "encoded": {text: trained.encode(text) for text in CHECKED if "<|" not in text},
    }
    path.write_text(json.dumps(pieces) + "\n")


def write_tokenizer(folder, name):
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer = TOKENIZERS[name]()
    (folder / "tokenizer.json").write_text(tokenizer.to_str() + "\n")
    (folder / "chat_template.jinja").write_text(TEMPLATE)
    ids = {text: tokenizer.encode(text, add_special_tokens=False).ids for text in CHECKED}
    (folder / "expected.json").write_text(json.dumps(ids) + "\n")


def write_gguf_tokenizer(writer, name):
    tokenizer = TOKENIZERS[name]()
    model = json.loads(tokenizer.to_str())["model"]
    tokens = sorted(model["vocab"], key=model["vocab"].get)
    tokens += [f"[PAD{at}]" for at in range(len(tokens), SIZE)]
    byte = name == "sentencepiece"
    writer.add_tokenizer_model("llama" if byte else "gpt2")
    if not byte:
        writer.add_tokenizer_pre("gpt-2")
        writer.add_token_merges([" ".join(merge) for merge in model["merges"]])
    writer.add_token_list(tokens)
    writer.add_token_types([kind(token) for token in tokens])
    if byte:
        # Sentencepiece scores a piece by when it was merged; single letters come after all merges.
        order = {"".join(merge): at for at, merge in reversed(list(enumerate(model["merges"])))}
        writer.add_token_scores([-float(order.get(token, len(order))) for token in tokens])
        writer.add_add_space_prefix(True)
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(2)
    writer.add_pad_token_id(0)
    writer.add_chat_template(TEMPLATE)


def kind(token):
    if token in SPECIAL:
        return gguf.TokenType.CONTROL
    if token == "<unk>":
        return gguf.TokenType.UNKNOWN
    if token.startswith("[PAD"):
        return gguf.TokenType.UNUSED
    return gguf.TokenType.BYTE if token.startswith("<0x") else gguf.TokenType.NORMAL
