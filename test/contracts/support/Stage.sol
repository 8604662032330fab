// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAssetRegistry} from "../../../contracts/interfaces/IAssetRegistry.sol";
import {IDisputes} from "../../../contracts/interfaces/IDisputes.sol";
import {IJobEscrow} from "../../../contracts/interfaces/IJobEscrow.sol";
import {IJobParameters} from "../../../contracts/interfaces/IJobParameters.sol";
import {ILicenseMarket} from "../../../contracts/interfaces/ILicenseMarket.sol";
import {INodeRegistry} from "../../../contracts/interfaces/INodeRegistry.sol";
import {ITreasury} from "../../../contracts/interfaces/ITreasury.sol";
import {create} from "./Create.sol";
import {vm} from "./Vm.sol";

/// @notice The protocol with this contract as its governance.
abstract contract Stage {
    bytes32 internal constant CLASS = keccak256("exact:test/1/any");
    uint32 internal constant WINDOW = 60;
    uint32 internal constant LONGEST_DISPUTE = 200;
    uint40 internal constant UNBONDING = 300;
    uint96 internal constant TICKET_UNIT = 10 ether;
    uint96 internal constant JURY_FEE = 0.015 ether;
    uint96 internal constant CHALLENGE_BOND = 20 * JURY_FEE;
    uint96 internal constant SLICE = 5 * JURY_FEE;
    uint96 internal constant MIN_BOND = 30 * JURY_FEE;

    IAssetRegistry internal assets;
    ILicenseMarket internal market;
    ITreasury internal treasury;
    INodeRegistry internal nodes;
    IJobEscrow internal escrow;
    IDisputes internal disputes;

    function _deploy() internal {
        uint256 nonce = vm.getNonce(address(this));
        address manager = create(
            "@openzeppelin/contracts/access/manager/AccessManager.sol/AccessManager",
            abi.encode(address(this))
        );
        address[7] memory core;
        for (uint256 i = 1; i < 7; ++i) core[i] = _created(nonce + i);
        assets = IAssetRegistry(_core("AssetRegistry", abi.encode(manager, core[2], core[5])));
        market = ILicenseMarket(_core("LicenseMarket", abi.encode(manager, core[1], core[3])));
        treasury = ITreasury(_core("Treasury", abi.encode(manager, core[2], core[5], core[4], core[6])));
        nodes = INodeRegistry(_core("NodeRegistry", abi.encode(manager, core[3], core[5], core[6])));
        escrow = IJobEscrow(_core("JobEscrow", abi.encode(manager, core[1], core[4], core[3], core[6])));
        disputes = IDisputes(_core("Disputes", abi.encode(core[4], core[5], core[3])));
        require(address(disputes) == core[6], "addresses foretold wrongly");

        market.setFee(250);
        nodes.setMinStake(1 ether);
        nodes.setUnbondingTime(UNBONDING);
        nodes.setTicketUnit(TICKET_UNIT);
        nodes.setClassStatus(CLASS, INodeRegistry.ClassStatus.Provisional);
        escrow.setParameters(
            IJobParameters.Parameters(WINDOW, 1 days, 7 days, 250, 2_000, MIN_BOND),
            _disputeParameters(),
            new IJobParameters.BondRate[](0)
        );
    }

    /// Windows of seconds, amounts in the proportions that are shipped.
    function _disputeParameters() internal pure returns (IJobParameters.DisputeParameters memory parameters) {
        parameters.openingWindow = 30;
        parameters.commitWindow = 20;
        parameters.revealWindow = 20;
        parameters.auditWindow = 40;
        parameters.maxDuration = LONGEST_DISPUTE;
        parameters.seedDelay = 1;
        parameters.auditRateBps = 15_000;
        parameters.challengeBond = CHALLENGE_BOND;
        parameters.juryFee = JURY_FEE;
        parameters.bounty = 5 * JURY_FEE;
        parameters.slice = SLICE;
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
        job.payment = IJobEscrow.Payment(address(0), minPrice, maxPrice, 0, 600);
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

    function _core(string memory name, bytes memory arguments) private returns (address created) {
        return create(string.concat("contracts/", name, ".sol/", name), arguments);
    }

    /// Address of the contract that this one creates at `nonce` (below 128): keccak of the RLP of both.
    function _created(uint256 nonce) private view returns (address) {
        require(nonce != 0 && nonce < 128, "nonce");
        return address(uint160(uint256(keccak256(abi.encodePacked(bytes2(0xd694), address(this), uint8(nonce))))));
    }
}
