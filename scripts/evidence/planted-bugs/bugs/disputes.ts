import type { PlantedBug } from '../planted-bug.ts';

const ROUNDS = 'disputes/Rounds.sol';

/** Mistakes in audits, juries and their outcomes. */
export const DISPUTE_BUGS: readonly PlantedBug[] = [
  {
    name: 'juror drawn twice',
    harm: 'One node has two votes.',
    changes: [{ file: 'NodeRegistry.sol', find: ' || _among(drawn, found, account)', replace: '' }],
  },
  {
    name: 'party on its own jury',
    harm: 'The accused node judges itself.',
    changes: [{ file: ROUNDS, find: '        excluded[0] = node;\n', replace: '' }],
  },
  {
    name: 'first jury judges again',
    harm: 'The second jury has members of the first.',
    changes: [
      {
        file: ROUNDS,
        find: '        for (uint256 i = 0; i < judged; ++i) excluded[3 + i] = jury.first[i];\n',
        replace: '',
      },
    ],
  },
  {
    name: 'seed known before the challenge',
    harm: 'A challenger picks the block whose hash draws its friends.',
    changes: [
      {
        file: 'libraries/Seeds.sol',
        find: 'return uint40(block.number + delay);',
        replace: 'return uint40(delay == 0 ? block.number : block.number - 1);',
      },
    ],
  },
  {
    name: 'copied reveal',
    harm: 'A juror still commits after others have revealed, and copies them.',
    changes: [
      {
        file: ROUNDS,
        find: '        _requireBefore(jobId, index, dispute.phaseEndsAt);\n        bytes32 vote = Votes.committed(commitment);',
        replace: '        bytes32 vote = Votes.committed(commitment);',
      },
    ],
  },
  {
    name: 'commit without juror binding',
    harm: 'A juror commits to the copy of another’s commitment and reveals what the other has revealed.',
    changes: [
      {
        file: 'libraries/Findings.sol',
        find: 'jobId, index, juror, finding.stateHash',
        replace: 'jobId, index, juror == address(0) ? juror : address(1), finding.stateHash',
      },
    ],
  },
  {
    name: 'half is a majority',
    harm: 'Two of five jurors convict.',
    changes: [
      {
        file: 'libraries/Votes.sol',
        find: 'uint256 threshold = votes.length / 2 + 1;',
        replace: 'uint256 threshold = votes.length / 2;',
      },
    ],
  },
  {
    name: 'bounty for the messenger',
    harm: 'Whoever ends a dispute takes the challenger’s bounty.',
    changes: [
      {
        file: 'disputes/Outcomes.sol',
        find: 'ITreasury.Credit(jury.challenger, bounty, ITreasury.Reason.Bounty, 0)',
        replace: 'ITreasury.Credit(msg.sender, bounty, ITreasury.Reason.Bounty, 0)',
      },
    ],
  },
  {
    name: 'silence wins',
    harm: 'A node that does not open its leaves keeps its bond.',
    changes: [
      {
        file: 'disputes/Outcomes.sol',
        find: 'if (isNodesMove && block.timestamp >= dispute.phaseEndsAt) return Outcome.Refuted;',
        replace: 'if (isNodesMove && block.timestamp >= dispute.phaseEndsAt) return Outcome.Void;',
      },
    ],
  },
  {
    name: 'unavailable taken for work',
    harm: 'An auditor is paid for a leaf of zeros that nobody has recomputed.',
    changes: [
      {
        file: 'disputes/Auditing.sol',
        find: 'if (finding.isUnavailable() || !Trace.verify(',
        replace: 'if (!Trace.verify(',
      },
    ],
  },
];
