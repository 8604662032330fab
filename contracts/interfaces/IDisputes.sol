// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IAudits} from "./IAudits.sol";
import {IJobEscrow} from "./IJobEscrow.sol";
import {INodeRegistry} from "./INodeRegistry.sol";

/// @title IDisputes
/// @notice Proves one wrong step of a run before nodes that recompute it: paid random audits, challenges, juries.
/// @dev A trace is a Merkle tree with a leaf for each segment (library Trace). Leaf i is
/// `keccak256(0x00 ‖ jobId ‖ i ‖ stateHash ‖ seal)`, its seal the secret hashed three times. `secret` is a hash chain over
/// what only the computation of the segment shows. An opening may show `stateHash` and `seal` of the leaf before a step,
/// and still nobody can answer for that leaf without recomputing it. An auditor answers with the secret hashed twice, a
/// juror of the first round hashed once, of the second as it is: what one stage shows is of no use to a later one.
///
/// A dispute is named by its job and its index: a leaf, or `DELIVERY` for the delivery. One dispute per index, any number
/// at once, opened while the challenge window is open (by an auditor: while its audit is open):
///
///     challenge ─ Opening ─(open)─ Drawing ─(drawJury)─ [Keys ─(postKeys)─] Voting ─(resolve)─ ended
///                    │                ▲                    │                    │
///                    └ silent: refuted│                    └ silent: refuted    ├ 3 of 5 (6 of 11) as the leaf: upheld
///                                     │                                         ├ as many against it: refuted
///                                     └───────────── redraw with 11 ────────────┴ else: redraw once, then void
///
/// Voting is `commitWindow` for commitments, then `revealWindow` for reveals. Against the leaf count the largest group
/// of like other findings and all who found it unavailable: a node cannot split honest jurors by what it serves to whom.
/// What has come to no result by `maxDuration` is void. A dispute about a job that has ended meanwhile is moot: bonds go
/// back. But a jury that votes already is heard: if it finds the leaf right, the challenger pays.
/// Times are half-open, as in {IJobEscrow}. Nothing here is ever stopped by a pause: a window that runs can be used.
/// Nobody governs this contract.
interface IDisputes is IAudits {
    /// @notice What is disputed. Init: leaf 0. Step: a leaf from the one before it. Export: the last leaf, whose state is
    /// the result. Delivery: the result's key, encrypted to the requester.
    enum Kind {
        Init,
        Step,
        Export,
        Delivery
    }

    /// @notice Where a dispute stands; times are in {Dispute}.
    enum Phase {
        None,
        Opening,
        Drawing,
        Keys,
        Voting,
        Ended
    }

    /// @notice How a dispute ended. Upheld: the result stands, the challenger pays. Refuted: the node pays.
    /// Void: no fault shown. Moot: the job ended first, and no jury found the leaf right.
    enum Outcome {
        None,
        Upheld,
        Refuted,
        Void,
        Moot
    }

    /// @notice What a page may say of a result.
    /// None: not settled yet. Proven: a drawn node recomputed a segment of a slashable class, the window is over and nothing
    /// was shown against it. Unchallenged: slashable class and window over, without an audit. Trusted: somebody's word.
    /// Refuted: shown to be wrong.
    enum Seal {
        None,
        Trusted,
        Unchallenged,
        Proven,
        Refuted
    }

    /// @notice What is stored of a dispute.
    /// @param phase Where it stands.
    /// @param outcome How it ended.
    /// @param round 1 for the first jury, 2 for the second; 0 before a draw.
    /// @param reseeded Whether the seed of the round had expired once.
    /// @param fromStake Whether the challenger's bond is locked stake (an auditor's) instead of a payment.
    /// @param revealed Bit i: juror i of the round has revealed.
    /// @param phaseEndsAt Until when the phase's move may be made; for Voting, the end of the commitments.
    /// @param openedAt When.
    /// @param seedBlock In Drawing: the block whose hash draws.
    /// @param revealEndsAt In Voting: until when jurors may reveal.
    /// @param ticketCount Tickets of the class when it was opened.
    /// @param juryHash Hash of the {Jury}.
    struct Dispute {
        Phase phase;
        Outcome outcome;
        uint8 round;
        bool reseeded;
        bool fromStake;
        uint16 revealed;
        uint40 phaseEndsAt;
        uint40 openedAt;
        uint40 seedBlock;
        uint40 revealEndsAt;
        uint32 ticketCount;
        bytes32 juryHash;
    }

