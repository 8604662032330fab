import type { Random } from '../chance/seeded-random.ts';
import type { GrindingOdds } from '../attacks/grinding-odds.ts';

/** One jury drawn under each way to influence its seed. @returns 1 where it was captured, else 0 */
export function playGrinding(random: Random, capture: number, proposer: number, tries: number): GrindingOdds {
  const draw = () => random() < capture;
  const any = (count: number) => {
    let captured = false;
    for (let i = 0; i < count && !captured; i++) captured = draw();
    return captured;
  };
  let withheld = draw();
  while (!withheld && random() < proposer) withheld = draw();
  return {
    fair: Number(draw()),
    expiry: Number(any(2)),
    withhold: Number(withheld),
    grind: Number(any(random() < proposer ? tries : 1)),
  };
}
