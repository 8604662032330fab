/** Who acts in the market, as the index spells accounts. */
export const ACCOUNTS = {
  publisher: '0x70997970c51812dc3a010c7d01b50e0d17dc79c8',
  requester: '0x3c44cdddb6a900fa2b585dd299e03d12fa4293bc',
  node: '0x90f79bf6eb2c4f870365e785982e1f101e93b906',
  buyer: '0x15d34aaf54267db7d7c367839aaf71a00a2c6a65',
} as const;
