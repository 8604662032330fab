// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAssetRegistry} from "../../../contracts/interfaces/IAssetRegistry.sol";
import {ILicenseMarket} from "../../../contracts/interfaces/ILicenseMarket.sol";
import {HostilePayee} from "../../../contracts/mocks/HostilePayee.sol";
import {ReentrantToken} from "../../../contracts/mocks/ReentrantToken.sol";
import {SmartWallet} from "../../../contracts/mocks/SmartWallet.sol";
import {TestToken} from "../../../contracts/mocks/TestToken.sol";
import {bound, vm} from "../support/Vm.sol";
import {Assets} from "./Assets.sol";

/// @notice Offers in all currencies, also of sellers that are contracts, and what each payment should come to.
abstract contract Offers is Assets {
    uint256 private constant MAX_OFFERS = 16;

    struct Sale {
        ILicenseMarket.OfferTerms terms;
        uint256 sold;
        bool closed;
    }

    /// @dev What a payment should do, known before it is made.
    struct Bill {
        uint256 offerId;
        uint256 price;
        bool isOpen;
        address owner;
        IAssetRegistry.Payee[] ancestors;
    }

    ReentrantToken internal reentrant;
    SmartWallet internal wallet;
    HostilePayee internal payee;
    mapping(uint256 offerId => Sale) internal sales;
    /// @dev What each account's credit should be.
    mapping(address account => mapping(address currency => uint256)) internal due;
    uint256 internal feeBps = 250;

    function _beginOffers() internal {
        reentrant = new ReentrantToken();
        wallet = new SmartWallet(cast[0]);
        payee = new HostilePayee(address(treasury));
        currencies.push(address(reentrant));
        treasury.allowCurrency(address(reentrant), true);
        cast.push(address(wallet));
        cast.push(address(payee));
        for (uint256 i = 0; i < cast.length; ++i) _fund(cast[i]);
    }

    /* ACTS */

    function offer(uint256 who, uint256 which, uint256 price, uint256 seed) external {
        if (market.offerCount() >= MAX_OFFERS) return;
        uint256 assetId = _someAsset(which);
        address seller = who % 7 == 0 ? _anybody(who) : known[assetId].owner;
        ILicenseMarket.OfferTerms memory terms = _randomTerms(
            assetId,
            seller,
            price,
            uint256(keccak256(abi.encode(seed)))
        );
        bool isGood = seller == known[assetId].owner && treasury.isAllowed(terms.currency) && terms.rights & 1 == 1;
        bool isPaused = _isPaused(address(market));
        bytes memory call = abi.encodeCall(market.offer, (terms));
        (bool offered, bytes memory answer) = _ask("offer", seller, address(market), 0, call);
        if (!offered) return;
        _hold(isGood && !isPaused && terms.rights < 16, "a bad offer was good");
        sales[abi.decode(answer, (uint256))].terms = terms;
    }

    function closeOffer(uint256 which, uint256 who) external {
        uint256 offerId = _someOffer(which);
        Sale storage sale = sales[offerId];
        if (who % 3 == 0) return;
        address caller = who % 7 == 1 ? _anybody(who) : sale.terms.seller;
        bytes memory call = abi.encodeCall(market.closeOffer, (offerId, sale.terms));
        if (!_try("closeOffer", caller, address(market), 0, call)) return;
        _hold(caller == sale.terms.seller && !sale.closed, "an offer was closed by somebody else");
        sale.closed = true;
    }

    function setFee(uint256 bps) external {
        bps = bound(bps, 0, 520);
        bool isSet = _try("setFee", address(this), address(market), 0, abi.encodeCall(market.setFee, (uint16(bps))));
        _hold(isSet == (bps <= 500), "a fee above its cap");
        if (isSet) feeBps = bps;
    }

    function pauseMarket(uint256 rarely) external {
        _pauseOrNot("pauseMarket", address(market), rarely);
    }

    /// Takes a token off the list, and puts it back with the next call.
    function allowCurrency(uint256 which, uint256 rarely) external {
        address currency = currencies[1 + (which % (currencies.length - 1))];
        bool isAllowed = treasury.isAllowed(currency);
        if (isAllowed && rarely % 4 != 0) return;
        bytes memory call = abi.encodeCall(treasury.allowCurrency, (currency, !isAllowed));
        _hold(_try("allowCurrency", address(this), address(treasury), 0, call), "governance was refused");
    }

    /// What the token does, through the wallet, while it is transferred.
    function arm(uint256 what, uint256 amount) external {
        amount = bound(amount, 1, 1 ether);
        bytes memory call = abi.encodeCall(treasury.withdraw, (address(0), address(wallet), 0));
        if (what % 4 == 1) call = abi.encodeCall(treasury.withdraw, (address(reentrant), address(wallet), amount));
        if (what % 4 == 2) {
            Sale storage sale = sales[_someOffer(amount)];
            call = abi.encodeCall(market.buy, (_someOffer(amount), sale.terms, address(wallet), 1, type(uint256).max));
        }
        address target = what % 4 == 2 ? address(market) : address(treasury);
        if (what % 4 == 3) {
            call = abi.encodeCall(reentrant.transfer, (address(treasury), amount));
            target = address(reentrant);
        }
        reentrant.arm(address(wallet), abi.encodeCall(SmartWallet.execute, (target, call)));
        _note("arm", address(0), 0);
    }

    /// The payee refuses what it is paid, comes back for more, or takes it.
    function changePayee(uint256 manner) external {
        payee.setManner(HostilePayee.Manner(manner % 3));
        _note("changePayee", address(0), 0);
    }

    /// What its last owner signed no longer counts.
    function passWallet(uint256 who) external {
        wallet.setOwner(cast[who % PEOPLE]);
        _note("passWallet", address(0), 0);
    }

    /// Everybody takes all there is, elsewhere where they cannot be paid; nothing but gifts is left.
    function everybodyWithdraws(uint256 rarely) external {
        if (rarely % 4 != 0) return;
        address[] memory accounts = _creditors();
        for (uint256 i = 0; i < currencies.length; ++i) {
            address currency = currencies[i];
            for (uint256 k = 0; k + 2 < accounts.length; ++k) {
                uint256 amount = treasury.creditOf(accounts[k], currency);
                bytes memory call = abi.encodeCall(treasury.withdraw, (currency, address(0xF00D), amount));
                _hold(_try("", accounts[k], address(treasury), 0, call), "a credit that cannot be withdrawn");
                _paidOut(accounts[k], currency, amount);
            }
            uint256 fees = treasury.creditOf(address(treasury), currency);
            treasury.withdrawFees(currency, address(0xFEE), fees);
            _paidOut(address(treasury), currency, fees);
            uint256 left = i == 0 ? address(treasury).balance : TestToken(currency).balanceOf(address(treasury));
            _hold(left == given[currency], "something is left when everybody has withdrawn");
        }
        _note("everybodyWithdraws", address(0), 0);
    }

    /* WHAT MUST HOLD */

    function _offersHold() internal view {
        uint256 count = market.offerCount();
        for (uint256 offerId = 1; offerId <= count; ++offerId) {
            Sale storage sale = sales[offerId];
            (uint256 sold, bool closed) = market.offerOf(offerId);
            _hold(sold == sale.sold && closed == sale.closed, "an offer sold or closed by itself");
            _hold(sale.terms.maxSupply == 0 || sold <= sale.terms.maxSupply, "more was sold than there is");
        }
        _hold(market.feeBps() == feeBps, "a fee that nobody set");
    }

    function _creditHolds(address account, address currency, uint256 credit) internal view override {
        _hold(credit == due[account][currency], "a credit is not its parts of what was sold");
    }

    /* INTERNAL: MONEY */

    /// What a payment now would come to.
    function _bill(uint256 offerId, uint256 price) internal view returns (Bill memory bill) {
        Sale storage sale = sales[offerId];
        (address owner, IAssetRegistry.Payee[] memory ancestors) = assets.payeesOf(sale.terms.assetId);
        bool isGood = owner == sale.terms.seller && treasury.isAllowed(sale.terms.currency) && !sale.closed;
        return Bill(offerId, price, isGood && !_isPaused(address(market)), owner, ancestors);
    }

    /// Books it, part by part: rounded down, with the rest for the owner.
    function _paid(Bill memory bill) internal {
        address currency = sales[bill.offerId].terms.currency;
        _hold(bill.isOpen, "sold while closed, void, paused or in a currency that is not allowed");
        uint256 rest = bill.price;
        for (uint256 i = 0; i < bill.ancestors.length; ++i) {
            uint256 part = (bill.price * bill.ancestors[i].bps) / 10_000;
            due[bill.ancestors[i].account][currency] += part;
            rest -= part;
        }
        uint256 fee = (bill.price * feeBps) / 10_000;
        due[address(treasury)][currency] += fee;
        due[bill.owner][currency] += rest - fee;
        bool isArmed = currency == address(reentrant) && bill.price != 0 && reentrant.calls() != 0;
        _hold(!isArmed || reentrant.answer().length != 0, "a token came back in while it was taken");
    }

    function _paidOut(address account, address currency, uint256 amount) internal override {
        due[account][currency] -= amount;
    }

    /* INTERNAL */

    function _someOffer(uint256 which) internal view returns (uint256 offerId) {
        uint256 count = market.offerCount();
        return count == 0 ? 0 : 1 + (which % count);
    }

    /// Whose key signs for an account: the wallet's is its owner's, the payee has none.
    function _keyOf(address account) internal view returns (uint256 key) {
        if (account == address(wallet)) account = wallet.owner();
        for (uint256 i = 0; i < PEOPLE; ++i) if (cast[i] == account) return 1 + i;
        return 999;
    }

    function _randomTerms(
        uint256 assetId,
        address seller,
        uint256 price,
        uint256 seed
    ) private view returns (ILicenseMarket.OfferTerms memory terms) {
        terms = _offerTerms(assetId, seller, uint128(bound(price, 0, 3 ether)));
        terms.currency = currencies[seed % currencies.length];
        if (seed % 29 == 0) terms.currency = address(0xBAD);
        // Of less than 100 units the taking token takes nothing.
        if (terms.currency != address(0) && terms.price < 100 && price % 4 != 0) terms.price = 100;
        if (terms.price < 100 && terms.currency != address(0)) terms.price = 0;
        if ((seed >> 8) % 2 == 0) terms.duration = uint40(bound(seed >> 16, 100, 5 days));
        if ((seed >> 24) % 2 == 0) terms.maxSupply = uint32(bound(seed >> 32, 1, 4));
        terms.seats = uint16((seed >> 40) % 4);
        if ((seed >> 48) % 2 == 0) terms.uses = uint32(bound(seed >> 56, 1, 6));
        terms.rights = uint8((seed >> 64) % 16) | ((seed >> 72) % 16 == 0 ? 0 : 1);
        if ((seed >> 80) % 31 == 0) terms.rights = 17;
    }
}
