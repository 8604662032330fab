// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Bps} from "./Bps.sol";

/// @title Lineage
/// @notice The packed list of ancestors to whom a part of each sale is due: eight lanes of `assetId << 16 | bps`.
library Lineage {
    /// @notice Direct parents of an asset, at most.
    uint256 internal constant MAX_PARENTS = 4;
    /// @notice Ancestors of an asset, at most.
    uint256 internal constant MAX_ANCESTORS = 8;
    /// @notice Total part of all ancestors, at most.
    uint256 internal constant MAX_TOTAL_BPS = 5_000;

    uint256 private constant LANE = type(uint64).max;

    /// @notice An asset owes a part to more than `max` ancestors.
    error Lineage_TooManyAncestors(uint256 max);
    /// @notice The parts of all ancestors exceed the cap.
    error Lineage_TotalTooHigh(uint256 totalBps, uint256 maxBps);

    /// @notice The lane with an index below 8; zeros where it is empty.
    function laneAt(uint256[2] memory lanes, uint256 index) internal pure returns (uint48 assetId, uint16 bps) {
        uint256 lane = lanes[index >> 2] >> ((index & 3) * 64);
        return (uint48(lane >> 16), uint16(lane));
    }

    /// @notice How many lanes are used.
    function count(uint256[2] memory lanes) internal pure returns (uint256 used) {
        while (used < MAX_ANCESTORS && (lanes[used >> 2] >> ((used & 3) * 64)) & LANE != 0) ++used;
    }

    /// @notice Sum of all parts.
    function total(uint256[2] memory lanes) internal pure returns (uint256 bps) {
        for (uint256 i = 0; i < MAX_ANCESTORS; ++i) {
            (, uint16 part) = laneAt(lanes, i);
            if (part == 0) break;
            bps += part;
        }
    }

    /// @notice Adds what a parent with `royaltyBps` is due; its own ancestors are paid out of that.
    /// @dev Changes `lanes` in place. A part that rounds to nil stays with the parent.
    function addParent(
        uint256[2] memory lanes,
        uint256 parentId,
        uint256 royaltyBps,
        uint256[2] memory parentLanes
    ) internal pure {
        if (royaltyBps == 0) return;
        uint256 own = royaltyBps;
        for (uint256 i = 0; i < MAX_ANCESTORS; ++i) {
            (uint48 ancestorId, uint16 obligation) = laneAt(parentLanes, i);
            if (obligation == 0) break;
            uint256 part = Bps.share(royaltyBps, obligation);
            if (part == 0) continue;
            own -= part;
            _add(lanes, ancestorId, part);
        }
        _add(lanes, parentId, own);
    }

    /// @notice Refuses lanes whose parts exceed the cap.
    function requireWithinCap(uint256[2] memory lanes) internal pure {
        uint256 sum = total(lanes);
        if (sum > MAX_TOTAL_BPS) revert Lineage_TotalTooHigh(sum, MAX_TOTAL_BPS);
    }

    /// Merges into the asset's lane, or takes the first empty one.
    function _add(uint256[2] memory lanes, uint256 assetId, uint256 bps) private pure {
        for (uint256 i = 0; i < MAX_ANCESTORS; ++i) {
            (uint48 laneId, ) = laneAt(lanes, i);
            if (laneId != 0 && laneId != assetId) continue;
            uint256 shift = (i & 3) * 64;
            // A lane's low 16 bits never overflow: four parents with at most 5,000 each stay below 2^16.
            lanes[i >> 2] += laneId == 0 ? ((assetId << 16) | bps) << shift : bps << shift;
            return;
        }
        revert Lineage_TooManyAncestors(MAX_ANCESTORS);
    }
}
