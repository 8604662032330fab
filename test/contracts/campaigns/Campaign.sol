// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {FalseToken} from "../../../contracts/mocks/FalseToken.sol";
import {FeeToken} from "../../../contracts/mocks/FeeToken.sol";
import {TestToken} from "../../../contracts/mocks/TestToken.sol";
import {Stage} from "../support/Stage.sol";
import {bound, vm} from "../support/Vm.sol";

/// @notice What all campaigns share: a cast, currencies (two of which lie), time, gifts, withdrawals, and what must hold of
/// money whatever is played.
/// @dev An act calls the protocol as one of the cast. A call may be refused, but only by a named error: a panic, or a
/// revert that says nothing, fails the campaign.
abstract contract Campaign is Stage {
    uint256 internal constant PEOPLE = 6;
    bytes4 private constant PANIC = 0x4e487b71;

    /// @dev Requesters, sellers, buyers, challengers; their keys are 1, 2, 3 ….
    address[] internal cast;
    TestToken internal honest;
    FeeToken internal taking;
    FalseToken internal lying;
    /// @dev Native first, then the tokens.
    address[] internal currencies;

    mapping(address currency => uint256) internal given;
    mapping(address currency => uint256) internal withdrawn;
    mapping(address currency => uint256) private _burntBefore;

    function _begin() internal {
        _deploy();
        honest = new TestToken();
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
        vm.warp(block.timestamp + bound(secs, 1, 70));
        vm.roll(block.number + bound(secs, 1, 12));
    }

    /// Rarely everything is over, and the hashes of old blocks are gone.
    function sleepLong(uint256 secs) external {
        if (secs % 8 != 0) return;
        vm.warp(block.timestamp + bound(secs, 400, 3 days));
        vm.roll(block.number + 300);
    }

    function gift(uint256 which, uint256 amount) external {
        address currency = currencies[which % 2];
        amount = bound(amount, 0, 1 ether);
        given[currency] += amount;
        if (currency == address(0)) vm.deal(address(treasury), address(treasury).balance + amount);
        else honest.mint(address(treasury), amount);
    }

    function withdraw(uint256 who, uint256 which, uint256 amount) external {
        address account = _anybody(who);
        address currency = currencies[which % currencies.length];
        uint256 credit = treasury.creditOf(account, currency);
        amount = bound(amount, 0, credit + (amount % 7 == 0 ? 1 : 0));
        bytes memory call = abi.encodeCall(treasury.withdraw, (currency, account, amount));
        if (_try("withdraw", account, address(treasury), 0, call)) withdrawn[currency] += amount;
    }

    function withdrawFees(uint256 which, uint256 amount) external {
        address currency = currencies[which % currencies.length];
        amount = bound(amount, 0, treasury.creditOf(address(treasury), currency));
        treasury.withdrawFees(currency, address(0xFEE), amount);
        withdrawn[currency] += amount;
    }

    /* WHAT MUST HOLD OF MONEY */

    /// Everybody who could be credited.
    function _creditors() internal view virtual returns (address[] memory accounts) {
        accounts = new address[](cast.length + 2);
        for (uint256 i = 0; i < cast.length; ++i) accounts[i] = cast[i];
        accounts[cast.length] = address(treasury);
        accounts[cast.length + 1] = treasury.BURNT();
    }

    /// What jobs and disputes in progress hold.
    function _inEscrow(address currency) internal view virtual returns (uint256 amount);

    /// What nodes have at stake.
    function _atStake() internal view virtual returns (uint256 amount);

    function _moneyHolds() internal view {
        for (uint256 i = 0; i < currencies.length; ++i) {
            address currency = currencies[i];
            uint256 accounted = _credits(currency) + treasury.escrowed(currency);
            if (currency == address(0)) accounted += treasury.staked();
            uint256 balance = i == 0 ? address(treasury).balance : TestToken(currency).balanceOf(address(treasury));
            _hold(accounted + given[currency] == balance, "credits + escrow + stakes != balance without gifts");
            _hold(treasury.escrowed(currency) == _inEscrow(currency), "escrow != what open jobs and disputes hold");
        }
        _hold(treasury.staked() == _atStake(), "stakes != what nodes have");
        _hold(_credits(address(taking)) + treasury.escrowed(address(taking)) == 0, "a fee-taking token was booked");
        _hold(_credits(address(lying)) + treasury.escrowed(address(lying)) == 0, "a lying token was booked");
        _hold(treasury.creditOf(address(this), address(0)) == 0, "whoever triggers is paid");
    }

    /// What may change in one direction only; looked at after every call.
    function _watch() internal virtual {
        for (uint256 i = 0; i < currencies.length; ++i) {
            uint256 burnt = treasury.creditOf(treasury.BURNT(), currencies[i]);
            _hold(burnt >= _burntBefore[currencies[i]], "what was burnt came back");
            _burntBefore[currencies[i]] = burnt;
        }
    }

    /* INTERNAL */

    function _credits(address currency) private view returns (uint256 sum) {
        address[] memory accounts = _creditors();
        for (uint256 i = 0; i < accounts.length; ++i) sum += treasury.creditOf(accounts[i], currency);
    }

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
        if (!succeeded)
            _hold(answer.length >= 4 && bytes4(answer) != PANIC, string.concat("panic or silence in ", act));
        _watch();
    }

    function _hold(bool condition, string memory what) internal pure {
        require(condition, what);
    }
}
