import { Command } from 'commander';
import { inspectExecutors } from '../engine/executor/inspect/inspect-executors.ts';
import { inspectPython } from '../python/inspect-python.ts';
import type { PythonReport } from '../python/inspect-python.ts';
import { pythonEngine } from './choose-engine.ts';
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
        ...{ openVinoDir, cacheDir: cacheDirOf(env), optIn: ['wasm', 'ort-webgpu'] },
      });
      const python = await inspectPython(pythonEngine(env));
      if (out.isTTY) {
        for (const { executor, state, reason, class: name } of report.findings)
          out.write(`${state.padEnd(7)} ${executor.padEnd(14)} ${reason ?? name ?? ''}\n`);
        out.write(`${pythonLine(python)}\n`);
        if (report.chosen) out.write(`\ntrains with ${report.chosen.executor}\n`);
      } else out.write(`${JSON.stringify({ type: 'executors', ...report, python })}\n`);
      if (!report.chosen) throw new UsageError('nothing here can train', 'Give the job to another machine.');
    });
}

function pythonLine(report: PythonReport): string {
  if (report.state === 'absent') return `absent  python         ${report.reason}`;
  const { versions, gpus, extras } = report;
  const where = gpus.length > 0 ? gpus.join(', ') : 'no GPU: the CPU alone, slower than ours';
  const more = Object.entries(extras).map(([name, state]) => `${name}: ${state}`);
  return `found   python         ${report.class}; torch ${versions['torch']} on ${where}; ${more.join('; ')}`;
}
