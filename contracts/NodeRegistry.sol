// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {Pausable} from "@openzeppelin/contracts/utils/Pausable.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {INodeRegistry} from "./interfaces/INodeRegistry.sol";
import {ITreasury} from "./interfaces/ITreasury.sol";

/// @title NodeRegistry
/// @notice See {INodeRegistry}, where everything is documented.
contract NodeRegistry is AccessManaged, Pausable, INodeRegistry {
    using SafeCast for uint256;

    /* IMMUTABLES */

    ITreasury private immutable TREASURY;
    address private immutable JOB_ESCROW;

    /* STORAGE */

    /// @inheritdoc INodeRegistry
    /// @dev Shares its slot with the authority and the pause.
    uint80 public minStake;
    /// @inheritdoc INodeRegistry
    uint40 public unbondingTime;
    mapping(address account => Node) private _nodes;
    /// @inheritdoc INodeRegistry
    mapping(address node => mapping(bytes32 class => bool)) public serves;
    /// @inheritdoc INodeRegistry
    mapping(bytes32 class => ClassStatus) public statusOf;

    constructor(address authority, address treasury, address jobEscrow) AccessManaged(authority) {
        TREASURY = ITreasury(treasury);
        JOB_ESCROW = jobEscrow;
    }

    modifier onlyJobEscrow() {
        if (msg.sender != JOB_ESCROW) revert NodeRegistry_NotJobEscrow(msg.sender);
        _;
    }

    /* NODES */

    /// @inheritdoc INodeRegistry
    function register(bytes32 metadataDigest, bytes32[] calldata classes) external payable whenNotPaused {
        Node storage node = _nodes[msg.sender];
        if (node.registeredAt != 0) revert NodeRegistry_AlreadyRegistered(msg.sender);
        if (metadataDigest == bytes32(0)) revert NodeRegistry_ZeroDigest();
        if (msg.value < minStake) revert NodeRegistry_StakeBelowMinimum(msg.sender, msg.value, minStake);
        node.stake = msg.value.toUint96();
        node.registeredAt = uint40(block.timestamp);
        emit NodeRegistered(msg.sender, metadataDigest);
        emit StakeChanged(msg.sender, msg.value, 0);
        for (uint256 i = 0; i < classes.length; ++i) _join(classes[i]);
        TREASURY.holdStake{value: msg.value}();
    }

    /// @inheritdoc INodeRegistry
    function update(bytes32 metadataDigest) external {
        _registered(msg.sender);
        if (metadataDigest == bytes32(0)) revert NodeRegistry_ZeroDigest();
        emit NodeUpdated(msg.sender, metadataDigest);
    }

    /// @inheritdoc INodeRegistry
    function joinClass(bytes32 class) external {
        _registered(msg.sender);
        _join(class);
    }

    /// @inheritdoc INodeRegistry
    function leaveClass(bytes32 class) external {
        _registered(msg.sender);
        if (!serves[msg.sender][class]) revert NodeRegistry_ClassNotServed(msg.sender, class);
        serves[msg.sender][class] = false;
        emit ClassLeft(msg.sender, class);
    }

    /* STAKE */

    /// @inheritdoc INodeRegistry
    function addStake() external payable whenNotPaused {
        Node storage node = _registered(msg.sender);
        node.stake = (uint256(node.stake) + msg.value).toUint96();
        _emitStake(msg.sender, node);
        TREASURY.holdStake{value: msg.value}();
    }

    /// @inheritdoc INodeRegistry
    function unbond(uint256 amount) external {
        Node storage node = _registered(msg.sender);
        uint256 free = uint256(node.stake) - node.locked;
        if (amount > free) revert NodeRegistry_InsufficientStake(msg.sender, free, amount);
        uint256 left = uint256(node.stake) - amount;
        if (left != 0 && left < minStake) revert NodeRegistry_StakeBelowMinimum(msg.sender, left, minStake);
        uint256 unbonding = uint256(node.unbonding) + amount;
        uint256 unbondedAt = block.timestamp + unbondingTime;
        node.stake = uint96(left);
        node.unbonding = unbonding.toUint96();
        node.unbondedAt = uint40(unbondedAt);
        emit UnbondingStarted(msg.sender, amount, unbonding, unbondedAt);
        _emitStake(msg.sender, node);
    }

    /// @inheritdoc INodeRegistry
    function withdrawStake() external {
        Node storage node = _registered(msg.sender);
        uint256 amount = node.unbonding;
        if (amount == 0) revert NodeRegistry_NothingUnbonding(msg.sender);
        if (block.timestamp < node.unbondedAt) revert NodeRegistry_StillUnbonding(msg.sender, node.unbondedAt);
        node.unbonding = 0;
        node.unbondedAt = 0;
        emit StakeWithdrawn(msg.sender, amount);
        TREASURY.releaseStake(msg.sender, amount);
    }

    /* BONDS, BY THE JOB ESCROW */

    /// @inheritdoc INodeRegistry
    function lock(address account, bytes32 class, uint256 amount) external onlyJobEscrow whenNotPaused {
        Node storage node = _registered(account);
        _requireOpen(class);
        if (!serves[account][class]) revert NodeRegistry_ClassNotServed(account, class);
        uint256 stake = node.stake;
        uint256 locked = node.locked;
        if (stake < minStake) revert NodeRegistry_StakeBelowMinimum(account, stake, minStake);
        if (amount > stake - locked) revert NodeRegistry_InsufficientStake(account, stake - locked, amount);
        node.locked = uint96(locked + amount);
    }

    /// @inheritdoc INodeRegistry
    function unlock(address account, uint256 amount) external onlyJobEscrow {
        Node storage node = _nodes[account];
        uint256 locked = node.locked;
        if (amount > locked) revert NodeRegistry_InsufficientLock(account, locked, amount);
        node.locked = uint96(locked - amount);
    }

    /// @inheritdoc INodeRegistry
    function slash(
        address account,
        uint256 amount,
        ITreasury.Credit[] calldata credits,
        uint256 jobId
    ) external onlyJobEscrow {
        Node storage node = _nodes[account];
        uint256 locked = node.locked;
        if (amount > locked) revert NodeRegistry_InsufficientLock(account, locked, amount);
        node.locked = uint96(locked - amount);
        node.stake = uint96(node.stake - amount);
        emit NodeSlashed(account, jobId, amount);
        _emitStake(account, node);
        TREASURY.slashStake(amount, credits, jobId);
    }

    /* GOVERNANCE */

    /// @inheritdoc INodeRegistry
    function setClassStatus(bytes32 class, ClassStatus status) external restricted {
        statusOf[class] = status;
        emit ClassStatusSet(class, status);
    }

    /// @inheritdoc INodeRegistry
    function setMinStake(uint80 amount) external restricted {
        minStake = amount;
        emit MinStakeSet(amount);
    }

    /// @inheritdoc INodeRegistry
    function setUnbondingTime(uint40 duration) external restricted {
        unbondingTime = duration;
        emit UnbondingTimeSet(duration);
    }

    /// @inheritdoc INodeRegistry
    function pause() external restricted {
        _pause();
    }

    /// @inheritdoc INodeRegistry
    function unpause() external restricted {
        _unpause();
    }

    /* VIEWS */

    /// @inheritdoc INodeRegistry
    function nodeOf(address account) external view returns (Node memory node) {
        return _nodes[account];
    }

    /* INTERNAL */

    function _join(bytes32 class) private {
        _requireOpen(class);
        if (serves[msg.sender][class]) revert NodeRegistry_ClassAlreadyServed(msg.sender, class);
        serves[msg.sender][class] = true;
        emit ClassJoined(msg.sender, class);
    }

    function _emitStake(address account, Node storage node) private {
        emit StakeChanged(account, node.stake, node.locked);
    }

    function _registered(address account) private view returns (Node storage node) {
        node = _nodes[account];
        if (node.registeredAt == 0) revert NodeRegistry_NotRegistered(account);
    }

    function _requireOpen(bytes32 class) private view {
        ClassStatus status = statusOf[class];
        if (status != ClassStatus.Slashable && status != ClassStatus.Provisional) {
            revert NodeRegistry_ClassNotOpen(class, status);
        }
    }
}
