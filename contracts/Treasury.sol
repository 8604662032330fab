// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {ITreasury} from "./interfaces/ITreasury.sol";

/// @title Treasury
/// @notice See {ITreasury}, where everything is documented.
contract Treasury is AccessManaged, ReentrancyGuardTransient, ITreasury {
    using SafeERC20 for IERC20;

    /* CONSTANTS AND IMMUTABLES */

    /// @inheritdoc ITreasury
    address public constant BURNT = 0x000000000000000000000000000000000000dEaD;

    address private immutable LICENSE_MARKET;
    address private immutable JOB_ESCROW;
    address private immutable NODE_REGISTRY;
    address private immutable DISPUTES;

    /* STORAGE */

    /// @inheritdoc ITreasury
    mapping(address account => mapping(address currency => uint256 amount)) public creditOf;
    /// @inheritdoc ITreasury
    mapping(address currency => uint256 amount) public escrowed;
    /// @inheritdoc ITreasury
    uint256 public staked;
    mapping(address currency => bool) private _allowed;

    constructor(
        address authority,
        address licenseMarket,
        address jobEscrow,
        address nodeRegistry,
        address disputes
    ) AccessManaged(authority) {
        LICENSE_MARKET = licenseMarket;
        JOB_ESCROW = jobEscrow;
        NODE_REGISTRY = nodeRegistry;
        DISPUTES = disputes;
    }

    modifier onlyCore(address expected) {
        if (msg.sender != expected) revert Treasury_NotCore(msg.sender, expected);
        _;
    }

    modifier onlyEscrowHolder() {
        if (msg.sender != JOB_ESCROW && msg.sender != DISPUTES) revert Treasury_NotEscrowHolder(msg.sender);
        _;
    }

    /* CREDITS */

    /// @inheritdoc ITreasury
    function collect(
        address currency,
        address payer,
        Credit[] calldata credits,
        uint256 source
    ) external payable onlyCore(LICENSE_MARKET) nonReentrant {
        uint256 sum = _book(currency, credits, source);
        _take(currency, payer, sum);
    }

    /// @inheritdoc ITreasury
    function withdraw(address currency, address recipient, uint256 amount) external nonReentrant {
        _withdraw(msg.sender, currency, recipient, amount);
    }

    /// @inheritdoc ITreasury
    function withdrawFees(address currency, address recipient, uint256 amount) external restricted nonReentrant {
        _withdraw(address(this), currency, recipient, amount);
    }

    /* ESCROW */

    /// @inheritdoc ITreasury
    function hold(address currency, address payer, uint256 amount) external payable onlyEscrowHolder nonReentrant {
        escrowed[currency] += amount;
        _take(currency, payer, amount);
    }

    /// @inheritdoc ITreasury
    function settle(
        uint256 jobId,
        address currency,
        address node,
        uint256 paid,
        uint256 fee,
        address requester,
        uint256 rest
    ) external onlyCore(JOB_ESCROW) {
        escrowed[currency] -= paid + fee + rest;
        _credit(node, currency, Reason.JobPayment, jobId, 0, paid);
        _credit(address(this), currency, Reason.ProtocolFee, jobId, 0, fee);
        _credit(requester, currency, Reason.JobRefund, jobId, 0, rest);
    }

    /// @inheritdoc ITreasury
    function refund(uint256 jobId, address currency, address requester, uint256 amount) external onlyCore(JOB_ESCROW) {
        escrowed[currency] -= amount;
        _credit(requester, currency, Reason.JobRefund, jobId, 0, amount);
    }

    /// @inheritdoc ITreasury
    function release(address currency, Credit[] calldata credits, uint256 jobId) external onlyEscrowHolder {
        escrowed[currency] -= _book(currency, credits, jobId);
    }

    /* STAKES */

    /// @inheritdoc ITreasury
    function holdStake() external payable onlyCore(NODE_REGISTRY) {
        staked += msg.value;
    }

    /// @inheritdoc ITreasury
    function releaseStake(address node, uint256 amount) external onlyCore(NODE_REGISTRY) {
        staked -= amount;
        _credit(node, address(0), Reason.Unstaked, 0, 0, amount);
    }

    /// @inheritdoc ITreasury
    function slashStake(uint256 amount, Credit[] calldata credits, uint256 jobId) external onlyCore(NODE_REGISTRY) {
        staked -= amount;
        uint256 sum = _book(address(0), credits, jobId);
        if (sum > amount) revert Treasury_CreditsExceedStake(sum, amount);
        _credit(BURNT, address(0), Reason.Burn, jobId, 0, amount - sum);
    }

    /* GOVERNANCE */

    /// @inheritdoc ITreasury
    function allowCurrency(address currency, bool allowed) external restricted {
        _allowed[currency] = allowed;
        emit CurrencyAllowed(currency, allowed);
    }

    /* VIEWS */

    /// @inheritdoc ITreasury
    function isAllowed(address currency) public view returns (bool allowed) {
        return currency == address(0) || _allowed[currency];
    }

    /* INTERNAL */

    function _book(address currency, Credit[] calldata credits, uint256 source) private returns (uint256 sum) {
        for (uint256 i = 0; i < credits.length; ++i) {
            Credit calldata credit = credits[i];
            sum += credit.amount;
            _credit(credit.account, currency, credit.reason, source, credit.assetId, credit.amount);
        }
    }

    function _credit(
        address account,
        address currency,
        Reason reason,
        uint256 source,
        uint256 assetId,
        uint256 amount
    ) private {
        if (amount == 0) return;
        creditOf[account][currency] += amount;
        emit Credited(account, currency, reason, source, assetId, amount);
    }

    function _take(address currency, address payer, uint256 amount) private {
        uint256 due = currency == address(0) ? amount : 0;
        if (msg.value != due) revert Treasury_WrongValue(due, msg.value);
        if (currency == address(0)) return;
        if (!_allowed[currency]) revert Treasury_CurrencyNotAllowed(currency);
        // Some tokens refuse to move nothing: what is free would not be to be had in them.
        if (amount == 0) return;

        uint256 before = IERC20(currency).balanceOf(address(this));
        IERC20(currency).safeTransferFrom(payer, address(this), amount);
        // Also catches a token that re-enters to move money of its own meanwhile.
        uint256 received = IERC20(currency).balanceOf(address(this)) - before;
        if (received != amount) revert Treasury_WrongTransfer(currency, amount, received);
    }

    function _withdraw(address account, address currency, address recipient, uint256 amount) private {
        if (recipient == address(0)) revert Treasury_ZeroRecipient();
        uint256 credit = creditOf[account][currency];
        if (amount > credit) revert Treasury_InsufficientCredit(account, currency, credit, amount);
        creditOf[account][currency] = credit - amount;
        emit Withdrawn(account, currency, recipient, amount);

        if (currency != address(0)) {
            IERC20(currency).safeTransfer(recipient, amount);
            return;
        }
        (bool accepted, ) = recipient.call{value: amount}("");
        if (!accepted) revert Treasury_PaymentRefused(recipient, amount);
    }
}
