// @ts-ignore: decorator
@inline
function nextA(a: u32, word: u32): u32 {
  return rotl<u32>((a ^ word) * 0x9e3779b1, 13);
}

// @ts-ignore: decorator
@inline
function nextB(b: u32, word: u32): u32 {
  return rotl<u32>((b + word) * 0x85ebca6b, 17);
}

function finished(state: u32): u32 {
  const first = (state ^ (state >> 16)) * 0x85ebca6b;
  const second = (first ^ (first >> 13)) * 0xc2b2ae35;
  return second ^ (second >> 16);
}

/** Ends a record whose words up to `from` are in the lanes. */
function finish(from: usize, end: usize, size: u32, first: u32, second: u32, out: usize): void {
  let a = first;
  let b = second;
  let at = from;
  for (; at + 4 <= end; at += 4) {
    const word = load<u32>(at);
    a = nextA(a, word);
    b = nextB(b, word);
  }
  let rest = size;
  for (; at < end; at += 1) rest = (rest * 257) ^ load<u8>(at);
  store<u32>(out, finished(a ^ rest));
  store<u32>(out, finished(((b ^ rest) * 0x9e3779b1) ^ a), 4);
}

/**
 * What `RecordIdentity.ofBytes` gives, for many records. Two at a time: the steps of one wait for each other.
 * @param records start and end of each
 */
export function identify(base: usize, records: usize, rows: u32, seedA: u32, seedB: u32, out: usize): void {
  let row: u32 = 0;
  for (; row + 2 <= rows; row += 2) {
    const pair = records + row * 8;
    let one = base + load<u32>(pair);
    let two = base + load<u32>(pair, 8);
    const oneEnd = base + load<u32>(pair, 4);
    const twoEnd = base + load<u32>(pair, 12);
    const oneSize = (oneEnd - one) as u32;
    const twoSize = (twoEnd - two) as u32;
    let a = seedA;
    let b = seedB;
    let c = seedA;
    let d = seedB;
    const stop = one + (min<u32>(oneSize, twoSize) & ~3);
    for (; one < stop; one += 4, two += 4) {
      const first = load<u32>(one);
      const second = load<u32>(two);
      a = nextA(a, first);
      c = nextA(c, second);
      b = nextB(b, first);
      d = nextB(d, second);
    }
    finish(one, oneEnd, oneSize, a, b, out + row * 8);
    finish(two, twoEnd, twoSize, c, d, out + row * 8 + 8);
  }
  for (; row < rows; row += 1) {
    const start = base + load<u32>(records + row * 8);
    const end = base + load<u32>(records + row * 8, 4);
    finish(start, end, (end - start) as u32, seedA, seedB, out + row * 8);
  }
}
