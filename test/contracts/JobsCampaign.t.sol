// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Campaign} from "./campaigns/Campaign.sol";
import {Driver} from "./campaigns/Driver.sol";
import {Jobs} from "./campaigns/Jobs.sol";
import {JobsHandler} from "./campaigns/JobsHandler.sol";
import {Nodes} from "./campaigns/Nodes.sol";

contract JobsCampaignTest is Driver {
    function setUp() public {
        _play(address(new JobsHandler()), _acts());
    }

    function invariant_OfMoneyNodesAndJobs() public view {
        handler.mustHold();
    }

    function _acts() private pure returns (bytes4[] memory acts) {
        acts = new bytes4[](26);
        uint256 i = 0;
        acts[i++] = Jobs.request.selector;
        acts[i++] = Jobs.hire.selector;
        acts[i++] = Jobs.cancel.selector;
        acts[i++] = Jobs.claim.selector;
        acts[i++] = Jobs.submit.selector;
        acts[i++] = Jobs.accept.selector;
        acts[i++] = Jobs.finalize.selector;
        acts[i++] = Jobs.releaseBond.selector;
        acts[i++] = Jobs.expire.selector;
        acts[i++] = Jobs.mintResult.selector;
        acts[i++] = Jobs.changeParameters.selector;
        acts[i++] = Jobs.pauseJobs.selector;
        acts[i++] = Nodes.pauseNodes.selector;
        acts[i++] = Jobs.everybodyLeaves.selector;
        acts[i++] = Nodes.registerNode.selector;
        acts[i++] = Nodes.updateNode.selector;
        acts[i++] = Nodes.addStake.selector;
        acts[i++] = Nodes.joinClass.selector;
        acts[i++] = Nodes.leaveClass.selector;
        acts[i++] = Nodes.renewTickets.selector;
        acts[i++] = Nodes.clearTickets.selector;
        acts[i++] = Nodes.unbond.selector;
        acts[i++] = Nodes.withdrawStake.selector;
        acts[i++] = Campaign.passTime.selector;
        acts[i++] = Campaign.sleepLong.selector;
        acts[i++] = Campaign.withdraw.selector;
    }
}
