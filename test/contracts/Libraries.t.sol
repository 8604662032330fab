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
        ILicenseMarket.OfferTerms memory terms,
        uint48 assetId,
        uint48 offerId,
        uint32 serial
    ) public view {
        terms.assetId = assetId;
        terms.uses = uint32(bound(terms.uses, 0, LicenseId.MAX_USES));
        uint256 id = LicenseId.first(offerId, terms, serial);
        ILicenseMarket.License memory license = LicenseId.unpack(id);
        require(license.assetId == assetId && license.offerId == offerId, "asset or offer");
        require(license.serial == serial && license.rights == terms.rights, "serial or rights");
        require(license.start == block.timestamp && license.duration == terms.duration, "times");
        require(license.seats == terms.seats && license.uses == terms.uses, "seats or uses");
        require(LicenseId.endOf(id) == (terms.duration == 0 ? 0 : block.timestamp + terms.duration), "end");
    }

    function testFuzz_NextSerialChangesNothingElse(uint32 serial, uint32 count) public view {
        vm.assume(uint256(serial) + count <= type(uint32).max);
        ILicenseMarket.OfferTerms memory terms;
        (terms.assetId, terms.rights, terms.duration) = (7, 1, 13);
        uint256 id = LicenseId.first(9, terms, serial);
        require(LicenseId.plus(id, count) == LicenseId.first(9, terms, serial + count), "another licence");
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
