import { encodeFunctionData, parseAbi } from 'viem';
import { describe, expect, it } from 'vitest';
import { describeCall } from './describe-call.ts';

const abi = parseAbi([
  'struct Terms { address seller; uint96 price; uint32 duration; bytes32 text; uint16 shareBps; }',
  'function buy(Terms terms, address recipient, uint256 quantity, uint256 maxPrice) payable',
  'function withdraw(address currency)',
  'function assignSeat(uint256 licenseId, uint256 seat, uint64 expires)',
]);
const market = { name: 'LicenseMarket', address: `0x${'11'.repeat(20)}`, abi } as const;
const seller = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8';
const data = encodeFunctionData({
  abi,
  functionName: 'buy',
  args: [
    { seller, price: 2n * 10n ** 18n, duration: 2_592_000, text: `0x${'ab'.repeat(32)}`, shareBps: 250 },
    seller,
    1n,
    3n * 10n ** 18n,
  ],
});

describe('describeCall', () => {
  it('reads every field of the calldata in words, structs included', () => {
    expect(describeCall({ to: market.address, data }, [market])).toEqual({
      contract: 'LicenseMarket',
      functionName: 'buy',
      fields: [
        { label: 'Seller', value: '0x7099…79C8' },
        { label: 'Price', value: '2.00 ETH' },
        { label: 'Duration', value: '30 days' },
        { label: 'Text', value: '0xabab…abab' },
        { label: 'Share bps', value: '2.5 %' },
        { label: 'Recipient', value: '0x7099…79C8' },
        { label: 'Quantity', value: '1' },
        { label: 'Max price', value: '3.00 ETH' },
      ],
    });
  });

  it('reads a moment as a date, and an id that nobody reads digit by digit in short', () => {
    const seat = (expires: bigint) =>
      describeCall(
        {
          to: market.address,
          data: encodeFunctionData({ abi, functionName: 'assignSeat', args: [0xabcn << 200n, 3n, expires] }),
        },
        [market],
      )?.fields.map(({ value }) => value);
    expect(seat(1_893_499_200n)?.slice(0, 2)).toEqual(['0xabc0…0000', '3']);
    expect(seat(1_893_499_200n)?.[2]).toMatch(/^1 Jan 2030, /);
    expect(seat(2n ** 48n - 1n)?.[2]).toBe('never');
  });

  it('calls the zero address the native currency', () => {
    const call = encodeFunctionData({ abi, functionName: 'withdraw', args: [`0x${'00'.repeat(20)}`] });
    expect(describeCall({ to: market.address, data: call }, [market])?.fields).toEqual([
      { label: 'Currency', value: 'native currency' },
    ]);
  });

  it('says nothing of a contract or a function it does not know', () => {
    expect(describeCall({ to: seller, data }, [market])).toBeUndefined();
    expect(describeCall({ to: market.address, data: '0xdeadbeef' }, [market])).toBeUndefined();
  });
});
