// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {FalseToken} from "../../../contracts/mocks/FalseToken.sol";
import {FeeToken} from "../../../contracts/mocks/FeeToken.sol";
import {PermitToken} from "../../../contracts/mocks/PermitToken.sol";
import {TestToken} from "../../../contracts/mocks/TestToken.sol";
import {Stage} from "../support/Stage.sol";
import {bound, vm} from "../support/Vm.sol";

interface IPaused {
    function paused() external view returns (bool isPaused);
}

/// @notice What all campaigns share: a cast, currencies (some of which lie), time, gifts, withdrawals, and what must hold
/// of money whatever is played.
/// @dev Every external function that is not a view is an act of the fuzzer. An act calls the protocol as one of the cast. A
/// call may be refused, but only by a named error: a panic, or a revert that says nothing, fails the campaign.
abstract contract Campaign is Stage {
    /// @dev What is held for what is not over, added up from what the campaign knows.
    /// @param escrowed By jobs and disputes, of each currency.
    /// @param liabilities Of each node: what it answers for with its stake.
    struct Ledger {
        uint256[] escrowed;
        uint256[] liabilities;
    }

    uint256 internal constant PEOPLE = 6;
    address private constant BURNT = address(0xdEaD);
    bytes4 private constant PANIC = 0x4e487b71;

    /// @dev Requesters, sellers, buyers, challengers; their keys are 1, 2, 3 ….
    address[] internal cast;
    PermitToken internal honest;
    FeeToken internal taking;
    FalseToken internal lying;
    /// @dev Native first, then the tokens.
    address[] internal currencies;

    mapping(address currency => uint256) internal given;
    mapping(address currency => uint256) private _burntBefore;
    string private _notes;
    mapping(bytes32 line => bool) private _isNoted;
    /// @dev Sets the stage; what it plays is no part of the game.
    address private immutable DIRECTOR = msg.sender;

    function _begin(string memory name) internal {
        vm.createDir(".cache/solidity-tests/reached", true);
        _notes = string.concat(".cache/solidity-tests/reached/", name, ".txt");
        vm.warp(1_800_000_000);
        vm.roll(1_000);
        _deploy();
        honest = new PermitToken();
        taking = new FeeToken();
        lying = new FalseToken();
        currencies = [address(0), address(honest), address(taking), address(lying)];
        for (uint256 i = 1; i < currencies.length; ++i) treasury.allowCurrency(currencies[i], true);
        for (uint256 i = 1; i <= PEOPLE; ++i) {
            cast.push(vm.addr(i));
            _fund(vm.addr(i));
        }
    }

    /* ACTS */

    function passTime(uint256 secs) external {
        _wait(bound(secs, 1, 70));
        _note("passTime", address(0), 0);
    }

    /// Rarely everything is over, and the hashes of old blocks are gone.
    function sleepLong(uint256 secs) external {
        if (secs % 4 != 0) return;
        vm.warp(block.timestamp + bound(secs, 400, 3 days));
        vm.roll(block.number + 300);
        _note("sleepLong", address(0), 0);
    }

    function gift(uint256 which, uint256 amount) external {
        address currency = currencies[which % 2];
        amount = bound(amount, 0, 1 ether);
        given[currency] += amount;
        if (currency == address(0)) vm.deal(address(treasury), address(treasury).balance + amount);
        else honest.mint(address(treasury), amount);
        _note("gift", address(0), 0);
    }

    function withdraw(uint256 who, uint256 which, uint256 amount) external {
        address account = _anybody(who);
        address currency = currencies[which % currencies.length];
        uint256 credit = treasury.creditOf(account, currency);
        amount = bound(amount, 0, credit + (amount % 7 == 0 ? 1 : 0));
        bytes memory call = abi.encodeCall(treasury.withdraw, (currency, account, amount));
        if (!_try("withdraw", account, address(treasury), 0, call)) return;
        _hold(amount <= credit, "more was withdrawn than was due");
        _paidOut(account, currency, amount);
    }

    function withdrawFees(uint256 which, uint256 amount) external {
        address currency = currencies[which % currencies.length];
        amount = bound(amount, 0, treasury.creditOf(address(treasury), currency));
        bytes memory call = abi.encodeCall(treasury.withdrawFees, (currency, address(0xFEE), amount));
        _hold(_try("withdrawFees", address(this), address(treasury), 0, call), "fees that cannot be withdrawn");
        _paidOut(address(treasury), currency, amount);
    }

    /* WHAT MUST HOLD OF MONEY */

    /// Everybody who could be credited.
    function _creditors() internal view virtual returns (address[] memory accounts) {
        accounts = new address[](cast.length + 2);
        for (uint256 i = 0; i < cast.length; ++i) accounts[i] = cast[i];
        accounts[cast.length] = address(treasury);
        accounts[cast.length + 1] = BURNT;
    }

    /// @param inEscrow What jobs and disputes in progress hold of each currency.
    /// @param atStake What nodes have at stake.
    function _moneyHolds(uint256[] memory inEscrow, uint256 atStake) internal view {
        address[] memory accounts = _creditors();
        for (uint256 i = 0; i < currencies.length; ++i) {
            address currency = currencies[i];
            uint256 escrowed = treasury.escrowed(currency);
            uint256 booked = escrowed;
            for (uint256 k = 0; k < accounts.length; ++k) {
                uint256 credit = treasury.creditOf(accounts[k], currency);
                _creditHolds(accounts[k], currency, credit);
                booked += credit;
            }
            bool isRefused = currency == address(taking) || currency == address(lying);
            _hold(!isRefused || booked == 0, "a token that misbehaves was booked");
            if (i == 0) booked += treasury.staked();
            uint256 balance = i == 0 ? address(treasury).balance : TestToken(currency).balanceOf(address(treasury));
            _hold(booked + given[currency] == balance, "credits + escrow + stakes != balance without gifts");
            _hold(escrowed == inEscrow[i], "escrow != what open jobs and disputes hold");
        }
        _hold(treasury.staked() == atStake, "stakes != what nodes have");
        _hold(treasury.creditOf(address(this), address(0)) == 0, "whoever triggers is paid");
    }

    /// Where a campaign knows what an account should have.
    function _creditHolds(address account, address currency, uint256 credit) internal view virtual {}

    /// What may change in one direction only; looked at after every call that succeeded.
    function _watch() internal virtual {
        for (uint256 i = 0; i < currencies.length; ++i) {
            uint256 burnt = treasury.creditOf(BURNT, currencies[i]);
            _hold(burnt >= _burntBefore[currencies[i]], "what was burnt came back");
            _burntBefore[currencies[i]] = burnt;
        }
    }

    /* INTERNAL */

    /// Told of every withdrawal.
    function _paidOut(address account, address currency, uint256 amount) internal virtual {}

    function _anybody(uint256 who) internal view virtual returns (address account) {
        return cast[who % cast.length];
    }

    function _fund(address account) internal {
        vm.deal(account, 10_000 ether);
        for (uint256 i = 1; i < currencies.length; ++i) {
            TestToken(currencies[i]).mint(account, 10_000 ether);
            vm.prank(account);
            TestToken(currencies[i]).approve(address(treasury), type(uint256).max);
        }
    }

    /// A block in twelve seconds or less, and never two in one.
    function _wait(uint256 secs) internal {
        vm.warp(block.timestamp + secs);
        vm.roll(block.number + 1 + secs / 12);
    }

    function _waitUntil(uint256 timestamp) internal {
        if (block.timestamp < timestamp) _wait(timestamp - block.timestamp);
    }

    function _isPaused(address target) internal view returns (bool isPaused) {
        return IPaused(target).paused();
    }

    /// Pauses one call in four, and ends every pause with the next.
    function _pauseOrNot(string memory act, address target, uint256 rarely) internal {
        bool isPaused = _isPaused(target);
        if (!isPaused && rarely % 4 != 0) return;
        bytes memory call = isPaused ? abi.encodeCall(escrow.unpause, ()) : abi.encodeCall(escrow.pause, ());
        _hold(_try(act, address(this), target, 0, call), "governance was refused");
    }

    /// Calls as `account`; true when it succeeded.
    function _try(
        string memory act,
        address account,
        address target,
        uint256 value,
        bytes memory call
    ) internal returns (bool succeeded) {
        (succeeded, ) = _ask(act, account, target, value, call);
    }

    function _ask(
        string memory act,
        address account,
        address target,
        uint256 value,
        bytes memory call
    ) internal returns (bool succeeded, bytes memory answer) {
        vm.prank(account);
        (succeeded, answer) = target.call{value: value}(call);
        if (!succeeded) {
            _hold(answer.length >= 4 && bytes4(answer) != PANIC, string.concat("panic or silence in ", act));
            return (succeeded, answer);
        }
        _note(act, target, bytes4(call));
        _watch();
    }

    /// Writes down, once a game, that an act did what it is for: `reached-calls.ts` looks for acts that never did.
    function _note(string memory act, address target, bytes4 selector) internal {
        bytes32 key = keccak256(abi.encode(act, target, selector));
        if (_isNoted[key] || msg.sender == DIRECTOR || bytes(act).length == 0) return;
        _isNoted[key] = true;
        string memory line =
            selector == 0
                ? act
                : string.concat(act, " ", _nameOf(target), " ", vm.toString(abi.encodePacked(selector)));
        vm.writeLine(_notes, line);
    }

    function _hold(bool condition, string memory what) internal pure {
        require(condition, what);
    }

    function _nameOf(address target) private view returns (string memory name) {
        if (target == address(assets)) return "AssetRegistry";
        if (target == address(market)) return "LicenseMarket";
        if (target == address(treasury)) return "Treasury";
        if (target == address(nodes)) return "NodeRegistry";
        if (target == address(escrow)) return "JobEscrow";
        return target == address(disputes) ? "Disputes" : "-";
    }
}
