import { z } from 'zod';
import { commonFields } from './common.ts';
import { bytes32 } from './fields.ts';

/** An agent: a model (and adapter) with instructions and the tools it may call. */
export const agentManifestSchema = z.strictObject({
  ...commonFields,
  kind: z.literal('agent'),
  agent: z.strictObject({
    instructions: z.string().min(1).max(50_000),
    model: bytes32,
    adapter: bytes32.optional(),
    tools: z
      .array(
        z.strictObject({
          name: z.string().regex(/^[a-zA-Z_][a-zA-Z0-9_]{0,63}$/),
          description: z.string().max(1_000),
          /** JSON Schema of the arguments. */
          parameters: z.record(z.string(), z.unknown()),
        }),
      )
      .max(64)
      .optional(),
  }),
});

/** An agent's manifest. */
export type AgentManifest = z.infer<typeof agentManifestSchema>;
