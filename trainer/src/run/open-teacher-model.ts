import type { JobManifest } from '@cultivar/sdk/spec';
import type { Softness } from '../engine/decoder/distillation-graph.ts';
import { ropeTables } from '../engine/decoder/rope-tables.ts';
import type { RopeTables } from '../engine/decoder/rope-tables.ts';
import { shareFloats } from '../engine/lanes/shared-memory.ts';
import type { BaseModel } from '../model/base-model.ts';
import { openModel } from '../model/open-model.ts';
import { TrainError } from './train-error.ts';
import type { TrainRequest } from './train-request.ts';

/** A model to learn from, opened, and how to learn. */
export type OpenTeacher = Softness & { model: BaseModel; table: RopeTables };

/**
 * Opens the teacher of a job, where it has one. The caller closes its model.
 *
 * @throws ModelFileError; TrainError `request_refused` when its files are not there, or it speaks of other tokens.
 */
export async function openTeacherModel(
  { objective, sequenceLength }: JobManifest,
  { teacherFiles }: TrainRequest,
  student: () => Promise<BaseModel>,
): Promise<OpenTeacher | undefined> {
  if (objective?.name !== 'distillation') return undefined;
  if (!teacherFiles)
    throw refused(
      'the job learns from a teacher, the request brings none',
      'Bring the files of the teacher.',
    );
  const base = await student();
  const model = await openModel(teacherFiles);
  const difference = await vocabularyDifference(base, model);
  if (difference !== undefined) {
    await model.close();
    throw refused(
      `teacher and base are not of one vocabulary: ${difference}`,
      'Choose a teacher of the same family: its tokens must be those of the base.',
    );
  }
  const { temperature, weight } = objective;
  return { model, temperature, weight, table: ropeTables(model.config, sequenceLength, shareFloats) };
}

/** What tells two vocabularies apart, in words. */
async function vocabularyDifference(student: BaseModel, teacher: BaseModel): Promise<string | undefined> {
  const [own, other] = [student.config.vocabularySize, teacher.config.vocabularySize];
  if (own !== other) return `the base has ${own} tokens, the teacher ${other}`;
  const [mine, theirs] = await Promise.all([student.digests(), teacher.digests()]);
  if (mine.tokenizer === theirs.tokenizer) return undefined;
  for (let id = 0; id < student.tokenizer.vocabularySize; id++) {
    const [mine, theirs] = [student.tokenizer.decode([id]), teacher.tokenizer.decode([id])];
    if (mine !== theirs)
      return `token ${id} is ${JSON.stringify(mine)} in the base, ${JSON.stringify(theirs)} in the teacher`;
  }
  return undefined;
}

function refused(message: string, hint: string): TrainError {
  return new TrainError('request_refused', message, hint);
}
