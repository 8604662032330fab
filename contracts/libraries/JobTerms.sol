// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IAssetRegistry} from "../interfaces/IAssetRegistry.sol";
import {IJobEscrow} from "../interfaces/IJobEscrow.sol";

/// @title JobTerms
/// @notice What follows from a job's terms alone: their hash, the commitment that is stored, prices and times.
library JobTerms {
    /// @notice Bytes of encoded terms: 3 words, 10 of the work, 5 of the payment, 8 of the outcome.
    uint256 internal constant SIZE = 26 * 32;
    /// @dev Bytes of a request before its list of parents: work, payment, policy and royalty.
    uint256 private constant REQUEST_SIZE = 17 * 32;

    /// @notice `keccak256(abi.encode(terms))`.
    /// @dev A struct without dynamic parts stands in the calldata as it is encoded. Dirty high bits give another hash,
    /// hence no match.
    function hash(IJobEscrow.Terms calldata terms) internal pure returns (bytes32 termsHash) {
        assembly ("memory-safe") {
            let start := mload(0x40)
            calldatacopy(start, terms, SIZE)
            termsHash := keccak256(start, SIZE)
        }
    }

    /// @notice The hash of the terms that a request gets: `requester`, `requestedAt` and `version`, then the request's work,
    /// payment, policy and royalty as they stand, then the lineage.
    /// @dev The request's dirty high bits are the caller's to refuse.
    function hashOf(
        IJobEscrow.Request calldata job,
        address requester,
        uint256 requestedAt,
        uint256 version,
        IAssetRegistry.Lineage memory lineage
    ) internal pure returns (bytes32 termsHash) {
        assembly ("memory-safe") {
            let start := mload(0x40)
            mstore(start, requester)
            mstore(add(start, 0x20), requestedAt)
            mstore(add(start, 0x40), version)
            calldatacopy(add(start, 0x60), job, REQUEST_SIZE)
            let tail := add(start, add(0x60, REQUEST_SIZE))
            mcopy(tail, mload(lineage), 0x80)
            mcopy(add(tail, 0x80), mload(add(lineage, 0x20)), 0x40)
            termsHash := keccak256(start, SIZE)
        }
    }

    /// @notice What is stored of a submitted job: hash of the terms' hash and the submission.
    function commitment(
        bytes32 termsHash,
        IJobEscrow.Submission calldata submission
    ) internal pure returns (bytes32 stored) {
        return
            keccak256(abi.encode(termsHash, submission.resultDigest, submission.traceRoot, submission.deliveryDigest));
    }

    /// @notice What is stored of a submitted job with these terms.
    function commitment(
        IJobEscrow.Terms calldata terms,
        IJobEscrow.Submission calldata submission
    ) internal pure returns (bytes32 stored) {
        return commitment(hash(terms), submission);
    }

    /// @notice The price of a claim at `timestamp`, which is not before the request.
    function priceAt(IJobEscrow.Terms calldata terms, uint256 timestamp) internal pure returns (uint256 price) {
        IJobEscrow.Payment calldata payment = terms.payment;
        uint256 range = payment.maxPrice - payment.minPrice;
        uint256 elapsed = timestamp - terms.requestedAt;
        if (elapsed >= payment.claimWindow) return payment.maxPrice;
        return payment.minPrice + (range * elapsed) / payment.claimWindow;
    }

    /// @notice What the requester puts into escrow: the highest price and the fees of all audits.
    function escrow(IJobEscrow.Terms calldata terms) internal pure returns (uint256 amount) {
        return uint256(terms.payment.maxPrice) + uint256(terms.work.audits) * terms.payment.auditFee;
    }

    /// @notice From when on the job can no longer be claimed.
    function claimWindowEnd(IJobEscrow.Terms calldata terms) internal pure returns (uint256 timestamp) {
        return uint256(terms.requestedAt) + terms.payment.claimWindow;
    }

    /// @notice From when on a job that was claimed at `claimedAt` can no longer be submitted.
    function deadline(IJobEscrow.Terms calldata terms, uint256 claimedAt) internal pure returns (uint256 timestamp) {
        return claimedAt + terms.work.runTime;
    }
}
