import type { GroupSums } from './group-sums.ts';

/*
 * Sums of a table over time that a field splits: blocks of `buckets` records, one block for each group of the field.
 * The first record of a block is of undated events.
 */

/** The sums of each block over its dated events. */
export function datedSums(sums: GroupSums, buckets: number): GroupSums {
  const blocks = sums.groups / buckets;
  const dated = emptySums(sums, blocks);
  for (let block = 0; block < blocks; block += 1) {
    for (let bucket = 1; bucket < buckets; bucket += 1)
      addRecord(sums, block * buckets + bucket, dated, block);
  }
  return dated;
}

/**
 * Blocks put together: the first of all groups, then one for each series.
 * @param slots the series of each block; null where each block is one
 */
export function seriesSums(
  sums: GroupSums,
  buckets: number,
  slots: Uint32Array | null,
  series: number,
): GroupSums {
  const together = emptySums(sums, (series + 1) * buckets);
  for (let record = 0; record < sums.groups; record += 1) {
    const bucket = record % buckets;
    const block = (record - bucket) / buckets;
    addRecord(sums, record, together, bucket);
    addRecord(
      sums,
      record,
      together,
      ((slots === null ? block : (slots[block] ?? 0)) + 1) * buckets + bucket,
    );
  }
  return together;
}

/** Whole numbers below 2⁵³ in all their partial sums, see `measure-lanes.ts`: adding them loses nothing. */
function addRecord(from: GroupSums, record: number, to: GroupSums, target: number): void {
  const { stride } = from;
  if (from.sums[record * stride] === 0) return;
  for (let k = 0; k < stride; k += 1) {
    const at = target * stride + k;
    to.sums[at] = (to.sums[at] ?? 0) + (from.sums[record * stride + k] ?? 0);
  }
}

function emptySums({ stride, held }: GroupSums, groups: number): GroupSums {
  return { groups, stride, held, sums: new Float64Array(groups * stride), present: new Uint8Array() };
}
