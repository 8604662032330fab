// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAudits} from "../../contracts/interfaces/IAudits.sol";
import {Findings} from "../../contracts/libraries/Findings.sol";
import {Sampling} from "../../contracts/libraries/Sampling.sol";
import {Trace} from "../../contracts/libraries/Trace.sol";
import {Votes} from "../../contracts/libraries/Votes.sol";
import {bound} from "./support/Vm.sol";

/// @notice Properties of what disputes count, draw and open.
contract DisputesTest {
    bytes32 private constant LEAF = keccak256("leaf");

    /* TALLY */

    /// One of: silent, committed, unavailable, the leaf, and four other findings.
    function _vote(uint8 kind) private pure returns (bytes32 vote) {
        kind = kind % 8;
        if (kind == 0) return 0;
        if (kind == 1) return Votes.committed(keccak256("commitment"));
        if (kind == 2) return Votes.UNAVAILABLE;
        if (kind == 3) return Votes.revealed(LEAF);
        return Votes.revealed(keccak256(abi.encode(kind)));
    }

    function _votes(uint8[11] memory kinds, bool isFirst) private pure returns (bytes32[] memory votes) {
        votes = new bytes32[](isFirst ? 5 : 11);
        for (uint256 i = 0; i < votes.length; ++i) votes[i] = _vote(kinds[i]);
    }

    function _count(bytes32[] memory votes, bytes32 vote) private pure returns (uint256 count) {
        for (uint256 i = 0; i < votes.length; ++i) if (votes[i] == vote) ++count;
    }

    /// The tally says what a count by hand says.
    function testFuzz_MostOfAllJurorsDecide(uint8[11] memory kinds, bool isFirst) public pure {
        bytes32[] memory votes = _votes(kinds, isFirst);
        uint256 threshold = isFirst ? 3 : 6;
        Votes.Tally memory counted = Votes.tally(votes, LEAF);
        uint256 against = 0;
        for (uint8 kind = 4; kind < 8; ++kind) {
            uint256 alike = _count(votes, _vote(kind));
            if (alike > against) against = alike;
        }
        against += _count(votes, Votes.UNAVAILABLE);
        bool isFor = _count(votes, Votes.revealed(LEAF)) >= threshold;
        require((counted.result == Votes.Result.ForLeaf) == isFor, "for the leaf");
        require((counted.result == Votes.Result.AgainstLeaf) == (against >= threshold), "against the leaf");
    }

    /// Whoever is right belongs to the majority that decided, and nobody is right without one.
    function testFuzz_TheRightAreTheMajority(uint8[11] memory kinds, bool isFirst) public pure {
        bytes32[] memory votes = _votes(kinds, isFirst);
        Votes.Tally memory counted = Votes.tally(votes, LEAF);
        uint256 right = 0;
        for (uint256 i = 0; i < votes.length; ++i) {
            if (!Votes.isRight(counted, votes[i])) continue;
            ++right;
            require(Votes.isRevealed(votes[i]), "right without a word");
            bool isLeaf = votes[i] == Votes.revealed(LEAF);
            require(isLeaf == (counted.result == Votes.Result.ForLeaf), "right on both sides");
        }
        require(counted.result == Votes.Result.Undecided ? right == 0 : right > votes.length / 2, "no majority");
    }

    /// Not revealing is never better than not committing: both count for nobody.
    function testFuzz_SilenceCountsForNobody(uint8[11] memory kinds, bool isFirst) public pure {
        bytes32[] memory votes = _votes(kinds, isFirst);
        Votes.Result result = Votes.tally(votes, LEAF).result;
        for (uint256 i = 0; i < votes.length; ++i) if (!Votes.isRevealed(votes[i])) votes[i] = 0;
        require(Votes.tally(votes, LEAF).result == result, "silence counted");
    }

    /* FINDINGS */

    /// What an earlier stage shows never makes the leaf at a later one; what a later one shows made it earlier.
    function testFuzz_EachStageNeedsItsOwnProof(bytes32 secret, bytes32 state, uint32 jobId, uint32 index) public pure {
        bytes32 first = keccak256(abi.encode(secret));
        bytes32 audit = keccak256(abi.encode(first));
        bytes32 leaf = Trace.leaf(jobId, index, state, keccak256(abi.encode(audit)));
        require(_leaf(state, audit, jobId, index, Findings.OF_AUDIT) == leaf, "auditor");
        require(_leaf(state, first, jobId, index, Findings.OF_FIRST_JURY) == leaf, "first jury");
        require(_leaf(state, secret, jobId, index, Findings.OF_SECOND_JURY) == leaf, "second jury");
        require(_leaf(state, audit, jobId, index, Findings.OF_FIRST_JURY) != leaf, "copied an audit");
        require(_leaf(state, first, jobId, index, Findings.OF_SECOND_JURY) != leaf, "copied the first jury");
    }

    function _leaf(
        bytes32 state,
        bytes32 proof,
        uint256 jobId,
        uint256 index,
        uint256 hashes
    ) private pure returns (bytes32 leaf) {
        return Findings.leaf(IAudits.Finding(state, proof), jobId, index, hashes);
    }

    /* DRAWS */

    /// Indices are in range, and different as long as there are enough.
    function testFuzz_AuditsAreOfDifferentLeaves(bytes32 seed, uint8 count, uint32 total) public pure {
        uint256 asked = bound(count, 1, 4);
        uint256 leaves = bound(total, 2, 65_534);
        uint32[] memory drawn = Sampling.indices(seed, asked, leaves);
        for (uint256 i = 0; i < asked; ++i) {
            require(drawn[i] < leaves, "no such leaf");
            for (uint256 j = 0; j < i && asked <= leaves; ++j) require(drawn[i] != drawn[j], "twice");
        }
    }

    /// Where there are as few leaves as audits, each is asked for once.
    function testFuzz_FewLeavesAreAllAudited(bytes32 seed, uint8 total) public pure {
        uint256 leaves = bound(total, 2, 8);
        uint32[] memory drawn = Sampling.indices(seed, leaves, leaves);
        uint256 seen = 0;
        for (uint256 i = 0; i < leaves; ++i) seen |= 1 << drawn[i];
        require(seen == (1 << leaves) - 1, "a leaf was left out");
    }

    /// Every leaf is as likely as any other, whatever its place in the draw: within four standard deviations.
    function test_DrawsAreEven() public pure {
        uint256[5] memory hits;
        uint256 runs = 2_000;
        for (uint256 i = 0; i < runs; ++i) {
            uint32[] memory drawn = Sampling.indices(bytes32(i), 3, 5);
            for (uint256 j = 0; j < 3; ++j) ++hits[drawn[j]];
        }
        for (uint256 i = 0; i < 5; ++i) require(hits[i] > 1_112 && hits[i] < 1_288, "uneven");
    }

    /* OPENINGS */

    /// A tree of any size opens each of its leaves at its place, and nothing else there.
    function testFuzz_PathsProveTheLeafAtItsPlace(bytes32 seed, uint8 size, uint8 place, uint8 other) public view {
        uint256 count = bound(size, 1, 33);
        uint256 index = bound(place, 0, count - 1);
        bytes32[] memory leaves = new bytes32[](count);
        for (uint256 i = 0; i < count; ++i) leaves[i] = keccak256(abi.encode(seed, i));
        (bytes32 root, bytes32[] memory path) = _prove(leaves, index);
        require(this.verify(root, leaves[index], index, count, path), "a leaf of the tree");
        require(!this.verify(root, keccak256("stranger"), index, count, path), "a stranger");
        uint256 elsewhere = bound(other, 0, count + 3);
        require(elsewhere == index || !this.verify(root, leaves[index], elsewhere, count, path), "another place");
    }

    function verify(
        bytes32 root,
        bytes32 leaf,
        uint256 index,
        uint256 count,
        bytes32[] calldata path
    ) external pure returns (bool valid) {
        return Trace.verify(root, leaf, index, count, path);
    }

    /// By the book, level by level.
    function _prove(bytes32[] memory level, uint256 index) private pure returns (bytes32 root, bytes32[] memory path) {
        bytes32[] memory siblings = new bytes32[](8);
        uint256 used = 0;
        while (level.length > 1) {
            if (index ^ 1 < level.length) siblings[used++] = level[index ^ 1];
            bytes32[] memory next = new bytes32[]((level.length + 1) / 2);
            for (uint256 i = 0; i < level.length; i += 2) {
                next[i / 2] =
                    i + 1 < level.length ? keccak256(abi.encodePacked(bytes1(0x01), level[i], level[i + 1])) : level[i];
            }
            level = next;
            index /= 2;
        }
        path = new bytes32[](used);
        for (uint256 i = 0; i < used; ++i) path[i] = siblings[i];
        return (level[0], path);
    }
}
