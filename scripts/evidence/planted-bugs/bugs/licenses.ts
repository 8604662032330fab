import type { PlantedBug } from '../planted-bug.ts';

const MARKET = 'LicenseMarket.sol';
const TOKEN = 'tokens/LicenseToken.sol';
const CHECKED =
  'SignatureChecker.isValidSignatureNowCalldata(signer, _hashTypedDataV4(structHash), signature)';
const RECOVERED = `ecrecover(
                    _hashTypedDataV4(structHash),
                    uint8(signature[64]),
                    bytes32(signature[0:32]),
                    bytes32(signature[32:64])
                ) == signer`;

/** Mistakes in sales, vouchers and lineage. */
export const LICENSE_BUGS: readonly PlantedBug[] = [
  {
    name: 'price changed under a buyer',
    harm: 'A buyer pays more than the most that they agreed to.',
    changes: [
      {
        file: MARKET,
        find: '        if (price > maxPrice) revert LicenseMarket_PriceAboveMaximum(price, maxPrice);\n',
        replace: '',
      },
    ],
  },
  {
    name: 'terms not checked',
    harm: 'A buyer names the price.',
    changes: [
      {
        file: MARKET,
        find: '        if (termsHash != _hash(terms)) revert LicenseMarket_TermsMismatch(offerId);\n',
        replace: '',
      },
    ],
  },
  {
    name: 'sale by a former owner',
    harm: 'An offer goes on to sell after its asset was sold.',
    changes: [
      {
        file: MARKET,
        find: '        if (owner != terms.seller) revert LicenseMarket_OfferVoid(offerId, terms.seller, owner);\n',
        replace: '',
      },
    ],
  },
  {
    name: 'signature reuse',
    harm: 'One voucher buys any number of times.',
    changes: [{ file: MARKET, find: '        _nonces[seller].set(nonce);\n', replace: '' }],
  },
  {
    name: 'cross-chain replay',
    harm: 'A voucher signed for chain 1 is good here too.',
    changes: [
      {
        file: TOKEN,
        find: `if (!${CHECKED})`,
        replace: `bytes32 domain =
            keccak256(
                abi.encode(
                    keccak256(
                        "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"
                    ),
                    keccak256("Cultivar License Market"),
                    keccak256("1"),
                    1,
                    address(this)
                )
            );
        bytes32 foreign = keccak256(abi.encodePacked(hex"1901", domain, structHash));
        if (SignatureChecker.isValidSignatureNowCalldata(signer, foreign, signature)) return;
        if (!${CHECKED})`,
      },
    ],
  },
  {
    name: 'malleable signature',
    harm: 'The other form of a signature passes, and with it any record kept by signature.',
    changes: [
      {
        file: TOKEN,
        find: `if (!${CHECKED})`,
        replace: `if (
            signature.length == 65 &&
            ${RECOVERED}
        ) return;
        if (!${CHECKED})`,
      },
    ],
  },
  {
    name: 'ERC-1271 skipped',
    harm: 'A seller that is a contract cannot sell by voucher, nor take its word back.',
    changes: [
      {
        file: TOKEN,
        find: `if (!${CHECKED})`,
        replace: `if (signature.length != 65 || !(${RECOVERED}))`,
      },
    ],
  },
  {
    name: 'voucher a second too long',
    harm: 'A voucher is still good in the second in which it ends.',
    changes: [
      {
        file: MARKET,
        find: 'if (block.timestamp >= voucher.expiresAt)',
        replace: 'if (block.timestamp > voucher.expiresAt)',
      },
    ],
  },
  {
    name: 'stuck NFT',
    harm: 'A licence that was passed on once can never move again.',
    changes: [
      {
        file: TOKEN,
        find: 'record.movedAt == 0 ? 0 : record.movedAt + Seats.COOL_DOWN',
        replace: 'record.movedAt == 0 ? 0 : type(uint256).max',
      },
    ],
  },
  {
    name: 'lineage cycle',
    harm: 'An asset may name one that does not exist yet as its parent, itself too.',
    changes: [
      {
        file: 'AssetRegistry.sol',
        find: 'Record storage record = _existing(parent.assetId);\n            _requireMayDerive',
        replace: 'Record storage record = _records[parent.assetId];\n            _requireMayDerive',
      },
    ],
  },
  {
    name: 'parent twice',
    harm: 'A parent named twice is due twice its share.',
    changes: [
      {
        file: 'AssetRegistry.sol',
        find: 'if (lineage.parents[j] == parent.assetId) revert AssetRegistry_DuplicateParent(parent.assetId);',
        replace: '',
      },
    ],
  },
  {
    name: 'unbounded loop',
    harm: 'One sale of very many licences takes a whole block.',
    changes: [
      {
        file: MARKET,
        find: 'if (quantity == 0 || quantity > MAX_QUANTITY)',
        replace: 'if (quantity == 0)',
      },
    ],
  },
];
