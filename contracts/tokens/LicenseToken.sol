// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC165} from "@openzeppelin/contracts/interfaces/IERC165.sol";
import {IERC4906} from "@openzeppelin/contracts/interfaces/IERC4906.sol";
import {IERC721Metadata} from "@openzeppelin/contracts/token/ERC721/extensions/IERC721Metadata.sol";
import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {IERC4907} from "../interfaces/IERC4907.sol";
import {ILicenseMarket} from "../interfaces/ILicenseMarket.sol";
import {LicenseCard} from "../libraries/LicenseCard.sol";
import {LicenseId} from "../libraries/LicenseId.sol";
import {Rights} from "../libraries/Rights.sol";
import {Seats} from "../libraries/Seats.sol";
import {TypedHash} from "../libraries/TypedHash.sol";
import {RecordedERC721} from "./RecordedERC721.sol";

/// @title LicenseToken
/// @notice The part of {ILicenseMarket} that knows no money: licences, whom they cover, and what was drawn from them.
abstract contract LicenseToken is RecordedERC721, EIP712, ILicenseMarket {
    using LicenseId for uint256;
    using Seats for Seats.Plan;
    using Seats for Seats.Seat;

    /// @dev One slot; until it is renewed or moves, a licence needs only its owner's part of it.
    struct Record {
        address owner;
        uint48 renewedUntil;
        uint40 movedAt;
    }

    /// @dev What was drawn from a metered licence, and how often it was renewed.
    struct Meter {
        uint128 used;
        uint128 renewals;
    }

    mapping(uint256 licenseId => Record) private _records;
    mapping(uint256 licenseId => Seats.Plan) private _seats;
    mapping(uint256 licenseId => Meter) private _meters;
    /// @inheritdoc ILicenseMarket
    mapping(uint256 licenseId => mapping(address account => mapping(address server => uint256 units))) public unitsAt;

    /* SEATS */

    /// @inheritdoc ILicenseMarket
    function assignSeat(uint256 licenseId, uint256 seat, address account, uint64 expires) public {
        _checkAuthorized(_ownerOf(licenseId), msg.sender, licenseId);
        _requireSeat(licenseId, seat);
        uint256 movedAt = _records[licenseId].movedAt;

        uint256 until = _seats[licenseId].assign(licenseId, seat, account, expires, movedAt);
        emit SeatAssigned(licenseId, seat, account, until);
        if (seat == 0) _announceUser(licenseId);
    }

    /// @inheritdoc ILicenseMarket
    function clearSeat(uint256 licenseId, uint256 seat) public {
        _checkAuthorized(_ownerOf(licenseId), msg.sender, licenseId);
        _requireSeat(licenseId, seat);
        uint256 movedAt = _records[licenseId].movedAt;

        address account = _seats[licenseId].clear(licenseId, seat, movedAt);
        emit SeatCleared(licenseId, seat, account);
        if (seat == 0) _announceUser(licenseId);
    }

    /// @inheritdoc IERC4907
    function setUser(uint256 licenseId, address user, uint64 expires) external {
        if (user == address(0)) clearSeat(licenseId, 0);
        else assignSeat(licenseId, 0, user, expires);
    }

    /* METERED USE */

    /// @inheritdoc ILicenseMarket
    function redeem(Receipt[] calldata receipts, bytes[] calldata signatures) external returns (uint256 drawn) {
        if (receipts.length != signatures.length) {
            revert LicenseMarket_SignatureCount(receipts.length, signatures.length);
        }
        for (uint256 i = 0; i < receipts.length; ++i) drawn += _redeem(receipts[i], signatures[i]);
    }

    /* VIEWS */

    /// @inheritdoc ILicenseMarket
    function isLicensed(uint256 licenseId, address account, uint8 rights) external view returns (bool licensed) {
        if (licenseId.rightsOf() & rights != rights || !_isGood(licenseId)) return false;
        if (rights & Rights.USE != 0 && licenseId.usesOf() != 0) {
            (uint256 used, uint256 granted) = unitsOf(licenseId);
            if (used == granted) return false;
        }
        return _covers(licenseId, account, rights);
    }

    /// @inheritdoc ILicenseMarket
    function expiresAt(uint256 licenseId) external view returns (uint64 timestamp) {
        _requireOwned(licenseId);
        return uint64(_expiresAt(licenseId));
    }

    /// @inheritdoc ILicenseMarket
    function unitsOf(uint256 licenseId) public view returns (uint256 used, uint256 granted) {
        Meter storage meter = _meters[licenseId];
        return (meter.used, licenseId.usesOf() * (uint256(meter.renewals) + 1));
    }

    /// @inheritdoc ILicenseMarket
    function seatOf(
        uint256 licenseId,
        uint256 seat
    ) external view returns (address account, uint256 expires, uint256 freeAt) {
        _requireOwned(licenseId);
        _requireSeat(licenseId, seat);
        Seats.Seat storage stored = _seats[licenseId].seats[seat];
        uint256 movedAt = _records[licenseId].movedAt;
        account = stored.holder(movedAt);
        return (account, account == address(0) ? 0 : stored.expires, stored.freeAt(movedAt));
    }

    /// @inheritdoc IERC4907
    /// @dev The account in seat 0, while the licence is good.
    function userOf(uint256 licenseId) public view returns (address user) {
        if (_isGood(licenseId)) user = _seats[licenseId].seats[0].holder(_records[licenseId].movedAt);
    }

    /// @inheritdoc IERC4907
    /// @dev The end of the seat or of the licence, whichever comes first; 2^64 - 1 where neither ends.
    function userExpires(uint256 licenseId) public view returns (uint256 timestamp) {
        if (userOf(licenseId) == address(0)) return 0;
        uint256 expires = _seats[licenseId].seats[0].expires;
        uint256 end = _expiresAt(licenseId);
        if (end == 0) return expires == Seats.NO_EXPIRY ? type(uint64).max : expires;
        return Math.min(expires, end);
    }

    /// @inheritdoc ILicenseMarket
    function licenseOf(uint256 licenseId) external view returns (License memory license) {
        _requireOwned(licenseId);
        return licenseId.unpack();
    }

    /// @inheritdoc ILicenseMarket
    function COOL_DOWN() external pure returns (uint256 duration) {
        return Seats.COOL_DOWN;
    }

    /// @inheritdoc IERC721Metadata
    /// @dev JSON in the URI itself: no server can change or lose it.
    function tokenURI(uint256 licenseId) public view override(ERC721, IERC721Metadata) returns (string memory uri) {
        _requireOwned(licenseId);
        return LicenseCard.toUri(licenseId.unpack(), _expiresAt(licenseId));
    }

    /// @inheritdoc IERC165
    function supportsInterface(bytes4 interfaceId) public view override(ERC721, IERC165) returns (bool supported) {
        return
            interfaceId == type(IERC4907).interfaceId ||
            interfaceId == bytes4(0x49064906) || // ERC-4906 names its own id
            super.supportsInterface(interfaceId);
    }

    /* INTERNAL: LICENCES */

    /// @dev One more duration, and as many units again.
    function _prolong(uint256 licenseId) internal returns (uint256 renewedUntil) {
        uint256 duration = licenseId.durationOf();
        if (duration != 0) {
            renewedUntil = Math.max(_expiresAt(licenseId), block.timestamp) + duration;
            _records[licenseId].renewedUntil = SafeCast.toUint48(renewedUntil);
            emit SubscriptionUpdate(licenseId, uint64(renewedUntil));
            emit MetadataUpdate(licenseId);
            if (licenseId.seatsOf() != 0 && userOf(licenseId) != address(0)) _announceUser(licenseId);
        }
        if (licenseId.usesOf() != 0) {
            ++_meters[licenseId].renewals;
            (, uint256 granted) = unitsOf(licenseId);
            emit UnitsGranted(licenseId, granted);
        }
    }

    /// @dev A licence that moves empties its seats, and rests before it moves again.
    function _update(address to, uint256 licenseId, address auth) internal override returns (address from) {
        from = super._update(to, licenseId, auth);
        if (from == address(0)) return from;
        if (licenseId.rightsOf() & Rights.TRANSFER == 0) revert LicenseMarket_NotTransferable(licenseId);
        Record storage record = _records[licenseId];
        uint256 until = record.movedAt == 0 ? 0 : record.movedAt + Seats.COOL_DOWN;
        if (block.timestamp < until) revert LicenseMarket_TransferCoolingDown(licenseId, until);

        bool hadUser = licenseId.seatsOf() != 0 && userOf(licenseId) != address(0);
        record.movedAt = uint40(block.timestamp);
        if (hadUser) _announceUser(licenseId);
    }

    function _setOwner(uint256 licenseId, address owner) internal override {
        _records[licenseId].owner = owner;
    }

    function _ownerOf(uint256 licenseId) internal view override returns (address owner) {
        return _records[licenseId].owner;
    }

    function _expiresAt(uint256 licenseId) internal view returns (uint256 timestamp) {
        uint256 end = licenseId.endOf();
        if (end == 0) return 0;
        uint256 renewedUntil = _records[licenseId].renewedUntil;
        return renewedUntil == 0 ? end : renewedUntil;
    }

    function _requireSignature(address signer, bytes32 structHash, bytes calldata signature) internal view {
        if (!SignatureChecker.isValidSignatureNowCalldata(signer, _hashTypedDataV4(structHash), signature)) {
            revert LicenseMarket_InvalidSignature(signer);
        }
    }

    function _redeem(Receipt calldata receipt, bytes calldata signature) private returns (uint256 drawn) {
        (uint256 licenseId, address account, address server) = (receipt.licenseId, receipt.account, receipt.server);
        _requireOwned(licenseId);
        if (licenseId.usesOf() == 0) revert LicenseMarket_NotMetered(licenseId);
        // Else whoever had the licence before could draw on it.
        if (!_covers(licenseId, account, Rights.USE)) revert LicenseMarket_NotCovered(licenseId, account);
        _requireSignature(account, TypedHash.ofReceipt(receipt), signature);
        uint256 before = unitsAt[licenseId][account][server];
        (uint256 used, uint256 granted) = unitsOf(licenseId);
        drawn = Math.min(Math.saturatingSub(receipt.units, before), granted - used);
        if (drawn == 0) return 0;

        unitsAt[licenseId][account][server] = before + drawn;
        _meters[licenseId].used = uint128(used + drawn);
        emit UnitsRedeemed(licenseId, account, server, drawn, used + drawn);
    }

    function _announceUser(uint256 licenseId) private {
        emit UpdateUser(licenseId, userOf(licenseId), uint64(userExpires(licenseId)));
    }

    function _requireSeat(uint256 licenseId, uint256 seat) private pure {
        uint256 seats = licenseId.seatsOf();
        if (seat >= seats) revert LicenseMarket_UnknownSeat(licenseId, seat, seats);
    }

    function _isGood(uint256 licenseId) private view returns (bool good) {
        uint256 end = _expiresAt(licenseId);
        return end == 0 || block.timestamp < end;
    }

    function _covers(uint256 licenseId, address account, uint8 rights) private view returns (bool covered) {
        Record storage record = _records[licenseId];
        address owner = record.owner;
        if (owner == address(0) || account == owner) return owner != address(0);
        if (rights & Rights.TRANSFER != 0 || licenseId.seatsOf() == 0) return false;
        (covered, ) = _seats[licenseId].find(account, record.movedAt);
    }
}
