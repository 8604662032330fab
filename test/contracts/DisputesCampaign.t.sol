// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Audited} from "./campaigns/Audited.sol";
import {Campaign} from "./campaigns/Campaign.sol";
import {Disputing} from "./campaigns/Disputing.sol";
import {Driver, IHandler} from "./campaigns/Driver.sol";
import {Intruder} from "./campaigns/Intruder.sol";
import {Jobs} from "./campaigns/Jobs.sol";
import {Nodes} from "./campaigns/Nodes.sol";

/// @notice Jobs that audits and juries judge.
/// @dev Stands here, since Hardhat knows the contracts of test files alone.
contract DisputesHandler is Disputing, IHandler {
    constructor() {
        _begin("disputes");
        // Those that misbehave play elsewhere.
        currencies.pop();
        currencies.pop();
        _enlist(20, 25 ether);
        _beginJobs();
        _beginJudged();
    }

    function mustHold() external view {
        Ledger memory ledger = _jobsHold();
        _disputesHold(ledger);
        _moneyHolds(ledger.escrowed, _nodesHold(ledger.liabilities));
    }
}

contract DisputesCampaignTest is Driver {
    /// Each game begins with jobs of public and of private data, most of them handed in.
    function setUp() public {
        DisputesHandler stage = new DisputesHandler();
        uint8[8] memory kinds = [1, 7, 2, 13, 31, 4, 37, 25];
        for (uint256 i = 0; i < kinds.length; ++i) {
            stage.request(i, 0, 0.03 ether, 0.05 ether, kinds[i]);
            stage.claim(i, 1 + i);
            if (i % 4 != 3) stage.submit(i, 1 + i);
        }
        handler = stage;
        _judge();
        _work();
    }

    function invariant_OfMoneyNodesJobsAndDisputes() public view {
        handler.mustHold();
    }

    function _judge() private {
        _act(Audited.drawAudits.selector, 6);
        _act(Audited.postAuditKeys.selector, 4);
        _act(Audited.audit.selector, 4);
        _act(Audited.failAudit.selector, 5);
        _act(Audited.closeAudits.selector, 3);
        _act(Disputing.challenge.selector, 5);
        _act(Disputing.challengeDelivery.selector, 2);
        _act(Disputing.open.selector, 6);
        _act(Disputing.drawJury.selector, 10);
        _act(Disputing.postKeys.selector, 6);
        _act(Disputing.commitAll.selector, 14);
        _act(Disputing.revealAll.selector, 14);
        _act(Disputing.resolve.selector, 4);
        _act(Disputing.demoteClass.selector, 1);
    }

    function _work() private {
        _act(Jobs.request.selector, 2);
        _act(Jobs.hire.selector, 1);
        _act(Jobs.cancel.selector, 1);
        _act(Jobs.claim.selector, 2);
        _act(Jobs.submit.selector, 2);
        _act(Jobs.accept.selector, 1);
        _act(Jobs.finalize.selector, 1);
        _act(Jobs.releaseBond.selector, 2);
        _act(Jobs.expire.selector, 2);
        _act(Jobs.mintResult.selector, 1);
        _act(Jobs.changeParameters.selector, 1);
        _act(Jobs.pauseJobs.selector, 1);
        _act(Jobs.everybodyLeaves.selector, 1);
        _act(Nodes.registerNode.selector, 1);
        _act(Nodes.updateNode.selector, 1);
        _act(Nodes.addStake.selector, 1);
        _act(Nodes.joinClass.selector, 2);
        _act(Nodes.leaveClass.selector, 1);
        _act(Nodes.renewTickets.selector, 1);
        _act(Nodes.clearTickets.selector, 3);
        _act(Nodes.unbond.selector, 2);
        _act(Nodes.withdrawStake.selector, 2);
        _act(Nodes.pauseNodes.selector, 1);
        _act(Nodes.governNodes.selector, 1);
        _act(Campaign.passTime.selector, 1);
        _act(Campaign.sleepLong.selector, 1);
        _act(Campaign.gift.selector, 1);
        _act(Campaign.withdraw.selector, 1);
        _act(Campaign.withdrawFees.selector, 1);
        _act(Intruder.intrude.selector, 1);
    }
}
