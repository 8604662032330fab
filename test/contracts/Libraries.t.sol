// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Bps} from "../../contracts/libraries/Bps.sol";
import {LicenseId} from "../../contracts/libraries/LicenseId.sol";
import {Lineage} from "../../contracts/libraries/Lineage.sol";
import {ILicenseMarket} from "../../contracts/interfaces/ILicenseMarket.sol";
import {bound, vm} from "./support/Vm.sol";

contract LibrariesTest {
    using Lineage for uint256[2];

    function testFuzz_ShareIsRoundedDown(uint256 amount, uint256 bps) public pure {
        amount = bound(amount, 0, type(uint240).max - 1);
        bps = bound(bps, 0, Bps.ONE);
        uint256 share = Bps.share(amount, bps);
        require(share * Bps.ONE <= amount * bps && amount * bps < (share + 1) * Bps.ONE, "not the floor");
    }

    function testFuzz_LicenseIdSaysEverything(
        uint48 assetId,
        uint48 offerId,
        uint32 serial,
        uint40 start,
        uint40 duration,
        uint8 rights
    ) public pure {
        uint256 id = LicenseId.pack(ILicenseMarket.License(assetId, offerId, serial, start, duration, rights));
        ILicenseMarket.License memory license = LicenseId.unpack(id);
        require(license.assetId == assetId && license.offerId == offerId, "asset or offer");
        require(license.serial == serial && license.rights == rights, "serial or rights");
        require(license.start == start && license.duration == duration, "times");
        require(LicenseId.endOf(id) == (duration == 0 ? 0 : uint256(start) + duration), "end");
    }

    function testFuzz_NextSerialChangesNothingElse(uint32 serial, uint32 count) public pure {
        vm.assume(uint256(serial) + count <= type(uint32).max);
        uint256 id = LicenseId.pack(ILicenseMarket.License(7, 9, serial, 11, 13, 1));
        uint256 later = LicenseId.pack(ILicenseMarket.License(7, 9, serial + count, 11, 13, 1));
        require(LicenseId.plus(id, count) == later, "another licence");
    }

    /// Whatever the parents' own lineages are, they are paid out of the parents' royalties: nothing is added or lost.
    function testFuzz_PartsSumToTheRoyaltiesOfTheParents(
        uint16[4] memory royalties,
        uint16[4] memory obligations
    ) public pure {
        uint256[2] memory lanes;
        uint256 due;
        for (uint256 i = 0; i < 4; ++i) {
            uint256 royalty = bound(royalties[i], 0, 1_250);
            uint256[2] memory parentLanes;
            uint256 obligation = bound(obligations[i], 0, Lineage.MAX_TOTAL_BPS);
            if (obligation != 0) parentLanes.addParent(100 + i, obligation, parentLanes);
            lanes.addParent(i + 1, royalty, parentLanes);
            due += royalty;
        }
        require(lanes.total() == due, "parts do not sum to the royalties");
        lanes.requireWithinCap();
        require(lanes.count() <= Lineage.MAX_ANCESTORS, "too many");
    }
}
