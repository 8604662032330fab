import { logistic } from '../engine/math/logistic.ts';

/** Something of the better and of the worse answer. */
export type Pair = readonly [better: number, worse: number];

/** How a pair of answers stands. */
export type PairLoss = {
  /** Negative logarithm of the probability, in nats, that the better answer is preferred. */
  loss: number;
  /** What the loss gains when the better answer's negative log-likelihood, or the worse one's with a minus, grows. */
  pull: number;
  rewards: Pair;
};

/**
 * Direct preference optimisation (Rafailov et al. 2023, equation 7): a reward is beta times what the policy's
 * log-probability of an answer has over the reference's.
 *
 * @param policy Summed negative log-likelihood of both answers under the policy; `reference` the same under the model
 *   that training began with.
 */
export function pairLoss(beta: number, policy: Pair, reference: Pair): PairLoss {
  const rewards = [beta * (reference[0] - policy[0]), beta * (reference[1] - policy[1])] as const;
  const { loss, rest } = logistic(rewards[0] - rewards[1]);
  return { loss, pull: beta * rest, rewards };
}
