// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Campaign} from "./campaigns/Campaign.sol";
import {Driver, IHandler} from "./campaigns/Driver.sol";
import {Intruder} from "./campaigns/Intruder.sol";
import {Jobs} from "./campaigns/Jobs.sol";
import {Nodes} from "./campaigns/Nodes.sol";

/// @notice Jobs that their requesters judge, and nodes that come and go.
/// @dev Stands here, since Hardhat knows the contracts of test files alone.
contract JobsHandler is Jobs, IHandler {
    constructor() {
        _begin("jobs");
        _enlist(6, 60 ether);
        _beginJobs();
    }

    function mustHold() external view {
        Ledger memory ledger = _jobsHold();
        _moneyHolds(ledger.escrowed, _nodesHold(ledger.liabilities));
    }
}

contract JobsCampaignTest is Driver {
    function setUp() public {
        handler = new JobsHandler();
        _act(Jobs.request.selector, 4);
        _act(Jobs.hire.selector, 3);
        _act(Jobs.cancel.selector, 1);
        _act(Jobs.claim.selector, 5);
        _act(Jobs.submit.selector, 5);
        _act(Jobs.accept.selector, 3);
        _act(Jobs.finalize.selector, 3);
        _act(Jobs.releaseBond.selector, 3);
        _act(Jobs.expire.selector, 2);
        _act(Jobs.mintResult.selector, 2);
        _act(Jobs.changeParameters.selector, 1);
        _act(Jobs.pauseJobs.selector, 1);
        _act(Jobs.everybodyLeaves.selector, 1);
        _act(Nodes.registerNode.selector, 1);
        _act(Nodes.updateNode.selector, 1);
        _act(Nodes.addStake.selector, 1);
        _act(Nodes.joinClass.selector, 3);
        _act(Nodes.leaveClass.selector, 1);
        _act(Nodes.renewTickets.selector, 1);
        _act(Nodes.clearTickets.selector, 3);
        _act(Nodes.unbond.selector, 2);
        _act(Nodes.withdrawStake.selector, 2);
        _act(Nodes.pauseNodes.selector, 1);
        _act(Nodes.governNodes.selector, 1);
        _act(Campaign.passTime.selector, 2);
        _act(Campaign.sleepLong.selector, 1);
        _act(Campaign.gift.selector, 1);
        _act(Campaign.withdraw.selector, 1);
        _act(Campaign.withdrawFees.selector, 1);
        _act(Intruder.intrude.selector, 1);
    }

    function invariant_OfMoneyNodesAndJobs() public view {
        handler.mustHold();
    }
}
