// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {INodeRegistry} from "../../../contracts/interfaces/INodeRegistry.sol";
import {bound, vm} from "../support/Vm.sol";
import {Intruder} from "./Intruder.sol";

/// @notice Nodes that come, stake, take tickets, leave and unbond.
abstract contract Nodes is Intruder {
    address[] internal crew;
    mapping(address node => uint256 place) internal places;
    uint256 private _longestList;
    mapping(address node => uint256) private _unbondedAt;

    function _enlist(uint256 count, uint256 stake) internal {
        for (uint256 i = 0; i < count; ++i) {
            address node = vm.addr(100 + i);
            _hire(node);
            _fund(node);
            _registerNode(node, stake);
            vm.deal(node, 10_000 ether);
        }
    }

    /* ACTS */

    function registerNode(uint256 stake) external {
        if (crew.length >= 40) return;
        address node = vm.addr(100 + crew.length);
        _fund(node);
        bytes32[] memory classes = new bytes32[](1);
        classes[0] = CLASS;
        stake = bound(stake, 0.5 ether, 100 ether);
        bytes memory call = abi.encodeCall(nodes.register, (keccak256("node"), classes));
        if (_try("registerNode", node, address(nodes), stake, call)) _hire(node);
    }

    function updateNode(uint256 who, bytes32 digest) external {
        _nodeCall("updateNode", who, 0, abi.encodeCall(nodes.update, (digest)));
    }

    function addStake(uint256 who, uint256 amount) external {
        _nodeCall("addStake", who, bound(amount, 0, 20 ether), abi.encodeCall(nodes.addStake, ()));
    }

    /// A node that does not serve where there is one.
    function joinClass(uint256 who) external {
        who >>= 1;
        for (uint256 i = 0; i < crew.length && nodes.serves(crew[who % crew.length], CLASS); ++i) ++who;
        _nodeCall("joinClass", who, 0, abi.encodeCall(nodes.joinClass, (CLASS)));
    }

    function leaveClass(uint256 who, uint256 rarely) external {
        if (rarely % 2 == 0) _nodeCall("leaveClass", who, 0, abi.encodeCall(nodes.leaveClass, (CLASS)));
    }

    function renewTickets(uint256 who) external {
        _nodeCall("renewTickets", who, 0, abi.encodeCall(nodes.renewTickets, (CLASS)));
    }

    /// Of a node whose stake no longer backs them where there is one.
    function clearTickets(uint256 who) external {
        who >>= 1;
        for (uint256 i = 0; i < crew.length && _isBacked(crew[who % crew.length]); ++i) ++who;
        address node = crew[who % crew.length];
        bytes memory call = abi.encodeCall(nodes.clearTickets, (node, CLASS));
        _try("clearTickets", cast[0], address(nodes), 0, call);
    }

    /// What is free; half the time everything, where some of it is locked.
    function unbond(uint256 who, uint256 amount) external {
        address node = crew[who % crew.length];
        INodeRegistry.Node memory stored = nodes.nodeOf(node);
        bool asksForAll = stored.locked != 0 && amount % 2 == 0;
        amount = asksForAll ? stored.stake : bound(amount, 0, uint256(stored.stake) - stored.locked);
        bytes memory call = abi.encodeCall(nodes.unbond, (amount));
        uint256 duration = nodes.unbondingTime();
        if (_try("unbond", node, address(nodes), 0, call)) _unbondedAt[node] = block.timestamp + duration;
    }

    /// Of a node that unbonds where there is one; half the time when it may.
    function withdrawStake(uint256 who, uint256 haste) external {
        who >>= 1;
        for (uint256 i = 0; i < crew.length && nodes.nodeOf(crew[who % crew.length]).unbonding == 0; ++i) ++who;
        address node = crew[who % crew.length];
        if (haste % 2 == 0 && nodes.nodeOf(node).unbonding != 0) _waitUntil(_unbondedAt[node]);
        bytes memory call = abi.encodeCall(nodes.withdrawStake, ());
        if (!_try("withdrawStake", node, address(nodes), 0, call)) return;
        _hold(block.timestamp >= _unbondedAt[node], "stake left before its time");
    }

    function pauseNodes(uint256 rarely) external {
        _pauseOrNot("pauseNodes", address(nodes), rarely);
    }

    function governNodes(uint256 which, uint256 amount) external {
        which %= 4;
        bytes memory call = abi.encodeCall(nodes.setMinStake, (uint80(bound(amount, 0.5 ether, 2 ether))));
        if (which == 1)
            call = abi.encodeCall(nodes.setUnbondingTime, (uint40(bound(amount, UNBONDING, 2 * UNBONDING))));
        if (which == 2) call = abi.encodeCall(nodes.setTicketUnit, (uint96(bound(amount, 8 ether, 12 ether))));
        if (which == 3) call = abi.encodeCall(nodes.setMinTicketAge, (uint40(bound(amount, 0, 3))));
        _hold(_try("governNodes", address(this), address(nodes), 0, call), "governance was refused");
    }

    /* WHAT MUST HOLD */

    function _watch() internal virtual override {
        super._watch();
        uint256 tickets = nodes.classOf(CLASS).tickets;
        _hold(tickets >= _longestList, "the list of tickets shrank");
        _longestList = tickets;
    }

    /// @param liabilities What each node answers for, from what is known of jobs and disputes alone.
    /// @return staked What they have at stake.
    function _nodesHold(uint256[] memory liabilities) internal view returns (uint256 staked) {
        INodeRegistry.Class memory listing = nodes.classOf(CLASS);
        uint256 eligible = 0;
        for (uint256 i = 0; i < crew.length; ++i) {
            address node = crew[i];
            INodeRegistry.Node memory stored = nodes.nodeOf(node);
            INodeRegistry.Membership memory seat = nodes.membershipOf(node, CLASS);
            staked += uint256(stored.stake) + stored.unbonding;
            _hold(stored.locked <= stored.stake, "locked > stake");
            _hold(stored.locked == liabilities[i], "locked != what the node answers for");
            _hold(seat.tickets <= 8, "too many tickets");
            _hold(seat.serving || seat.tickets == 0, "tickets of a node that left");
            _hold(uint256(seat.firstTicket) + seat.tickets <= listing.tickets, "tickets beyond the list");
            if (seat.tickets != 0) ++eligible;
            for (uint256 k = 0; k < seat.tickets; ++k) {
                INodeRegistry.Ticket memory ticket = nodes.ticketAt(CLASS, seat.firstTicket + k);
                _hold(ticket.node == node && ticket.ordinal == k, "a ticket is not its node's");
            }
        }
        _hold(eligible == listing.eligibleNodes, "eligible nodes are miscounted");
    }

    function _creditors() internal view override returns (address[] memory accounts) {
        address[] memory others = super._creditors();
        accounts = new address[](others.length + crew.length);
        for (uint256 i = 0; i < others.length; ++i) accounts[i] = others[i];
        for (uint256 i = 0; i < crew.length; ++i) accounts[others.length + i] = crew[i];
    }

    function _anybody(uint256 who) internal view override returns (address account) {
        uint256 place = who % (cast.length + crew.length);
        return place < cast.length ? cast[place] : crew[place - cast.length];
    }

    function _hire(address node) private {
        places[node] = crew.length;
        crew.push(node);
    }

    function _isBacked(address node) private view returns (bool isBacked) {
        return nodes.membershipOf(node, CLASS).tickets <= nodes.nodeOf(node).stake / nodes.ticketUnit();
    }

    function _nodeCall(string memory act, uint256 who, uint256 value, bytes memory call) private {
        _try(act, crew[who % crew.length], address(nodes), value, call);
    }
}
