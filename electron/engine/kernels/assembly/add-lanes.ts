/*
 * Adds lanes (floats, one for each event) to the records of their events: that of event `i` begins `cells[i]` floats
 * behind `sums`, and its first float counts events. Two floats are added at once.
 */

function countOnly(cells: usize, found: u32, sums: usize): void {
  for (let i: u32 = 0; i < found; i += 1) {
    const record = sums + load<i32>(cells + i * 4) * 8;
    store<f64>(record, load<f64>(record) + 1);
  }
}

function countOne(cells: usize, found: u32, sums: usize, a: usize): void {
  const one = f64x2.splat(1);
  for (let i: u32 = 0; i < found; i += 1) {
    const record = sums + load<i32>(cells + i * 4) * 8;
    v128.store(record, f64x2.add(v128.load(record), v128.load64_lane(a + i * 8, one, 1)));
  }
}

function countThree(cells: usize, found: u32, sums: usize, a: usize, b: usize, c: usize): void {
  const one = f64x2.splat(1);
  for (let i: u32 = 0; i < found; i += 1) {
    const record = sums + load<i32>(cells + i * 4) * 8;
    v128.store(record, f64x2.add(v128.load(record), v128.load64_lane(a + i * 8, one, 1)));
    const next = v128.load64_lane(c + i * 8, v128.load64_zero(b + i * 8), 1);
    v128.store(record, f64x2.add(v128.load(record, 16), next), 16);
  }
}

function addOne(cells: usize, found: u32, sums: usize, a: usize): void {
  for (let i: u32 = 0; i < found; i += 1) {
    const record = sums + load<i32>(cells + i * 4) * 8;
    store<f64>(record, load<f64>(record) + load<f64>(a + i * 8));
  }
}

function addTwo(cells: usize, found: u32, sums: usize, a: usize, b: usize): void {
  for (let i: u32 = 0; i < found; i += 1) {
    const record = sums + load<i32>(cells + i * 4) * 8;
    const both = v128.load64_lane(b + i * 8, v128.load64_zero(a + i * 8), 1);
    v128.store(record, f64x2.add(v128.load(record), both));
  }
}

/** Counts events and adds their lanes, whose addresses are `lanes` numbers of 32 bits at `list`. */
export function addLanes(cells: usize, found: u32, sums: usize, list: usize, lanes: u32): void {
  let next: u32 = 0;
  if (lanes >= 3) {
    countThree(cells, found, sums, load<u32>(list), load<u32>(list, 4), load<u32>(list, 8));
    next = 3;
  } else if (lanes >= 1) {
    countOne(cells, found, sums, load<u32>(list));
    next = 1;
  } else {
    countOnly(cells, found, sums);
  }
  for (; next + 2 <= lanes; next += 2) {
    const at = list + next * 4;
    addTwo(cells, found, sums + (next + 1) * 8, load<u32>(at), load<u32>(at, 4));
  }
  if (next < lanes) addOne(cells, found, sums + (next + 1) * 8, load<u32>(list + next * 4));
}

/** Sets the bits of events in the byte of their record: one for every `2 ^ shift` floats. */
export function addPresent(cells: usize, found: u32, shift: u32, bits: usize, present: usize): void {
  for (let i: u32 = 0; i < found; i += 1) {
    const group = present + (load<u32>(cells + i * 4) >> shift);
    store<u8>(group, load<u8>(group) | load<u8>(bits + i));
  }
}
