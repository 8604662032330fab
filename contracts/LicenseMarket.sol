// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IERC721Metadata} from "@openzeppelin/contracts/token/ERC721/extensions/IERC721Metadata.sol";
import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {Pausable} from "@openzeppelin/contracts/utils/Pausable.sol";
import {IAssetRegistry} from "./interfaces/IAssetRegistry.sol";
import {ILicenseMarket} from "./interfaces/ILicenseMarket.sol";
import {ITreasury} from "./interfaces/ITreasury.sol";
import {Bps} from "./libraries/Bps.sol";
import {LicenseCard} from "./libraries/LicenseCard.sol";
import {LicenseId} from "./libraries/LicenseId.sol";
import {Rights} from "./libraries/Rights.sol";

/// @title LicenseMarket
/// @notice See {ILicenseMarket}, where everything is documented.
contract LicenseMarket is ERC721, AccessManaged, Pausable, ILicenseMarket {
    /// @dev One slot: 216 bits of the terms' hash still take 2^108 tries to collide.
    struct Offer {
        bytes27 termsHash;
        uint32 sold;
        bool closed;
    }

    /// @dev How a price is divided.
    struct Split {
        ITreasury.Credit[] credits;
        uint256 fee;
        uint256 royalty;
    }

    /* CONSTANTS AND IMMUTABLES */

    uint256 private constant MAX_FEE_BPS = 500;
    uint256 private constant MAX_QUANTITY = 50;

    IAssetRegistry private immutable ASSETS;
    ITreasury private immutable TREASURY;

    /* STORAGE */

    /// @dev Shares its slot with the authority, the pause and the fee.
    uint48 private _offerCount;
    /// @inheritdoc ILicenseMarket
    uint16 public feeBps;
    mapping(uint256 offerId => Offer) private _offers;
    mapping(uint256 licenseId => uint256 timestamp) private _renewedUntil;

    constructor(
        address authority,
        address assets,
        address treasury
    ) ERC721("Cultivar License", "CULTL") AccessManaged(authority) {
        ASSETS = IAssetRegistry(assets);
        TREASURY = ITreasury(treasury);
    }

    /* OFFERS */

    /// @inheritdoc ILicenseMarket
    function offer(OfferTerms calldata terms) external whenNotPaused returns (uint256 offerId) {
        address owner = ASSETS.ownerOf(terms.assetId);
        if (msg.sender != owner || msg.sender != terms.seller) {
            revert LicenseMarket_NotAssetOwner(terms.assetId, msg.sender, owner);
        }
        if (!Rights.valid(terms.rights)) revert LicenseMarket_InvalidRights(terms.rights);
        if (terms.seats != 0 || terms.uses != 0) revert LicenseMarket_UnsupportedTerms(terms.seats, terms.uses);
        if (terms.currency != address(0) && !TREASURY.isAllowed(terms.currency)) {
            revert LicenseMarket_CurrencyNotAllowed(terms.currency);
        }
        offerId = ++_offerCount;
        _offers[offerId].termsHash = _hash(terms);
        emit OfferMade(offerId, terms.assetId, msg.sender, terms);
    }

    /// @inheritdoc ILicenseMarket
    function closeOffer(uint256 offerId, OfferTerms calldata terms) external {
        Offer storage stored = _requireOpen(offerId, terms);
        if (msg.sender != terms.seller) revert LicenseMarket_NotSeller(offerId, msg.sender, terms.seller);
        stored.closed = true;
        emit OfferClosed(offerId, terms.assetId);
    }

    /* LICENCES */

    /// @inheritdoc ILicenseMarket
    function buy(
        uint256 offerId,
        OfferTerms calldata terms,
        address recipient,
        uint256 quantity,
        uint256 maxPrice
    ) external payable whenNotPaused returns (uint256 licenseId) {
        Offer storage stored = _requireOpen(offerId, terms);
        if (recipient == address(0)) revert LicenseMarket_ZeroRecipient();
        if (quantity == 0 || quantity > MAX_QUANTITY) revert LicenseMarket_InvalidQuantity(quantity, MAX_QUANTITY);
        uint256 sold = stored.sold;
        uint256 supply = terms.maxSupply == 0 ? type(uint32).max : terms.maxSupply;
        if (quantity > supply - sold) revert LicenseMarket_SoldOut(offerId, supply - sold, quantity);
        uint256 price = uint256(terms.price) * quantity;
        _requirePayment(price, terms.currency, maxPrice);

        Split memory split = _split(offerId, terms, price);
        licenseId = _firstId(offerId, terms, sold + 1);

        stored.sold = uint32(sold + quantity);
        for (uint256 i = 0; i < quantity; ++i) _mint(recipient, LicenseId.plus(licenseId, i));
        emit LicenseBought(
            licenseId,
            offerId,
            recipient,
            msg.sender,
            terms.assetId,
            quantity,
            block.timestamp,
            LicenseId.endOf(licenseId),
            terms.currency,
            price,
            split.fee,
            split.royalty
        );
        TREASURY.collect{value: msg.value}(terms.currency, msg.sender, split.credits, licenseId);
    }

    /// @inheritdoc ILicenseMarket
    function renew(
        uint256 licenseId,
        OfferTerms calldata terms,
        uint256 maxPrice
    ) external payable whenNotPaused returns (uint256 renewedUntil) {
        _requireOwned(licenseId);
        uint256 duration = LicenseId.durationOf(licenseId);
        if (duration == 0) revert LicenseMarket_Perpetual(licenseId);
        uint256 offerId = LicenseId.offerOf(licenseId);
        _requireOpen(offerId, terms);
        uint256 price = terms.price;
        _requirePayment(price, terms.currency, maxPrice);

        Split memory split = _split(offerId, terms, price);
        uint256 current = expiresAt(licenseId);
        renewedUntil = (current > block.timestamp ? current : block.timestamp) + duration;

        _renewedUntil[licenseId] = renewedUntil;
        emit LicenseRenewed(
            licenseId,
            offerId,
            msg.sender,
            renewedUntil,
            terms.currency,
            price,
            split.fee,
            split.royalty
        );
        TREASURY.collect{value: msg.value}(terms.currency, msg.sender, split.credits, licenseId);
    }

    /* GOVERNANCE */

    /// @inheritdoc ILicenseMarket
    function setFee(uint16 bps) external restricted {
        if (bps > MAX_FEE_BPS) revert LicenseMarket_FeeTooHigh(bps, MAX_FEE_BPS);
        feeBps = bps;
        emit FeeSet(bps);
    }

    /// @inheritdoc ILicenseMarket
    function pause() external restricted {
        _pause();
    }

    /// @inheritdoc ILicenseMarket
    function unpause() external restricted {
        _unpause();
    }

    /* VIEWS */

    /// @inheritdoc ILicenseMarket
    function isLicensed(uint256 licenseId, address account, uint8 rights) external view returns (bool licensed) {
        if (account == address(0) || _ownerOf(licenseId) != account) return false;
        if (LicenseId.rightsOf(licenseId) & rights != rights) return false;
        uint256 expiry = expiresAt(licenseId);
        return expiry == 0 || block.timestamp < expiry;
    }

    /// @inheritdoc ILicenseMarket
    function expiresAt(uint256 licenseId) public view returns (uint64 timestamp) {
        uint256 end = LicenseId.endOf(licenseId);
        if (end == 0) return 0;
        uint256 renewedUntil = _renewedUntil[licenseId];
        return uint64(renewedUntil == 0 ? end : renewedUntil);
    }

    /// @inheritdoc ILicenseMarket
    function licenseOf(uint256 licenseId) external view returns (License memory license) {
        _requireOwned(licenseId);
        return LicenseId.unpack(licenseId);
    }

    /// @inheritdoc ILicenseMarket
    function offerOf(uint256 offerId) external view returns (uint256 sold, bool closed) {
        Offer storage stored = _offers[offerId];
        if (stored.termsHash == bytes27(0)) revert LicenseMarket_UnknownOffer(offerId);
        return (stored.sold, stored.closed);
    }

    /// @inheritdoc ILicenseMarket
    function offerCount() external view returns (uint256 count) {
        return _offerCount;
    }

    /// @inheritdoc IERC721Metadata
    /// @dev JSON in the URI itself: no server can change or lose it.
    function tokenURI(uint256 licenseId) public view override(ERC721, IERC721Metadata) returns (string memory uri) {
        _requireOwned(licenseId);
        return LicenseCard.toUri(LicenseId.unpack(licenseId), expiresAt(licenseId));
    }

    /* INTERNAL */

    /// @dev Also refuses a transfer of a licence without the TRANSFER right.
    function _update(address to, uint256 licenseId, address auth) internal override returns (address from) {
        from = super._update(to, licenseId, auth);
        if (from != address(0) && LicenseId.rightsOf(licenseId) & Rights.TRANSFER == 0) {
            revert LicenseMarket_NotTransferable(licenseId);
        }
    }

    function _requireOpen(uint256 offerId, OfferTerms calldata terms) private view returns (Offer storage stored) {
        stored = _offers[offerId];
        bytes27 termsHash = stored.termsHash;
        if (termsHash == bytes27(0)) revert LicenseMarket_UnknownOffer(offerId);
        if (termsHash != _hash(terms)) revert LicenseMarket_TermsMismatch(offerId);
        if (stored.closed) revert LicenseMarket_OfferClosed(offerId);
    }

    function _requirePayment(uint256 price, address currency, uint256 maxPrice) private view {
        if (price > maxPrice) revert LicenseMarket_PriceAboveMaximum(price, maxPrice);
        uint256 due = currency == address(0) ? price : 0;
        if (msg.value < due) revert LicenseMarket_Underpaid(price, msg.value);
        if (msg.value > due) revert LicenseMarket_Overpaid(due, msg.value);
    }

    /// @dev Every part is rounded down; the owner's rest takes the dust, so the parts sum to the price.
    function _split(
        uint256 offerId,
        OfferTerms calldata terms,
        uint256 price
    ) private view returns (Split memory split) {
        (address owner, IAssetRegistry.Payee[] memory ancestors) = ASSETS.payeesOf(terms.assetId);
        if (owner != terms.seller) revert LicenseMarket_OfferVoid(offerId, terms.seller, owner);

        uint256 count = ancestors.length;
        split.credits = new ITreasury.Credit[](count + 2);
        for (uint256 i = 0; i < count; ++i) {
            IAssetRegistry.Payee memory payee = ancestors[i];
            uint256 part = Bps.share(price, payee.bps);
            split.royalty += part;
            split.credits[i] = ITreasury.Credit(payee.account, part, ITreasury.Reason.Royalty, payee.assetId);
        }
        split.fee = Bps.share(price, feeBps);
        split.credits[count] = ITreasury.Credit(address(TREASURY), split.fee, ITreasury.Reason.ProtocolFee, 0);
        uint256 rest = price - split.fee - split.royalty;
        split.credits[count + 1] = ITreasury.Credit(owner, rest, ITreasury.Reason.Sale, terms.assetId);
    }

    function _firstId(
        uint256 offerId,
        OfferTerms calldata terms,
        uint256 serial
    ) private view returns (uint256 licenseId) {
        return
            LicenseId.pack(
                License({
                    assetId: terms.assetId,
                    offerId: offerId,
                    serial: uint32(serial),
                    start: uint40(block.timestamp),
                    duration: terms.duration,
                    rights: terms.rights
                })
            );
    }

    function _hash(OfferTerms calldata terms) private pure returns (bytes27 termsHash) {
        return bytes27(keccak256(abi.encode(terms)));
    }
}
