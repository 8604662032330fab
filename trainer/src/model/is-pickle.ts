const PICKLE_NAMES = /\.(bin|pt|pth|pkl|pickle|ckpt|joblib)$/i;

/**
 * Whether a file is a Python pickle: by its name, by pickle's protocol mark (PROTO, then version 2 to 5, then an
 * opcode that can follow), or as the zip that `torch.save` writes.
 *
 * @param head The first bytes of the file.
 */
export function isPickle(name: string, head: Uint8Array): boolean {
  if (PICKLE_NAMES.test(name)) return true;
  const [a, b, c, d] = head;
  // A safetensors header may be as long as the mark reads as a number, but its JSON begins at byte 8.
  if (head[8] === 0x7b) return false;
  const zip = a === 0x50 && b === 0x4b && c === 3 && d === 4;
  const protocol = a === 0x80 && b! >= 2 && b! <= 5 && AFTER_PROTO.has(c!);
  return zip || protocol;
}

// FRAME, ( ] } ) c K and the LONG1, SHORT_BINUNICODE that Python's pickler writes first.
const AFTER_PROTO = new Set([0x95, 0x28, 0x5d, 0x7d, 0x29, 0x63, 0x4b, 0x8a, 0x8c]);
