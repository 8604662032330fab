// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IERC165} from "@openzeppelin/contracts/interfaces/IERC165.sol";
import {IERC2981} from "@openzeppelin/contracts/interfaces/IERC2981.sol";
import {IERC4906} from "@openzeppelin/contracts/interfaces/IERC4906.sol";
import {IERC721Metadata} from "@openzeppelin/contracts/token/ERC721/extensions/IERC721Metadata.sol";
import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {Pausable} from "@openzeppelin/contracts/utils/Pausable.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {IAssetRegistry} from "./interfaces/IAssetRegistry.sol";
import {ILicenseMarket} from "./interfaces/ILicenseMarket.sol";
import {Bps} from "./libraries/Bps.sol";
import {Cid} from "./libraries/Cid.sol";
import {LicenseId} from "./libraries/LicenseId.sol";
import {Lineage as Lanes} from "./libraries/Lineage.sol";
import {RecordedERC721} from "./tokens/RecordedERC721.sol";
import {Rights} from "./libraries/Rights.sol";

/// @title AssetRegistry
/// @notice See {IAssetRegistry}, where everything is documented.
contract AssetRegistry is RecordedERC721, AccessManaged, Pausable, IAssetRegistry {
    using Lanes for uint256[2];

    /// @dev Everything but the digest shares the owner's slot; ancestors cost a slot for each four.
    struct Record {
        address owner;
        Kind kind;
        Policy policy;
        uint16 royaltyBps;
        uint32 version;
        uint8 ancestorCount;
        bytes32 manifestDigest;
        uint256[2] ancestors;
    }

    /* IMMUTABLES */

    ILicenseMarket private immutable MARKET;
    address private immutable JOB_ESCROW;

    /* STORAGE */

    /// @dev Shares its slot with the authority and the pause.
    uint48 private _assetCount;
    mapping(uint256 assetId => Record) private _records;
    mapping(address creator => mapping(bytes32 manifestDigest => uint256 assetId)) private _assetWith;
    /// @dev Written when an asset first changes hands; until then its owner is its creator.
    mapping(uint256 assetId => address) private _creators;

    constructor(
        address authority,
        address market,
        address jobEscrow
    ) ERC721("Cultivar Asset", "CULT") AccessManaged(authority) {
        MARKET = ILicenseMarket(market);
        JOB_ESCROW = jobEscrow;
    }

    /* REGISTRATION */

    /// @inheritdoc IAssetRegistry
    function register(
        Kind kind,
        bytes32 manifestDigest,
        Policy policy,
        uint16 royaltyBps,
        Parent[] calldata parents
    ) external whenNotPaused returns (uint256 assetId) {
        Lineage memory lineage = resolveLineage(msg.sender, parents);
        assetId = _register(msg.sender, kind, manifestDigest, policy, royaltyBps, lineage);
        emit AssetRegistered(
            assetId,
            msg.sender,
            0,
            kind,
            policy,
            royaltyBps,
            manifestDigest,
            Source.Declared,
            lineage
        );
    }

    /// @inheritdoc IAssetRegistry
    function registerResult(
        uint256 jobId,
        address creator,
        bytes32 manifestDigest,
        Policy policy,
        uint16 royaltyBps,
        Lineage calldata lineage
    ) external returns (uint256 assetId) {
        if (msg.sender != JOB_ESCROW) revert AssetRegistry_NotJobEscrow(msg.sender);
        assetId = _register(creator, Kind.Adapter, manifestDigest, policy, royaltyBps, lineage);
        emit AssetRegistered(
            assetId,
            creator,
            jobId,
            Kind.Adapter,
            policy,
            royaltyBps,
            manifestDigest,
            Source.Job,
            lineage
        );
    }

    /* CHANGES BY THE OWNER */

    /// @inheritdoc IAssetRegistry
    function publishVersion(uint256 assetId, bytes32 manifestDigest) external returns (uint256 version) {
        Record storage record = _requireOwner(assetId);
        _claimDigest(msg.sender, manifestDigest, assetId);
        record.manifestDigest = manifestDigest;
        version = ++record.version;
        emit VersionPublished(assetId, version, manifestDigest);
        emit MetadataUpdate(assetId);
    }

    /// @inheritdoc IAssetRegistry
    function tightenPolicy(uint256 assetId, Policy policy) external {
        Record storage record = _requireOwner(assetId);
        if (policy <= record.policy) revert AssetRegistry_PolicyNotTighter(assetId, record.policy, policy);
        record.policy = policy;
        emit PolicyTightened(assetId, policy);
    }

    /* GOVERNANCE */

    /// @inheritdoc IAssetRegistry
    function pause() external restricted {
        _pause();
    }

    /// @inheritdoc IAssetRegistry
    function unpause() external restricted {
        _unpause();
    }

    /* VIEWS */

    /// @inheritdoc IAssetRegistry
    function resolveLineage(
        address registrant,
        Parent[] calldata parents
    ) public view returns (Lineage memory lineage) {
        uint256 count = parents.length;
        if (count > Lanes.MAX_PARENTS) revert AssetRegistry_TooManyParents(count, Lanes.MAX_PARENTS);
        for (uint256 i = 0; i < count; ++i) {
            Parent calldata parent = parents[i];
            for (uint256 j = 0; j < i; ++j) {
                if (lineage.parents[j] == parent.assetId) revert AssetRegistry_DuplicateParent(parent.assetId);
            }
            Record storage record = _existing(parent.assetId);
            _requireMayDerive(registrant, parent, record);
            lineage.parents[i] = uint48(parent.assetId);
            lineage.ancestors.addParent(parent.assetId, record.royaltyBps, _ancestors(record));
        }
        lineage.ancestors.requireWithinCap();
    }

    /// @inheritdoc IAssetRegistry
    function assetOf(uint256 assetId) external view returns (Asset memory asset) {
        Record storage record = _existing(assetId);
        return Asset(record.manifestDigest, record.kind, record.policy, record.royaltyBps, record.version);
    }

    /// @inheritdoc IAssetRegistry
    function creatorOf(uint256 assetId) public view returns (address creator) {
        creator = _creators[assetId];
        if (creator == address(0)) creator = ownerOf(assetId);
    }

    /// @inheritdoc IAssetRegistry
    function assetWith(address creator, bytes32 manifestDigest) external view returns (uint256 assetId) {
        return _assetWith[creator][manifestDigest];
    }

    /// @inheritdoc IAssetRegistry
    function ancestorsOf(uint256 assetId) external view returns (uint256[2] memory ancestors) {
        return _ancestors(_existing(assetId));
    }

    /// @inheritdoc IAssetRegistry
    function payeesOf(uint256 assetId) external view returns (address owner, Payee[] memory ancestors) {
        owner = ownerOf(assetId);
        Record storage record = _records[assetId];
        ancestors = new Payee[](record.ancestorCount);
        if (ancestors.length == 0) return (owner, ancestors);
        uint256[2] memory lanes = _ancestors(record);
        for (uint256 i = 0; i < ancestors.length; ++i) {
            (uint48 ancestorId, uint16 bps) = lanes.laneAt(i);
            ancestors[i] = Payee(ancestorId, _ownerOf(ancestorId), bps);
        }
    }

    /// @inheritdoc IAssetRegistry
    function assetCount() external view returns (uint256 count) {
        return _assetCount;
    }

    /// @inheritdoc IERC2981
    /// @dev The resale of an asset as such: to its creator, at the rate that derived works pay.
    function royaltyInfo(
        uint256 assetId,
        uint256 salePrice
    ) external view returns (address receiver, uint256 royaltyAmount) {
        return (creatorOf(assetId), Math.mulDiv(salePrice, _records[assetId].royaltyBps, Bps.ONE));
    }

    /// @inheritdoc IERC721Metadata
    /// @dev The newest version's manifest.
    function tokenURI(uint256 assetId) public view override(ERC721, IERC721Metadata) returns (string memory uri) {
        return Cid.toUri(_existing(assetId).manifestDigest);
    }

    /// @inheritdoc IERC165
    function supportsInterface(bytes4 interfaceId) public view override(ERC721, IERC165) returns (bool supported) {
        return
            interfaceId == type(IERC2981).interfaceId ||
            interfaceId == bytes4(0x49064906) || // ERC-4906 names its own id
            super.supportsInterface(interfaceId);
    }

    /* INTERNAL */

    function _register(
        address creator,
        Kind kind,
        bytes32 manifestDigest,
        Policy policy,
        uint16 royaltyBps,
        Lineage memory lineage
    ) private returns (uint256 assetId) {
        if (royaltyBps > Lanes.MAX_TOTAL_BPS) {
            revert AssetRegistry_RoyaltyTooHigh(royaltyBps, Lanes.MAX_TOTAL_BPS);
        }
        assetId = ++_assetCount;
        _claimDigest(creator, manifestDigest, assetId);

        uint256[2] memory lanes = lineage.ancestors;
        Record storage record = _records[assetId];
        record.kind = kind;
        record.policy = policy;
        record.royaltyBps = royaltyBps;
        record.version = 1;
        record.ancestorCount = uint8(lanes.count());
        record.manifestDigest = manifestDigest;
        if (lanes[0] != 0) record.ancestors[0] = lanes[0];
        if (lanes[1] != 0) record.ancestors[1] = lanes[1];
        _mint(creator, assetId);
    }

    function _claimDigest(address creator, bytes32 manifestDigest, uint256 assetId) private {
        if (manifestDigest == bytes32(0)) revert AssetRegistry_ZeroDigest();
        uint256 taken = _assetWith[creator][manifestDigest];
        if (taken != 0) revert AssetRegistry_AlreadyRegistered(creator, manifestDigest, taken);
        _assetWith[creator][manifestDigest] = assetId;
    }

    function _update(address to, uint256 assetId, address auth) internal override returns (address from) {
        from = super._update(to, assetId, auth);
        if (from != address(0) && _creators[assetId] == address(0)) _creators[assetId] = from;
    }

    function _setOwner(uint256 assetId, address owner) internal override {
        _records[assetId].owner = owner;
    }

    function _ownerOf(uint256 assetId) internal view override returns (address owner) {
        return _records[assetId].owner;
    }

    function _existing(uint256 assetId) private view returns (Record storage record) {
        record = _records[assetId];
        if (record.version == 0) revert AssetRegistry_UnknownAsset(assetId);
    }

    function _requireOwner(uint256 assetId) private view returns (Record storage record) {
        record = _existing(assetId);
        if (msg.sender != record.owner) revert AssetRegistry_NotOwner(assetId, msg.sender, record.owner);
    }

    function _requireMayDerive(address registrant, Parent calldata parent, Record storage record) private view {
        Policy policy = record.policy;
        if (policy == Policy.Open || record.owner == registrant) return;
        if (policy == Policy.Closed) revert AssetRegistry_DerivationClosed(parent.assetId, registrant);
        if (
            LicenseId.assetOf(parent.licenseId) != parent.assetId ||
            !MARKET.isLicensed(parent.licenseId, registrant, Rights.DERIVE)
        ) revert AssetRegistry_DerivationUnlicensed(parent.assetId, parent.licenseId, registrant);
    }

    function _ancestors(Record storage record) private view returns (uint256[2] memory lanes) {
        uint256 count = record.ancestorCount;
        if (count != 0) lanes[0] = record.ancestors[0];
        if (count > 4) lanes[1] = record.ancestors[1];
    }
}
