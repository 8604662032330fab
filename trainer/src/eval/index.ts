export { compareLosses } from './compare-losses.ts';
export type { ComparisonOptions, Loss, LossComparison } from './compare-losses.ts';
export { answerReport } from './answer-report.ts';
export type { AnswerReport, AnswerTask } from './answer-report.ts';
export type { PairStanding } from './pair-standing.ts';
