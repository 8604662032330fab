import { Command } from 'commander';
import { inspectExecutors } from '../engine/executor/inspect/inspect-executors.ts';
import { openVino } from './choose-executor.ts';
import { cacheDirOf } from './find-model.ts';
import type { Surroundings } from './surroundings.ts';
import { UsageError } from './usage-error.ts';

const EXAMPLES = `
Examples:
  cultivar-train doctor

An executor is used only where its gradients agree with a reference on this machine.
`;

/** `doctor`: which executors were found, which compute right, and which one is taken. */
export function doctorCommand(surroundings: Surroundings): Command {
  return new Command('doctor')
    .description('Say what this machine can train with, and check that it computes right.')
    .addHelpText('after', EXAMPLES)
    .action(async () => {
      const { out, env } = surroundings;
      const openVinoDir = await openVino(surroundings);
      const report = await inspectExecutors({
        ...{ openVinoDir, cacheDir: cacheDirOf(env), optIn: ['wasm'] },
      });
      if (out.isTTY) {
        for (const { executor, state, reason, class: name } of report.findings)
          out.write(`${state.padEnd(7)} ${executor.padEnd(14)} ${reason ?? name ?? ''}\n`);
        if (report.chosen) out.write(`\ntrains with ${report.chosen.executor}\n`);
      } else out.write(`${JSON.stringify({ type: 'executors', ...report })}\n`);
      if (!report.chosen) throw new UsageError('nothing here can train', 'Give the job to another machine.');
    });
}
