// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {Pausable} from "@openzeppelin/contracts/utils/Pausable.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import {IAssetRegistry} from "./interfaces/IAssetRegistry.sol";
import {IJobEscrow} from "./interfaces/IJobEscrow.sol";
import {INodeRegistry} from "./interfaces/INodeRegistry.sol";
import {ITreasury} from "./interfaces/ITreasury.sol";
import {Bps} from "./libraries/Bps.sol";
import {JobTerms} from "./libraries/JobTerms.sol";
import {Juries} from "./libraries/Juries.sol";
import {Lineage} from "./libraries/Lineage.sol";
import {ParameterRules} from "./libraries/ParameterRules.sol";

/// @title JobEscrow
/// @notice See {IJobEscrow}, where everything is documented.
contract JobEscrow is EIP712, AccessManaged, Pausable, IJobEscrow {
    using JobTerms for Terms;

    /* CONSTANTS AND IMMUTABLES */

    uint256 private constant MAX_AUDITS = 4;
    uint256 private constant MIN_SEGMENTS = 2;
    /// @dev Each leaf and the delivery may have a dispute, and they are counted in 16 bits.
    uint256 private constant MAX_SEGMENTS = type(uint16).max - 1;
    bytes32 private constant QUOTE_TYPE = keccak256(
        "Quote(address node,address requester,bytes32 specDigest,bytes32 class,address currency,uint128 price,"
        "uint32 runTime,uint40 expiresAt)"
    );

    IAssetRegistry private immutable ASSETS;
    INodeRegistry private immutable NODES;
    ITreasury private immutable TREASURY;
    address private immutable DISPUTES;

    /* STORAGE */

    /// @dev Both share their slot with the authority and the pause.
    uint32 private _version;
    uint48 private _jobCount;
    mapping(uint256 jobId => Job) private _jobs;
    mapping(uint256 version => Parameters) private _parameters;
    mapping(uint256 version => DisputeParameters) private _disputeParameters;
    mapping(uint256 version => mapping(address currency => uint256 weiPerToken)) private _bondRates;

    constructor(
        address authority,
        address assets,
        address nodes,
        address treasury,
        address disputes
    ) EIP712("Cultivar JobEscrow", "1") AccessManaged(authority) {
        ASSETS = IAssetRegistry(assets);
        NODES = INodeRegistry(nodes);
        TREASURY = ITreasury(treasury);
        DISPUTES = disputes;
    }

    modifier onlyDisputes() {
        if (msg.sender != DISPUTES) revert JobEscrow_NotDisputes(msg.sender, DISPUTES);
        _;
    }

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

    /// @inheritdoc IJobEscrow
    function cancel(uint256 jobId, Terms calldata terms) external {
        Job storage job = _requireState(jobId, State.Open);
        _requireTerms(jobId, job, terms);
        uint256 windowEndsAt = terms.claimWindowEnd();
        if (msg.sender != terms.requester && block.timestamp < windowEndsAt) {
            revert JobEscrow_ClaimWindowOpen(jobId, windowEndsAt);
        }
        uint256 escrowed = terms.escrow();

        job.state = State.Canceled;
        emit JobCanceled(jobId, terms.requester, msg.sender, escrowed);
        _refund(jobId, terms, escrowed);
    }

    /* WORK */

    /// @inheritdoc IJobEscrow
    function claim(uint256 jobId, Terms calldata terms) external {
        Job storage job = _requireState(jobId, State.Open);
        _requireTerms(jobId, job, terms);
        address target = terms.work.targetNode;
        if (target != address(0) && target != msg.sender) {
            revert JobEscrow_NotTargetNode(jobId, msg.sender, target);
        }
        uint256 windowEndsAt = terms.claimWindowEnd();
        if (block.timestamp >= windowEndsAt) revert JobEscrow_ClaimWindowOver(jobId, windowEndsAt);
        uint256 price = terms.priceAt(block.timestamp);
        uint256 bond = bondFor(terms, price);

        job.node = msg.sender;
        job.claimedAt = uint40(block.timestamp);
        job.state = State.Claimed;
        job.bondLocked = true;
        emit JobClaimed(jobId, msg.sender, price, bond, block.timestamp, terms.deadline(block.timestamp));
        NODES.lock(msg.sender, terms.work.class, bond);
    }

    /// @inheritdoc IJobEscrow
    function submit(uint256 jobId, Terms calldata terms, Submission calldata submission) external {
        Job storage job = _requireState(jobId, State.Claimed);
        if (msg.sender != job.node) revert JobEscrow_NotAssignedNode(jobId, msg.sender, job.node);
        bytes32 termsHash = _requireTerms(jobId, job, terms);
        uint256 deadline = terms.deadline(job.claimedAt);
        if (block.timestamp >= deadline) revert JobEscrow_DeadlinePassed(jobId, deadline);
        if (submission.resultDigest == 0 || submission.traceRoot == 0) revert JobEscrow_ZeroDigest();
        if ((submission.deliveryDigest == 0) != (terms.work.encryptionKey == 0)) {
            revert JobEscrow_InvalidDelivery(jobId, submission.deliveryDigest);
        }
        uint256 windowEndsAt = block.timestamp + _parameters[terms.version].challengeWindow;

        job.commitment = JobTerms.commitment(termsHash, submission);
        job.submittedAt = uint40(block.timestamp);
        job.state = State.Submitted;
        uint8 audits = terms.work.audits;
        if (audits != 0) {
            job.review.seedBlock = uint40(block.number + _disputeParameters[terms.version].seedDelay);
            job.review.openAudits = audits;
        }
        emit JobSubmitted(jobId, msg.sender, submission, block.timestamp, windowEndsAt);
    }

    /* SETTLEMENT */

    /// @inheritdoc IJobEscrow
    function accept(uint256 jobId, Terms calldata terms, Submission calldata submission) external {
        Job storage job = _requireState(jobId, State.Submitted);
        _requireSubmission(jobId, job, terms, submission);
        if (msg.sender != terms.requester) revert JobEscrow_NotRequester(jobId, msg.sender, terms.requester);

        emit JobAccepted(jobId, msg.sender);
        _settle(jobId, job, terms, 0);
    }

    /// @inheritdoc IJobEscrow
    function finalize(uint256 jobId, Terms calldata terms, Submission calldata submission) external {
        Job storage job = _requireState(jobId, State.Submitted);
        _requireSubmission(jobId, job, terms, submission);
        _requireReviewOver(jobId, job, terms);

        job.bondLocked = false;
        _settle(jobId, job, terms, _endAudits(jobId, job, terms));
        _freeBond(jobId, job, terms);
    }

    /// @inheritdoc IJobEscrow
    function releaseBond(uint256 jobId, Terms calldata terms, Submission calldata submission) external {
        Job storage job = _requireState(jobId, State.Settled);
        _requireSubmission(jobId, job, terms, submission);
        if (!job.bondLocked) revert JobEscrow_BondNotLocked(jobId);
        uint256 disputes = job.review.openDisputes;
        if (disputes != 0) revert JobEscrow_DisputesOpen(jobId, disputes);
        _requireReviewOver(jobId, job, terms);

        job.bondLocked = false;
        _refund(jobId, terms, _endAudits(jobId, job, terms));
        _freeBond(jobId, job, terms);
    }

    /// @inheritdoc IJobEscrow
    function expire(uint256 jobId, Terms calldata terms) external {
        Job storage job = _requireState(jobId, State.Claimed);
        _requireTerms(jobId, job, terms);
        uint256 deadline = terms.deadline(job.claimedAt);
        if (block.timestamp < deadline) revert JobEscrow_DeadlineNotReached(jobId, deadline);
        address node = job.node;
        uint256 bond = bondFor(terms, terms.priceAt(job.claimedAt));
        uint256 escrowed = terms.escrow();

        job.state = State.Refunded;
        job.bondLocked = false;
        emit JobRefunded(jobId, terms.requester, node, escrowed);
        emit BondSlashed(jobId, node, bond);
        _refund(jobId, terms, escrowed);
        // All of it is burnt: were the requester to gain, jobs that cannot be done would pay.
        NODES.slash(node, bond, new ITreasury.Credit[](0), jobId);
    }

    /// @inheritdoc IJobEscrow
    function mintResult(
        uint256 jobId,
        Terms calldata terms,
        Submission calldata submission
    ) external returns (uint256 assetId) {
        Job storage job = _requireState(jobId, State.Settled);
        _requireSubmission(jobId, job, terms, submission);

        Outcome calldata outcome = terms.outcome;
        assetId = ASSETS.registerResult(
            jobId,
            terms.requester,
            submission.resultDigest,
            outcome.policy,
            outcome.royaltyBps,
            outcome.lineage
        );
        emit ResultMinted(jobId, assetId, terms.requester, submission.resultDigest);
    }

    /* REVIEW, BY DISPUTES */

    /// @inheritdoc IJobEscrow
    function openDispute(uint256 jobId) external onlyDisputes {
        Job storage job = _requireBonded(jobId, State.Submitted);
        ++job.review.openDisputes;
        if (job.state == State.Submitted) {
            job.state = State.Disputed;
            emit JobDisputed(jobId);
        }
    }

    /// @inheritdoc IJobEscrow
    function closeDispute(uint256 jobId) external onlyDisputes {
        Job storage job = _jobs[jobId];
        if (--job.review.openDisputes == 0 && job.state == State.Disputed) {
            job.state = State.Submitted;
            emit JobUndisputed(jobId);
        }
    }

    /// @inheritdoc IJobEscrow
    function refute(
        uint256 jobId,
        Terms calldata terms,
        Submission calldata submission,
        ITreasury.Credit[] calldata credits
    ) external onlyDisputes {
        Job storage job = _requireBonded(jobId, State.Disputed);
        _requireSubmission(jobId, job, terms, submission);
        uint256 price = terms.priceAt(job.claimedAt);
        uint256 bond = bondFor(terms, price);
        address node = job.node;
        bool isPaid = job.state == State.Settled;
        uint256 refund = isPaid ? 0 : terms.payment.maxPrice;
        ITreasury.Credit[] memory parts = credits;
        uint256 compensation = 0;
        if (isPaid) (parts, compensation) = _compensate(credits, terms.requester, _worth(terms, price), bond);

        if (!isPaid) job.state = State.Refunded;
        uint256 unspent = _decide(jobId, job, terms, Verdict.Refuted);
        emit JobRefuted(jobId, terms.requester, node, refund, compensation);
        emit BondSlashed(jobId, node, bond);
        _refund(jobId, terms, refund + unspent);
        NODES.slash(node, bond, parts, jobId);
    }

    /// @inheritdoc IJobEscrow
    function voidJob(uint256 jobId, Terms calldata terms, Submission calldata submission) external onlyDisputes {
        Job storage job = _requireBonded(jobId, State.Disputed);
        _requireSubmission(jobId, job, terms, submission);
        bool isPaid = job.state == State.Settled;
        uint256 refund = isPaid ? 0 : terms.payment.maxPrice;

        if (!isPaid) job.state = State.Void;
        uint256 unspent = _decide(jobId, job, terms, Verdict.Void);
        emit JobVoided(jobId, terms.requester, job.node, refund);
        _refund(jobId, terms, refund + unspent);
        _freeBond(jobId, job, terms);
    }

    /// @inheritdoc IJobEscrow
    function passAudit(
        uint256 jobId,
        Terms calldata terms,
        Submission calldata submission,
        address auditor
    ) external onlyDisputes {
        Job storage job = _requireBonded(jobId, State.Submitted);
        _requireSubmission(jobId, job, terms, submission);
        uint256 fee = terms.payment.auditFee;

        --job.review.openAudits;
        ++job.review.passedAudits;
        emit AuditPaid(jobId, auditor, fee);
        ITreasury.Credit[] memory credits = new ITreasury.Credit[](1);
        credits[0] = ITreasury.Credit(auditor, fee, ITreasury.Reason.AuditFee, 0);
        TREASURY.release(terms.payment.currency, credits, jobId);
    }

    /// @inheritdoc IJobEscrow
    function endAudits(uint256 jobId, uint256 count) external onlyDisputes {
        Job storage job = _requireBonded(jobId, State.Submitted);
        job.review.openAudits = uint8(job.review.openAudits - count);
        emit AuditsEnded(jobId, count);
    }

    /* GOVERNANCE */

    /// @inheritdoc IJobEscrow
    function setParameters(
        Parameters calldata parameters,
        DisputeParameters calldata disputeParameters,
        BondRate[] calldata bondRates
    ) external restricted returns (uint256 version) {
        ParameterRules.requireSound(parameters, disputeParameters, NODES.unbondingTime());
        version = ++_version;
        _parameters[version] = parameters;
        _disputeParameters[version] = disputeParameters;
        emit ParametersSet(version, parameters);
        emit DisputeParametersSet(version, disputeParameters);
        for (uint256 i = 0; i < bondRates.length; ++i) {
            _bondRates[version][bondRates[i].currency] = bondRates[i].weiPerToken;
            emit BondRateSet(version, bondRates[i].currency, bondRates[i].weiPerToken);
        }
    }

    /// @inheritdoc IJobEscrow
    function pause() external restricted {
        _pause();
    }

    /// @inheritdoc IJobEscrow
    function unpause() external restricted {
        _unpause();
    }

    /* VIEWS */

    /// @inheritdoc IJobEscrow
    function jobOf(uint256 jobId) external view returns (Job memory job) {
        return _jobs[jobId];
    }

    /// @inheritdoc IJobEscrow
    function priceAt(Terms calldata terms, uint256 timestamp) external pure returns (uint256 price) {
        return terms.priceAt(timestamp);
    }

    /// @inheritdoc IJobEscrow
    function bondFor(Terms calldata terms, uint256 price) public view returns (uint256 bond) {
        Parameters storage parameters = _parameters[terms.version];
        bond = Bps.share(_worth(terms, price), parameters.bondBps);
        uint256 minBond = parameters.minBond;
        if (bond < minBond) bond = minBond;
    }

    /// @inheritdoc IJobEscrow
    function parametersOf(uint256 version) external view returns (Parameters memory parameters) {
        return _parameters[version];
    }

    /// @inheritdoc IJobEscrow
    function disputeParametersOf(uint256 version) external view returns (DisputeParameters memory parameters) {
        return _disputeParameters[version];
    }

    /// @inheritdoc IJobEscrow
    function minAuditFee(Request calldata job) external view returns (uint256 fee) {
        return _minAuditFee(job, _version);
    }

    /// @inheritdoc IJobEscrow
    function hashQuote(Quote calldata quote) public view returns (bytes32 quoteHash) {
        return _hashTypedDataV4(keccak256(abi.encode(QUOTE_TYPE, quote)));
    }

    /// @inheritdoc IJobEscrow
    function currentVersion() external view returns (uint256 version) {
        return _version;
    }

    /// @inheritdoc IJobEscrow
    function jobCount() external view returns (uint256 count) {
        return _jobCount;
    }

    /* INTERNAL: REQUEST */

    function _request(Request calldata job) private returns (uint256 jobId) {
        uint32 version = _version;
        uint256 due = uint256(job.payment.maxPrice) + uint256(job.work.audits) * job.payment.auditFee;
        _requireValidWork(job.work, version);
        _requireValidPayment(job, version, due);
        IAssetRegistry.Lineage memory lineage = ASSETS.resolveLineage(msg.sender, job.parents);

        jobId = ++_jobCount;
        _jobs[jobId].commitment = JobTerms.hashOf(job, msg.sender, block.timestamp, version, lineage);
        _jobs[jobId].state = State.Open;
        emit JobRequested(jobId, msg.sender, job.work.class, job.work, uint40(block.timestamp), version);
        emit JobFunded(jobId, job.payment, Outcome(job.policy, job.royaltyBps, lineage));
        TREASURY.hold{value: msg.value}(job.payment.currency, msg.sender, due);
    }

    function _minAuditFee(Request calldata job, uint256 version) private view returns (uint256 fee) {
        if (job.work.audits == 0) return 0;
        return Bps.share(job.payment.maxPrice, _disputeParameters[version].auditRateBps) / job.work.segments;
    }

    /* INTERNAL: MONEY */

    /// `unspent` audit fees go back together with what the claim left of the highest price.
    function _settle(uint256 jobId, Job storage job, Terms calldata terms, uint256 unspent) private {
        uint256 price = terms.priceAt(job.claimedAt);
        uint256 fee = Bps.share(price, _parameters[terms.version].feeBps);
        uint256 refund = terms.payment.maxPrice - price;
        address node = job.node;

        job.state = State.Settled;
        emit JobSettled(jobId, node, price - fee, fee, refund);
        TREASURY.settle(jobId, terms.payment.currency, node, price - fee, fee, terms.requester, refund + unspent);
    }

    function _refund(uint256 jobId, Terms calldata terms, uint256 amount) private {
        if (amount != 0) TREASURY.refund(jobId, terms.payment.currency, terms.requester, amount);
    }

    function _freeBond(uint256 jobId, Job storage job, Terms calldata terms) private {
        address node = job.node;
        uint256 bond = bondFor(terms, terms.priceAt(job.claimedAt));
        emit BondReleased(jobId, node, bond);
        NODES.unlock(node, bond);
    }

    /// What a price is worth in the native currency.
    function _worth(Terms calldata terms, uint256 price) private view returns (uint256 amount) {
        address currency = terms.payment.currency;
        return currency == address(0) ? price : (price * _bondRates[terms.version][currency]) / 1e18;
    }

    /// `credits`, and what they leave of the bond up to `loss` for the requester.
    function _compensate(
        ITreasury.Credit[] calldata credits,
        address requester,
        uint256 loss,
        uint256 bond
    ) private pure returns (ITreasury.Credit[] memory parts, uint256 compensation) {
        uint256 count = credits.length;
        parts = new ITreasury.Credit[](count + 1);
        uint256 left = bond;
        for (uint256 i = 0; i < count; ++i) {
            parts[i] = credits[i];
            left -= credits[i].amount;
        }
        compensation = loss < left ? loss : left;
        parts[count] = ITreasury.Credit(requester, compensation, ITreasury.Reason.Slash, 0);
    }

    /* INTERNAL: REVIEW */

    /// Writes the verdict of the dispute that ends the job.
    function _decide(
        uint256 jobId,
        Job storage job,
        Terms calldata terms,
        Verdict verdict
    ) private returns (uint256 unspent) {
        job.bondLocked = false;
        job.review.verdict = verdict;
        --job.review.openDisputes;
        return _endAudits(jobId, job, terms);
    }

    /// Ends the audits that are left, and says how much of their fees nobody earned.
    function _endAudits(uint256 jobId, Job storage job, Terms calldata terms) private returns (uint256 unspent) {
        uint256 audits = terms.work.audits;
        if (audits == 0) return 0;
        uint256 open = job.review.openAudits;
        if (open != 0) {
            job.review.openAudits = 0;
            emit AuditsEnded(jobId, open);
        }
        unspent = (audits - job.review.passedAudits) * terms.payment.auditFee;
        if (unspent != 0) emit AuditFeesRefunded(jobId, terms.requester, unspent);
    }

    /* INTERNAL: CHECKS */

    function _requireValidWork(Work calldata work, uint256 version) private view {
        if (work.specDigest == 0) revert JobEscrow_ZeroDigest();
        uint256 maxRunTime = _parameters[version].maxRunTime;
        if (work.runTime == 0 || work.runTime > maxRunTime) revert JobEscrow_InvalidRunTime(work.runTime, maxRunTime);
        if (work.segments < MIN_SEGMENTS || work.segments > MAX_SEGMENTS) {
            revert JobEscrow_InvalidSegments(work.segments, MIN_SEGMENTS, MAX_SEGMENTS);
        }
        if (work.encryptionKey != 0) {
            if (work.targetNode == address(0)) revert JobEscrow_PrivateNeedsTargetNode();
            if (work.mode == Mode.Audit && !work.juryMayRead) revert JobEscrow_JuryMayNotRead();
        }
        uint256 maxAudits = work.mode == Mode.Audit ? MAX_AUDITS : 0;
        if (work.audits > maxAudits) revert JobEscrow_InvalidAudits(work.mode, work.audits, maxAudits);
        if (work.mode == Mode.Audit) _requireSlashable(work.class);
    }

    function _requireSlashable(bytes32 class) private view {
        INodeRegistry.Class memory info = NODES.classOf(class);
        uint256 required = Juries.MIN_ELIGIBLE;
        if (info.status != INodeRegistry.ClassStatus.Slashable || info.eligibleNodes < required) {
            revert JobEscrow_ClassNotSlashable(class, info.eligibleNodes, required);
        }
    }

    function _requireValidPayment(Request calldata job, uint256 version, uint256 due) private view {
        Payment calldata payment = job.payment;
        uint256 maxClaimWindow = _parameters[version].maxClaimWindow;
        if (payment.claimWindow == 0 || payment.claimWindow > maxClaimWindow) {
            revert JobEscrow_InvalidClaimWindow(payment.claimWindow, maxClaimWindow);
        }
        if (payment.minPrice > payment.maxPrice) {
            revert JobEscrow_InvalidPrice(payment.minPrice, payment.maxPrice);
        }
        uint256 minFee = _minAuditFee(job, version);
        if (job.work.audits == 0 ? payment.auditFee != 0 : payment.auditFee < minFee) {
            revert JobEscrow_InvalidAuditFee(payment.auditFee, minFee);
        }
        if (payment.currency != address(0)) {
            if (msg.value != 0) revert JobEscrow_WrongValue(0, msg.value);
            if (_bondRates[version][payment.currency] == 0) {
                revert JobEscrow_CurrencyWithoutBondRate(payment.currency, version);
            }
        } else if (msg.value != due) revert JobEscrow_WrongValue(due, msg.value);
        if (job.royaltyBps > Lineage.MAX_TOTAL_BPS) {
            revert JobEscrow_RoyaltyTooHigh(job.royaltyBps, Lineage.MAX_TOTAL_BPS);
        }
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

    function _requireState(uint256 jobId, State required) private view returns (Job storage job) {
        job = _jobs[jobId];
        if (job.state != required) revert JobEscrow_WrongState(jobId, job.state, required);
    }

    /// A result that its bond still answers for: paid, or from `required` on.
    function _requireBonded(uint256 jobId, State required) private view returns (Job storage job) {
        job = _jobs[jobId];
        State state = job.state;
        if (state == State.Settled) {
            if (!job.bondLocked) revert JobEscrow_BondNotLocked(jobId);
        } else if (state != State.Disputed && state != required) {
            revert JobEscrow_WrongState(jobId, state, required);
        }
    }

    function _requireTerms(
        uint256 jobId,
        Job storage job,
        Terms calldata terms
    ) private view returns (bytes32 termsHash) {
        termsHash = terms.hash();
        if (job.commitment != termsHash) revert JobEscrow_TermsMismatch(jobId);
    }

    function _requireSubmission(
        uint256 jobId,
        Job storage job,
        Terms calldata terms,
        Submission calldata submission
    ) private view {
        if (job.commitment != terms.commitment(submission)) revert JobEscrow_TermsMismatch(jobId);
    }

    /// The challenge window is over, and no audit holds the job.
    function _requireReviewOver(uint256 jobId, Job storage job, Terms calldata terms) private view {
        uint256 endsAt = uint256(job.submittedAt) + _parameters[terms.version].challengeWindow;
        if (block.timestamp < endsAt) revert JobEscrow_ChallengeWindowOpen(jobId, endsAt);
        uint256 audits = terms.work.audits == 0 ? 0 : job.review.openAudits;
        if (audits == 0) return;
        endsAt += _disputeParameters[terms.version].maxDuration;
        if (block.timestamp < endsAt) revert JobEscrow_AuditsOpen(jobId, audits, endsAt);
    }
}
