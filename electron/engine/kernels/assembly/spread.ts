/*
 * Columns as rows store them: integers of 32 bits, of which the lowest is null. `out` gets, as float64, the lowest
 * and the highest number and how many are null.
 */
const NO_INTEGER: i32 = i32.MIN_VALUE;

// @ts-ignore: AssemblyScript knows types of any size.
function stored<T>(values: usize, rows: u32, none: i32, base: i32, scale: i32, to: usize, out: usize): void {
  let low: i32 = i32.MAX_VALUE;
  let high: i32 = i32.MIN_VALUE;
  let nulls: u32 = 0;
  for (let row: u32 = 0; row < rows; row += 1) {
    const value = load<T>(values + row * sizeof<T>()) as i32;
    const isNull = value === none;
    store<i32>(to + row * 4, isNull ? NO_INTEGER : base + value * scale);
    nulls += isNull as u32;
    low = min<i32>(low, isNull ? i32.MAX_VALUE : value);
    high = max<i32>(high, isNull ? i32.MIN_VALUE : value);
  }
  store<f64>(out, low);
  store<f64>(out, high, 8);
  store<f64>(out, nulls, 16);
}

/**
 * Of numbers `base + value × scale`, whose lowest and highest are given without base and scale. What is written
 * holds only if all of them fit.
 * @param width bytes of a value: 1, 2 or 4
 */
export function spreadNumbers(
  values: usize,
  rows: u32,
  width: u32,
  base: i32,
  scale: i32,
  to: usize,
  out: usize,
): void {
  if (width === 1) stored<i8>(values, rows, -128, base, scale, to, out);
  else if (width === 2) stored<i16>(values, rows, -32_768, base, scale, to, out);
  else stored<i32>(values, rows, NO_INTEGER, base, scale, to, out);
}

// @ts-ignore: AssemblyScript knows types of any size.
function widened<T>(values: usize, rows: u32, none: i32, base: f64, scale: f64, to: usize): void {
  for (let row: u32 = 0; row < rows; row += 1) {
    const value = load<T>(values + row * sizeof<T>()) as i32;
    store<f64>(to + row * 8, value === none ? NaN : base + (value as f64) * scale);
  }
}

/** The same as float64, NaN where there is null, for numbers that take more than 32 bits. */
export function widenNumbers(values: usize, rows: u32, width: u32, base: f64, scale: f64, to: usize): void {
  if (width === 1) widened<i8>(values, rows, -128, base, scale, to);
  else if (width === 2) widened<i16>(values, rows, -32_768, base, scale, to);
  else widened<i32>(values, rows, NO_INTEGER, base, scale, to);
}

// @ts-ignore: AssemblyScript knows types of any size.
function named<T>(codes: usize, rows: u32, ids: usize, to: usize, out: usize): void {
  let low: i32 = i32.MAX_VALUE;
  let high: i32 = i32.MIN_VALUE;
  let nulls: u32 = 0;
  for (let row: u32 = 0; row < rows; row += 1) {
    const code = load<T>(codes + row * sizeof<T>()) as u32;
    const id = load<i32>(ids + code * 4);
    store<i32>(to + row * 4, id);
    nulls += (code === 0) as u32;
    low = min<i32>(low, code === 0 ? i32.MAX_VALUE : id);
    // Null is the lowest of all.
    high = max<i32>(high, id);
  }
  store<f64>(out, low);
  store<f64>(out, high, 8);
  store<f64>(out, nulls, 16);
}

/**
 * Of codes, as the ids of their texts.
 * @param ids id of each code; that of 0 is null
 */
export function spreadCodes(codes: usize, rows: u32, width: u32, ids: usize, to: usize, out: usize): void {
  if (width === 1) named<u8>(codes, rows, ids, to, out);
  else if (width === 2) named<u16>(codes, rows, ids, to, out);
  else named<u32>(codes, rows, ids, to, out);
}
