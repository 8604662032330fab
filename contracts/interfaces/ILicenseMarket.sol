// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IERC4906} from "@openzeppelin/contracts/interfaces/IERC4906.sol";
import {IERC721Metadata} from "@openzeppelin/contracts/token/ERC721/extensions/IERC721Metadata.sol";
import {IERC4907} from "./IERC4907.sol";

/// @title ILicenseMarket
/// @notice Sells rights to an asset. A licence is an ERC-721 token whose id says everything about it.
/// @dev A licence id packs, from the least significant bit: rights (8 bits), duration (40), start (40), serial (32),
/// offer (48), asset (48), seats (16), uses (24); so neither a perpetual nor a timed licence needs a slot of its own.
/// Rights are a mask: USE = 1, COMMERCIAL = 2, DERIVE = 4, TRANSFER = 8.
/// Times are half-open: a licence is good while `block.timestamp < expiresAt`.
///
/// Cool-down: what is shared out among accounts moves at most once per `COOL_DOWN`. An account may be taken out of its
/// seat at once, but the seat takes another one only when its last one has had it for that long, whoever owns the
/// licence; and a licence that has moved stays for that long. Otherwise one licence could serve a crowd in turns.
///
/// Metered use: a licence grants `uses` units of 1,000 tokens, and as many again with each renewal. An account that the
/// licence covers signs receipts to a server: how many units it has had there in all. The market counts the highest
/// total of each (licence, account, server), so a lost or repeated receipt changes nothing. Nothing is paid by it.
///
/// Typed data (EIP-712) has the domain name "Cultivar License Market", version "1".
/// ERC-4907: the user is the account in seat 0. ERC-5643: its views and its event, without its payment functions,
/// which cannot name the terms; so its ERC-165 id is not claimed. ERC-4906: a renewal updates the metadata.
interface ILicenseMarket is IERC721Metadata, IERC4906, IERC4907 {
    /// @notice Terms of an offer; only their hash is stored.
    /// @param assetId What is licensed.
    /// @param seller Owner of the asset who offers; the offer is void while somebody else owns it.
    /// @param currency ERC-20, or 0 for the native currency.
    /// @param price Of one licence, in the smallest unit.
    /// @param duration In seconds; 0 = perpetual.
    /// @param maxSupply How many may be sold; 0 = no limit.
    /// @param seats Accounts a licence may list besides its owner.
    /// @param uses Metered units of 1,000 tokens, below 2^24; 0 = unmetered.
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
        uint16 seats;
        uint32 uses;
    }

    /// @notice EIP-2612 permit of the caller to the treasury, for the price in a token.
    /// @param value The allowance.
    /// @param deadline Until when the token takes the signature.
    struct Permit {
        uint256 value;
        uint256 deadline;
        uint8 v;
        bytes32 r;
        bytes32 s;
    }

    /// @notice A price that the owner of an asset grants to one recipient, signed as EIP-712 typed data.
    /// @param offerId The offer, all of whose other terms apply.
    /// @param recipient Who gets the licences, whoever pays.
    /// @param quantity How many: all of them, once.
    /// @param price Of one licence, in the currency of the offer.
    /// @param expiresAt The voucher is good while `block.timestamp < expiresAt`.
    /// @param nonce Any number that the seller has neither used nor cancelled.
    struct Voucher {
        uint256 offerId;
        address recipient;
        uint32 quantity;
        uint128 price;
        uint40 expiresAt;
        uint256 nonce;
    }

    /// @notice What an account has used at a server, signed by the account as EIP-712 typed data.
    /// @param licenseId A metered licence.
    /// @param account Its owner, or an account in one of its seats, when the receipt is redeemed.
    /// @param server Who served it; any address, of the account's choice.
    /// @param units Used there by the account since the licence began, in all.
    struct Receipt {
        uint256 licenseId;
        address account;
        address server;
        uint64 units;
    }

    /// @notice Only the owner of the asset may offer it.
    error LicenseMarket_NotAssetOwner(uint256 assetId, address caller, address owner);
    /// @notice Only the seller may close the offer.
    error LicenseMarket_NotSeller(uint256 offerId, address caller, address seller);
    /// @notice A mask of rights has USE and no unknown bit.
    error LicenseMarket_InvalidRights(uint8 rights);
    /// @notice A licence has at most `max` metered units for each payment.
    error LicenseMarket_TooManyUses(uint256 uses, uint256 max);
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
    /// @notice The voucher's time is over.
    error LicenseMarket_VoucherExpired(uint256 offerId, uint256 nonce, uint256 expiresAt);
    /// @notice The voucher was used or cancelled.
    error LicenseMarket_NonceUsed(address seller, uint256 nonce);
    /// @notice The signature is not one of `signer` for this content, contract and chain.
    error LicenseMarket_InvalidSignature(address signer);
    /// @notice The licence has no TRANSFER right.
    error LicenseMarket_NotTransferable(uint256 licenseId);
    /// @notice The licence has moved, and moves again from `until` on.
    error LicenseMarket_TransferCoolingDown(uint256 licenseId, uint256 until);
    /// @notice The licence has `seats` seats, which count from 0.
    error LicenseMarket_UnknownSeat(uint256 licenseId, uint256 seat, uint256 seats);
    /// @notice The seat takes another account from `until` on.
    error LicenseMarket_SeatCoolingDown(uint256 licenseId, uint256 seat, uint256 until);
    /// @notice The account has another seat of the licence.
    error LicenseMarket_AlreadySeated(uint256 licenseId, address account, uint256 seat);
    /// @notice Nobody has the seat.
    error LicenseMarket_SeatEmpty(uint256 licenseId, uint256 seat);
    /// @notice A seat is not given to nobody.
    error LicenseMarket_ZeroAccount();
    /// @notice A seat is given until a time in the future.
    error LicenseMarket_InvalidExpiry(uint256 expires);
    /// @notice The licence neither ends nor is metered: there is nothing to renew.
    error LicenseMarket_Perpetual(uint256 licenseId);
    /// @notice The licence is not metered.
    error LicenseMarket_NotMetered(uint256 licenseId);
    /// @notice The licence does not cover the account now.
    error LicenseMarket_NotCovered(uint256 licenseId, address account);
    /// @notice Each receipt comes with one signature.
    error LicenseMarket_SignatureCount(uint256 receipts, uint256 signatures);
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
    /// @notice The purchase that `LicenseBought` tells next was made with a voucher of the seller.
    event VoucherUsed(uint256 indexed offerId, address indexed seller, uint256 indexed nonce);
    /// @notice The seller cancelled the nonces `256 * word + i` of each bit `i` of `mask`.
    event NoncesCanceled(address indexed seller, uint256 indexed word, uint256 mask);
    /// @notice A licence was paid for again. The treasury's `Credited` events say who got what.
    /// @param expiresAt Until when it is good; 0 = for ever.
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
    /// @notice A timed licence is good until another time, as in ERC-5643.
    event SubscriptionUpdate(uint256 indexed tokenId, uint64 expiration);
    /// @notice An account has a seat of the licence, or has it until another time. A transfer empties every seat.
    /// @param expires Until when at most; 2^48 - 1 = as long as the licence.
    event SeatAssigned(uint256 indexed licenseId, uint256 indexed seat, address indexed account, uint256 expires);
    /// @notice The account no longer has the seat.
    event SeatCleared(uint256 indexed licenseId, uint256 indexed seat, address indexed account);
    /// @notice Units of a metered licence were drawn.
    /// @param units Drawn now.
    /// @param used Drawn from the licence in all, by every account at every server.
    event UnitsRedeemed(
        uint256 indexed licenseId,
        address indexed account,
        address indexed server,
        uint256 units,
        uint256 used
    );
    /// @notice A metered licence was renewed, and grants this many units in all.
    event UnitsGranted(uint256 indexed licenseId, uint256 granted);
    /// @notice The protocol's part of each sale has changed.
    event FeeSet(uint256 feeBps);

    /// @notice Seconds for which a seat keeps its account, and a licence that has moved its owner.
    function COOL_DOWN() external view returns (uint256 duration);

    /// @notice Offers licences of an asset that the caller owns. Stopped by a pause.
    /// @param terms With the caller as seller.
    /// @return offerId The new offer; ids count from 1.
    function offer(OfferTerms calldata terms) external returns (uint256 offerId);

    /// @notice Closes an offer of the caller, and voids its vouchers; licences sold stay good.
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

    /// @notice Buys licences whose price is in a token, with a permit of the caller to the treasury.
    /// @dev A permit that fails is passed over, since anybody may have sent it before: the allowance is what counts.
    function buyWithPermit(
        uint256 offerId,
        OfferTerms calldata terms,
        address recipient,
        uint256 quantity,
        uint256 maxPrice,
        Permit calldata permit
    ) external returns (uint256 licenseId);

    /// @notice Buys licences at the price of a voucher, for its recipient. Anybody may pay. Stopped by a pause.
    /// @param terms Of the voucher's offer.
    /// @param signature Of the seller: 65 bytes of ECDSA, or what its ERC-1271 wallet takes.
    /// @return licenseId The first; the serials of the others follow it.
    function buyWithVoucher(
        OfferTerms calldata terms,
        Voucher calldata voucher,
        bytes calldata signature
    ) external payable returns (uint256 licenseId);

    /// @notice Voids vouchers of the caller: the nonces `256 * word + i` of each bit `i` of `mask`.
    function cancelNonces(uint256 word, uint256 mask) external;

    /// @notice Pays once more for a licence: for one more duration, from its end or from now, where it is timed; for as
    /// many units again where it is metered. Anybody may pay. Stopped by a pause.
    /// @return expiresAt Until when it is good; 0 = for ever.
    function renew(
        uint256 licenseId,
        OfferTerms calldata terms,
        uint256 maxPrice
    ) external payable returns (uint256 expiresAt);

    /// @notice Renews a licence whose price is in a token, with a permit of the caller to the treasury.
    function renewWithPermit(
        uint256 licenseId,
        OfferTerms calldata terms,
        uint256 maxPrice,
        Permit calldata permit
    ) external returns (uint256 expiresAt);

    /// @notice Gives a seat to an account, or to the one that has it for another time. By the owner of the licence, or
    /// whom it approved.
    /// @param seat From 0.
    /// @param expires Until when at most; 2^48 - 1 and above = as long as the licence.
    function assignSeat(uint256 licenseId, uint256 seat, address account, uint64 expires) external;

    /// @notice Takes a seat from its account, at once. By the owner of the licence, or whom it approved.
    function clearSeat(uint256 licenseId, uint256 seat) external;

    /// @notice Draws down metered licences by receipts of the accounts that used them. Anybody may send them.
    /// @dev A receipt whose units were drawn before draws nothing. One that asks for more than is left draws what is
    /// left, and the rest when it is sent again after a renewal.
    /// @param signatures One for each receipt, of its account: 65 bytes of ECDSA, or what its ERC-1271 wallet takes.
    /// @return drawn Units drawn in all.
    function redeem(Receipt[] calldata receipts, bytes[] calldata signatures) external returns (uint256 drawn);

    /// @notice Sets the protocol's part of each sale, at most 5 %. Restricted.
    function setFee(uint16 feeBps) external;

    /// @notice Stops offers, sales and renewals. Restricted.
    function pause() external;

    /// @notice Allows them again. Restricted.
    function unpause() external;

    /// @notice Whether the licence covers `account` now with every right of the mask.
    /// @dev It covers its owner; and the accounts in its seats, but for TRANSFER. A metered licence grants USE while
    /// units are left.
    function isLicensed(uint256 licenseId, address account, uint8 rights) external view returns (bool licensed);

    /// @notice Until when the licence is good; 0 = for ever. As in ERC-5643.
    function expiresAt(uint256 licenseId) external view returns (uint64 timestamp);

    /// @notice Whether the licence can be paid for again: it ends or is metered, and its offer is not closed. As in
    /// ERC-5643. (An offer may also be void, which `renew` says.)
    function isRenewable(uint256 licenseId) external view returns (bool renewable);

    /// @notice Units drawn from a metered licence, and units that it grants in all.
    function unitsOf(uint256 licenseId) external view returns (uint256 used, uint256 granted);

    /// @notice Units that an account has drawn from a licence at a server.
    function unitsAt(uint256 licenseId, address account, address server) external view returns (uint256 units);

    /// @notice Who has a seat now, or the zero address; until when at most (2^48 - 1 = as long as the licence); and
    /// from when on the seat takes another account.
    function seatOf(
        uint256 licenseId,
        uint256 seat
    ) external view returns (address account, uint256 expires, uint256 freeAt);

    /// @notice Whether a seller's nonce was used or cancelled.
    function isNonceUsed(address seller, uint256 nonce) external view returns (bool used);

    /// @notice What the licence id says.
    function licenseOf(uint256 licenseId) external view returns (License memory license);

    /// @notice How many licences of the offer were sold, and whether the seller has closed it.
    function offerOf(uint256 offerId) external view returns (uint256 sold, bool closed);

    /// @notice How many offers were made; the newest has this id.
    function offerCount() external view returns (uint256 count);

    /// @notice The protocol's part of each sale.
    function feeBps() external view returns (uint16 bps);
}
