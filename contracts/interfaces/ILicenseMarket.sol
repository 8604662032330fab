// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IERC721Metadata} from "@openzeppelin/contracts/token/ERC721/extensions/IERC721Metadata.sol";

/// @title ILicenseMarket
/// @notice Sells rights to an asset. A licence is an ERC-721 token whose id says everything about it.
/// @dev A licence id packs, from the least significant bit: rights (8 bits), duration (40), start (40), serial (32),
/// offer (48), asset (48); so neither a perpetual nor a timed licence needs a slot of its own.
/// Rights are a mask: USE = 1, COMMERCIAL = 2, DERIVE = 4, TRANSFER = 8.
/// Times are half-open: a licence is good while `block.timestamp < expiresAt`.
interface ILicenseMarket is IERC721Metadata {
    /// @notice Terms of an offer; only their hash is stored.
    /// @param assetId What is licensed.
    /// @param seller Owner of the asset who offers; the offer is void while somebody else owns it.
    /// @param currency ERC-20, or 0 for the native currency.
    /// @param price Of one licence, in the smallest unit.
    /// @param duration In seconds; 0 = perpetual.
    /// @param maxSupply How many may be sold; 0 = no limit.
    /// @param seats Accounts a licence may list besides its owner.
    /// @param uses Metered units of 1,000 tokens; 0 = unmetered.
    /// @param rights Mask of rights.
    /// @param textDigest Digest of the licence's text.
    struct OfferTerms {
        uint256 assetId;
        address seller;
        address currency;
        uint128 price;
        uint40 duration;
        uint32 maxSupply;
        uint16 seats;
        uint32 uses;
        uint8 rights;
        bytes32 textDigest;
    }

    /// @notice What a licence id says.
    struct License {
        uint256 assetId;
        uint256 offerId;
        uint32 serial;
        uint40 start;
        uint40 duration;
        uint8 rights;
    }

    /// @notice Only the owner of the asset may offer it.
    error LicenseMarket_NotAssetOwner(uint256 assetId, address caller, address owner);
    /// @notice Only the seller may close the offer.
    error LicenseMarket_NotSeller(uint256 offerId, address caller, address seller);
    /// @notice A mask of rights has USE and no unknown bit.
    error LicenseMarket_InvalidRights(uint8 rights);
    /// @notice Seats and metered uses are not on sale in this version of the market.
    error LicenseMarket_UnsupportedTerms(uint16 seats, uint32 uses);
    /// @notice The currency is not on the treasury's list.
    error LicenseMarket_CurrencyNotAllowed(address currency);
    /// @notice No offer has this id.
    error LicenseMarket_UnknownOffer(uint256 offerId);
    /// @notice The terms are not those of the offer.
    error LicenseMarket_TermsMismatch(uint256 offerId);
    /// @notice The seller has closed the offer.
    error LicenseMarket_OfferClosed(uint256 offerId);
    /// @notice The seller no longer owns the asset.
    error LicenseMarket_OfferVoid(uint256 offerId, address seller, address owner);
    /// @notice Fewer licences are left than asked for.
    error LicenseMarket_SoldOut(uint256 offerId, uint256 left, uint256 quantity);
    /// @notice One to `max` licences are bought at once.
    error LicenseMarket_InvalidQuantity(uint256 quantity, uint256 max);
    /// @notice The price is above what the buyer allows.
    error LicenseMarket_PriceAboveMaximum(uint256 price, uint256 maxPrice);
    /// @notice The value sent is less than the price.
    error LicenseMarket_Underpaid(uint256 price, uint256 paid);
    /// @notice The value sent is more than the price (all of it, where the price is in a token).
    error LicenseMarket_Overpaid(uint256 price, uint256 paid);
    /// @notice A licence is not sold to nobody.
    error LicenseMarket_ZeroRecipient();
    /// @notice The licence has no TRANSFER right.
    error LicenseMarket_NotTransferable(uint256 licenseId);
    /// @notice A perpetual licence needs no renewal.
    error LicenseMarket_Perpetual(uint256 licenseId);
    /// @notice The licence was sold under another offer.
    error LicenseMarket_WrongOffer(uint256 licenseId, uint256 offerId);
    /// @notice The protocol's fee is at most `maxBps`.
    error LicenseMarket_FeeTooHigh(uint256 feeBps, uint256 maxBps);

