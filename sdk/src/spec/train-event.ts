import { z } from 'zod';
import { bytes32 } from './manifest/fields.ts';

const base = {
  /** Grows by one with every event of a run, from 1; a reader resumes from the last one it saw. */
  seq: z.number().int().positive(),
  /** Milliseconds since the Unix epoch. */
  timeMs: z.number().int().nonnegative(),
};

/** How pairs of answers stand, as means over them. A reward is beta times a log-probability less the reference's. */
const preferenceSchema = z.object({
  chosenReward: z.number(),
  rejectedReward: z.number(),
  margin: z.number(),
  /** Share of the pairs whose better answer has the higher reward. */
  accuracy: z.number().min(0).max(1),
});

/** How pairs of answers stand, as means over them. */
export type PreferenceReport = z.infer<typeof preferenceSchema>;

/** What a trainer says while it works. */
export const trainEventSchema = z.discriminatedUnion('type', [
  z.object({
    ...base,
    type: z.literal('started'),
    engine: z.string(),
    class: z.string(),
    steps: z.number().int().positive(),
    rows: z.number().int().positive(),
    heldOutRows: z.number().int().nonnegative(),
    skippedRows: z.number().int().nonnegative(),
    /** Tokens one pass over the training rows holds. */
    tokens: z.number().int().positive(),
    trainableParameters: z.number().int().positive(),
    resumedFromStep: z.number().int().nonnegative(),
  }),
  z.object({
    ...base,
    type: z.literal('step'),
    step: z.number().int().positive(),
    /** Nats a token, over the unmasked tokens of the whole optimiser step; for pairs of answers nats a pair. */
    loss: z.number(),
    learningRate: z.number(),
    gradNorm: z.number(),
    /** Where pairs of answers are learnt: those of this step, before it. */
    preference: preferenceSchema.optional(),
    /** Tokens trained on so far. */
    tokens: z.number().int().positive(),
    tokensPerSecond: z.number().nonnegative(),
    secondsLeft: z.number().nonnegative(),
  }),
  z.object({
    ...base,
    type: z.literal('eval'),
    step: z.number().int().nonnegative(),
    heldOutLoss: z.number(),
    tokens: z.number().int().positive(),
    /** Evaluations in a row without enough gain, this one included, where the run may end early. */
    withoutGain: z.number().int().nonnegative().optional(),
    /** Where pairs of answers are learnt: those that are held out. */
    preference: preferenceSchema.optional(),
  }),
  z.object({
    ...base,
    type: z.literal('checkpoint'),
    step: z.number().int().nonnegative(),
    leaf: z.number().int().nonnegative(),
    leafHash: bytes32,
  }),
  z.object({ ...base, type: z.literal('warning'), code: z.string(), message: z.string() }),
  z.object({ ...base, type: z.literal('failed'), code: z.string(), message: z.string(), hint: z.string() }),
  z.object({
    ...base,
    type: z.literal('finished'),
    steps: z.number().int().positive(),
    /** Steps that were asked for, where the run ended before them since the held-out loss no longer fell. */
    plannedSteps: z.number().int().positive().optional(),
    seconds: z.number().nonnegative(),
    tokensPerSecond: z.number().nonnegative(),
    heldOutLossBefore: z.number().optional(),
    heldOutLossAfter: z.number().optional(),
    peakMemoryBytes: z.number().int().positive(),
  }),
]);

/** What a trainer says while it works. */
export type TrainEvent = z.infer<typeof trainEventSchema>;
