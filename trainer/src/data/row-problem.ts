/** Why a row teaches nothing, in words for its owner. */
export class RowProblem extends Error {
  override readonly name = 'RowProblem';
}