    /// @notice Who accuses, what is judged and by whom; only its hash is stored.
    /// @param challenger Who opened the dispute.
    /// @param leaf The leaf as the node committed it; 0 before it was opened. For Delivery: the leaf of the finding that the
    /// delivery is right.
    /// @param first The first jury; empty before the first draw.
    /// @param second The second jury; empty before the second draw.
    struct Jury {
        address challenger;
        bytes32 leaf;
        address[] first;
        address[] second;
    }

    /// @notice A node's answer to a challenge.
    /// @param leaf The disputed leaf.
    /// @param path From the leaf to the root.
    /// @param stateBefore State of the leaf before; 0 for Init.
    /// @param sealBefore Seal of the leaf before; 0 for Init.
    /// @param pathBefore From the leaf before to the root; empty for Init, where none of the three is looked at.
    /// @param exportSeal For Export: the seal that makes the last leaf with the result as its state; else of no account.
    struct Opening {
        bytes32 leaf;
        bytes32[] path;
        bytes32 stateBefore;
        bytes32 sealBefore;
        bytes32[] pathBefore;
        bytes32 exportSeal;
    }

    /// @notice The job has no such dispute in the phase that the call needs.
    error Disputes_WrongPhase(uint256 jobId, uint256 index, Phase current, Phase required);
    /// @notice The terms or the submission are not those of the job.
    error Disputes_TermsMismatch(uint256 jobId);
    /// @notice The job has no result that could be disputed now.
    error Disputes_NotDisputable(uint256 jobId, IJobEscrow.State state, IJobEscrow.Mode mode);
    /// @notice The challenge window is over.
    error Disputes_WindowOver(uint256 jobId, uint256 endedAt);
    /// @notice The class is not governed as slashable: a mismatch would prove nothing. How many nodes it has now is of no
    /// account, or nodes could leave to shield one of them.
    error Disputes_ClassNotSlashable(bytes32 class, INodeRegistry.ClassStatus status);
    /// @notice There is a dispute about this index already.
    error Disputes_AlreadyChallenged(uint256 jobId, uint256 index);
    /// @notice The trace has no such leaf.
    error Disputes_UnknownLeaf(uint256 jobId, uint256 index, uint256 segments);
    /// @notice The value sent is not the challenge bond.
    error Disputes_WrongBond(uint256 due, uint256 sent);
    /// @notice Only the requester of a private job may challenge its delivery.
    error Disputes_NotRequester(uint256 jobId, address caller, address requester);
    /// @notice The job's result is public.
    error Disputes_NothingDelivered(uint256 jobId);
    /// @notice Only the node of the job may do this.
    error Disputes_NotNode(uint256 jobId, address caller, address node);
    /// @notice The time for this has passed.
    error Disputes_TooLate(uint256 jobId, uint256 index, uint256 endedAt);
    /// @notice The time for this has not come.
    error Disputes_TooEarly(uint256 jobId, uint256 index, uint256 startsAt);
    /// @notice The leaf at the index is not below the job's root by that path.
    error Disputes_LeafNotInTrace(uint256 jobId, uint256 index, bytes32 leaf);
    /// @notice The last leaf does not have the result as its state.
    error Disputes_NotTheResult(uint256 jobId, bytes32 leaf, bytes32 resultDigest);
    /// @notice The block whose hash draws is not there yet.
    error Disputes_SeedNotKnown(uint256 jobId, uint256 seedBlock);
    /// @notice The hash of the block has expired, and so had the one before: the draw is over.
    error Disputes_SeedExpired(uint256 jobId, uint256 seedBlock);
    /// @notice The jury is not the one that was drawn.
    error Disputes_JuryMismatch(uint256 jobId, uint256 index);
    /// @notice The caller does not sit at that place.
    error Disputes_NotJuror(uint256 jobId, uint256 index, address caller);
    /// @notice A juror commits once.
    error Disputes_AlreadyCommitted(uint256 jobId, uint256 index, address juror);
    /// @notice The juror has not committed this.
    error Disputes_CommitmentMismatch(uint256 jobId, uint256 index, address juror);
    /// @notice A juror reveals once.
    error Disputes_AlreadyRevealed(uint256 jobId, uint256 index, address juror);
    /// @notice A commitment is never zero.
    error Disputes_ZeroCommitment();
    /// @notice Keys have a digest.
    error Disputes_ZeroDigest();
    /// @notice The hash of the seed block had expired: a new one draws.
    event SeedRenewed(uint256 indexed jobId, uint256 indexed index, uint256 seedBlock);

