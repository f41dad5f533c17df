/** Powers of ten from 10⁹ down to 1. */
const SCALES: usize = memory.data<f64>([1e9, 1e8, 1e7, 1e6, 1e5, 1e4, 1e3, 1e2, 1e1, 1], 16);
const LAST_PLACE: u32 = 9;

/** Stores the lowest and the highest of numbers, NaN left out; infinities when there is none. */
export function extent(values: usize, rows: u32, out: usize): void {
  let low = f64x2.splat(Infinity);
  let high = f64x2.splat(-Infinity);
  let at = values;
  const end = values + rows * 8;
  for (; at + 16 <= end; at += 16) {
    const two = v128.load(at);
    low = f64x2.pmin(low, two);
    high = f64x2.pmax(high, two);
  }
  if (at < end) {
    const one = v128.load64_splat(at);
    low = f64x2.pmin(low, one);
    high = f64x2.pmax(high, one);
  }
  store<f64>(out, min<f64>(f64x2.extract_lane(low, 0), f64x2.extract_lane(low, 1)));
  store<f64>(out, max<f64>(f64x2.extract_lane(high, 0), f64x2.extract_lane(high, 1)), 8);
}

// @ts-ignore: decorator
@inline
function isDivisible(distance: v128, scale: v128): bool {
  const back = f64x2.mul(f64x2.nearest(f64x2.div(distance, scale)), scale);
  return v128.any_true(v128.and(f64x2.ne(back, distance), f64x2.eq(distance, distance))) === false;
}

/** Place among the powers of ten from 10⁹ down of the largest that divides all distances from the base. */
export function scalePlace(values: usize, rows: u32, base: f64): u32 {
  const bases = f64x2.splat(base);
  let place: u32 = 0;
  let scale = v128.load64_splat(SCALES);
  const end = values + rows * 8;
  for (let at = values; at < end; at += 16) {
    const two = at + 16 <= end ? v128.load(at) : v128.load64_splat(at);
    const distance = f64x2.sub(two, bases);
    while (!isDivisible(distance, scale)) {
      if (place === LAST_PLACE) return place;
      place += 1;
      scale = v128.load64_splat(SCALES + place * 8);
    }
    if (place === LAST_PLACE) return place;
  }
  return place;
}

/** Writes `(value - base) / scale` in 1, 2 or 4 bytes each, the lowest value of that type for NaN. */
export function pack(values: usize, rows: u32, base: f64, place: u32, width: u32, out: usize): void {
  const bases = f64x2.splat(base);
  const scale = v128.load64_splat(SCALES + place * 8);
  const none: i32 = width === 1 ? -128 : width === 2 ? -32_768 : i32.MIN_VALUE;
  const nones = i32x4.splat(none);
  const end = values + rows * 8;
  let to = out;
  // The room behind the last value takes what the last step writes too much.
  for (let at = values; at < end; at += 16, to += width * 2) {
    const two = at + 16 <= end ? v128.load(at) : v128.load64_splat(at);
    let distance = f64x2.sub(two, bases);
    if (place !== LAST_PLACE) distance = f64x2.nearest(f64x2.div(distance, scale));
    const whole = i32x4.trunc_sat_f64x2_s_zero(distance);
    const isNumber = f64x2.eq(two, two);
    // The upper halves of the two lanes of 64 bits are moved together like the numbers.
    const valid = i8x16.shuffle(isNumber, isNumber, 0, 1, 2, 3, 8, 9, 10, 11, 0, 1, 2, 3, 8, 9, 10, 11);
    const packed = v128.bitselect(whole, nones, valid);
    const first = i32x4.extract_lane(packed, 0);
    const second = i32x4.extract_lane(packed, 1);
    if (width === 1) {
      store<i8>(to, first);
      store<i8>(to, second, 1);
    } else if (width === 2) {
      store<i16>(to, first);
      store<i16>(to, second, 2);
    } else {
      store<i32>(to, first);
      store<i32>(to, second, 4);
    }
  }
}
