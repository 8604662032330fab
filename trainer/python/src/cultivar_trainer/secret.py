"""The secret of a trace leaf, and what of it is shown. The twin of `trainer/src/run/secret.ts` and `sdk/src/spec`.

The secret is a hash chain that only somebody who computed a segment knows. It is kept in a file that nobody else may
read and shown in no event, log or checkpoint.
"""

import hashlib

from Crypto.Hash import keccak


def start_secret(purpose: str, content: str) -> str:
    """A fresh chain; `purpose` keeps chains of different leaves apart."""
    return _sha256(f"cultivar/secret/{purpose}\n", content)


def extend_secret(chain: str, vector: memoryview) -> str:
    """The chain after one more link: a vector that the computation shows, little-endian f32."""
    return _sha256(chain, hashlib.sha256(vector).hexdigest())


def seal_of(secret: str) -> str:
    """What a leaf shows of its secret: three hashes of it."""
    seal = secret
    for _ in range(3):
        seal = _keccak256(bytes.fromhex(seal[2:]))
    return seal


def leaf_hash(job_id: int, index: int, state_hash: str, seal: str) -> str:
    """`keccak256(0x00, uint256 jobId, uint256 index, stateHash, seal)`, as the contracts compute it."""
    place = bytes(1) + job_id.to_bytes(32, "big") + index.to_bytes(32, "big")
    return _keccak256(place + bytes.fromhex(state_hash[2:]) + bytes.fromhex(seal[2:]))


def _sha256(*parts: str) -> str:
    return "0x" + hashlib.sha256("".join(parts).encode()).hexdigest()


def _keccak256(content: bytes) -> str:
    return "0x" + keccak.new(digest_bits=256, data=content).hexdigest()
