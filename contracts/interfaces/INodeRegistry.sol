// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {ITreasury} from "./ITreasury.sol";

/// @title INodeRegistry
/// @notice Who computes: stake, metadata, determinism classes.
/// @dev Stakes are in the native currency. `locked` secures open jobs and is always part of `stake`; what is unbonding
/// is no longer part of `stake`. A class is keccak256 of its text.
///
/// Juror tickets: an append-only list per class, one entry a whole stake unit of a node when it joined (at most
/// `MAX_TICKETS`). A ticket counts while its node serves the class, holds the stake behind it (ticket k needs k + 1 units)
/// and can lock what a juror may lose; and only once it is `minTicketAge` old. Leaving clears a node's tickets
/// (tombstones); the list never shrinks, so a length taken at a challenge keeps its meaning. A node that comes back takes
/// its own places again where they are enough, so that nobody fills the list with tombstones by joining and leaving.
interface INodeRegistry {
    /// @notice What a determinism class is good for.
    /// Unknown: not listed. Slashable: a mismatch is proof. Provisional: a mismatch lowers the result to Trusted.
    /// Retired: no new jobs.
    enum ClassStatus {
        Unknown,
        Slashable,
        Provisional,
        Retired
    }

    /// @notice What is stored of a node, in wei.
    /// @param stake Bonded.
    /// @param locked Part of `stake` that secures open jobs.
    /// @param registeredAt When it registered; 0 for a stranger.
    /// @param unbonding On its way out.
    /// @param unbondedAt From when `unbonding` may be withdrawn.
    struct Node {
        uint96 stake;
        uint96 locked;
        uint40 registeredAt;
        uint96 unbonding;
        uint40 unbondedAt;
    }

    /// @notice What is stored of a class.
    /// @param status As governed.
    /// @param isProof Whether a mismatch is proof as far as governance goes: slashable, or retired from it.
    /// @param eligibleNodes Nodes with at least one ticket.
    /// @param tickets Length of the list of tickets, tombstones included.
    struct Class {
        ClassStatus status;
        bool isProof;
        uint32 eligibleNodes;
        uint32 tickets;
    }

    /// @notice What is stored of a node in a class.
    /// @param serving Whether it serves the class.
    /// @param firstTicket Place of its first ticket.
    /// @param tickets How many it has, next to each other.
    /// @param places How many places from the first on are its own, tombstones included.
    struct Membership {
        bool serving;
        uint32 firstTicket;
        uint16 tickets;
        uint16 places;
    }

    /// @notice A juror ticket; zeros for a tombstone.
    /// @param node Whose.
    /// @param since When it was written.
    /// @param ordinal Which of the node's tickets in the class, from 0.
    struct Ticket {
        address node;
        uint40 since;
        uint16 ordinal;
    }

    /// @notice Only the job escrow may do this.
    error NodeRegistry_NotJobEscrow(address caller);
    /// @notice Only Disputes may do this.
    error NodeRegistry_NotDisputes(address caller);
    /// @notice Only the job escrow and Disputes may do this.
    error NodeRegistry_NotCore(address caller);
    /// @notice A stake unit is never zero.
    error NodeRegistry_ZeroUnit();
    /// @notice The node still holds the stake behind its tickets.
    error NodeRegistry_StillBacked(address node, uint256 stake, uint256 required);
    /// @notice Fewer than `minimum` nodes could be drawn.
    error NodeRegistry_TooFewJurors(bytes32 class, uint256 drawn, uint256 minimum);
    /// @notice The account is not a node.
    error NodeRegistry_NotRegistered(address node);
    /// @notice The account is a node already.
    error NodeRegistry_AlreadyRegistered(address node);
    /// @notice A node's manifest has a digest.
    error NodeRegistry_ZeroDigest();
    /// @notice A node keeps at least the minimum stake, or none at all.
    error NodeRegistry_StakeBelowMinimum(address node, uint256 stake, uint256 minStake);
    /// @notice The node's free stake does not cover the amount.
    error NodeRegistry_InsufficientStake(address node, uint256 free, uint256 required);
    /// @notice Less is locked than should be unlocked or slashed.
    error NodeRegistry_InsufficientLock(address node, uint256 locked, uint256 required);
    /// @notice The class is not open for work.
    error NodeRegistry_ClassNotOpen(bytes32 class, ClassStatus status);
    /// @notice The node does not serve the class.
    error NodeRegistry_ClassNotServed(address node, bytes32 class);
    /// @notice The node serves the class already.
    error NodeRegistry_ClassAlreadyServed(address node, bytes32 class);
    /// @notice Nothing is unbonding.
    error NodeRegistry_NothingUnbonding(address node);
    /// @notice The unbonding time is not over.
    error NodeRegistry_StillUnbonding(address node, uint256 unbondedAt);

