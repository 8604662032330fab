// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// @title Votes
/// @notice A juror's vote in one word, and what a jury has come to.
/// @dev 0: none. Lowest bit clear: a commitment. Lowest bit set: the leaf of a revealed finding, or `UNAVAILABLE`.
library Votes {
    /// @notice Undecided: no result. ForLeaf: a majority recomputed the leaf. AgainstLeaf: a majority found it wrong or
    /// unavailable.
    enum Result {
        Undecided,
        ForLeaf,
        AgainstLeaf
    }

    /// @notice What a jury has come to. `winner` is the vote that was right; in AgainstLeaf so is `UNAVAILABLE`.
    struct Tally {
        Result result;
        bytes32 winner;
    }

    /// @notice The vote of a juror who could not get what it needs.
    bytes32 internal constant UNAVAILABLE = bytes32(uint256(1));

    function committed(bytes32 commitment) internal pure returns (bytes32 vote) {
        return commitment & ~bytes32(uint256(1));
    }

    function revealed(bytes32 leaf) internal pure returns (bytes32 vote) {
        return leaf | bytes32(uint256(1));
    }

    function isRevealed(bytes32 vote) internal pure returns (bool isSet) {
        return vote & bytes32(uint256(1)) != 0;
    }

    /// @notice Counts a jury's votes about `leaf`; more than half of all jurors decide, silent ones included.
    /// @dev Those who found it unavailable stand with the largest group of like other findings, the first of equals.
    function tally(bytes32[] memory votes, bytes32 leaf) internal pure returns (Tally memory counted) {
        uint256 threshold = votes.length / 2 + 1;
        bytes32 own = revealed(leaf);
        if (_count(votes, own) >= threshold) return Tally(Result.ForLeaf, own);

        uint256 largest = 0;
        bytes32 winner = UNAVAILABLE;
        for (uint256 i = 0; i < votes.length; ++i) {
            bytes32 vote = votes[i];
            if (!isRevealed(vote) || vote == own || vote == UNAVAILABLE) continue;
            uint256 count = _count(votes, vote);
            if (count > largest) (largest, winner) = (count, vote);
        }
        if (largest + _count(votes, UNAVAILABLE) >= threshold) return Tally(Result.AgainstLeaf, winner);
        return Tally(Result.Undecided, bytes32(0));
    }

    /// @notice Whether a vote was right by the tally; nobody's is where there is no result.
    function isRight(Tally memory counted, bytes32 vote) internal pure returns (bool right) {
        if (counted.result == Result.Undecided) return false;
        return vote == counted.winner || (counted.result == Result.AgainstLeaf && vote == UNAVAILABLE);
    }

    function _count(bytes32[] memory votes, bytes32 vote) private pure returns (uint256 count) {
        for (uint256 i = 0; i < votes.length; ++i) if (votes[i] == vote) ++count;
    }
}
