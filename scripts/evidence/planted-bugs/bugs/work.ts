import type { PlantedBug } from '../planted-bug.ts';

const ESCROW = 'JobEscrow.sol';
const NODES = 'NodeRegistry.sol';

/** Mistakes in jobs and stakes. */
export const WORK_BUGS: readonly PlantedBug[] = [
  {
    name: 'deadline off by a second',
    harm: 'A result is taken in the second in which the job may already be expired.',
    changes: [
      {
        file: ESCROW,
        find: 'if (block.timestamp >= deadline) revert JobEscrow_DeadlinePassed(jobId, deadline);',
        replace: 'if (block.timestamp > deadline) revert JobEscrow_DeadlinePassed(jobId, deadline);',
      },
    ],
  },
  {
    name: 'unlocked bond at accept',
    harm: 'A node that shares its price with the requester walks away before anybody can challenge.',
    changes: [
      {
        file: ESCROW,
        find: '        emit JobAccepted(jobId, msg.sender);\n',
        replace: `        emit JobAccepted(jobId, msg.sender);
        job.bondLocked = false;
        _freeBond(jobId, job.node, bondFor(terms, terms.priceAt(job.claimedAt)));
`,
      },
    ],
  },
  {
    name: 'missing pause exit',
    harm: 'A pause keeps the money of finished jobs in.',
    changes: [
      {
        file: ESCROW,
        find: 'function finalize(uint256 jobId, Terms calldata terms, Submission calldata submission) external {',
        replace:
          'function finalize(uint256 jobId, Terms calldata terms, Submission calldata submission) external whenNotPaused {',
      },
    ],
  },
  {
    name: 'reward sniping',
    harm: 'Whoever is first to expire a job gets the node’s bond.',
    changes: [
      {
        file: ESCROW,
        find: '        NODES.slash(node, bond, new ITreasury.Credit[](0), jobId);\n',
        replace: `        ITreasury.Credit[] memory credits = new ITreasury.Credit[](1);
        credits[0] = ITreasury.Credit(msg.sender, bond, ITreasury.Reason.Slash, 0);
        NODES.slash(node, bond, credits, jobId);
`,
      },
    ],
  },
  {
    name: 'unstake before a slash',
    harm: 'A node takes out the stake that its open jobs are secured by.',
    changes: [
      {
        file: NODES,
        find: 'uint256 free = uint256(node.stake) - node.locked;',
        replace: 'uint256 free = node.stake;',
      },
    ],
  },
  {
    name: 'no unbonding time',
    harm: 'Stake leaves at once.',
    changes: [
      {
        file: NODES,
        find: '        if (block.timestamp < node.unbondedAt) revert NodeRegistry_StillUnbonding(msg.sender, node.unbondedAt);\n',
        replace: '',
      },
    ],
  },
  {
    name: 'parameter version not frozen',
    harm: 'New parameters change the bond of jobs that were requested under old ones.',
    changes: [
      {
        file: 'escrow/JobBase.sol',
        find: 'Versions.Course storage course = _versions[terms.version].course;',
        replace: 'Versions.Course storage course = _versions[_version].course;',
      },
    ],
  },
];
