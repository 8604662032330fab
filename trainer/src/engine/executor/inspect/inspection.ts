/** An executor that is looked at only when it is asked for: no machine trains with it of its own accord. */
export type OptInExecutor = 'wasm' | 'ort-webgpu';

/** What to look at on a machine. */
export type Inspection = {
  /** Folder of OpenVINO's libraries, from `fetchOpenVino`; absent: there are none. */
  openVinoDir?: string | undefined;
  /** Remembers what has passed, by graphs, library and CPU. */
  cacheDir?: string | undefined;
  /** Executors to look at besides those that `auto` chooses from; default none. */
  optIn?: readonly OptInExecutor[] | undefined;
};
