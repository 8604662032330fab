// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

interface IHandler {
    function mustHold() external view;
    function requireReached(string[] calldata kinds) external view;
}

/// @notice Plays a campaign: names its acts to the fuzzer, or plays a fixed long game itself, to show that every act is
/// reached.
abstract contract Driver {
    struct FuzzSelector {
        address addr;
        bytes4[] selectors;
    }

    uint256 private constant CHECK_EVERY = 64;

    IHandler internal handler;
    bytes4[] private _acts;

    function _play(address target, bytes4[] memory acts) internal {
        handler = IHandler(target);
        _acts = acts;
    }

    function targetContracts() public view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(handler);
    }

    function targetSelectors() public view returns (FuzzSelector[] memory targets) {
        targets = new FuzzSelector[](1);
        targets[0] = FuzzSelector(address(handler), _acts);
    }

    /// Random acts with random arguments from a fixed seed.
    function _drive(uint256 steps) internal {
        for (uint256 i = 0; i < steps; ++i) {
            bytes32 roll = keccak256(abi.encode("act", i));
            bytes4 act = _acts[uint256(roll) % _acts.length];
            bytes memory call = abi.encodePacked(
                act,
                _word(roll, 0),
                _word(roll, 1),
                _word(roll, 2),
                _word(roll, 3),
                _word(roll, 4)
            );
            (bool succeeded, bytes memory answer) = address(handler).call(call);
            if (!succeeded) {
                assembly ("memory-safe") {
                    revert(add(answer, 0x20), mload(answer))
                }
            }
            if (i % CHECK_EVERY == 0) handler.mustHold();
        }
    }

    function _word(bytes32 roll, uint256 place) private pure returns (bytes32 word) {
        return keccak256(abi.encode(roll, place));
    }
}
