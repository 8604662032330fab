const address = (digit: string) => `0x${digit.repeat(40)}`;

/** A configuration for the doubles; nothing answers at its chain and node unless a test starts them. */
export function testConfig(urls: {
  graphqlUrl: string;
  contentUrl: string;
  rpcUrl?: string;
  nodeUrl?: string;
}) {
  return {
    chainId: 41337,
    chainName: 'TEST DOUBLE',
    rpcUrl: 'http://127.0.0.1:1',
    nodeUrl: 'http://127.0.0.1:1',
    addresses: {
      accessManager: address('1'),
      assetRegistry: address('2'),
      licenseMarket: address('3'),
      treasury: address('4'),
      nodeRegistry: address('5'),
      jobEscrow: address('6'),
      disputes: address('7'),
    },
    startBlock: 0,
    faucet: true,
    ...urls,
  };
}
