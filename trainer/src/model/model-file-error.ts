/** What was wrong with a model's file. */
export type ModelFileCode =
  /** A file that the model needs is not among those given. */
  | 'missing'
  /** Not a format that is read: neither GGUF nor safetensors. */
  | 'unknown_format'
  /** A Python pickle: it runs code when opened, so it never is. */
  | 'pickle'
  /** Shorter than its own header says. */
  | 'truncated'
  /** The header contradicts itself or the file. */
  | 'malformed'
  /** Larger than the reader accepts. */
  | 'too_large'
  /** Well formed, but of a kind that the trainer does not know. */
  | 'unsupported'
  /** A weight is absent or has another shape than the configuration says. */
  | 'weights'
  /** Size or sha256 differ from what was promised. */
  | 'digest';

/** A model or adapter file was refused. */
export class ModelFileError extends Error {
  override readonly name = 'ModelFileError';
  readonly code: ModelFileCode;
  /** The file's name as it was given. */
  readonly file: string;
  readonly detail: string;

  constructor(code: ModelFileCode, file: string, detail: string) {
    super(`${file}: ${detail}`);
    this.code = code;
    this.file = file;
    this.detail = detail;
  }
}
