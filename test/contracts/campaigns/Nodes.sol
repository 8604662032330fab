// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {INodeRegistry} from "../../../contracts/interfaces/INodeRegistry.sol";
import {bound, vm} from "../support/Vm.sol";
import {Campaign} from "./Campaign.sol";

/// @notice Nodes that come, stake, take tickets, leave and unbond.
abstract contract Nodes is Campaign {
    address[] internal crew;
    uint256 private _longestList;
    mapping(address node => uint256) private _unbondedAt;

    function _enlist(uint256 count, uint256 stake) internal {
        for (uint256 i = 0; i < count; ++i) {
            address node = vm.addr(100 + i);
            crew.push(node);
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
        if (_try("registerNode", node, address(nodes), stake, call)) crew.push(node);
    }

    function updateNode(uint256 who, bytes32 digest) external {
        _nodeCall("updateNode", who, 0, abi.encodeCall(nodes.update, (digest)));
    }

    function addStake(uint256 who, uint256 amount) external {
        _nodeCall("addStake", who, bound(amount, 0, 20 ether), abi.encodeCall(nodes.addStake, ()));
    }

    function joinClass(uint256 who) external {
        _nodeCall("joinClass", who, 0, abi.encodeCall(nodes.joinClass, (CLASS)));
    }

    function leaveClass(uint256 who, uint256 rarely) external {
        if (rarely % 4 == 0) _nodeCall("leaveClass", who, 0, abi.encodeCall(nodes.leaveClass, (CLASS)));
    }

    function renewTickets(uint256 who) external {
        _nodeCall("renewTickets", who, 0, abi.encodeCall(nodes.renewTickets, (CLASS)));
    }

    function clearTickets(uint256 who) external {
        address node = crew[who % crew.length];
        bytes memory call = abi.encodeCall(nodes.clearTickets, (node, CLASS));
        _try("clearTickets", cast[0], address(nodes), 0, call);
    }

    function unbond(uint256 who, uint256 amount) external {
        address node = crew[who % crew.length];
        INodeRegistry.Node memory stored = nodes.nodeOf(node);
        amount = bound(amount, 0, uint256(stored.stake) - stored.locked);
        bytes memory call = abi.encodeCall(nodes.unbond, (amount));
        if (_try("unbond", node, address(nodes), 0, call)) _unbondedAt[node] = block.timestamp + UNBONDING;
    }

    function withdrawStake(uint256 who) external {
        address node = crew[who % crew.length];
        bytes memory call = abi.encodeCall(nodes.withdrawStake, ());
        if (!_try("withdrawStake", node, address(nodes), 0, call)) return;
        _hold(block.timestamp >= _unbondedAt[node], "stake left before its time");
    }

    function pauseNodes(uint256 rarely) external {
        if (nodes.paused()) {
            nodes.unpause();
        } else if (rarely % 4 == 0) {
            nodes.pause();
        }
    }

    /* WHAT MUST HOLD */

    /// What a node owes with its stake, from what is known of jobs and disputes alone.
    function _liabilityOf(address node) internal view virtual returns (uint256 amount);

    function _watch() internal virtual override {
        super._watch();
        uint256 tickets = nodes.classOf(CLASS).tickets;
        _hold(tickets >= _longestList, "the list of tickets shrank");
        _longestList = tickets;
    }

    function _nodesHold() internal view {
        INodeRegistry.Class memory listing = nodes.classOf(CLASS);
        uint256 eligible = 0;
        for (uint256 i = 0; i < crew.length; ++i) {
            address node = crew[i];
            INodeRegistry.Node memory stored = nodes.nodeOf(node);
            INodeRegistry.Membership memory seat = nodes.membershipOf(node, CLASS);
            _hold(stored.locked <= stored.stake, "locked > stake");
            _hold(stored.locked == _liabilityOf(node), "locked != what the node answers for");
            _hold(seat.tickets <= nodes.MAX_TICKETS(), "too many tickets");
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

    function _atStake() internal view override returns (uint256 amount) {
        for (uint256 i = 0; i < crew.length; ++i) {
            INodeRegistry.Node memory stored = nodes.nodeOf(crew[i]);
            amount += uint256(stored.stake) + stored.unbonding;
        }
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

    function _nodeCall(string memory act, uint256 who, uint256 value, bytes memory call) private {
        _try(act, crew[who % crew.length], address(nodes), value, call);
    }
}
