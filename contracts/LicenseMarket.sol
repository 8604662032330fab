// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {Pausable} from "@openzeppelin/contracts/utils/Pausable.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {BitMaps} from "@openzeppelin/contracts/utils/structs/BitMaps.sol";
import {IAssetRegistry} from "./interfaces/IAssetRegistry.sol";
import {ILicenseMarket} from "./interfaces/ILicenseMarket.sol";
import {ITreasury} from "./interfaces/ITreasury.sol";
import {Bps} from "./libraries/Bps.sol";
import {LicenseId} from "./libraries/LicenseId.sol";
import {Rights} from "./libraries/Rights.sol";
import {TypedHash} from "./libraries/TypedHash.sol";
import {LicenseToken} from "./tokens/LicenseToken.sol";

/// @title LicenseMarket
/// @notice See {ILicenseMarket}, where everything is documented.
contract LicenseMarket is LicenseToken, AccessManaged, Pausable {
    using BitMaps for BitMaps.BitMap;
    using LicenseId for uint256;

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
    /// @dev Bytes of encoded terms.
    uint256 private constant TERMS_SIZE = 10 * 32;

    IAssetRegistry private immutable ASSETS;
    ITreasury private immutable TREASURY;

    /* STORAGE */

    /// @dev Shares its slot with the authority, the pause and the fee.
    uint48 private _offerCount;
    /// @inheritdoc ILicenseMarket
    uint16 public feeBps;
    mapping(uint256 offerId => Offer) private _offers;
    mapping(address seller => BitMaps.BitMap) private _nonces;

    constructor(
        address authority,
        address assets,
        address treasury
    ) ERC721("Cultivar License", "CULTL") EIP712("Cultivar License Market", "1") AccessManaged(authority) {
        ASSETS = IAssetRegistry(assets);
        TREASURY = ITreasury(treasury);
    }

    /* OFFERS */

    /// @inheritdoc ILicenseMarket
    function offer(OfferTerms memory terms) external whenNotPaused returns (uint256 offerId) {
        address owner = ASSETS.ownerOf(terms.assetId);
        if (msg.sender != owner || msg.sender != terms.seller) {
            revert LicenseMarket_NotAssetOwner(terms.assetId, msg.sender, owner);
        }
        if (!Rights.valid(terms.rights)) revert LicenseMarket_InvalidRights(terms.rights);
        if (terms.uses > LicenseId.MAX_USES) revert LicenseMarket_TooManyUses(terms.uses, LicenseId.MAX_USES);
        if (terms.currency != address(0) && !TREASURY.isAllowed(terms.currency)) {
            revert LicenseMarket_CurrencyNotAllowed(terms.currency);
        }

        offerId = ++_offerCount;
        _offers[offerId].termsHash = _hash(terms);
        emit OfferMade(offerId, terms.assetId, msg.sender, terms);
    }

    /// @inheritdoc ILicenseMarket
    function closeOffer(uint256 offerId, OfferTerms memory terms) external {
        Offer storage stored = _requireOpen(offerId, terms);
        if (msg.sender != terms.seller) revert LicenseMarket_NotSeller(offerId, msg.sender, terms.seller);

        stored.closed = true;
        emit OfferClosed(offerId, terms.assetId);
    }

    /// @inheritdoc ILicenseMarket
    function cancelNonces(uint256 word, uint256 mask) external {
        _nonces[msg.sender]._data[word] |= mask;
        emit NoncesCanceled(msg.sender, word, mask);
    }

    /* SALES */

    /// @inheritdoc ILicenseMarket
    function buy(
        uint256 offerId,
        OfferTerms memory terms,
        address recipient,
        uint256 quantity,
        uint256 maxPrice
    ) external payable whenNotPaused returns (uint256 licenseId) {
        Offer storage stored = _requireOpen(offerId, terms);
        return _sell(stored, offerId, terms, recipient, quantity, terms.price, maxPrice);
    }

    /// @inheritdoc ILicenseMarket
    function buyWithPermit(
        uint256 offerId,
        OfferTerms memory terms,
        address recipient,
        uint256 quantity,
        uint256 maxPrice,
        Permit calldata permit
    ) external whenNotPaused returns (uint256 licenseId) {
        Offer storage stored = _requireOpen(offerId, terms);
        _permit(terms.currency, permit);
        return _sell(stored, offerId, terms, recipient, quantity, terms.price, maxPrice);
    }

    /// @inheritdoc ILicenseMarket
    function buyWithVoucher(
        OfferTerms memory terms,
        Voucher calldata voucher,
        bytes calldata signature
    ) external payable whenNotPaused returns (uint256 licenseId) {
        Offer storage stored = _requireOpen(voucher.offerId, terms);
        (address seller, uint256 nonce) = (terms.seller, voucher.nonce);
        if (block.timestamp >= voucher.expiresAt) {
            revert LicenseMarket_VoucherExpired(voucher.offerId, nonce, voucher.expiresAt);
        }
        if (_nonces[seller].get(nonce)) revert LicenseMarket_NonceUsed(seller, nonce);
        _requireSignature(seller, TypedHash.ofVoucher(voucher), signature);

        _nonces[seller].set(nonce);
        emit VoucherUsed(voucher.offerId, seller, nonce);
        // Who passes on a voucher agrees to its price.
        return
            _sell(
                stored,
                voucher.offerId,
                terms,
                voucher.recipient,
                voucher.quantity,
                voucher.price,
                type(uint256).max
            );
    }

    /// @inheritdoc ILicenseMarket
    function renew(
        uint256 licenseId,
        OfferTerms memory terms,
        uint256 maxPrice
    ) external payable whenNotPaused returns (uint256 renewedUntil) {
        _requireRenewable(licenseId, terms);
        return _renew(licenseId, terms, maxPrice);
    }

    /// @inheritdoc ILicenseMarket
    function renewWithPermit(
        uint256 licenseId,
        OfferTerms memory terms,
        uint256 maxPrice,
        Permit calldata permit
    ) external whenNotPaused returns (uint256 renewedUntil) {
        _requireRenewable(licenseId, terms);
        _permit(terms.currency, permit);
        return _renew(licenseId, terms, maxPrice);
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
    function isRenewable(uint256 licenseId) external view returns (bool renewable) {
        _requireOwned(licenseId);
        return (licenseId.durationOf() != 0 || licenseId.usesOf() != 0) && !_offers[licenseId.offerOf()].closed;
    }

    /// @inheritdoc ILicenseMarket
    function isNonceUsed(address seller, uint256 nonce) external view returns (bool used) {
        return _nonces[seller].get(nonce);
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

    /* INTERNAL: MONEY */

    function _sell(
        Offer storage stored,
        uint256 offerId,
        OfferTerms memory terms,
        address recipient,
        uint256 quantity,
        uint256 unitPrice,
        uint256 maxPrice
    ) private returns (uint256 licenseId) {
        if (recipient == address(0)) revert LicenseMarket_ZeroRecipient();
        if (quantity == 0 || quantity > MAX_QUANTITY) revert LicenseMarket_InvalidQuantity(quantity, MAX_QUANTITY);
        uint256 sold = stored.sold;
        uint256 supply = terms.maxSupply == 0 ? type(uint32).max : terms.maxSupply;
        if (quantity > supply - sold) revert LicenseMarket_SoldOut(offerId, supply - sold, quantity);
        uint256 price = unitPrice * quantity;
        _requirePayment(terms.currency, price, maxPrice);
        Split memory split = _split(offerId, terms, price);
        licenseId = LicenseId.first(offerId, terms, sold + 1);

        stored.sold = uint32(sold + quantity);
        for (uint256 i = 0; i < quantity; ++i) _mint(recipient, licenseId.plus(i));
        emit LicenseBought(
            licenseId,
            offerId,
            recipient,
            msg.sender,
            terms.assetId,
            quantity,
            block.timestamp,
            licenseId.endOf(),
            terms.currency,
            price,
            split.fee,
            split.royalty
        );
        _collect(terms.currency, split.credits, licenseId);
    }

    function _renew(
        uint256 licenseId,
        OfferTerms memory terms,
        uint256 maxPrice
    ) private returns (uint256 renewedUntil) {
        uint256 offerId = licenseId.offerOf();
        uint256 price = terms.price;
        _requirePayment(terms.currency, price, maxPrice);
        Split memory split = _split(offerId, terms, price);

        renewedUntil = _prolong(licenseId);
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
        _collect(terms.currency, split.credits, licenseId);
    }

    /// @dev Every part is rounded down; the owner's rest takes the dust, so the parts sum to the price.
    function _split(uint256 offerId, OfferTerms memory terms, uint256 price) private view returns (Split memory split) {
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

    function _collect(address currency, ITreasury.Credit[] memory credits, uint256 licenseId) private {
        TREASURY.collect{value: msg.value}(currency, msg.sender, credits, licenseId);
    }

    /// @dev Whoever sees the permit may send it first; what counts is the allowance that the treasury then finds.
    function _permit(address currency, Permit calldata permit) private {
        if (currency == address(0)) return;
        try
            IERC20Permit(currency).permit(
                msg.sender,
                address(TREASURY),
                permit.value,
                permit.deadline,
                permit.v,
                permit.r,
                permit.s
            )
        {} catch {}
    }

    /* INTERNAL: CHECKS */

    function _requireOpen(uint256 offerId, OfferTerms memory terms) private view returns (Offer storage stored) {
        stored = _offers[offerId];
        bytes27 termsHash = stored.termsHash;
        if (termsHash == bytes27(0)) revert LicenseMarket_UnknownOffer(offerId);
        if (termsHash != _hash(terms)) revert LicenseMarket_TermsMismatch(offerId);
        if (stored.closed) revert LicenseMarket_OfferClosed(offerId);
    }

    function _requireRenewable(uint256 licenseId, OfferTerms memory terms) private view {
        _requireOwned(licenseId);
        if (licenseId.durationOf() == 0 && licenseId.usesOf() == 0) revert LicenseMarket_Perpetual(licenseId);
        _requireOpen(licenseId.offerOf(), terms);
    }

    function _requirePayment(address currency, uint256 price, uint256 maxPrice) private view {
        if (price > maxPrice) revert LicenseMarket_PriceAboveMaximum(price, maxPrice);
        uint256 due = currency == address(0) ? price : 0;
        if (msg.value < due) revert LicenseMarket_Underpaid(price, msg.value);
        if (msg.value > due) revert LicenseMarket_Overpaid(due, msg.value);
    }

    /// @dev `keccak256(abi.encode(terms))`: a struct of ten value types stands in memory as it is encoded.
    function _hash(OfferTerms memory terms) private pure returns (bytes27 termsHash) {
        bytes32 hash;
        assembly ("memory-safe") {
            hash := keccak256(terms, TERMS_SIZE)
        }
        return bytes27(hash);
    }
}
