// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {AssetRegistry} from "../../../contracts/AssetRegistry.sol";
import {JobEscrow} from "../../../contracts/JobEscrow.sol";
import {LicenseMarket} from "../../../contracts/LicenseMarket.sol";
import {NodeRegistry} from "../../../contracts/NodeRegistry.sol";
import {Treasury} from "../../../contracts/Treasury.sol";
import {IAssetRegistry} from "../../../contracts/interfaces/IAssetRegistry.sol";
import {IJobEscrow} from "../../../contracts/interfaces/IJobEscrow.sol";
import {ILicenseMarket} from "../../../contracts/interfaces/ILicenseMarket.sol";
import {INodeRegistry} from "../../../contracts/interfaces/INodeRegistry.sol";
import {vm} from "./Vm.sol";

/// @notice The protocol with this contract as its governance.
abstract contract Stage {
    bytes32 internal constant CLASS = keccak256("exact:test/1/any");
    uint32 internal constant WINDOW = 60;

    AssetRegistry internal assets;
    LicenseMarket internal market;
    Treasury internal treasury;
    NodeRegistry internal nodes;
    JobEscrow internal escrow;

    function _deploy() internal {
        uint256 nonce = vm.getNonce(address(this));
        address manager = address(new AccessManager(address(this)));
        address[6] memory at;
        for (uint256 i = 1; i < 6; ++i) at[i] = _created(nonce + i);
        assets = new AssetRegistry(manager, at[2], at[5]);
        market = new LicenseMarket(manager, at[1], at[3]);
        treasury = new Treasury(manager, at[2], at[5], at[4]);
        nodes = new NodeRegistry(manager, at[3], at[5]);
        escrow = new JobEscrow(manager, at[1], at[4], at[3]);
        require(address(escrow) == at[5], "addresses foretold wrongly");

        market.setFee(250);
        nodes.setMinStake(1 ether);
        nodes.setUnbondingTime(300);
        nodes.setClassStatus(CLASS, INodeRegistry.ClassStatus.Provisional);
        escrow.setParameters(
            IJobEscrow.Parameters(WINDOW, 1 days, 7 days, 250, 2_000, 0.01 ether),
            new IJobEscrow.BondRate[](0)
        );
    }

    function _register(
        address owner,
        string memory name,
        uint16 royaltyBps,
        IAssetRegistry.Parent[] memory parents
    ) internal returns (uint256 assetId) {
        vm.prank(owner);
        return
            assets.register(
                IAssetRegistry.Kind.Model,
                keccak256(bytes(name)),
                IAssetRegistry.Policy.Open,
                royaltyBps,
                parents
            );
    }

    function _offerTerms(
        uint256 assetId,
        address seller,
        uint128 price
    ) internal pure returns (ILicenseMarket.OfferTerms memory terms) {
        terms.assetId = assetId;
        terms.seller = seller;
        terms.price = price;
        terms.rights = 1;
    }

    function _registerNode(address node, uint256 stake) internal {
        bytes32[] memory classes = new bytes32[](1);
        classes[0] = CLASS;
        vm.deal(node, stake);
        vm.prank(node);
        nodes.register{value: stake}(keccak256("node"), classes);
    }

    function _jobRequest(uint128 minPrice, uint128 maxPrice) internal pure returns (IJobEscrow.Request memory job) {
        job.work.specDigest = keccak256("spec");
        job.work.class = CLASS;
        job.work.runTime = 3600;
        job.work.segments = 8;
        job.work.longestSegment = 16;
        job.payment = IJobEscrow.Payment(address(0), minPrice, maxPrice, 600);
    }

    /// The terms that a request without parents gets when it is made now.
    function _termsOf(
        address requester,
        IJobEscrow.Request memory job
    ) internal view returns (IJobEscrow.Terms memory terms) {
        terms.requester = requester;
        terms.requestedAt = uint40(block.timestamp);
        terms.version = uint32(escrow.currentVersion());
        terms.work = job.work;
        terms.payment = job.payment;
        terms.outcome.policy = job.policy;
        terms.outcome.royaltyBps = job.royaltyBps;
    }

    /// Address of the contract that this one creates at `nonce` (below 128): keccak of the RLP of both.
    function _created(uint256 nonce) private view returns (address) {
        require(nonce != 0 && nonce < 128, "nonce");
        return address(uint160(uint256(keccak256(abi.encodePacked(bytes2(0xd694), address(this), uint8(nonce))))));
    }
}
