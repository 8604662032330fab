// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Jobs} from "./Jobs.sol";

/// @notice Jobs that their requesters judge, and nodes that come and go.
contract JobsHandler is Jobs {
    constructor() {
        _begin();
        _enlist(6, 60 ether);
        _beginJobs();
    }

    function mustHold() external view {
        _moneyHolds();
        _nodesHold();
        _jobsHold();
    }
}
