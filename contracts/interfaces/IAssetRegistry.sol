// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IERC2981} from "@openzeppelin/contracts/interfaces/IERC2981.sol";
import {IERC4906} from "@openzeppelin/contracts/interfaces/IERC4906.sol";
import {IERC721Metadata} from "@openzeppelin/contracts/token/ERC721/extensions/IERC721Metadata.sol";

/// @title IAssetRegistry
/// @notice An asset is an ERC-721 token: a base model, adapter, dataset, prompt or agent, with the digest of its
/// manifest, its numbered versions and its frozen lineage.
/// @dev Also ERC-2981 (resale royalty to the creator) and ERC-4906 (a new version updates the metadata).
/// Asset ids count from 1 and fit 48 bits.
///
/// Packed ancestors, wherever `uint256[2] ancestors` stands: eight lanes of 64 bits, lane 0 in the least significant
/// bits of word 0, lane 4 in those of word 1. A lane is `assetId << 16 | bps`; an empty lane is 0, and no lane after
/// an empty one is used. `bps` is the part of every licence price, in 1/10,000, that goes to the ancestor's owner.
interface IAssetRegistry is IERC721Metadata, IERC2981, IERC4906 {
    /// @notice What an asset is. The order is that of `ASSET_KINDS` in the sdk.
    enum Kind {
        Model,
        Adapter,
        Dataset,
        Prompt,
        Agent
    }

    /// @notice Who may register a work derived from the asset.
    /// Open: anyone. Licensed: whoever holds a licence with the DERIVE right. Closed: nobody. The owner always may.
    enum Policy {
        Open,
        Licensed,
        Closed
    }

    /// @notice How the lineage is known. Declared: the registrant's word. Job: settled by the job escrow.
    enum Source {
        Declared,
        Job
    }

    /// @notice A parent of a new asset.
    /// @param assetId The parent.
    /// @param licenseId Licence with the DERIVE right, read only when the parent's policy is Licensed and the
    /// registrant does not own it; else 0.
    struct Parent {
        uint256 assetId;
        uint256 licenseId;
    }

    /// @notice Lineage as it is frozen.
    /// @param parents Ids of the direct parents in the given order; 0 after the last.
    /// @param ancestors Packed ancestors to whom a part of each sale is due; assets whose part is nil are left out.
    struct Lineage {
        uint48[4] parents;
        uint256[2] ancestors;
    }

    /// @notice What is stored of an asset.
    /// @param manifestDigest sha2-256 of the newest version's manifest (one raw block).
    /// @param kind What it is.
    /// @param policy Who may derive from it.
    /// @param royaltyBps Part of a derived work's sales that is due to this asset and its ancestors.
    /// @param version Number of the newest version, from 1.
    struct Asset {
        bytes32 manifestDigest;
        Kind kind;
        Policy policy;
        uint16 royaltyBps;
        uint32 version;
    }

    /// @notice The owner of an asset and its part of a sale.
    struct Payee {
        uint256 assetId;
        address account;
        uint16 bps;
    }

    /// @notice No asset has this id.
    error AssetRegistry_UnknownAsset(uint256 assetId);
    /// @notice Only the owner of the asset may do this.
    error AssetRegistry_NotOwner(uint256 assetId, address caller, address owner);
    /// @notice Only the job escrow may register a result.
    error AssetRegistry_NotJobEscrow(address caller);
    /// @notice A manifest's digest is never zero.
    error AssetRegistry_ZeroDigest();
    /// @notice The account has published this manifest before, as `assetId` or one of its versions.
    error AssetRegistry_AlreadyRegistered(address creator, bytes32 manifestDigest, uint256 assetId);
    /// @notice An asset's royalty is at most `maxBps`.
    error AssetRegistry_RoyaltyTooHigh(uint256 royaltyBps, uint256 maxBps);
    /// @notice An asset has at most `max` direct parents.
    error AssetRegistry_TooManyParents(uint256 count, uint256 max);
    /// @notice A parent is named twice.
    error AssetRegistry_DuplicateParent(uint256 assetId);
    /// @notice The asset's owner alone may derive from it.
    error AssetRegistry_DerivationClosed(uint256 assetId, address registrant);
    /// @notice Deriving needs a licence of the parent with the DERIVE right, held by the registrant.
    error AssetRegistry_DerivationUnlicensed(uint256 assetId, uint256 licenseId, address registrant);
    /// @notice A policy may only be tightened.
    error AssetRegistry_PolicyNotTighter(uint256 assetId, Policy current, Policy requested);

