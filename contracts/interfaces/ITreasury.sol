// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// @title ITreasury
/// @notice Holds every token and wei of the protocol in three ledgers: credits by account and currency, escrow of
/// jobs, and stakes of nodes. Only the core books; anyone pulls their own credit.
/// @dev A currency is the address of an allow-listed ERC-20, or 0 for the native currency.
/// Assumptions about a listed token: it neither takes a fee nor rebases; a transfer moves exactly its amount or fails.
/// A payer approves this contract, never the market or the escrow.
/// Burnt amounts are credited to `BURNT`, an account without a key; protocol fees to this contract's own address.
interface ITreasury {
    /// @notice Why an account was credited.
    /// Sale: what the seller keeps. Royalty: an ancestor's part. ProtocolFee: the protocol's part.
    /// JobPayment: a node's pay. JobRefund: escrow back to a requester. Unstaked: a node's stake after unbonding.
    /// Slash: a part of a slashed stake, back to a requester who had paid. Burn: the part nobody gets.
    /// AuditFee: an auditor's pay. JuryFee: a juror's pay. Bounty: a challenger's, for being right.
    /// ChallengeBond: a challenger's bond back. LostBond: a challenger's bond to the node it accused.
    enum Reason {
        Sale,
        Royalty,
        ProtocolFee,
        JobPayment,
        JobRefund,
        Unstaked,
        Slash,
        Burn,
        AuditFee,
        JuryFee,
        Bounty,
        ChallengeBond,
        LostBond
    }

    /// @notice An amount to book to an account.
    /// @param account Who may withdraw it.
    /// @param amount In the smallest unit of the currency.
    /// @param reason Why.
    /// @param assetId The asset whose owner is paid, for Sale and Royalty; else 0.
    struct Credit {
        address account;
        uint256 amount;
        Reason reason;
        uint256 assetId;
    }

    /// @notice Only the named core contract may book this.
    error Treasury_NotCore(address caller, address expected);
    /// @notice The currency is not on the list.
    error Treasury_CurrencyNotAllowed(address currency);
    /// @notice The native value sent is not the amount due.
    error Treasury_WrongValue(uint256 due, uint256 sent);
    /// @notice The token delivered another amount than asked for: it takes a fee, or lies.
    error Treasury_WrongTransfer(address currency, uint256 due, uint256 received);
    /// @notice An account cannot withdraw more than its credit.
    error Treasury_InsufficientCredit(address account, address currency, uint256 credit, uint256 amount);
    /// @notice Only a contract that holds escrow may book this.
    error Treasury_NotEscrowHolder(address caller);
    /// @notice Parts of a slashed stake add up to more than it.
    error Treasury_CreditsExceedStake(uint256 credits, uint256 stake);
    /// @notice The receiver refused the native currency.
    error Treasury_PaymentRefused(address recipient, uint256 amount);
    /// @notice Money is never sent to nobody.
    error Treasury_ZeroRecipient();

    /// @notice An account may withdraw `amount` more.
    /// @param source The licence (Sale, Royalty and ProtocolFee of a sale) or the job; 0 for Unstaked.
    /// @param assetId The asset whose owner is paid, for Sale and Royalty; else 0.
    event Credited(
        address indexed account,
        address indexed currency,
        Reason indexed reason,
        uint256 source,
        uint256 assetId,
        uint256 amount
    );

    /// @notice `account` took `amount` of its credit, to `recipient`.
    event Withdrawn(address indexed account, address indexed currency, address recipient, uint256 amount);

    /// @notice An ERC-20 was put on the list or taken from it. Leaving stops new payments, never withdrawals.
    event CurrencyAllowed(address indexed currency, bool allowed);

    /// @notice The account, without a key, that burnt amounts are credited to.
    function BURNT() external view returns (address account);

    /// @notice Takes the sum of `credits` from `payer` and books it. By the license market only.
    function collect(address currency, address payer, Credit[] calldata credits, uint256 source) external payable;

    /// @notice Takes `amount` from `payer` into the escrow ledger. By the job escrow and by Disputes (challenge bonds).
    function hold(address currency, address payer, uint256 amount) external payable;

    /// @notice Books a job's escrow: `paid` to the node, `fee` to the protocol, `refund` to the requester.
    /// By the job escrow only.
    function settle(
        uint256 jobId,
        address currency,
        address node,
        uint256 paid,
        uint256 fee,
        address requester,
        uint256 refund
    ) external;

    /// @notice Books all of a job's escrow back to the requester. By the job escrow only.
    function refund(uint256 jobId, address currency, address requester, uint256 amount) external;

    /// @notice Books `credits` out of the escrow ledger: audit fees by the job escrow, challenge bonds by Disputes.
    function release(address currency, Credit[] calldata credits, uint256 jobId) external;

    /// @notice Adds the value sent to the stake ledger. By the node registry only.
    function holdStake() external payable;

    /// @notice Books `amount` of the stake ledger to `node`. By the node registry only.
    function releaseStake(address node, uint256 amount) external;

    /// @notice Books `amount` of the stake ledger to `credits`, and burns the rest. By the node registry only.
    function slashStake(uint256 amount, Credit[] calldata credits, uint256 jobId) external;

    /// @notice Sends `amount` of the caller's credit to `recipient`. Never stopped by a pause.
    function withdraw(address currency, address recipient, uint256 amount) external;

    /// @notice Sends `amount` of the protocol's fees to `recipient`. Restricted.
    function withdrawFees(address currency, address recipient, uint256 amount) external;

    /// @notice Puts an ERC-20 on the list or takes it from it. Restricted.
    function allowCurrency(address currency, bool allowed) external;

    /// @notice Whether new payments may be made in the currency.
    function isAllowed(address currency) external view returns (bool allowed);

    /// @notice What the account may withdraw.
    function creditOf(address account, address currency) external view returns (uint256 amount);

    /// @notice What all unfinished jobs hold.
    function escrowed(address currency) external view returns (uint256 amount);

    /// @notice What all nodes have staked, in the native currency, unbonding included.
    function staked() external view returns (uint256 amount);
}