    /// @notice A dispute was opened.
    /// @param bond The challenger's, in wei.
    /// @param fromStake Whether the bond is locked stake.
    /// @param openingEndsAt Until when the node may open its leaves; 0 for Delivery, where there is nothing to open.
    event ChallengeOpened(
        uint256 indexed jobId,
        uint256 indexed index,
        address indexed challenger,
        Kind kind,
        uint256 bond,
        bool fromStake,
        uint256 openingEndsAt
    );
    /// @notice The requester showed its per-job key, so that a jury can judge the delivery.
    event DeliveryKeyRevealed(uint256 indexed jobId, bytes32 key);
    /// @notice The node opened its leaves; a jury is drawn from the hash of `seedBlock`. For Delivery, at once: `leaf` is the
    /// one of the finding that the delivery is right.
    event LeavesOpened(
        uint256 indexed jobId,
        uint256 indexed index,
        bytes32 leaf,
        bytes32 stateBefore,
        bytes32 sealBefore,
        bytes32 exportSeal,
        uint256 seedBlock
    );
    /// @notice A jury was drawn; `JurorsDrawn` follows.
    /// @param keysEndAt Until when the node posts keys for it; 0 where the inputs are public.
    /// @param commitEndsAt Until when it commits; 0 while keys are missing.
    event JuryDrawn(
        uint256 indexed jobId,
        uint256 indexed index,
        uint256 indexed round,
        uint256 keysEndAt,
        uint256 commitEndsAt
    );
    /// @notice The jurors of the jury.
    event JurorsDrawn(uint256 indexed jobId, uint256 indexed index, address[] jurors);
    /// @notice The node posted the data key, encrypted to each juror.
    /// @param keysDigest Digest of the block with the encrypted keys.
    event KeysPosted(uint256 indexed jobId, uint256 indexed index, bytes32 keysDigest, uint256 commitEndsAt);
    /// @notice A juror committed.
    event Committed(uint256 indexed jobId, uint256 indexed index, address indexed juror, bytes32 commitment);
    /// @notice A juror revealed.
    event Revealed(uint256 indexed jobId, uint256 indexed index, address indexed juror, Finding finding);
    /// @notice A jury came to no result; another is drawn from the hash of `seedBlock`.
    event JuryUndecided(uint256 indexed jobId, uint256 indexed index, uint256 seedBlock);
    /// @notice A juror was silent, or alone with its finding, and lost a slice.
    event JurorSlashed(uint256 indexed jobId, uint256 indexed index, address indexed juror, uint256 slice);
    /// @notice The dispute ended. The treasury's credits say who got what.
    event DisputeEnded(uint256 indexed jobId, uint256 indexed index, Outcome outcome);

