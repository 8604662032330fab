// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAssetRegistry} from "../../../contracts/interfaces/IAssetRegistry.sol";
import {IJobEscrow} from "../../../contracts/interfaces/IJobEscrow.sol";
import {IJobParameters} from "../../../contracts/interfaces/IJobParameters.sol";
import {INodeRegistry} from "../../../contracts/interfaces/INodeRegistry.sol";
import {ITreasury} from "../../../contracts/interfaces/ITreasury.sol";
import {Campaign} from "./Campaign.sol";

interface IManaged {
    function setAuthority(address authority) external;
}

/// @notice Somebody who calls what the core alone, or governance alone, may call.
abstract contract Intruder is Campaign {
    function intrude(uint256 who, uint256 which, uint128 amount) external {
        address account = _anybody(who);
        which %= 5;
        if (which == 0) _refused(account, address(treasury), _ofTreasury(account, amount));
        if (which == 1) _refused(account, address(nodes), _ofNodes(account, amount));
        if (which == 2) _refused(account, address(escrow), _ofEscrow(account, amount));
        if (which == 3) _refused(account, address(assets), _ofAssets(account, amount));
        if (which == 4) _refused(account, address(market), _ofMarket());
    }

    function _refused(address account, address target, bytes[] memory calls) private {
        for (uint256 i = 0; i < calls.length; ++i) {
            (bool succeeded, ) = _ask("", account, target, 0, calls[i]);
            _hold(!succeeded, "an outsider did what the core or governance does");
            _note("intrude", target, bytes4(calls[i]));
        }
        bytes memory call = abi.encodeCall(IManaged.setAuthority, (account));
        _hold(!_try("", account, target, 0, call), "an outsider took over");
        _note("intrude", target, bytes4(call));
    }

    function _ofTreasury(address account, uint256 amount) private view returns (bytes[] memory calls) {
        ITreasury.Credit[] memory credits = new ITreasury.Credit[](1);
        credits[0] = ITreasury.Credit(account, amount, ITreasury.Reason.Sale, 1);
        calls = new bytes[](10);
        calls[0] = abi.encodeCall(treasury.collect, (address(0), account, credits, 1));
        calls[1] = abi.encodeCall(treasury.hold, (address(honest), account, amount));
        calls[2] = abi.encodeCall(treasury.settle, (1, address(0), account, amount, 0, account, 0));
        calls[3] = abi.encodeCall(treasury.refund, (1, address(0), account, amount));
        calls[4] = abi.encodeCall(treasury.release, (address(0), credits, 1));
        calls[5] = abi.encodeCall(treasury.holdStake, ());
        calls[6] = abi.encodeCall(treasury.releaseStake, (account, amount));
        calls[7] = abi.encodeCall(treasury.slashStake, (amount, credits, 1));
        calls[8] = abi.encodeCall(treasury.withdrawFees, (address(0), account, 0));
        calls[9] = abi.encodeCall(treasury.allowCurrency, (account, true));
    }

    function _ofNodes(address account, uint256 amount) private view returns (bytes[] memory calls) {
        address[] memory accounts = new address[](1);
        accounts[0] = account;
        calls = new bytes[](12);
        calls[0] = abi.encodeCall(nodes.lock, (account, CLASS, amount));
        calls[1] = abi.encodeCall(nodes.unlock, (account, amount));
        calls[2] = abi.encodeCall(nodes.slash, (account, amount, new ITreasury.Credit[](0), 1));
        calls[3] = abi.encodeCall(nodes.draw, (1, CLASS, bytes32(amount), 100, 2 ** 40, 0, 1, amount, accounts));
        calls[4] = abi.encodeCall(nodes.releaseDuty, (1, accounts, amount));
        calls[5] = abi.encodeCall(nodes.setClassStatus, (CLASS, INodeRegistry.ClassStatus.Slashable));
        calls[6] = abi.encodeCall(nodes.setMinStake, (0));
        calls[7] = abi.encodeCall(nodes.setUnbondingTime, (0));
        calls[8] = abi.encodeCall(nodes.setTicketUnit, (1));
        calls[9] = abi.encodeCall(nodes.setMinTicketAge, (0));
        calls[10] = abi.encodeCall(nodes.pause, ());
        calls[11] = abi.encodeCall(nodes.unpause, ());
    }

    function _ofEscrow(address account, uint256 amount) private view returns (bytes[] memory calls) {
        IJobEscrow.Terms memory terms;
        IJobEscrow.Submission memory submission;
        uint256 jobId = 1 + (amount % 8);
        calls = new bytes[](9);
        calls[0] = abi.encodeCall(escrow.openDispute, (jobId));
        calls[1] = abi.encodeCall(escrow.closeDispute, (jobId));
        calls[2] = abi.encodeCall(escrow.refute, (jobId, terms, submission, new ITreasury.Credit[](0)));
        calls[3] = abi.encodeCall(escrow.voidJob, (jobId, terms, submission));
        calls[4] = abi.encodeCall(escrow.passAudit, (jobId, terms, submission, account));
        calls[5] = abi.encodeCall(escrow.endAudits, (jobId, 1));
        calls[6] = abi.encodeCall(
            escrow.setParameters,
            (
                IJobParameters.Parameters(WINDOW, 1 days, 7 days, 250, 2_000, MIN_BOND),
                _disputeParameters(),
                new IJobParameters.BondRate[](0)
            )
        );
        calls[7] = abi.encodeCall(escrow.pause, ());
        calls[8] = abi.encodeCall(escrow.unpause, ());
    }

    function _ofAssets(address account, uint256 amount) private view returns (bytes[] memory calls) {
        IAssetRegistry.Lineage memory lineage;
        calls = new bytes[](3);
        calls[0] = abi.encodeCall(
            assets.registerResult,
            (1, account, bytes32(amount | 1), IAssetRegistry.Policy.Open, 0, lineage)
        );
        calls[1] = abi.encodeCall(assets.pause, ());
        calls[2] = abi.encodeCall(assets.unpause, ());
    }

    function _ofMarket() private view returns (bytes[] memory calls) {
        calls = new bytes[](3);
        calls[0] = abi.encodeCall(market.setFee, (0));
        calls[1] = abi.encodeCall(market.pause, ());
        calls[2] = abi.encodeCall(market.unpause, ());
    }
}