    /// @notice A node registered. `ClassJoined` and `StakeChanged` follow.
    event NodeRegistered(address indexed node, bytes32 metadataDigest);
    /// @notice The node has a new manifest.
    event NodeUpdated(address indexed node, bytes32 metadataDigest);
    /// @notice The node serves a class.
    event ClassJoined(address indexed node, bytes32 indexed class);
    /// @notice The node no longer serves a class.
    event ClassLeft(address indexed node, bytes32 indexed class);
    /// @notice The node's stake after a change. Between two of these, `locked` follows from the escrow's `JobClaimed`,
    /// `BondReleased` and `BondSlashed`; what is unbonding is in `UnbondingStarted`.
    event StakeChanged(address indexed node, uint256 stake, uint256 locked);
    /// @notice `amount` of the stake is on its way out, `unbonding` in all.
    event UnbondingStarted(address indexed node, uint256 amount, uint256 unbonding, uint256 unbondedAt);
    /// @notice All that was unbonding became a credit in the treasury.
    event StakeWithdrawn(address indexed node, uint256 amount);
    /// @notice A part of the node's stake was taken for `jobId`; the treasury's credits say who got it.
    event NodeSlashed(address indexed node, uint256 indexed jobId, uint256 amount);
    /// @notice A class has a new status.
    event ClassStatusSet(bytes32 indexed class, ClassStatus status);
    /// @notice The node has `tickets` tickets in the class, from place `firstTicket` of its list on; `eligibleNodes` nodes
    /// have one now.
    event TicketsSet(
        address indexed node,
        bytes32 indexed class,
        uint256 firstTicket,
        uint256 tickets,
        uint256 eligibleNodes
    );
    /// @notice A part of the node's stake is locked for a duty it was drawn for.
    event DutyLocked(address indexed node, uint256 indexed jobId, uint256 amount);
    /// @notice The duty is over; what was locked for it is free again.
    event DutyReleased(address indexed node, uint256 indexed jobId, uint256 amount);
    /// @notice The stake behind a ticket has changed.
    event TicketUnitSet(uint256 unit);
    /// @notice The age at which a ticket counts has changed.
    event MinTicketAgeSet(uint256 age);
    /// @notice The smallest stake of a node has changed.
    event MinStakeSet(uint256 minStake);
    /// @notice The unbonding time has changed.
    event UnbondingTimeSet(uint256 unbondingTime);

    /// @notice Registers the caller as a node; the value sent is its stake. Stopped by a pause.
    /// @param metadataDigest Digest of its manifest (endpoint, hardware, encryption key, prices).
    /// @param classes Classes it serves, each open.
    function register(bytes32 metadataDigest, bytes32[] calldata classes) external payable;

    /// @notice Replaces the manifest of the calling node.
    function update(bytes32 metadataDigest) external;

    /// @notice Adds the value sent to the stake of the calling node. Stopped by a pause.
    function addStake() external payable;

    /// @notice Lets the calling node serve one more open class.
    function joinClass(bytes32 class) external;

    /// @notice Lets the calling node no longer serve a class; running jobs go on.
    function leaveClass(bytes32 class) external;

    /// @notice Writes the caller's tickets in a class anew, for its stake of now; they are as old as a new node's.
    function renewTickets(bytes32 class) external;

    /// @notice Clears those tickets of a node that its stake no longer backs, by anyone. Otherwise a node could hold tickets
    /// without stake, and add the stake only after a draw has hit one.
    function clearTickets(address node, bytes32 class) external;

    /// @notice Starts to take out `amount` of the caller's free stake; restarts the clock of what is unbonding.
    function unbond(uint256 amount) external;

