import type { ExecutorChoice, Precision } from '../executor/executor-choice.ts';
import { openVinoGraph } from '../executor/openvino/openvino-graph.ts';
import { openVinoOptions } from '../executor/openvino/openvino-options.ts';
import { OPENVINO_RELEASE } from '../executor/openvino/openvino-release.ts';
import { ORT_VERSION } from '../executor/ort-native.ts';
import { ORT_SESSION_OPTIONS } from '../executor/ort-session-options.ts';
import { cpuModel } from './cpu-model.ts';
import { engineDigest } from './engine-digest.ts';
import { detectIsa } from './isa.ts';
import { wasmClass } from './wasm-class.ts';

/**
 * The determinism class of training on this machine: equal classes give equal bits.
 *
 * @param choice Only its name and its precision count.
 */
export function trainingClass(choice: ExecutorChoice = { name: 'ort-cpu' }): string {
  switch (choice.name) {
    case 'ort-cpu':
      return `exact:ort-cpu/${engineDigest({ ort: ORT_VERSION, options: ORT_SESSION_OPTIONS })}/${detectIsa()}`;
    case 'openvino': {
      const { precision } = choice;
      return `exact:openvino/${precision}-${openVinoDigest(precision)}/${cpuModel()}`;
    }
    case 'ort-webgpu':
      return 'tolerance';
    case 'wasm':
      return wasmClass();
  }
}

function openVinoDigest(precision: Precision): string {
  const libraries = OPENVINO_RELEASE.files.map(({ sha256 }) => sha256);
  return engineDigest({ openvino: libraries, options: openVinoOptions(precision) }, (graph) =>
    openVinoGraph(graph, precision),
  );
}