    /// @notice An offer was made.
    event OfferMade(uint256 indexed offerId, uint256 indexed assetId, address indexed seller, OfferTerms terms);
    /// @notice The seller closed the offer.
    event OfferClosed(uint256 indexed offerId, uint256 indexed assetId);
    /// @notice Licences were bought. The treasury's `Credited` events, whose `source` is `licenseId`, say who got what.
    /// @param licenseId The first; the serials of the others follow it.
    /// @param offerId The offer.
    /// @param recipient Who owns them now.
    /// @param buyer Who paid.
    /// @param assetId What is licensed.
    /// @param quantity How many.
    /// @param start From when they are good.
    /// @param expiresAt Until when; 0 = for ever.
    /// @param currency Of the price.
    /// @param price Paid in all.
    /// @param fee Part of `price` for the protocol.
    /// @param royalty Part of `price` for the owners of ancestors.
    event LicenseBought(
        uint256 indexed licenseId,
        uint256 indexed offerId,
        address indexed recipient,
        address buyer,
        uint256 assetId,
        uint256 quantity,
        uint256 start,
        uint256 expiresAt,
        address currency,
        uint256 price,
        uint256 fee,
        uint256 royalty
    );
    /// @notice A timed licence is good for longer. The treasury's `Credited` events say who got what.
    event LicenseRenewed(
        uint256 indexed licenseId,
        uint256 indexed offerId,
        address indexed payer,
        uint256 expiresAt,
        address currency,
        uint256 price,
        uint256 fee,
        uint256 royalty
    );
    /// @notice The protocol's part of each sale has changed.
    event FeeSet(uint256 feeBps);

    /// @notice Offers licences of an asset that the caller owns. Stopped by a pause.
    /// @param terms With the caller as seller.
    /// @return offerId The new offer; ids count from 1.
    function offer(OfferTerms calldata terms) external returns (uint256 offerId);

    /// @notice Closes an offer of the caller; licences sold stay good.
    function closeOffer(uint256 offerId, OfferTerms calldata terms) external;

    /// @notice Buys licences. Stopped by a pause.
    /// @dev The price splits into the protocol's fee, the ancestors' frozen parts and the owner's rest, to the wei;
    /// all are credits in the treasury. A price in a token is taken by the treasury, which the buyer has to approve.
    /// The licence is minted without a callback to its recipient.
    /// @param offerId The offer.
    /// @param terms Its terms, as emitted.
    /// @param recipient Who gets the licences.
    /// @param quantity How many.
    /// @param maxPrice The most the buyer pays in all.
    /// @return licenseId The first; the serials of the others follow it.
    function buy(
        uint256 offerId,
        OfferTerms calldata terms,
        address recipient,
        uint256 quantity,
        uint256 maxPrice
    ) external payable returns (uint256 licenseId);

    /// @notice Pays for one more duration of a timed licence, from its end or from now. Stopped by a pause.
    /// @return expiresAt Until when it is good.
    function renew(
        uint256 licenseId,
        OfferTerms calldata terms,
        uint256 maxPrice
    ) external payable returns (uint256 expiresAt);

    /// @notice Sets the protocol's part of each sale, at most 5 %. Restricted.
    function setFee(uint16 feeBps) external;

    /// @notice Stops offers, sales and renewals. Restricted.
    function pause() external;

    /// @notice Allows them again. Restricted.
    function unpause() external;

    /// @notice Whether `account` holds the licence now and it grants every right of the mask.
    function isLicensed(uint256 licenseId, address account, uint8 rights) external view returns (bool licensed);

    /// @notice Until when the licence is good; 0 = for ever. As in ERC-5643.
    function expiresAt(uint256 licenseId) external view returns (uint64 timestamp);

    /// @notice What the licence id says.
    function licenseOf(uint256 licenseId) external view returns (License memory license);

    /// @notice How many licences of the offer were sold, and whether the seller has closed it.
    function offerOf(uint256 offerId) external view returns (uint256 sold, bool closed);

    /// @notice How many offers were made; the newest has this id.
    function offerCount() external view returns (uint256 count);

    /// @notice The protocol's part of each sale.
    function feeBps() external view returns (uint16 bps);
}
