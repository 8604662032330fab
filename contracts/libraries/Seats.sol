// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {ILicenseMarket} from "../interfaces/ILicenseMarket.sol";

/// @title Seats
/// @notice The accounts that a licence lists besides its owner.
/// @dev A seat is good when it was assigned after the licence last moved, so that moving it empties every seat without
/// a write.
library Seats {
    /// @notice Seconds for which a seat keeps its account.
    uint256 internal constant COOL_DOWN = 1 days;
    /// @notice Expiry of a seat that lasts as long as the licence.
    uint256 internal constant NO_EXPIRY = type(uint48).max;

    /// @notice One seat, in one slot.
    struct Seat {
        address account;
        uint48 expires;
        uint40 assignedAt;
    }

    /// @notice The seats of a licence.
    /// @param seats Each seat by its index.
    /// @param numberOf The last seat that an account was given, from 1; only `seats` says whether it still has it.
    struct Plan {
        mapping(uint256 index => Seat) seats;
        mapping(address account => uint256) numberOf;
    }

    /// @notice Gives a seat to an account.
    /// @param movedAt When the licence last moved.
    /// @param expires Until when; cut to `NO_EXPIRY`.
    /// @return until `expires` as it is stored.
    function assign(
        Plan storage plan,
        uint256 licenseId,
        uint256 index,
        address account,
        uint256 expires,
        uint256 movedAt
    ) internal returns (uint256 until) {
        if (account == address(0)) revert ILicenseMarket.LicenseMarket_ZeroAccount();
        if (expires <= block.timestamp) revert ILicenseMarket.LicenseMarket_InvalidExpiry(expires);
        (bool seated, uint256 other) = find(plan, account, movedAt);
        if (seated && other != index) revert ILicenseMarket.LicenseMarket_AlreadySeated(licenseId, account, other);

        Seat storage seat = plan.seats[index];
        until = expires > NO_EXPIRY ? NO_EXPIRY : expires;
        seat.expires = uint48(until);
        // Whoever has the seat may keep it for another time without waiting: nobody new comes in.
        if (seated) return until;
        uint256 free = freeAt(seat, movedAt);
        if (block.timestamp < free) revert ILicenseMarket.LicenseMarket_SeatCoolingDown(licenseId, index, free);
        seat.account = account;
        seat.assignedAt = uint40(block.timestamp);
        plan.numberOf[account] = index + 1;
    }

    /// @notice Takes a seat from its account; the seat stays cooling down.
    /// @return account Who had it.
    function clear(
        Plan storage plan,
        uint256 licenseId,
        uint256 index,
        uint256 movedAt
    ) internal returns (address account) {
        Seat storage seat = plan.seats[index];
        account = holder(seat, movedAt);
        if (account == address(0)) revert ILicenseMarket.LicenseMarket_SeatEmpty(licenseId, index);
        seat.account = address(0);
        seat.expires = 0;
    }

    /// @notice Whether an account has a seat now, and which.
    function find(
        Plan storage plan,
        address account,
        uint256 movedAt
    ) internal view returns (bool seated, uint256 index) {
        uint256 number = plan.numberOf[account];
        if (number == 0) return (false, 0);
        index = number - 1;
        seated = holder(plan.seats[index], movedAt) == account;
    }

    /// @notice Who has a seat now, or the zero address.
    function holder(Seat storage seat, uint256 movedAt) internal view returns (address account) {
        if (seat.assignedAt <= movedAt || block.timestamp >= seat.expires) return address(0);
        return seat.account;
    }

    /// @notice From when on a seat takes another account.
    function freeAt(Seat storage seat, uint256 movedAt) internal view returns (uint256 timestamp) {
        uint256 assignedAt = seat.assignedAt;
        timestamp = assignedAt == 0 ? 0 : assignedAt + COOL_DOWN;
        if (timestamp <= movedAt) timestamp = movedAt + 1;
    }
}
