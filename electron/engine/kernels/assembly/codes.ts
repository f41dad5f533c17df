/**
 * Writes the code of each row, which is that of its number.
 * @param codes 32 bits for each number
 * @param width bytes of a code as it is written: 1, 2 or 4
 * @returns rows whose code is not 0
 */
export function codesOfIds(ids: usize, rows: u32, codes: usize, width: u32, out: usize): u32 {
  let valued: u32 = 0;
  if (width === 1) {
    for (let row: u32 = 0; row < rows; row += 1) {
      const code = load<u32>(codes + load<u32>(ids + row * 4) * 4);
      store<u8>(out + row, code);
      valued += (code !== 0) as u32;
    }
  } else if (width === 2) {
    for (let row: u32 = 0; row < rows; row += 1) {
      const code = load<u32>(codes + load<u32>(ids + row * 4) * 4);
      store<u16>(out + row * 2, code);
      valued += (code !== 0) as u32;
    }
  } else {
    for (let row: u32 = 0; row < rows; row += 1) {
      const code = load<u32>(codes + load<u32>(ids + row * 4) * 4);
      store<u32>(out + row * 4, code);
      valued += (code !== 0) as u32;
    }
  }
  return valued;
}
