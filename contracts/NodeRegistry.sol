// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {Pausable} from "@openzeppelin/contracts/utils/Pausable.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {INodeRegistry} from "./interfaces/INodeRegistry.sol";
import {ITreasury} from "./interfaces/ITreasury.sol";
import {Juries} from "./libraries/Juries.sol";
import {Tickets} from "./libraries/Tickets.sol";

/// @title NodeRegistry
/// @notice See {INodeRegistry}, where everything is documented.
contract NodeRegistry is AccessManaged, Pausable, INodeRegistry {
    using SafeCast for uint256;
    using Tickets for mapping(uint256 place => Ticket);

    /* CONSTANTS AND IMMUTABLES */

    /// @inheritdoc INodeRegistry
    uint256 public constant MIN_ELIGIBLE = Juries.MIN_ELIGIBLE;
    /// @inheritdoc INodeRegistry
    uint256 public constant MAX_TICKETS = 8;
    /// @dev Of a draw, for each node asked for: bounds its gas where most places are tombstones.
    uint256 private constant TRIES_PER_NODE = 64;

    ITreasury private immutable TREASURY;
    address private immutable JOB_ESCROW;
    address private immutable DISPUTES;

    /* STORAGE */

    /// @inheritdoc INodeRegistry
    /// @dev Shares its slot with the authority and the pause.
    uint80 public minStake;
    /// @inheritdoc INodeRegistry
    uint40 public unbondingTime;
    /// @inheritdoc INodeRegistry
    uint40 public minTicketAge;
    /// @inheritdoc INodeRegistry
    uint96 public ticketUnit;
    mapping(address account => Node) private _nodes;
    mapping(address node => mapping(bytes32 class => Membership)) private _memberships;
    mapping(bytes32 class => Class) private _classes;
    mapping(bytes32 class => mapping(uint256 place => Ticket)) private _tickets;

    constructor(address authority, address treasury, address jobEscrow, address disputes) AccessManaged(authority) {
        TREASURY = ITreasury(treasury);
        JOB_ESCROW = jobEscrow;
        DISPUTES = disputes;
        // Nobody has a ticket before governance says what one takes.
        ticketUnit = type(uint96).max;
    }

    modifier onlyJobEscrow() {
        if (msg.sender != JOB_ESCROW) revert NodeRegistry_NotJobEscrow(msg.sender);
        _;
    }

    modifier onlyDisputes() {
        if (msg.sender != DISPUTES) revert NodeRegistry_NotDisputes(msg.sender);
        _;
    }

    modifier onlyCore() {
        if (msg.sender != JOB_ESCROW && msg.sender != DISPUTES) revert NodeRegistry_NotCore(msg.sender);
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
        for (uint256 i = 0; i < classes.length; ++i) _join(classes[i], msg.value);
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
        _join(class, _registered(msg.sender).stake);
    }

    /// @inheritdoc INodeRegistry
    function leaveClass(bytes32 class) external {
        _registered(msg.sender);
        _served(msg.sender, class).serving = false;
        emit ClassLeft(msg.sender, class);
        _setTickets(msg.sender, class, 0);
    }

    /* JUROR TICKETS */

    /// @inheritdoc INodeRegistry
    function renewTickets(bytes32 class) external {
        uint256 stake = _registered(msg.sender).stake;
        _served(msg.sender, class);
        _setTickets(msg.sender, class, _ticketsFor(stake));
    }

    /// @inheritdoc INodeRegistry
    function clearTickets(address account, bytes32 class) external {
        uint256 stake = _nodes[account].stake;
        uint256 backed = _ticketsFor(stake);
        Membership storage membership = _memberships[account][class];
        uint256 tickets = membership.tickets;
        if (tickets <= backed) revert NodeRegistry_StillBacked(account, stake, tickets * ticketUnit);
        _tickets[class].cut(_classes[class], membership, backed);
        _emitTickets(account, class, membership, backed);
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

    /* BONDS */

    /// @inheritdoc INodeRegistry
    function lock(address account, bytes32 class, uint256 amount) external onlyJobEscrow whenNotPaused {
        Node storage node = _registered(account);
        _requireOpen(class);
        _served(account, class);
        uint256 stake = node.stake;
        uint256 locked = node.locked;
        if (stake < minStake) revert NodeRegistry_StakeBelowMinimum(account, stake, minStake);
        if (amount > stake - locked) revert NodeRegistry_InsufficientStake(account, stake - locked, amount);
        node.locked = uint96(locked + amount);
    }

    /// @inheritdoc INodeRegistry
    function unlock(address account, uint256 amount) external onlyJobEscrow {
        _unlock(account, amount);
    }

    /// @inheritdoc INodeRegistry
    function slash(
        address account,
        uint256 amount,
        ITreasury.Credit[] calldata credits,
        uint256 jobId
    ) external onlyCore {
        Node storage node = _unlock(account, amount);
        node.stake = uint96(node.stake - amount);
        emit NodeSlashed(account, jobId, amount);
        _emitStake(account, node);
        TREASURY.slashStake(amount, credits, jobId);
    }

    /* DUTIES */

    /// @inheritdoc INodeRegistry
    function draw(
        uint256 jobId,
        bytes32 class,
        bytes32 seed,
        uint256 ticketCount,
        uint256 asOf,
        uint256 minimum,
        uint256 count,
        uint256 amount,
        address[] calldata excluded
    ) external onlyDisputes returns (address[] memory drawn) {
        drawn = new address[](count);
        address[] memory barred = excluded;
        mapping(uint256 place => Ticket) storage list = _tickets[class];
        uint256 found = 0;
        uint256 tries = ticketCount == 0 ? 0 : count * TRIES_PER_NODE;
        for (uint256 i = 0; i < tries && found < count; ++i) {
            Ticket storage ticket = list[uint256(keccak256(abi.encode(seed, i))) % ticketCount];
            address account = ticket.node;
            if (!_counts(ticket, asOf)) continue;
            if (_among(barred, barred.length, account) || _among(drawn, found, account)) continue;
            if (!_lockDuty(account, ticket.ordinal, amount)) continue;
            drawn[found++] = account;
            emit DutyLocked(account, jobId, amount);
        }
        if (found < minimum) revert NodeRegistry_TooFewJurors(class, found, minimum);
        assembly ("memory-safe") {
            mstore(drawn, found)
        }
    }

    /// @inheritdoc INodeRegistry
    function releaseDuty(uint256 jobId, address[] calldata accounts, uint256 amount) external onlyDisputes {
        for (uint256 i = 0; i < accounts.length; ++i) {
            _unlock(accounts[i], amount);
            emit DutyReleased(accounts[i], jobId, amount);
        }
    }

    /* GOVERNANCE */

    /// @inheritdoc INodeRegistry
    function setClassStatus(bytes32 class, ClassStatus status) external restricted {
        Class storage listing = _classes[class];
        if (status != ClassStatus.Retired) listing.isProof = status == ClassStatus.Slashable;
        listing.status = status;
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
    function setTicketUnit(uint96 unit) external restricted {
        if (unit == 0) revert NodeRegistry_ZeroUnit();
        ticketUnit = unit;
        emit TicketUnitSet(unit);
    }

    /// @inheritdoc INodeRegistry
    function setMinTicketAge(uint40 age) external restricted {
        minTicketAge = age;
        emit MinTicketAgeSet(age);
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

    /// @inheritdoc INodeRegistry
    function serves(address account, bytes32 class) external view returns (bool served) {
        return _memberships[account][class].serving;
    }

    /// @inheritdoc INodeRegistry
    function membershipOf(address account, bytes32 class) external view returns (Membership memory membership) {
        return _memberships[account][class];
    }

    /// @inheritdoc INodeRegistry
    function statusOf(bytes32 class) external view returns (ClassStatus status) {
        return _classes[class].status;
    }

    /// @inheritdoc INodeRegistry
    function isSlashable(bytes32 class) external view returns (bool slashable) {
        Class storage listing = _classes[class];
        return listing.isProof && listing.eligibleNodes >= MIN_ELIGIBLE;
    }

    /// @inheritdoc INodeRegistry
    function classOf(bytes32 class) external view returns (Class memory info) {
        return _classes[class];
    }

    /// @inheritdoc INodeRegistry
    function ticketAt(bytes32 class, uint256 place) external view returns (Ticket memory ticket) {
        return _tickets[class][place];
    }

    /* INTERNAL: CLASSES AND TICKETS */

    function _join(bytes32 class, uint256 stake) private {
        _requireOpen(class);
        Membership storage membership = _memberships[msg.sender][class];
        if (membership.serving) revert NodeRegistry_ClassAlreadyServed(msg.sender, class);
        membership.serving = true;
        emit ClassJoined(msg.sender, class);
        _setTickets(msg.sender, class, _ticketsFor(stake));
    }

    function _setTickets(address account, bytes32 class, uint256 count) private {
        Membership storage membership = _memberships[account][class];
        if (count == 0 && membership.tickets == 0) return;
        _tickets[class].write(_classes[class], membership, account, count);
        _emitTickets(account, class, membership, count);
    }

    function _emitTickets(address account, bytes32 class, Membership storage membership, uint256 count) private {
        emit TicketsSet(account, class, membership.firstTicket, count, _classes[class].eligibleNodes);
    }

    function _ticketsFor(uint256 stake) private view returns (uint256 tickets) {
        tickets = stake / ticketUnit;
        if (tickets > MAX_TICKETS) tickets = MAX_TICKETS;
    }

    /// Whether the ticket was there, and old enough, at `asOf`.
    function _counts(Ticket storage ticket, uint256 asOf) private view returns (bool counted) {
        return ticket.node != address(0) && uint256(ticket.since) + minTicketAge <= asOf;
    }

    function _among(address[] memory accounts, uint256 count, address account) private pure returns (bool found) {
        for (uint256 i = 0; i < count; ++i) if (accounts[i] == account) return true;
    }

    /* INTERNAL: STAKE */

    /// Locks what a duty needs, where the stake behind the ticket is there and enough of it is free.
    function _lockDuty(address account, uint256 ordinal, uint256 amount) private returns (bool isLocked) {
        Node storage node = _nodes[account];
        uint256 stake = node.stake;
        uint256 locked = node.locked;
        if (stake < (ordinal + 1) * ticketUnit || stake - locked < amount) return false;
        node.locked = uint96(locked + amount);
        return true;
    }

    function _unlock(address account, uint256 amount) private returns (Node storage node) {
        node = _nodes[account];
        uint256 locked = node.locked;
        if (amount > locked) revert NodeRegistry_InsufficientLock(account, locked, amount);
        node.locked = uint96(locked - amount);
    }

    function _emitStake(address account, Node storage node) private {
        emit StakeChanged(account, node.stake, node.locked);
    }

    /* INTERNAL: CHECKS */

    function _registered(address account) private view returns (Node storage node) {
        node = _nodes[account];
        if (node.registeredAt == 0) revert NodeRegistry_NotRegistered(account);
    }

    function _served(address account, bytes32 class) private view returns (Membership storage membership) {
        membership = _memberships[account][class];
        if (!membership.serving) revert NodeRegistry_ClassNotServed(account, class);
    }

    function _requireOpen(bytes32 class) private view {
        ClassStatus status = _classes[class].status;
        if (status != ClassStatus.Slashable && status != ClassStatus.Provisional) {
            revert NodeRegistry_ClassNotOpen(class, status);
        }
    }
}
