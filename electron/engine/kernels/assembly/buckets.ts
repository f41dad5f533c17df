/**
 * Gives every time the place of its bucket's record: bucket `b` is group `b + 1`, absent times (NaN) are group 0. Times
 * in order stay in the bucket of the one before; others go by a grid that tells where to look.
 * @param starts first value of each of `buckets` buckets, and what lies behind the last
 * @param grid the bucket in which each of `slots` equally long slots begins
 * @param stride floats of a record
 */
export function bucketCells(
  times: usize,
  found: u32,
  starts: usize,
  buckets: u32,
  grid: usize,
  slots: u32,
  slotsPerUnit: f64,
  stride: u32,
  cells: usize,
): void {
  const origin = load<f64>(starts);
  const last = (buckets - 1) as i32;
  let low: f64 = Infinity;
  let high: f64 = -Infinity;
  let cell: u32 = 0;
  for (let i: u32 = 0; i < found; i += 1) {
    const time = load<f64>(times + i * 8);
    if (!(time >= low && time < high)) {
      if (time !== time) {
        store<u32>(cells + i * 4, 0);
        continue;
      }
      const slot = floor<f64>((time - origin) * slotsPerUnit);
      let bucket = slot >= 0 && slot < (slots as f64) ? load<i32>(grid + (slot as u32) * 4) : last;
      while (bucket < last && time >= load<f64>(starts + (bucket + 1) * 8)) bucket += 1;
      while (bucket > 0 && time < load<f64>(starts + bucket * 8)) bucket -= 1;
      low = load<f64>(starts + bucket * 8);
      high = load<f64>(starts + bucket * 8, 8);
      cell = ((bucket + 1) as u32) * stride;
    }
    store<u32>(cells + i * 4, cell);
  }
}
