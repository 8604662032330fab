/** Bytes `offset` to `offset + length - 1`; without `length`, to the end. */
export type ByteRange = { offset: number; length?: number };

/** Content that is in the store: its CID (v1, base32) and its size in bytes. */
export type StoredContent = { cid: string; size: number };

/** A file as it flows: chunks of any size, in order. */
export type ByteStream = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/** How a store stands. */
export type StoreStatus = {
  backend: 'embedded' | 'gateway' | 'kubo';
  ok: boolean;
  pinned: number;
  /** One line for a person. */
  detail: string;
};

/**
 * Content by its address. A CID is a raw block or a file under the UnixFS profile `unixfs-v1-2025`; every
 * byte that leaves a store was hashed against the CID that was asked for.
 */
export type ContentStore = {
  /** Stores a file and says what it is called. */
  put(content: ByteStream, options?: { signal?: AbortSignal }): Promise<StoredContent>;
  /**
   * Stores a file whose CID is known, or nothing at all.
   *
   * @throws CidMismatchError when the bytes are other bytes.
   * @throws ContentTooLargeError when more than `maxBytes` arrive.
   */
  putWithCid(
    cid: string,
    content: ByteStream,
    options?: { maxBytes?: number; signal?: AbortSignal },
  ): Promise<StoredContent>;
  /**
   * Reads a file or a part of it.
   *
   * @throws ContentMissingError when a block is nowhere; BlockCorruptError when only wrong bytes were found.
   */
  get(cid: string, range?: ByteRange, options?: { signal?: AbortSignal }): AsyncIterable<Uint8Array>;
  /** Bytes of the file. */
  size(cid: string, options?: { signal?: AbortSignal }): Promise<number>;
  /** Whether every block of the file is here, without asking anyone else. */
  has(cid: string): Promise<boolean>;
  /** Keeps the file; fetches what is missing first. */
  pin(cid: string, options?: { signal?: AbortSignal }): Promise<void>;
  unpin(cid: string): Promise<void>;
  status(): Promise<StoreStatus>;
};
