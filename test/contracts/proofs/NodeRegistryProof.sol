// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {NodeRegistry} from "../../../contracts/NodeRegistry.sol";
import {INodeRegistry} from "../../../contracts/interfaces/INodeRegistry.sol";
import {ITreasury} from "../../../contracts/interfaces/ITreasury.sol";
import {AnswersZero} from "./AnswersZero.sol";
import {proofVm, svm} from "./Svm.sol";

/// @notice Whatever the registry holds: where `locked <= stake` was true of a node, it is true after every transition.
contract NodeRegistryProof {
    NodeRegistry private _nodes;

    function setUp() public {
        address other = address(new AnswersZero());
        _nodes = new NodeRegistry(other, other, other, other);
        svm.enableSymbolicStorage(address(_nodes));
    }

    function check_Lock(address caller, address any, address node, bytes32 class, uint256 amount) public {
        _step(caller, any, 0, abi.encodeCall(INodeRegistry.lock, (node, class, amount)));
    }

    function check_Unlock(address caller, address any, address node, uint256 amount) public {
        _step(caller, any, 0, abi.encodeCall(INodeRegistry.unlock, (node, amount)));
    }

    function check_Slash(address caller, address any, address node, uint256 amount, uint256 jobId) public {
        ITreasury.Credit[] memory credits = new ITreasury.Credit[](0);
        _step(caller, any, 0, abi.encodeCall(INodeRegistry.slash, (node, amount, credits, jobId)));
    }

    /// Of the draw's tries, as many as the prover unrolls loops: each locks at most once.
    function check_Draw(address caller, address any, bytes32 class, bytes32 seed, uint256 amount) public {
        address[] memory nobody = new address[](0);
        _step(caller, any, 0, abi.encodeCall(INodeRegistry.draw, (1, class, seed, 1, 1, 0, 1, amount, nobody)));
    }

    function check_ReleaseDuty(address caller, address any, address node, uint256 amount) public {
        address[] memory nodes = new address[](1);
        nodes[0] = node;
        _step(caller, any, 0, abi.encodeCall(INodeRegistry.releaseDuty, (1, nodes, amount)));
    }

    function check_Unbond(address caller, address any, uint256 amount) public {
        _step(caller, any, 0, abi.encodeCall(INodeRegistry.unbond, (amount)));
    }

    function check_WithdrawStake(address caller, address any) public {
        _step(caller, any, 0, abi.encodeCall(INodeRegistry.withdrawStake, ()));
    }

    function check_AddStake(address caller, address any, uint96 value) public {
        _step(caller, any, value, abi.encodeCall(INodeRegistry.addStake, ()));
    }

    function check_Register(address caller, address any, uint96 value, bytes32 digest) public {
        _step(caller, any, value, abi.encodeCall(INodeRegistry.register, (digest, new bytes32[](0))));
    }

    /// Known to be false, so that a prover that passes everything is noticed: a lock may use up the stake.
    function check_REFUTED_LockLeavesSomethingFree(address caller, address node, bytes32 class, uint256 amount) public {
        _step(caller, node, 0, abi.encodeCall(INodeRegistry.lock, (node, class, amount)));
        INodeRegistry.Node memory stored = _nodes.nodeOf(node);
        assert(stored.locked < stored.stake || stored.stake == 0);
    }

    function _step(address caller, address any, uint256 value, bytes memory data) private {
        proofVm.assume(_isSound(any));
        proofVm.prank(caller);
        (bool done, ) = address(_nodes).call{value: value}(data);
        proofVm.assume(done);
        assert(_isSound(any));
    }

    /// An account that never registered has nothing; without that, `locked <= stake` does not carry itself on.
    function _isSound(address account) private view returns (bool sound) {
        INodeRegistry.Node memory node = _nodes.nodeOf(account);
        if (node.registeredAt == 0) return node.stake == 0 && node.locked == 0;
        return node.locked <= node.stake;
    }
}
