// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import {IAssetRegistry} from "../interfaces/IAssetRegistry.sol";
import {IJobEscrow} from "../interfaces/IJobEscrow.sol";
import {INodeRegistry} from "../interfaces/INodeRegistry.sol";
import {Bps} from "../libraries/Bps.sol";
import {JobTerms} from "../libraries/JobTerms.sol";
import {Juries} from "../libraries/Juries.sol";
import {Lineage} from "../libraries/Lineage.sol";
import {Versions} from "../libraries/Versions.sol";
import {JobBase} from "./JobBase.sol";

/// @title Requests
/// @notice How a job begins: asked for on the open market, or from a node that has quoted a price.
abstract contract Requests is EIP712, JobBase {
    /* CONSTANTS */

    uint256 private constant MAX_AUDITS = 4;
    uint256 private constant MIN_SEGMENTS = 2;
    /// @dev Each leaf and the delivery may have a dispute, and they are counted in 16 bits.
    uint256 private constant MAX_SEGMENTS = type(uint16).max - 1;
    bytes32 private constant QUOTE_TYPE = keccak256(
        "Quote(address node,address requester,bytes32 specDigest,bytes32 class,address currency,uint128 price,"
        "uint32 runTime,uint40 expiresAt)"
    );

    constructor() EIP712("Cultivar JobEscrow", "1") {}

    /* REQUEST */

    /// @inheritdoc IJobEscrow
    function request(Request calldata job) external payable whenNotPaused returns (uint256 jobId) {
        return _request(job);
    }

    /// @inheritdoc IJobEscrow
    function hire(
        Request calldata job,
        Quote calldata quote,
        bytes calldata signature
    ) external payable whenNotPaused returns (uint256 jobId) {
        bytes32 quoteHash = hashQuote(quote);
        _requireQuoted(job, quote, quoteHash);
        if (!SignatureChecker.isValidSignatureNowCalldata(quote.node, quoteHash, signature)) {
            revert JobEscrow_InvalidQuoteSignature(quote.node, quoteHash);
        }

        jobId = _request(job);
        emit JobQuoted(jobId, quote.node, quoteHash);
    }

    /* VIEWS */

    /// @inheritdoc IJobEscrow
    function minAuditFee(Request calldata job) external view returns (uint256 fee) {
        return _minAuditFee(job, _versions[_version].entry.auditRateBps);
    }

    /// @inheritdoc IJobEscrow
    function hashQuote(Quote calldata quote) public view returns (bytes32 quoteHash) {
        return _hashTypedDataV4(keccak256(abi.encode(QUOTE_TYPE, quote)));
    }

    /* INTERNAL */

    function _request(Request calldata job) private returns (uint256 jobId) {
        uint32 version = _version;
        uint256 due = uint256(job.payment.maxPrice) + uint256(job.work.audits) * job.payment.auditFee;
        _requireValid(job, version, due);
        IAssetRegistry.Lineage memory lineage = ASSETS.resolveLineage(msg.sender, job.parents);

        jobId = ++_jobCount;
        _jobs[jobId].commitment = JobTerms.hashOf(job, msg.sender, block.timestamp, version, lineage);
        _jobs[jobId].state = State.Open;
        emit JobRequested(jobId, msg.sender, job.work.class, job.work, uint40(block.timestamp), version);
        emit JobFunded(jobId, job.payment, Outcome(job.policy, job.royaltyBps, lineage));
        TREASURY.hold{value: msg.value}(job.payment.currency, msg.sender, due);
    }

    function _minAuditFee(Request calldata job, uint256 auditRateBps) private pure returns (uint256 fee) {
        if (job.work.audits == 0) return 0;
        return Bps.share(job.payment.maxPrice, auditRateBps) / job.work.segments;
    }

    /* INTERNAL: CHECKS */

    function _requireValid(Request calldata job, uint256 number, uint256 due) private view {
        Versions.Entry storage entry = _versions[number].entry;
        Work calldata work = job.work;
        _requireValidWork(work, entry);
        _requireValidPayment(job.payment, number, due);
        if (work.mode == Mode.Audit)
            _requireAuditable(work, _worth(number, job.payment.currency, job.payment.maxPrice), entry);
        uint256 minFee = _minAuditFee(job, entry.auditRateBps);
        uint256 auditFee = job.payment.auditFee;
        if (work.audits == 0 ? auditFee != 0 : auditFee < minFee) revert JobEscrow_InvalidAuditFee(auditFee, minFee);
        if (job.royaltyBps > Lineage.MAX_TOTAL_BPS) {
            revert JobEscrow_RoyaltyTooHigh(job.royaltyBps, Lineage.MAX_TOTAL_BPS);
        }
    }

    function _requireValidWork(Work calldata work, Versions.Entry storage entry) private view {
        if (work.specDigest == 0) revert JobEscrow_ZeroDigest();
        uint256 maxRunTime = entry.maxRunTime;
        if (work.runTime == 0 || work.runTime > maxRunTime) revert JobEscrow_InvalidRunTime(work.runTime, maxRunTime);
        uint256 segments = work.segments;
        if (segments < MIN_SEGMENTS || segments > MAX_SEGMENTS) {
            revert JobEscrow_InvalidSegments(segments, MIN_SEGMENTS, MAX_SEGMENTS);
        }
        uint256 maxAudits =
            work.mode != Mode.Audit
                ? 0
                : segments < MAX_AUDITS
                    ? segments
                    : MAX_AUDITS;
        if (work.audits > maxAudits) revert JobEscrow_InvalidAudits(work.mode, work.audits, maxAudits);
        if (work.encryptionKey != 0) {
            if (work.targetNode == address(0)) revert JobEscrow_PrivateNeedsTargetNode();
            if (work.mode == Mode.Audit && !work.juryMayRead) revert JobEscrow_JuryMayNotRead();
        }
    }

    function _requireValidPayment(Payment calldata payment, uint256 number, uint256 due) private view {
        uint256 maxClaimWindow = _versions[number].entry.maxClaimWindow;
        if (payment.claimWindow == 0 || payment.claimWindow > maxClaimWindow) {
            revert JobEscrow_InvalidClaimWindow(payment.claimWindow, maxClaimWindow);
        }
        if (payment.minPrice > payment.maxPrice) revert JobEscrow_InvalidPrice(payment.minPrice, payment.maxPrice);
        bool isNative = payment.currency == address(0);
        if (msg.value != (isNative ? due : 0)) revert JobEscrow_WrongValue(isNative ? due : 0, msg.value);
        if (!isNative && _bondRates[number][payment.currency] == 0) {
            revert JobEscrow_CurrencyWithoutBondRate(payment.currency, number);
        }
    }

    /// There are nodes to judge the result, and to recompute a segment pays them.
    function _requireAuditable(Work calldata work, uint256 maxPrice, Versions.Entry storage entry) private view {
        uint256 juryFee = entry.juryFee;
        if (maxPrice > work.segments * juryFee) revert JobEscrow_SegmentTooDear(maxPrice, work.segments, juryFee);
        INodeRegistry.Class memory class = NODES.classOf(work.class);
        if (class.status != INodeRegistry.ClassStatus.Slashable || class.eligibleNodes < Juries.MIN_ELIGIBLE)
            revert JobEscrow_ClassNotSlashable(work.class, class.eligibleNodes, Juries.MIN_ELIGIBLE);
    }

    function _requireQuoted(Request calldata job, Quote calldata quote, bytes32 quoteHash) private view {
        Work calldata work = job.work;
        Payment calldata payment = job.payment;
        if (
            quote.node != work.targetNode ||
            (quote.requester != address(0) && quote.requester != msg.sender) ||
            quote.specDigest != work.specDigest ||
            quote.class != work.class ||
            quote.runTime != work.runTime ||
            quote.currency != payment.currency ||
            quote.price != payment.minPrice ||
            quote.price != payment.maxPrice
        ) revert JobEscrow_QuoteMismatch(quoteHash);
        if (block.timestamp >= quote.expiresAt) revert JobEscrow_QuoteExpired(quote.expiresAt);
    }
}
