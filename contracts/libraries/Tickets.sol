// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {INodeRegistry} from "../interfaces/INodeRegistry.sol";

/// @title Tickets
/// @notice Writes and clears the juror tickets of a node in a class.
library Tickets {
    using SafeCast for uint256;

    /// @notice Writes `count` new tickets in place of the node's old ones: at its own places where they are enough, else at
    /// the end of the list.
    function write(
        mapping(uint256 place => INodeRegistry.Ticket) storage list,
        INodeRegistry.Class storage class,
        INodeRegistry.Membership storage membership,
        address account,
        uint256 count
    ) internal {
        uint256 former = membership.tickets;
        uint256 first = membership.firstTicket;
        if (count > membership.places) {
            _clear(list, first, former);
            first = class.tickets;
            class.tickets = (first + count).toUint32();
            membership.firstTicket = uint32(first);
            membership.places = uint16(count);
        } else if (count < former) {
            _clear(list, first + count, former - count);
        }
        for (uint256 i = 0; i < count; ++i) {
            list[first + i] = INodeRegistry.Ticket(account, uint40(block.timestamp), uint16(i));
        }
        _count(class, membership, former, count);
    }

    /// @notice Clears the node's tickets but the first `count`.
    function cut(
        mapping(uint256 place => INodeRegistry.Ticket) storage list,
        INodeRegistry.Class storage class,
        INodeRegistry.Membership storage membership,
        uint256 count
    ) internal {
        uint256 former = membership.tickets;
        _clear(list, uint256(membership.firstTicket) + count, former - count);
        _count(class, membership, former, count);
    }

    function _clear(mapping(uint256 place => INodeRegistry.Ticket) storage list, uint256 first, uint256 count) private {
        for (uint256 i = 0; i < count; ++i) delete list[first + i];
    }

    function _count(
        INodeRegistry.Class storage class,
        INodeRegistry.Membership storage membership,
        uint256 former,
        uint256 count
    ) private {
        membership.tickets = uint16(count);
        if (former == 0 && count != 0) ++class.eligibleNodes;
        if (former != 0 && count == 0) --class.eligibleNodes;
    }
}
