// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IDisputes} from "../interfaces/IDisputes.sol";
import {IJobEscrow} from "../interfaces/IJobEscrow.sol";
import {ITreasury} from "../interfaces/ITreasury.sol";
import {Rules} from "../libraries/Rules.sol";
import {Seeds} from "../libraries/Seeds.sol";
import {Votes} from "../libraries/Votes.sol";
import {DisputeBase} from "./DisputeBase.sol";

/// @title Outcomes
/// @notice How a dispute ends, and who pays whom. See {IDisputes}.
abstract contract Outcomes is DisputeBase {
    using Votes for Votes.Tally;

    /// @dev A dispute at a turning point.
    /// @param isLive Whether its job has not ended.
    /// @param isHeard Whether the jury has voted, or had its time.
    /// @param tally What the jury has come to; undecided where it is not heard.
    struct Turn {
        uint256 jobId;
        uint256 index;
        address node;
        bool isLive;
        bool isHeard;
        Votes.Tally tally;
        Rules.Set rules;
    }

    /// @inheritdoc IDisputes
    function resolve(
        uint256 jobId,
        IJobEscrow.Terms calldata terms,
        IJobEscrow.Submission calldata submission,
        uint256 index,
        Jury memory jury
    ) external returns (Outcome outcome) {
        Dispute storage dispute = _disputes[jobId][index];
        Phase phase = dispute.phase;
        if (phase == Phase.None || phase == Phase.Ended) {
            revert Disputes_WrongPhase(jobId, index, phase, Phase.Voting);
        }
        _requireJury(jobId, index, dispute, jury);
        Turn memory turn = _turn(jobId, terms, submission, index, dispute, jury);
        outcome = _outcome(turn, dispute, terms.work.class);

        if (outcome == Outcome.None) {
            _redraw(turn, dispute);
        } else {
            dispute.phase = Phase.Ended;
            dispute.outcome = outcome;
            emit DisputeEnded(jobId, index, outcome);
        }
        // Jurors hold a locked slice from their draw to the end of their round, and only then.
        if (phase == Phase.Keys || phase == Phase.Voting) {
            _dismiss(turn, dispute.round == 1 ? jury.first : jury.second);
        }
        if (outcome != Outcome.None) _settle(turn, terms, submission, jury, outcome, dispute.fromStake);
    }

    /* INTERNAL: THE END */

    function _turn(
        uint256 jobId,
        IJobEscrow.Terms calldata terms,
        IJobEscrow.Submission calldata submission,
        uint256 index,
        Dispute storage dispute,
        Jury memory jury
    ) private returns (Turn memory turn) {
        IJobEscrow.Job memory job = _submittedJob(jobId, terms, submission);
        turn.jobId = jobId;
        turn.index = index;
        turn.node = job.node;
        turn.isLive = _isLive(job);
        turn.rules = _rulesOf(terms);
        if (dispute.phase != Phase.Voting) return turn;

        address[] memory jurors = dispute.round == 1 ? jury.first : jury.second;
        bool allRevealed = dispute.revealed == (1 << jurors.length) - 1;
        turn.isHeard = allRevealed || block.timestamp >= dispute.revealEndsAt;
        if (turn.isHeard) turn.tally = Votes.tally(_votesOf(jobId, index, jurors), jury.leaf);
    }

    /// @dev What was shown counts before any clock; None stands for a second jury.
    function _outcome(Turn memory turn, Dispute storage dispute, bytes32 class) private view returns (Outcome outcome) {
        Votes.Result result = turn.tally.result;
        if (result == Votes.Result.ForLeaf) return Outcome.Upheld;

        Phase phase = dispute.phase;
        if (!turn.isLive) {
            // A jury at work is heard: its challenger pays for a leaf that was right, whoever else won meanwhile.
            if (phase == Phase.Voting && !turn.isHeard) _revertTooEarly(turn, dispute.revealEndsAt);
            return Outcome.Moot;
        }
        if (result == Votes.Result.AgainstLeaf) {
            if (NODES.classOf(class).isProof) return Outcome.Refuted;
            // Demoted meanwhile: a mismatch says nothing of the node, nor of the jurors.
            turn.tally.result = Votes.Result.Undecided;
            return Outcome.Void;
        }
        bool isNodesMove = phase == Phase.Opening || phase == Phase.Keys;
        if (isNodesMove && block.timestamp >= dispute.phaseEndsAt) return Outcome.Refuted;

        uint256 cap = uint256(dispute.openedAt) + turn.rules.maxDuration;
        if (block.timestamp >= cap) return Outcome.Void;
        if (!turn.isHeard) {
            if (isNodesMove) _revertTooEarly(turn, dispute.phaseEndsAt);
            _revertTooEarly(turn, phase == Phase.Voting ? dispute.revealEndsAt : cap);
        }
        return dispute.round == 1 ? Outcome.None : Outcome.Void;
    }

    function _revertTooEarly(Turn memory turn, uint256 startsAt) private pure {
        revert Disputes_TooEarly(turn.jobId, turn.index, startsAt);
    }

    function _redraw(Turn memory turn, Dispute storage dispute) private {
        uint40 seedBlock = Seeds.blockAfter(turn.rules.seedDelay);
        dispute.phase = Phase.Drawing;
        dispute.revealed = 0;
        dispute.phaseEndsAt = 0;
        dispute.revealEndsAt = 0;
        dispute.seedBlock = seedBlock;
        emit JuryUndecided(turn.jobId, turn.index, seedBlock);
    }

    /* INTERNAL: JURORS */

    function _votesOf(
        uint256 jobId,
        uint256 index,
        address[] memory jurors
    ) private view returns (bytes32[] memory votes) {
        votes = new bytes32[](jurors.length);
        for (uint256 i = 0; i < jurors.length; ++i) votes[i] = _votes[jobId][index][jurors[i]];
    }

    /// @dev Frees the jurors of the round; who was silent or wrong loses its slice.
    function _dismiss(Turn memory turn, address[] memory jurors) private {
        uint256 slice = turn.rules.slice;
        address[] memory kept = new address[](jurors.length);
        uint256 count = 0;
        for (uint256 i = 0; i < jurors.length; ++i) {
            address juror = jurors[i];
            if (_isAtFault(turn, _votes[turn.jobId][turn.index][juror])) {
                emit JurorSlashed(turn.jobId, turn.index, juror, slice);
                _burn(turn.jobId, juror, slice);
            } else {
                kept[count++] = juror;
            }
        }
        _shorten(kept, count);
        if (count != 0) _release(turn.jobId, kept, slice);
    }

    /// @dev Without a result nobody is wrong, only silent; in a job that has ended not even that: the jury may have stopped.
    function _isAtFault(Turn memory turn, bytes32 vote) private pure returns (bool atFault) {
        if (!turn.isHeard) return false;
        if (turn.tally.result == Votes.Result.Undecided) return turn.isLive && !Votes.isRevealed(vote);
        return !turn.tally.isRight(vote);
    }

    /* INTERNAL: MONEY */

    function _settle(
        Turn memory turn,
        IJobEscrow.Terms calldata terms,
        IJobEscrow.Submission calldata submission,
        Jury memory jury,
        Outcome outcome,
        bool fromStake
    ) private {
        if (outcome == Outcome.Upheld) {
            ITreasury.Credit[] memory parts = _juryFees(turn, jury);
            uint256 fees = (parts.length - 1) * turn.rules.juryFee;
            uint256 rest = turn.rules.challengeBond - fees;
            parts[parts.length - 1] = ITreasury.Credit(turn.node, rest, ITreasury.Reason.LostBond, 0);
            ESCROW.closeDispute(turn.jobId);
            _takeBond(turn, jury.challenger, fromStake, parts);
            return;
        }
        if (outcome == Outcome.Refuted) {
            ITreasury.Credit[] memory parts = _juryFees(turn, jury);
            uint256 bounty = turn.rules.bounty;
            parts[parts.length - 1] = ITreasury.Credit(jury.challenger, bounty, ITreasury.Reason.Bounty, 0);
            ESCROW.refute(turn.jobId, terms, submission, parts);
        } else if (outcome == Outcome.Void) {
            ESCROW.voidJob(turn.jobId, terms, submission);
        } else {
            ESCROW.closeDispute(turn.jobId);
        }
        _returnBond(turn, jury.challenger, fromStake);
    }

    /// @dev The fee of each juror who was right, of both rounds, and a last place for what follows. Bonds cover the fees of
    /// two full juries: the escrow takes no other rules.
    function _juryFees(Turn memory turn, Jury memory jury) private view returns (ITreasury.Credit[] memory parts) {
        parts = new ITreasury.Credit[](jury.first.length + jury.second.length + 1);
        uint256 count = _addFees(turn, jury.first, parts, 0);
        count = _addFees(turn, jury.second, parts, count);
        assembly ("memory-safe") {
            mstore(parts, add(count, 1))
        }
    }

    function _addFees(
        Turn memory turn,
        address[] memory jurors,
        ITreasury.Credit[] memory parts,
        uint256 from
    ) private view returns (uint256 count) {
        count = from;
        uint256 fee = turn.rules.juryFee;
        for (uint256 i = 0; i < jurors.length; ++i) {
            if (!turn.tally.isRight(_votes[turn.jobId][turn.index][jurors[i]])) continue;
            parts[count++] = ITreasury.Credit(jurors[i], fee, ITreasury.Reason.JuryFee, 0);
        }
    }

    function _takeBond(Turn memory turn, address challenger, bool fromStake, ITreasury.Credit[] memory parts) private {
        if (fromStake) _slash(turn.jobId, challenger, turn.rules.challengeBond, parts);
        else TREASURY.release(address(0), parts, turn.jobId);
    }

    function _returnBond(Turn memory turn, address challenger, bool fromStake) private {
        uint256 bond = turn.rules.challengeBond;
        if (fromStake) {
            _releaseOne(turn.jobId, challenger, bond);
        } else {
            ITreasury.Credit[] memory parts = new ITreasury.Credit[](1);
            parts[0] = ITreasury.Credit(challenger, bond, ITreasury.Reason.ChallengeBond, 0);
            TREASURY.release(address(0), parts, turn.jobId);
        }
    }
}
