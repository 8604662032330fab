/** The release of OpenVINO that we run, library by library: each stands in the determinism class. */
export const OPENVINO_RELEASE = {
  version: '2026.4.1',
  /** `process.platform` and `process.arch` for which it is pinned. */
  platform: 'linux-x64',
  /** The one wheel, whatever Python pip runs under. */
  wheelTags: [
    '--platform=manylinux_2_28_x86_64',
    '--python-version=312',
    '--implementation=cp',
    '--abi=cp312',
  ],
  wheelFolder: 'openvino/libs',
  /** What we load; the others are loaded by it. */
  entry: 'libopenvino_c.so.2641',
  files: [
    {
      name: 'libopenvino_c.so.2641',
      size: 377_505,
      sha256: '0xd2d0836d422b21fc5da2739af0d6035df3fc6dd5e4756402eb848974edecf8a5',
    },
    {
      name: 'libopenvino.so.2641',
      size: 20_526_937,
      sha256: '0x9b9a80ac1f18e07b13ed54459d9a865bcfe9dc170dbf8fe740c2974b85ecedc1',
    },
    {
      name: 'libopenvino_onnx_frontend.so.2641',
      size: 6_827_321,
      sha256: '0x82d499f5b5e8514def7aaa1ecd5a9f570542d33ae9d00a0077f707cccd0e0192',
    },
    {
      name: 'libopenvino_intel_cpu_plugin.so',
      size: 63_691_929,
      sha256: '0x6599e3dd300d047b5ed72f8e48101c5f312c25321f35f57f803641ff8372900b',
    },
    {
      name: 'libtbb.so.12',
      size: 369_313,
      sha256: '0xac9518497a4f2cb6729792730f145ee58367316031511923fef263c9ac81ca61',
    },
    {
      name: 'libtbbmalloc.so.2',
      size: 159_729,
      sha256: '0x0cccbdb4783bf190da19b34540fb7f749b0955ec1982d7ac8e5f398365399895',
    },
  ],
} as const;
