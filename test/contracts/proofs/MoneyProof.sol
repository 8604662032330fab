// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Bps} from "../../../contracts/libraries/Bps.sol";

/// @notice Arithmetic of money for the SMTChecker, which counts in integers: each assertion, and the absence of
/// overflow and of underflow, for all values that the conditions allow.
contract MoneyProof {
    uint256 private constant MAX_FEE_BPS = 500;
    uint256 private constant MAX_LINEAGE_BPS = 5_000;

    function feeIsNeverAboveTheCap(uint256 price, uint256 feeBps) public pure {
        require(price < 2 ** 240 && feeBps <= MAX_FEE_BPS);
        assert(Bps.share(price, feeBps) <= Bps.share(price, MAX_FEE_BPS));
    }

    function shareIsTheFloor(uint256 amount, uint256 bps) public pure {
        require(amount < 2 ** 240 && bps <= Bps.ONE);
        uint256 part = Bps.share(amount, bps);
        assert(part * Bps.ONE <= amount * bps);
        assert(amount * bps < (part + 1) * Bps.ONE);
    }

    /// What the split of a sale rests on: a part of a part never takes more than both together, whatever is rounded.
    function partsFitIntoThePartOfTheirSum(uint256 price, uint256 first, uint256 others) public pure {
        require(price < 2 ** 240 && first <= Bps.ONE && others <= Bps.ONE - first);
        assert(Bps.share(price, first) + Bps.share(price, others) <= Bps.share(price, first + others));
    }

    /// The split itself, for the parts of eight ancestors within the cap and a fee: nothing is lost, and the owner's
    /// rest is at least 45 %.
    function splitSumsToThePrice(uint256 price, uint256 royalty, uint256 feeBps) public pure {
        require(price < 2 ** 240 && feeBps <= MAX_FEE_BPS && royalty <= Bps.share(price, MAX_LINEAGE_BPS));
        uint256 fee = Bps.share(price, feeBps);
        uint256 rest = price - fee - royalty;
        assert(royalty + fee + rest == price);
        assert(rest * 100 >= price * 45);
    }

    /// A settlement: node, fee and refund make up what was held, whatever price between the two the claim fixed.
    function settlementSumsToTheEscrow(uint128 held, uint128 price, uint256 feeBps) public pure {
        require(price <= held && feeBps <= MAX_FEE_BPS);
        uint256 fee = Bps.share(price, feeBps);
        uint256 paid = price - fee;
        uint256 refund = uint256(held) - price;
        assert(paid + fee + refund == held);
    }

    /// Known to be false: small fees round to nothing.
    function refutedFeeIsNeverNothing(uint128 price, uint256 feeBps) public pure {
        require(price != 0 && feeBps != 0 && feeBps <= MAX_FEE_BPS);
        assert(Bps.share(price, feeBps) != 0);
    }
}
