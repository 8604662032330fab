// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IJobEscrow} from "../../../contracts/interfaces/IJobEscrow.sol";
import {INodeRegistry} from "../../../contracts/interfaces/INodeRegistry.sol";
import {Stage} from "./Stage.sol";
import {bound, vm} from "./Vm.sol";

/// @notice Random but legal moves of three requesters and three nodes; time passes between them.
contract Handler is Stage {
    struct Entry {
        IJobEscrow.Terms terms;
        IJobEscrow.Submission submission;
    }

    address private constant NOBODY = address(0xBEEF);
    address[] public actors;
    mapping(uint256 jobId => Entry) private _entries;

    constructor() {
        _deploy();
        for (uint160 i = 1; i <= 6; ++i) {
            actors.push(address(0x1000 + i));
            if (i > 3) _registerNode(address(0x1000 + i), 20 ether);
        }
    }

    function request(uint256 who, uint256 price, uint256 range) external {
        address requester = actors[who % 3];
        uint128 minPrice = uint128(bound(price, 0, 10 ether));
        uint128 maxPrice = uint128(bound(range, minPrice, 10 ether));
        IJobEscrow.Request memory job = _jobRequest(minPrice, maxPrice);
        IJobEscrow.Terms memory terms = _termsOf(requester, job);
        vm.deal(requester, maxPrice);
        vm.prank(requester);
        _entries[escrow.request{value: maxPrice}(job)].terms = terms;
    }

    function claim(uint256 which, uint256 who) external {
        (uint256 jobId, Entry storage entry) = _pick(which, IJobEscrow.State.Open);
        if (jobId == 0 || block.timestamp >= entry.terms.requestedAt + entry.terms.payment.claimWindow) return;
        address node = actors[3 + (who % 3)];
        INodeRegistry.Node memory stored = nodes.nodeOf(node);
        uint256 bond = escrow.bondFor(entry.terms, escrow.priceAt(entry.terms, block.timestamp));
        if (stored.stake < nodes.minStake() || stored.stake - stored.locked < bond) return;
        vm.prank(node);
        escrow.claim(jobId, entry.terms);
    }

    function submit(uint256 which, bytes32 result) external {
        (uint256 jobId, Entry storage entry) = _pick(which, IJobEscrow.State.Claimed);
        if (jobId == 0 || result == 0) return;
        IJobEscrow.Job memory job = escrow.jobOf(jobId);
        if (block.timestamp >= job.claimedAt + entry.terms.work.runTime) return;
        entry.submission = IJobEscrow.Submission(keccak256(abi.encode(result, jobId)), result, 0);
        vm.prank(job.node);
        escrow.submit(jobId, entry.terms, entry.submission);
    }

    function accept(uint256 which) external {
        (uint256 jobId, Entry storage entry) = _pick(which, IJobEscrow.State.Submitted);
        if (jobId == 0) return;
        vm.prank(entry.terms.requester);
        escrow.accept(jobId, entry.terms, entry.submission);
        escrow.mintResult(jobId, entry.terms, entry.submission);
    }

    /// Whoever passes by ends what can be ended now, by the exit of its state.
    function leave(uint256 which, uint256 wait) external {
        vm.warp(block.timestamp + bound(wait, 1, 4000));
        uint256 count = escrow.jobCount();
        if (count == 0) return;
        uint256 jobId = 1 + (which % count);
        Entry storage entry = _entries[jobId];
        IJobEscrow.Job memory job = escrow.jobOf(jobId);
        vm.prank(NOBODY);
        if (job.state == IJobEscrow.State.Open && block.timestamp >= entry.terms.requestedAt + 600) {
            escrow.cancel(jobId, entry.terms);
        } else if (job.state == IJobEscrow.State.Claimed && block.timestamp >= job.claimedAt + 3600) {
            escrow.expire(jobId, entry.terms);
        } else if (job.state == IJobEscrow.State.Submitted && block.timestamp >= job.submittedAt + WINDOW) {
            escrow.finalize(jobId, entry.terms, entry.submission);
        } else if (
            job.state == IJobEscrow.State.Settled && job.bondLocked && block.timestamp >= job.submittedAt + WINDOW
        ) {
            escrow.releaseBond(jobId, entry.terms, entry.submission);
        }
    }

    function unbond(uint256 who, uint256 amount) external {
        address node = actors[3 + (who % 3)];
        INodeRegistry.Node memory stored = nodes.nodeOf(node);
        uint256 free = stored.stake - stored.locked;
        if (free < nodes.minStake()) return;
        amount = bound(amount, 0, free - nodes.minStake());
        if (stored.stake - amount < nodes.minStake()) return;
        vm.prank(node);
        nodes.unbond(amount);
        vm.warp(block.timestamp + 300);
        if (amount + stored.unbonding == 0) return;
        vm.prank(node);
        nodes.withdrawStake();
    }

    function withdraw(uint256 who, uint256 amount) external {
        address account = actors[who % 6];
        amount = bound(amount, 0, treasury.creditOf(account, address(0)));
        vm.prank(account);
        treasury.withdraw(address(0), account, amount);
    }

    /// Credits of everybody who can have any.
    function credits() public view returns (uint256 sum) {
        for (uint256 i = 0; i < actors.length; ++i) sum += treasury.creditOf(actors[i], address(0));
        sum += treasury.creditOf(address(treasury), address(0));
        sum += treasury.creditOf(treasury.BURNT(), address(0));
        require(treasury.creditOf(NOBODY, address(0)) == 0, "whoever triggers an exit is paid");
    }

    function balance() external view returns (uint256) {
        return address(treasury).balance;
    }

    function accounted() external view returns (uint256) {
        return credits() + treasury.escrowed(address(0)) + treasury.staked();
    }

    /// What jobs in progress hold, from their terms and states alone.
    function openEscrow() external view returns (uint256 sum) {
        for (uint256 jobId = 1; jobId <= escrow.jobCount(); ++jobId) {
            IJobEscrow.State state = escrow.jobOf(jobId).state;
            if (state == IJobEscrow.State.Settled || state > IJobEscrow.State.Settled) continue;
            sum += _entries[jobId].terms.payment.maxPrice;
        }
    }

    function escrowed() external view returns (uint256) {
        return treasury.escrowed(address(0));
    }

    /// For each node: what it has locked, and the bonds of its jobs whose bond is locked.
    function locks(uint256 i) external view returns (uint256 stake, uint256 locked, uint256 liability) {
        address node = actors[3 + i];
        INodeRegistry.Node memory stored = nodes.nodeOf(node);
        for (uint256 jobId = 1; jobId <= escrow.jobCount(); ++jobId) {
            IJobEscrow.Job memory job = escrow.jobOf(jobId);
            if (job.node != node || !job.bondLocked) continue;
            IJobEscrow.Terms storage terms = _entries[jobId].terms;
            liability += escrow.bondFor(terms, escrow.priceAt(terms, job.claimedAt));
        }
        return (stored.stake, stored.locked, liability);
    }

    function stakes() external view returns (uint256 sum) {
        for (uint256 i = 3; i < 6; ++i) {
            INodeRegistry.Node memory stored = nodes.nodeOf(actors[i]);
            sum += uint256(stored.stake) + stored.unbonding;
        }
    }

    function staked() external view returns (uint256) {
        return treasury.staked();
    }

    function _pick(uint256 which, IJobEscrow.State state) private view returns (uint256 jobId, Entry storage entry) {
        uint256 count = escrow.jobCount();
        for (uint256 i = 0; i < count; ++i) {
            uint256 candidate = 1 + (((which % count) + i) % count);
            if (escrow.jobOf(candidate).state == state) return (candidate, _entries[candidate]);
        }
        return (0, _entries[0]);
    }
}