    /// @notice Turns the caller's unbonded stake into a credit.
    function withdrawStake() external;

    /// @notice Locks `amount` of the node's stake for a job of `class`. By the job escrow only. Stopped by a pause.
    function lock(address node, bytes32 class, uint256 amount) external;

    /// @notice Unlocks `amount`. By the job escrow only.
    function unlock(address node, uint256 amount) external;

    /// @notice Takes `amount` of the locked stake, books `credits` and burns the rest. By the job escrow and by Disputes.
    function slash(address node, uint256 amount, ITreasury.Credit[] calldata credits, uint256 jobId) external;

    /// @notice Draws up to `count` different nodes of a class by their tickets and locks `amount` of each. By Disputes only;
    /// never stopped by a pause.
    /// @dev Try i looks at place `keccak256(seed, i) % ticketCount`; it skips tombstones, tickets written too late to count
    /// at `asOf`, tickets without their stake, nodes that cannot lock, excluded and drawn ones. The order of places follows
    /// from the seed and a length that both stand before the seed is known; no ticket written since counts. So whoever
    /// clears own tickets after the seed is known gives up that many seats, each to the next place in order: accounts that
    /// act together never come to more seats than they would have had, nor choose who gets those they give up.
    /// @param seed Randomness.
    /// @param ticketCount Length of the list when the draw was caused.
    /// @param asOf When it was caused.
    /// @param minimum How many it takes.
    /// @param count How many are wanted.
    /// @param excluded Nodes that must not be drawn.
    /// @return drawn The nodes: as many as a bounded number of tries found. Reverts when these are fewer than `minimum`.
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
    ) external returns (address[] memory drawn);

    /// @notice Unlocks `amount` of each node. By Disputes only.
    function releaseDuty(uint256 jobId, address[] calldata nodes, uint256 amount) external;

    /// @notice Lists a class or changes its status. Restricted.
    function setClassStatus(bytes32 class, ClassStatus status) external;

    /// @notice Sets the smallest stake of a node. Restricted.
    function setMinStake(uint80 minStake) external;

    /// @notice Sets the unbonding time, which must outlast the longest dispute. Restricted.
    function setUnbondingTime(uint40 unbondingTime) external;

    /// @notice Sets the stake behind a ticket. Restricted.
    function setTicketUnit(uint96 unit) external;

    /// @notice Sets the age at which a ticket counts. Restricted.
    function setMinTicketAge(uint40 age) external;

    /// @notice Stops registrations, new stake and new bonds (so also claims of jobs). Restricted.
    function pause() external;

    /// @notice Allows them again. Restricted.
    function unpause() external;

    /// @notice The stored facts of a node; zeros for a stranger.
    function nodeOf(address account) external view returns (Node memory node);

    /// @notice Whether the node serves the class.
    function serves(address node, bytes32 class) external view returns (bool served);

    /// @notice Status of a class.
    function statusOf(bytes32 class) external view returns (ClassStatus status);

    /// @notice Whether a mismatch in the class is proof now: governed as slashable (or retired from it), with at least
    /// `MIN_ELIGIBLE` eligible nodes.
    function isSlashable(bytes32 class) external view returns (bool slashable);

    /// @notice What is stored of a class.
    function classOf(bytes32 class) external view returns (Class memory info);

    /// @notice What is stored of a node in a class.
    function membershipOf(address node, bytes32 class) external view returns (Membership memory membership);

    /// @notice A ticket of a class by its place; zeros for a tombstone.
    function ticketAt(bytes32 class, uint256 place) external view returns (Ticket memory ticket);

    /// @notice Eligible nodes that a slashable class needs.
    function MIN_ELIGIBLE() external view returns (uint256 count);

    /// @notice Tickets that a node has in a class at most.
    function MAX_TICKETS() external view returns (uint256 count);

    /// @notice Stake behind a ticket, in wei.
    function ticketUnit() external view returns (uint96 unit);

    /// @notice Age at which a ticket counts, in seconds.
    function minTicketAge() external view returns (uint40 age);

    /// @notice Smallest stake of a node, in wei.
    function minStake() external view returns (uint80 amount);

    /// @notice How long unbonding takes, in seconds.
    function unbondingTime() external view returns (uint40 duration);
}
