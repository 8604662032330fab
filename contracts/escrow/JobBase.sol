// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {Pausable} from "@openzeppelin/contracts/utils/Pausable.sol";
import {IAssetRegistry} from "../interfaces/IAssetRegistry.sol";
import {IJobEscrow} from "../interfaces/IJobEscrow.sol";
import {IJobParameters} from "../interfaces/IJobParameters.sol";
import {INodeRegistry} from "../interfaces/INodeRegistry.sol";
import {ITreasury} from "../interfaces/ITreasury.sol";
import {Bps} from "../libraries/Bps.sol";
import {JobTerms} from "../libraries/JobTerms.sol";
import {ParameterRules} from "../libraries/ParameterRules.sol";
import {Versions} from "../libraries/Versions.sol";

/// @title JobBase
/// @notice What all parts of the escrow stand on: its storage, its parameters, and how money leaves a job.
abstract contract JobBase is AccessManaged, Pausable, IJobEscrow {
    using JobTerms for Terms;
    using Versions for Versions.Version;

    /* IMMUTABLES */

    IAssetRegistry internal immutable ASSETS;
    INodeRegistry internal immutable NODES;
    ITreasury internal immutable TREASURY;

    /* STORAGE */

    /// @dev Both share their slot with the authority and the pause.
    uint32 internal _version;
    uint48 internal _jobCount;
    mapping(uint256 jobId => Job) internal _jobs;
    mapping(uint256 version => Versions.Version) internal _versions;
    mapping(uint256 version => mapping(address currency => uint256 weiPerToken)) internal _bondRates;

    constructor(address authority, address assets, address nodes, address treasury) AccessManaged(authority) {
        ASSETS = IAssetRegistry(assets);
        NODES = INodeRegistry(nodes);
        TREASURY = ITreasury(treasury);
    }

    /* GOVERNANCE */

    /// @inheritdoc IJobParameters
    function setParameters(
        Parameters calldata parameters,
        DisputeParameters calldata disputeParameters,
        BondRate[] calldata bondRates
    ) external restricted returns (uint256 version) {
        ParameterRules.requireSound(parameters, disputeParameters, NODES.unbondingTime());
        version = ++_version;
        _versions[version].write(parameters, disputeParameters);
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
    function jobCount() external view returns (uint256 count) {
        return _jobCount;
    }

    /// @inheritdoc IJobEscrow
    function priceAt(Terms calldata terms, uint256 timestamp) external pure returns (uint256 price) {
        return terms.priceAt(timestamp);
    }

    /// @inheritdoc IJobEscrow
    function bondFor(Terms calldata terms, uint256 price) public view returns (uint256 bond) {
        Versions.Course storage course = _versions[terms.version].course;
        bond = Bps.share(_worth(terms.version, terms.payment.currency, price), course.bondBps);
        uint256 minBond = course.minBond;
        if (bond < minBond) bond = minBond;
    }

    /// @inheritdoc IJobParameters
    function parametersOf(uint256 version) external view returns (Parameters memory parameters) {
        return _versions[version].forJobs();
    }

    /// @inheritdoc IJobParameters
    function disputeParametersOf(uint256 version) external view returns (DisputeParameters memory parameters) {
        return _versions[version].forDisputes();
    }

    /// @inheritdoc IJobParameters
    function currentVersion() external view returns (uint256 version) {
        return _version;
    }

    /* INTERNAL: MONEY */

    /// What a price is worth in the native currency; nothing, where the version has no rate.
    function _worth(uint256 version, address currency, uint256 price) internal view returns (uint256 amount) {
        return currency == address(0) ? price : (price * _bondRates[version][currency]) / 1e18;
    }

    function _refund(uint256 jobId, Terms calldata terms, uint256 amount) internal {
        if (amount != 0) TREASURY.refund(jobId, terms.payment.currency, terms.requester, amount);
    }

    function _freeBond(uint256 jobId, address node, uint256 bond) internal {
        emit BondReleased(jobId, node, bond);
        NODES.unlock(node, bond);
    }

    /// Ends the audits that are left, and says how much of their fees nobody earned.
    function _endAudits(uint256 jobId, Job storage job, Terms calldata terms) internal returns (uint256 unspent) {
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

    function _requireSubmission(
        uint256 jobId,
        Job storage job,
        Terms calldata terms,
        Submission calldata submission
    ) internal view {
        if (job.commitment != terms.commitment(submission)) revert JobEscrow_TermsMismatch(jobId);
    }
}
