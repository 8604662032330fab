import type { AbiParameterToPrimitiveType, ContractErrorName as ErrorNameIn } from 'viem';
import type { ContractAbis } from './contract-abis.ts';

type AnyAbi = ContractAbis[keyof ContractAbis];

/** Names of everything that the protocol's contracts may revert with, libraries' errors included. */
export type ContractErrorName = ErrorNameIn<AnyAbi>;

/** Names of the errors that our own interfaces declare: `Contract_Why`. */
export type OwnErrorName = Extract<ContractErrorName, `${string}_${string}`>;

type Inputs<Name extends ContractErrorName> = Extract<
  AnyAbi[number],
  { type: 'error'; name: Name }
>['inputs'][number];

/** Facts that come with an error, by the names of its declaration. */
export type ContractErrorArgs<Name extends ContractErrorName> = {
  readonly [Input in Inputs<Name> as Input['name']]: AbiParameterToPrimitiveType<Input>;
};
