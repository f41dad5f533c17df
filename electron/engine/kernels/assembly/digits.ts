/** Whether a digit is at a place. */
// @ts-ignore: decorator
@inline
export function isDigit(at: usize): bool {
  return (load<u8>(at) as u32) - 48 <= 9;
}

/** Two digits as a number; far more than 99 when they are none. */
// @ts-ignore: decorator
@inline
export function two(at: usize): u32 {
  const tens = (load<u8>(at) as u32) - 48;
  const ones = (load<u8>(at, 1) as u32) - 48;
  return tens <= 9 && ones <= 9 ? tens * 10 + ones : 100_000;
}
