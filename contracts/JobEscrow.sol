// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {Pausable} from "@openzeppelin/contracts/utils/Pausable.sol";
import {IAssetRegistry} from "./interfaces/IAssetRegistry.sol";
import {IJobEscrow} from "./interfaces/IJobEscrow.sol";
import {INodeRegistry} from "./interfaces/INodeRegistry.sol";
import {ITreasury} from "./interfaces/ITreasury.sol";
import {Bps} from "./libraries/Bps.sol";
import {Lineage} from "./libraries/Lineage.sol";

/// @title JobEscrow
/// @notice See {IJobEscrow}, where everything is documented.
contract JobEscrow is AccessManaged, Pausable, IJobEscrow {
    /* CONSTANTS AND IMMUTABLES */

    uint256 private constant MAX_FEE_BPS = 500;
    /// @dev Bytes of encoded terms: 3 words, 9 of the work, 4 of the payment, 8 of the outcome.
    uint256 private constant TERMS_SIZE = 24 * 32;

    IAssetRegistry private immutable ASSETS;
    INodeRegistry private immutable NODES;
    ITreasury private immutable TREASURY;

    /* STORAGE */

    /// @dev Both share their slot with the authority and the pause.
    uint32 private _version;
    uint48 private _jobCount;
    mapping(uint256 jobId => Job) private _jobs;
    mapping(uint256 version => Parameters) private _parameters;
    mapping(uint256 version => mapping(address currency => uint256 weiPerToken)) private _bondRates;

    constructor(address authority, address assets, address nodes, address treasury) AccessManaged(authority) {
        ASSETS = IAssetRegistry(assets);
        NODES = INodeRegistry(nodes);
        TREASURY = ITreasury(treasury);
    }

    /* REQUEST */

    /// @inheritdoc IJobEscrow
    function request(Request calldata job) external payable whenNotPaused returns (uint256 jobId) {
        uint32 version = _version;
        _requireValid(job, version);
        Terms memory terms = Terms({
            requester: msg.sender,
            requestedAt: uint40(block.timestamp),
            version: version,
            work: job.work,
            payment: job.payment,
            outcome: Outcome(job.policy, job.royaltyBps, ASSETS.resolveLineage(msg.sender, job.parents))
        });

        jobId = ++_jobCount;
        _jobs[jobId].commitment = keccak256(abi.encode(terms));
        _jobs[jobId].state = State.Open;
        emit JobRequested(jobId, msg.sender, job.work.class, job.work, terms.requestedAt, version);
        emit JobFunded(jobId, job.payment, terms.outcome);
        TREASURY.hold{value: msg.value}(job.payment.currency, msg.sender, job.payment.maxPrice);
    }

    /// @inheritdoc IJobEscrow
    function cancel(uint256 jobId, Terms calldata terms) external {
        Job storage job = _requireState(jobId, State.Open);
        _requireTerms(jobId, job, terms);
        uint256 windowEndsAt = _claimWindowEnd(terms);
        if (msg.sender != terms.requester && block.timestamp < windowEndsAt) {
            revert JobEscrow_ClaimWindowOpen(jobId, windowEndsAt);
        }

        job.state = State.Canceled;
        emit JobCanceled(jobId, terms.requester, msg.sender, terms.payment.maxPrice);
        _refund(jobId, terms);
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
        uint256 windowEndsAt = _claimWindowEnd(terms);
        if (block.timestamp >= windowEndsAt) revert JobEscrow_ClaimWindowOver(jobId, windowEndsAt);
        uint256 price = priceAt(terms, block.timestamp);
        uint256 bond = bondFor(terms, price);

        job.node = msg.sender;
        job.claimedAt = uint40(block.timestamp);
        job.state = State.Claimed;
        job.bondLocked = true;
        emit JobClaimed(jobId, msg.sender, price, bond, block.timestamp, block.timestamp + terms.work.runTime);
        NODES.lock(msg.sender, terms.work.class, bond);
    }

    /// @inheritdoc IJobEscrow
    function submit(uint256 jobId, Terms calldata terms, Submission calldata submission) external {
        Job storage job = _requireState(jobId, State.Claimed);
        if (msg.sender != job.node) revert JobEscrow_NotAssignedNode(jobId, msg.sender, job.node);
        _requireTerms(jobId, job, terms);
        uint256 deadline = _deadline(job, terms);
        if (block.timestamp >= deadline) revert JobEscrow_DeadlinePassed(jobId, deadline);
        if (submission.resultDigest == 0 || submission.traceRoot == 0) revert JobEscrow_ZeroDigest();
        uint256 windowEndsAt = block.timestamp + _parameters[terms.version].challengeWindow;

        job.commitment = _commitment(job.commitment, submission);
        job.submittedAt = uint40(block.timestamp);
        job.state = State.Submitted;
        emit JobSubmitted(jobId, msg.sender, submission, block.timestamp, windowEndsAt);
    }

    /* SETTLEMENT */

    /// @inheritdoc IJobEscrow
    function accept(uint256 jobId, Terms calldata terms, Submission calldata submission) external {
        Job storage job = _requireState(jobId, State.Submitted);
        _requireSubmission(jobId, job, terms, submission);
        if (msg.sender != terms.requester) revert JobEscrow_NotRequester(jobId, msg.sender, terms.requester);

        emit JobAccepted(jobId, msg.sender);
        _settle(jobId, job, terms);
    }

    /// @inheritdoc IJobEscrow
    function finalize(uint256 jobId, Terms calldata terms, Submission calldata submission) external {
        Job storage job = _requireState(jobId, State.Submitted);
        _requireSubmission(jobId, job, terms, submission);
        _requireWindowOver(jobId, job, terms);

        job.bondLocked = false;
        _settle(jobId, job, terms);
        _freeBond(jobId, job, terms);
    }

    /// @inheritdoc IJobEscrow
    function releaseBond(uint256 jobId, Terms calldata terms, Submission calldata submission) external {
        Job storage job = _requireState(jobId, State.Settled);
        _requireSubmission(jobId, job, terms, submission);
        if (!job.bondLocked) revert JobEscrow_BondNotLocked(jobId);
        _requireWindowOver(jobId, job, terms);

        job.bondLocked = false;
        _freeBond(jobId, job, terms);
    }

    /// @inheritdoc IJobEscrow
    function expire(uint256 jobId, Terms calldata terms) external {
        Job storage job = _requireState(jobId, State.Claimed);
        _requireTerms(jobId, job, terms);
        uint256 deadline = _deadline(job, terms);
        if (block.timestamp < deadline) revert JobEscrow_DeadlineNotReached(jobId, deadline);
        address node = job.node;
        uint256 bond = bondFor(terms, priceAt(terms, job.claimedAt));

        job.state = State.Refunded;
        job.bondLocked = false;
        emit JobRefunded(jobId, terms.requester, node, terms.payment.maxPrice);
        emit BondSlashed(jobId, node, bond);
        _refund(jobId, terms);
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

    /* GOVERNANCE */

    /// @inheritdoc IJobEscrow
    function setParameters(
        Parameters calldata parameters,
        BondRate[] calldata bondRates
    ) external restricted returns (uint256 version) {
        if (parameters.feeBps > MAX_FEE_BPS) revert JobEscrow_FeeTooHigh(parameters.feeBps, MAX_FEE_BPS);
        if (parameters.challengeWindow == 0 || parameters.maxClaimWindow == 0 || parameters.maxRunTime == 0) {
            revert JobEscrow_ZeroWindow();
        }
        version = ++_version;
        _parameters[version] = parameters;
        emit ParametersSet(version, parameters);
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
    function priceAt(Terms calldata terms, uint256 timestamp) public pure returns (uint256 price) {
        Payment calldata payment = terms.payment;
        uint256 range = payment.maxPrice - payment.minPrice;
        uint256 elapsed = timestamp - terms.requestedAt;
        if (elapsed >= payment.claimWindow) return payment.maxPrice;
        return payment.minPrice + (range * elapsed) / payment.claimWindow;
    }

    /// @inheritdoc IJobEscrow
    function bondFor(Terms calldata terms, uint256 price) public view returns (uint256 bond) {
        Parameters storage parameters = _parameters[terms.version];
        address currency = terms.payment.currency;
        bond =
            currency == address(0)
                ? Bps.share(price, parameters.bondBps)
                : (price * _bondRates[terms.version][currency]) / 1e18;
        uint256 minBond = parameters.minBond;
        if (bond < minBond) bond = minBond;
    }

    /// @inheritdoc IJobEscrow
    function parametersOf(uint256 version) external view returns (Parameters memory parameters) {
        return _parameters[version];
    }

    /// @inheritdoc IJobEscrow
    function currentVersion() external view returns (uint256 version) {
        return _version;
    }

    /// @inheritdoc IJobEscrow
    function jobCount() external view returns (uint256 count) {
        return _jobCount;
    }

    /* INTERNAL: MONEY */

    function _settle(uint256 jobId, Job storage job, Terms calldata terms) private {
        uint256 price = priceAt(terms, job.claimedAt);
        uint256 fee = Bps.share(price, _parameters[terms.version].feeBps);
        uint256 refund = terms.payment.maxPrice - price;
        address node = job.node;

        job.state = State.Settled;
        emit JobSettled(jobId, node, price - fee, fee, refund);
        TREASURY.settle(jobId, terms.payment.currency, node, price - fee, fee, terms.requester, refund);
    }

    function _refund(uint256 jobId, Terms calldata terms) private {
        TREASURY.refund(jobId, terms.payment.currency, terms.requester, terms.payment.maxPrice);
    }

    function _freeBond(uint256 jobId, Job storage job, Terms calldata terms) private {
        address node = job.node;
        uint256 bond = bondFor(terms, priceAt(terms, job.claimedAt));
        emit BondReleased(jobId, node, bond);
        NODES.unlock(node, bond);
    }

    /* INTERNAL: CHECKS */

    function _requireValid(Request calldata job, uint256 version) private view {
        Parameters memory parameters = _parameters[version];
        Work calldata work = job.work;
        Payment calldata payment = job.payment;
        if (work.specDigest == 0) revert JobEscrow_ZeroDigest();
        if (work.mode != Mode.Accept || work.audits != 0) revert JobEscrow_ModeNotAvailable(work.mode, work.audits);
        if (work.runTime == 0 || work.runTime > parameters.maxRunTime) {
            revert JobEscrow_InvalidRunTime(work.runTime, parameters.maxRunTime);
        }
        if (payment.claimWindow == 0 || payment.claimWindow > parameters.maxClaimWindow) {
            revert JobEscrow_InvalidClaimWindow(payment.claimWindow, parameters.maxClaimWindow);
        }
        if (payment.minPrice > payment.maxPrice) {
            revert JobEscrow_InvalidPrice(payment.minPrice, payment.maxPrice);
        }
        uint256 due = payment.currency == address(0) ? payment.maxPrice : 0;
        if (msg.value != due) revert JobEscrow_WrongValue(due, msg.value);
        if (payment.currency != address(0) && _bondRates[version][payment.currency] == 0) {
            revert JobEscrow_CurrencyWithoutBondRate(payment.currency, version);
        }
        if (job.royaltyBps > Lineage.MAX_TOTAL_BPS) {
            revert JobEscrow_RoyaltyTooHigh(job.royaltyBps, Lineage.MAX_TOTAL_BPS);
        }
    }

    function _requireState(uint256 jobId, State required) private view returns (Job storage job) {
        job = _jobs[jobId];
        if (job.state != required) revert JobEscrow_WrongState(jobId, job.state, required);
    }

    function _requireTerms(uint256 jobId, Job storage job, Terms calldata terms) private view {
        if (job.commitment != _hash(terms)) revert JobEscrow_TermsMismatch(jobId);
    }

    function _requireSubmission(
        uint256 jobId,
        Job storage job,
        Terms calldata terms,
        Submission calldata submission
    ) private view {
        if (job.commitment != _commitment(_hash(terms), submission)) revert JobEscrow_TermsMismatch(jobId);
    }

    function _requireWindowOver(uint256 jobId, Job storage job, Terms calldata terms) private view {
        uint256 windowEndsAt = uint256(job.submittedAt) + _parameters[terms.version].challengeWindow;
        if (block.timestamp < windowEndsAt) revert JobEscrow_ChallengeWindowOpen(jobId, windowEndsAt);
    }

    /* INTERNAL: TIMES AND HASHES */

    function _claimWindowEnd(Terms calldata terms) private pure returns (uint256 timestamp) {
        return uint256(terms.requestedAt) + terms.payment.claimWindow;
    }

    function _deadline(Job storage job, Terms calldata terms) private view returns (uint256 timestamp) {
        return uint256(job.claimedAt) + terms.work.runTime;
    }

    /// @dev `keccak256(abi.encode(terms))`: a struct without dynamic parts stands in the calldata as it is encoded.
    /// Dirty high bits give another hash, hence no match.
    function _hash(Terms calldata terms) private pure returns (bytes32 termsHash) {
        assembly ("memory-safe") {
            let start := mload(0x40)
            calldatacopy(start, terms, TERMS_SIZE)
            termsHash := keccak256(start, TERMS_SIZE)
        }
    }

    function _commitment(bytes32 termsHash, Submission calldata submission) private pure returns (bytes32 commitment) {
        return
            keccak256(abi.encode(termsHash, submission.resultDigest, submission.traceRoot, submission.deliveryDigest));
    }
}
