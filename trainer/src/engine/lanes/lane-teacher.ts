import type { BaseModel } from '../../model/base-model.ts';
import type { Softness } from '../decoder/distillation-graph.ts';
import { readFrozenWeights } from '../decoder/frozen-weights.ts';
import type { RopeTables } from '../decoder/rope-tables.ts';
import type { TeacherModel } from '../decoder/teacher.ts';
import type { Precision } from '../executor/executor-choice.ts';
import { sharedRoom } from './shared-room.ts';

/** A model of the same vocabulary to learn from; it may be closed once an engine is open. */
export type TeacherOption = (Softness & { model: BaseModel; table: RopeTables }) | undefined;

/** The teacher of an engine's lanes, its weights in memory that threads share. */
export async function laneTeacher(
  teacher: TeacherOption,
  precision: Precision,
): Promise<TeacherModel | undefined> {
  if (!teacher) return undefined;
  const { model, temperature, weight, table } = teacher;
  return {
    ...{ temperature, weight, table, config: model.config },
    frozen: await readFrozenWeights(model, sharedRoom(precision)),
  };
}
