/** Where the switch's source stands among the mutated ones. */
export const SWITCH_PATH = 'contracts/Switch.sol';

/** What a mutated file begins with. */
export const SWITCH_IMPORT = `import {isOn} from "${SWITCH_PATH}"; `;

/** The chain's coinbase says which mutant is in force: nothing that a contract could change, and the same for views. */
export const coinbaseOf = (id: string): string => `0x${id.padStart(40, '0')}`;

/** A chain with this coinbase reports every switch that it comes by. */
export const REPORTING = 'ffffffffffffffff';

/** Where Hardhat's chain listens for what was reached, as `@nomicfoundation/edr/coverage.sol` says. */
const LISTENER = '0xc0bEc0BEc0BeC0bEC0beC0bEC0bEC0beC0beC0BE';

export const SWITCH_SOURCE = `// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

function isOn(uint64 id) view returns (bool on) {
    assembly ("memory-safe") {
        on := eq(coinbase(), id)
        if eq(coinbase(), 0x${REPORTING}) {
            mstore(0x00, id)
            pop(staticcall(gas(), ${LISTENER}, 0x00, 0x20, 0x00, 0x00))
        }
    }
}
`;
