/** A card as a publisher writes it: text, a list, a table, a link, code. */
export const CARD = `A small chat model that **answers briefly**. It fits on a laptop.

## Limits
- English only
- Not for advice on law or health

| measure | value |
|---|---|
| parameters | 135M |

See [the source](https://example.org/model), or run \`npm start\`.`;
