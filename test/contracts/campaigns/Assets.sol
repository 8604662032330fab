// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {IAssetRegistry} from "../../../contracts/interfaces/IAssetRegistry.sol";
import {Lineage} from "../../../contracts/libraries/Lineage.sol";
import {Rights} from "../../../contracts/libraries/Rights.sol";
import {bound, vm} from "../support/Vm.sol";
import {Intruder} from "./Intruder.sol";

/// @notice Assets that are registered, derived, published again, closed and handed on.
abstract contract Assets is Intruder {
    using Lineage for uint256[2];

    uint256 private constant MAX_ASSETS = 12;
    address internal constant STRANGER = address(0x57A6);

    /// @dev What the campaign knows of an asset.
    /// @param claimant Who published its newest version.
    /// @param frozen Hash of its kind, royalty and ancestors.
    struct Known {
        address creator;
        address owner;
        address claimant;
        IAssetRegistry.Policy policy;
        uint256 version;
        bytes32 frozen;
    }

    mapping(uint256 assetId => Known) internal known;
    mapping(address account => mapping(bytes32 digest => uint256 assetId)) private _claimed;

    /* ACTS */

    /// Of up to five parents, some of which do not exist, or are the new asset itself.
    function registerAsset(uint256 who, uint256 kind, uint256 royalty, uint256 parents, uint256 digest) external {
        if (assets.assetCount() >= MAX_ASSETS) return;
        address creator = _anybody(who);
        IAssetRegistry.Parent[] memory list = _parents(parents, creator);
        IAssetRegistry.Policy policy = IAssetRegistry.Policy(kind % 8 < 5 ? 0 : (kind % 8) - 5);
        uint16 royaltyBps = uint16(bound(royalty, 0, royalty % 3 == 0 ? 5_100 : 900));
        bytes32 manifest = _digest(digest);
        bool isAllowed = _mayDerive(creator, list) && !_isPaused(address(assets)) && list.length <= 4;
        bytes memory call = abi.encodeCall(
            assets.register,
            (IAssetRegistry.Kind(kind % 5), manifest, policy, royaltyBps, list)
        );
        (bool registered, bytes memory answer) = _ask("registerAsset", creator, address(assets), 0, call);
        if (!registered) return;
        _hold(isAllowed, "derived without the right to");
        _hold(royaltyBps <= 5_000, "a royalty above its cap");
        uint256 assetId = abi.decode(answer, (uint256));
        _claim(creator, manifest, assetId);
        known[assetId] = Known(creator, creator, creator, policy, 1, bytes32(0));
        known[assetId].frozen = _frozen(assets.assetOf(assetId), assets.ancestorsOf(assetId));
    }

    function publishVersion(uint256 which, uint256 who, uint256 digest) external {
        uint256 assetId = _someAsset(which);
        address owner = known[assetId].owner;
        address caller = who % 5 == 0 ? _anybody(who) : owner;
        bytes memory call = abi.encodeCall(assets.publishVersion, (assetId, _digest(digest)));
        if (!_try("publishVersion", caller, address(assets), 0, call)) return;
        _hold(caller == owner, "a version of somebody else");
        _claim(caller, _digest(digest), assetId);
        known[assetId].claimant = caller;
        ++known[assetId].version;
    }

    function tightenPolicy(uint256 which, uint256 who, uint256 policy) external {
        uint256 assetId = _someAsset(which);
        address owner = known[assetId].owner;
        address caller = who % 5 == 0 ? _anybody(who) : owner;
        IAssetRegistry.Policy wanted = IAssetRegistry.Policy(policy % 3);
        bytes memory call = abi.encodeCall(assets.tightenPolicy, (assetId, wanted));
        if (!_try("tightenPolicy", caller, address(assets), 0, call)) return;
        _hold(caller == owner && wanted > known[assetId].policy, "a policy was loosened");
        known[assetId].policy = wanted;
    }

    function moveAsset(uint256 which, uint256 to, uint256 manner) external {
        uint256 assetId = _someAsset(which);
        address recipient = _anybody(to);
        if (!_move("moveAsset", IERC721(address(assets)), assetId, known[assetId].owner, recipient, manner)) return;
        known[assetId].owner = recipient;
    }

    function pauseAssets(uint256 rarely) external {
        _pauseOrNot("pauseAssets", address(assets), rarely);
    }

    /* WHAT MUST HOLD */

    /// A licence of an asset, held by the account where there is one.
    function _licenseOf(uint256 assetId, address account) internal view virtual returns (uint256 licenseId);

    function _assetsHold() internal view {
        uint256 count = assets.assetCount();
        for (uint256 assetId = 1; assetId <= count; ++assetId) {
            Known storage asset = known[assetId];
            IAssetRegistry.Asset memory stored = assets.assetOf(assetId);
            _hold(assets.ownerOf(assetId) == asset.owner, "an asset of another owner");
            _hold(assets.creatorOf(assetId) == asset.creator, "an asset of another creator");
            _hold(stored.policy == asset.policy, "a policy that nobody set");
            _hold(stored.version == asset.version, "a version that nobody published");
            uint256[2] memory lanes = assets.ancestorsOf(assetId);
            _hold(_frozen(stored, lanes) == asset.frozen, "kind, royalty or lineage changed");
            _hold(assets.assetWith(asset.claimant, stored.manifestDigest) == assetId, "a manifest of another asset");
            (address payee, uint256 royalty) = assets.royaltyInfo(assetId, 10_000);
            _hold(payee == asset.creator && royalty == stored.royaltyBps, "a resale pays somebody else");
            _ancestorsHold(assetId, lanes);
        }
    }

    function _ancestorsHold(uint256 assetId, uint256[2] memory lanes) private view {
        (, IAssetRegistry.Payee[] memory payees) = assets.payeesOf(assetId);
        uint256 total = 0;
        for (uint256 i = 0; i < 8; ++i) {
            (uint48 ancestorId, uint16 bps) = lanes.laneAt(i);
            _hold((ancestorId == 0) == (bps == 0), "an ancestor without its part");
            _hold((ancestorId == 0) == (i >= payees.length), "an ancestor that is not paid");
            if (ancestorId == 0) continue;
            total += bps;
            _hold(ancestorId < assetId, "an asset descends from itself or a later one");
            _hold(payees[i].account == known[ancestorId].owner, "a royalty for somebody else");
            for (uint256 k = 0; k < i; ++k) {
                (uint48 other, ) = lanes.laneAt(k);
                _hold(other != ancestorId, "an ancestor twice");
            }
        }
        _hold(total <= 5_000, "ancestors get more than the cap");
    }

    /* INTERNAL */

    function _someAsset(uint256 which) internal view returns (uint256 assetId) {
        return 1 + (which % assets.assetCount());
    }

    /// In one of the ways of ERC-721; a stranger without approval never can.
    function _move(
        string memory act,
        IERC721 token,
        uint256 tokenId,
        address from,
        address to,
        uint256 manner
    ) internal returns (bool moved) {
        manner %= 6;
        address target = address(token);
        bytes memory call = abi.encodeCall(token.transferFrom, (from, to, tokenId));
        if (manner == 1) call = abi.encodeWithSelector(0x42842e0e, from, to, tokenId);
        if (manner == 2) call = abi.encodeWithSelector(0xb88d4fde, from, to, tokenId, bytes("data"));
        if (manner == 3) _try(act, from, target, 0, abi.encodeCall(token.approve, (STRANGER, tokenId)));
        if (manner == 4) _try(act, from, target, 0, abi.encodeCall(token.setApprovalForAll, (STRANGER, true)));
        moved = _try(act, manner < 3 ? from : STRANGER, target, 0, call);
        _hold(!moved || manner != 5, "a stranger moved a token");
        if (manner == 3 && !moved) _try(act, from, target, 0, abi.encodeCall(token.approve, (address(0), tokenId)));
        if (manner == 4) _try(act, from, target, 0, abi.encodeCall(token.setApprovalForAll, (STRANGER, false)));
    }

    function _parents(uint256 seed, address creator) private view returns (IAssetRegistry.Parent[] memory list) {
        list = new IAssetRegistry.Parent[](seed % 23 == 0 ? 5 : seed % 4);
        for (uint256 i = 0; i < list.length; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            list[i].assetId = seed % 16 == 0 ? assets.assetCount() + 1 : _someAsset(seed >> 8);
            list[i].licenseId = _licenseOf(list[i].assetId, creator);
        }
    }

    function _mayDerive(address creator, IAssetRegistry.Parent[] memory list) private view returns (bool isAllowed) {
        for (uint256 i = 0; i < list.length; ++i) {
            Known storage parent = known[list[i].assetId];
            if (parent.creator == address(0)) return false;
            for (uint256 k = 0; k < i; ++k) if (list[i].assetId == list[k].assetId) return false;
            if (parent.owner == creator || parent.policy == IAssetRegistry.Policy.Open) continue;
            if (parent.policy == IAssetRegistry.Policy.Closed) return false;
            if (!market.isLicensed(list[i].licenseId, creator, Rights.DERIVE)) return false;
        }
        return true;
    }

    function _claim(address account, bytes32 digest, uint256 assetId) private {
        _hold(digest != 0 && _claimed[account][digest] == 0, "one manifest was registered twice");
        _claimed[account][digest] = assetId;
    }

    function _digest(uint256 seed) private pure returns (bytes32 digest) {
        return seed % 37 == 0 ? bytes32(0) : keccak256(abi.encode("manifest", seed % 64));
    }

    function _frozen(
        IAssetRegistry.Asset memory stored,
        uint256[2] memory ancestors
    ) private pure returns (bytes32 hash) {
        return keccak256(abi.encode(stored.kind, stored.royaltyBps, ancestors));
    }
}