    /// @notice Disputes a leaf (0: Init, the last: Export, else Step), by anyone, within the challenge window; the value sent
    /// is the challenge bond.
    function challenge(
        uint256 jobId,
        IJobEscrow.Terms calldata terms,
        IJobEscrow.Submission calldata submission,
        uint256 index
    ) external payable;

    /// @notice Disputes the delivery of a private result, by its requester, who shows its per-job key.
    /// @param key The private X25519 key; jurors check it against the public one of the terms.
    function challengeDelivery(
        uint256 jobId,
        IJobEscrow.Terms calldata terms,
        IJobEscrow.Submission calldata submission,
        bytes32 key
    ) external payable;

    /// @notice Answers a challenge with the leaves and their paths, by anyone who has them, within the opening window.
    function open(
        uint256 jobId,
        IJobEscrow.Terms calldata terms,
        IJobEscrow.Submission calldata submission,
        uint256 index,
        Jury calldata jury,
        Opening calldata opening
    ) external;

    /// @notice Draws the jury of the round, by anyone, once the seed block is known.
    /// @dev Where the hash of the block has expired, sets a new seed block instead, once a round; returns an empty list then.
    function drawJury(
        uint256 jobId,
        IJobEscrow.Terms calldata terms,
        IJobEscrow.Submission calldata submission,
        uint256 index,
        Jury calldata jury
    ) external returns (address[] memory jurors);

    /// @notice Posts the data key for the drawn jurors of a private job, by its node.
    function postKeys(
        uint256 jobId,
        IJobEscrow.Terms calldata terms,
        IJobEscrow.Submission calldata submission,
        uint256 index,
        bytes32 keysDigest
    ) external;

    /// @notice Commits to a finding, by a juror of the round.
    /// @param place The caller's place in the jury of the round.
    /// @param commitment `hashFinding` of it.
    function commit(uint256 jobId, uint256 index, Jury calldata jury, uint256 place, bytes32 commitment) external;

    /// @notice Reveals a committed finding, after the commitments' time.
    function reveal(
        uint256 jobId,
        uint256 index,
        Jury calldata jury,
        uint256 place,
        Finding calldata finding,
        bytes32 salt
    ) external;

    /// @notice Ends a dispute, or starts its second round, as soon as that can be said: the job has ended, the node was
    /// silent, all jurors have revealed or had their time, or the longest duration is over. By anyone.
    /// @return outcome None when a second jury is to be drawn.
    function resolve(
        uint256 jobId,
        IJobEscrow.Terms calldata terms,
        IJobEscrow.Submission calldata submission,
        uint256 index,
        Jury calldata jury
    ) external returns (Outcome outcome);

    /// @notice What a juror commits to. A finding of zeros says: unavailable.
    function hashFinding(
        uint256 jobId,
        uint256 index,
        address juror,
        Finding calldata finding,
        bytes32 salt
    ) external view returns (bytes32 commitment);

    /// @notice What is stored of a dispute; zeros for none.
    function disputeOf(uint256 jobId, uint256 index) external view returns (Dispute memory dispute);

    /// @notice A juror's commitment with the lowest bit cleared, or, once revealed, the leaf of its finding with that bit set
    /// (1 for unavailable); 0 for none.
    function voteOf(uint256 jobId, uint256 index, address juror) external view returns (bytes32 vote);

    /// @notice What a page may say of the job's result now.
    function sealOf(
        uint256 jobId,
        IJobEscrow.Terms calldata terms,
        IJobEscrow.Submission calldata submission
    ) external view returns (Seal seal);

    /// @notice Index that names the dispute about a delivery.
    function DELIVERY() external view returns (uint256 index);

    /// @notice Jurors of the first round.
    function JURY_SIZE() external view returns (uint256 count);

    /// @notice Jurors of the second round; the largest odd number of at least 7 where so many cannot be drawn.
    function REDRAW_SIZE() external view returns (uint256 count);
}
