import { playContracts } from './play-contracts.ts';
import type { Stage } from './stage.ts';

/** Contract tests written in Solidity: properties for any input, and campaigns of random games. */
export const SOLIDITY_STAGE: Stage = { name: 'Solidity tests', run: playContracts };
