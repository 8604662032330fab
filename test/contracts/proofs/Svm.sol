// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice The cheat codes that the proofs use: those of halmos, and two that every tester has.
interface Svm {
    /// Every slot of the account may hold anything.
    function enableSymbolicStorage(address account) external;
}

interface ProofVm {
    function assume(bool condition) external pure;
    function prank(address caller) external;
}

Svm constant svm = Svm(0xF3993A62377BCd56AE39D773740A5390411E8BC9);
ProofVm constant proofVm = ProofVm(address(uint160(uint256(keccak256("hevm cheat code")))));