    /// @notice An asset was registered. Version 1 is `manifestDigest`.
    /// @param assetId The new asset.
    /// @param creator Who registered it, for ever; also its first owner.
    /// @param jobId The job that made it when `source` is Job, else 0.
    /// @param lineage Parents and packed ancestors, frozen.
    event AssetRegistered(
        uint256 indexed assetId,
        address indexed creator,
        uint256 indexed jobId,
        Kind kind,
        Policy policy,
        uint16 royaltyBps,
        bytes32 manifestDigest,
        Source source,
        Lineage lineage
    );

    /// @notice A new version of an asset was published.
    event VersionPublished(uint256 indexed assetId, uint256 indexed version, bytes32 manifestDigest);

    /// @notice From now on fewer accounts may derive from the asset.
    event PolicyTightened(uint256 indexed assetId, Policy policy);

    /// @notice Registers an asset of the caller, who becomes its creator and owner.
    /// @dev Ancestors are frozen now: a parent is due its `royaltyBps`, out of which its own ancestors get their parts
    /// (the parent's royalty times the parent's own obligation). At most 4 parents, 8 ancestors, 50 % in total.
    /// Stopped by a pause.
    /// @param kind What it is.
    /// @param manifestDigest sha2-256 of its manifest; unique for the caller.
    /// @param policy Who may derive from it.
    /// @param royaltyBps Its part of the sales of derived works; never changes.
    /// @param parents What it was made from.
    /// @return assetId The new asset.
    function register(
        Kind kind,
        bytes32 manifestDigest,
        Policy policy,
        uint16 royaltyBps,
        Parent[] calldata parents
    ) external returns (uint256 assetId);

    /// @notice Registers the result of a settled job, as an adapter of its requester.
    /// @dev By the job escrow only; never stopped by a pause. The lineage was frozen when the job was requested.
    /// @return assetId The new asset.
    function registerResult(
        uint256 jobId,
        address creator,
        bytes32 manifestDigest,
        Policy policy,
        uint16 royaltyBps,
        Lineage calldata lineage
    ) external returns (uint256 assetId);

    /// @notice Publishes a new version of the caller's asset; earlier ones stay in the log.
    /// @dev A manifest is unique for the account that publishes it, be it as an asset or as a version: nobody can take
    /// another's digest. The creator of an asset that has moved stays who it was.
    /// @param manifestDigest sha2-256 of the version's manifest; unique for the caller.
    /// @return version Its number.
    function publishVersion(uint256 assetId, bytes32 manifestDigest) external returns (uint256 version);

    /// @notice Lets fewer accounts derive from the caller's asset, from now on.
    function tightenPolicy(uint256 assetId, Policy policy) external;

    /// @notice Stops new registrations. Restricted.
    function pause() external;

    /// @notice Allows them again. Restricted.
    function unpause() external;

    /// @notice Resolves what a work made from `parents` by `registrant` would owe, or reverts with the reason why
    /// `registrant` may not derive.
    function resolveLineage(
        address registrant,
        Parent[] calldata parents
    ) external view returns (Lineage memory lineage);

    /// @notice The stored facts of an asset.
    function assetOf(uint256 assetId) external view returns (Asset memory asset);

    /// @notice Who registered the asset.
    function creatorOf(uint256 assetId) external view returns (address creator);

    /// @notice The asset (or 0) under which an account published a manifest, in whichever version.
    function assetWith(address creator, bytes32 manifestDigest) external view returns (uint256 assetId);

    /// @notice Packed ancestors of an asset.
    function ancestorsOf(uint256 assetId) external view returns (uint256[2] memory ancestors);

    /// @notice The owner of an asset, and the owners of its ancestors with their parts of a sale.
    function payeesOf(uint256 assetId) external view returns (address owner, Payee[] memory ancestors);

    /// @notice How many assets exist; the newest has this id.
    function assetCount() external view returns (uint256 count);
}
