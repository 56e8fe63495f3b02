/** Rows of sparse features (CSR): row i is `indices`/`values` from `starts[i]` to `starts[i + 1]`. */
export interface SparseRows {
  starts: Int32Array;
  indices: Int32Array;
  values: Float32Array;
}

/** One sparse row. */
export interface SparseRow {
  indices: Int32Array;
  values: Float32Array;
}

export function stackRows(rows: readonly SparseRow[]): SparseRows {
  const starts = new Int32Array(rows.length + 1);
  for (const [i, row] of rows.entries()) starts[i + 1] = starts[i]! + row.indices.length;
  const indices = new Int32Array(starts[rows.length]!);
  const values = new Float32Array(starts[rows.length]!);
  for (const [i, row] of rows.entries()) {
    indices.set(row.indices, starts[i]!);
    values.set(row.values, starts[i]!);
  }
  return { starts, indices, values };
}
