import { isFull } from '../engine/decoder/full-layout.ts';
import { layoutOf } from '../engine/decoder/layout-of.ts';
import type { LoraLayout } from '../engine/decoder/lora-layout.ts';
import { readPackedMatrix } from '../engine/decoder/read-packed-matrix.ts';
import type { WeightSource } from '../model/base-model.ts';
import { unpackMatrix } from '../model/packed-matrix.ts';
import type { ChooseEngine, EngineState } from '../run/open-run.ts';
import { openTeacherModel } from '../run/open-teacher-model.ts';
import { TrainError } from '../run/train-error.ts';
import { isPythonClass, PYTHON_CLASS } from './is-python-class.ts';

/**
 * The Python engine as a run sees it that prepares its work: the layout and place of the values that it trains. It
 * computes in a process of its own, which makes its tables itself, so there is none to commit to.
 *
 * @throws TrainError where the job asks for a class of another engine.
 */
export const pythonEngineState: ChooseEngine<EngineState> = (manifest, request) => {
  if (!isPythonClass(manifest.class)) {
    throw new TrainError(
      'class_mismatch',
      `the job asks for class ${manifest.class}, the Python engine has tolerance and ${PYTHON_CLASS}…`,
      'Leave the engine out, or ask for one of its classes.',
    );
  }
  return async (opening) => {
    const { config, weights } = await opening.whole();
    const teacher = await openTeacherModel(manifest, request, opening.whole);
    const learntFrom = await teacher?.model.digests();
    await teacher?.model.close();
    const layout = layoutOf(config, manifest);
    const parameters = new Float32Array(layout.length);
    if (isFull(layout))
      for (const { name, offset } of layout.slots) parameters.set(await weights.read(name), offset);
    const none = new Float32Array(0);
    const table = { cosine: none, sine: none, positions: 0, width: 0 };
    return {
      layout,
      parameters,
      table,
      ...(isFull(layout)
        ? {}
        : { neutral: await neutralValues(layout, weights, manifest.baseWeights !== undefined) }),
      ...(learntFrom ? { teacher: { weights: learntFrom.weights, table } } : {}),
      close: async () => undefined,
    };
  };
};

/** What an adapter that changes nothing holds: zeros, and with DoRA the lengths of the frozen rows. */
async function neutralValues(
  layout: LoraLayout,
  weights: WeightSource,
  inFourBits: boolean,
): Promise<Float32Array> {
  const values = new Float32Array(layout.length);
  for (const { name, matrix, offset, length } of layout.slots) {
    if (matrix !== 'magnitude') continue;
    const stored = name.replace(/^base_model\.model\.(.*)\.\w+$/, '$1.weight');
    const weight = inFourBits ? await readUnpacked(weights, stored) : await weights.read(stored);
    const width = weight.length / length;
    for (let row = 0; row < length; row++) {
      let square = 0;
      for (let i = row * width; i < (row + 1) * width; i++) square += weight[i]! ** 2;
      values[offset + row] = Math.sqrt(square);
    }
  }
  return values;
}

/** The values of a matrix as its four bits say them. */
async function readUnpacked(weights: WeightSource, name: string): Promise<Float32Array> {
  const matrix = await readPackedMatrix(weights, name);
  const values = new Float32Array(matrix.shape.reduce((a, b) => a * b, 1));
  unpackMatrix(matrix, values);
  return values;
}
