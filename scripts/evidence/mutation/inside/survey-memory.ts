import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

/** What a test comes by, known from an earlier stretch. */
export type Surveyed = { mutants: readonly string[]; fixtures: readonly string[]; tookMs: number };

/** What is known of tests and fixtures: by the hash of a test's file and its name, and by a fixture's name. */
export type SurveyMemory = {
  tests: Record<string, Surveyed>;
  fixtures: Record<string, readonly string[]>;
};

export function readSurvey(file: string): SurveyMemory {
  if (!existsSync(file)) return { tests: {}, fixtures: {} };
  return JSON.parse(readFileSync(file, 'utf8')) as SurveyMemory;
}

export function writeSurvey(file: string, memory: SurveyMemory): void {
  writeFileSync(`${file}.${process.pid}`, JSON.stringify(memory));
  renameSync(`${file}.${process.pid}`, file);
}
