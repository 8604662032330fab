import type { Random } from '../chance/seeded-random.ts';
import type { JurorPay } from '../attacks/juror-pay.ts';
import type { Stakes } from '../model/stakes.ts';
import { SHIPPED_RULES } from '../model/shipped-rules.ts';
import { JURY_SIZES } from '../protocol/jury-sizes.ts';
import { playDispute } from '../protocol/play-dispute.ts';
import type { Vote } from '../protocol/play-dispute.ts';
import { settleDispute } from '../protocol/settle-dispute.ts';
import { oneTicketEach } from './one-ticket-each.ts';

const WAYS = { honest: 'leaf', unavailable: 'unavailable', silent: 'silent', guess: 'alone' } as const;

/** Plays one first jury about a right leaf for each way that juror 0 may go; the others are lazy with some chance. */
export function playJuror(random: Random, stakes: Stakes, lazy: number, replayCost: number): JurorPay {
  const tickets = oneTicketEach(JURY_SIZES.first);
  const payOf = (way: Vote) => {
    const played = playDispute(random, {
      tickets,
      parties: [],
      rules: SHIPPED_RULES,
      voting: (jurors) =>
        jurors.map((juror) => {
          if (juror === 0) return { juror, vote: way };
          return { juror, vote: random() < lazy ? 'unavailable' : 'leaf' };
        }),
    });
    const settled = settleDispute(played, {
      stakes,
      bond: stakes.minBond,
      price: 0,
      paidEarly: false,
      rules: SHIPPED_RULES,
    });
    return settled.jurors.get(0)!;
  };
  return {
    honest: payOf(WAYS.honest) - replayCost,
    unavailable: payOf(WAYS.unavailable),
    silent: payOf(WAYS.silent),
    guess: payOf(WAYS.guess),
  };
}
