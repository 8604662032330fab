// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {IJobParameters} from "./interfaces/IJobParameters.sol";

/// @title ParameterChange
/// @notice One change of the escrow's parameters, as a contract: what it will set can be read from its deployment on, it
/// can do nothing else, and nobody can alter it.
/// @dev An `AccessManager` announces a scheduled call with all its data in one event, which some chains refuse for its
/// size. There the governor schedules `grantRole(role, change, 0)` instead: once that was carried out, anyone applies the
/// change, and the role is given back.
contract ParameterChange {
    /// @notice Whose parameters change.
    address public immutable ESCROW;
    /// @notice Role of the escrow's authority that may set them.
    uint64 public immutable ROLE;
    bytes private _call;

    constructor(
        address escrow,
        uint64 role,
        IJobParameters.Parameters memory parameters,
        IJobParameters.DisputeParameters memory disputeParameters,
        IJobParameters.BondRate[] memory bondRates
    ) {
        ESCROW = escrow;
        ROLE = role;
        _call = abi.encodeCall(IJobParameters.setParameters, (parameters, disputeParameters, bondRates));
    }

    /// @notice Sets the parameters with the role that was granted, and gives the role back. By anyone.
    /// @return version Their number.
    function enact() external returns (uint256 version) {
        version = abi.decode(Address.functionCall(ESCROW, _call), (uint256));
        IAccessManager(IAccessManaged(ESCROW).authority()).renounceRole(ROLE, address(this));
    }

    /// @notice The call of the escrow that this will make, as its calldata.
    function announcedCall() external view returns (bytes memory data) {
        return _call;
    }
}
