export { addLanes, addPresent } from './add-lanes';
export { bucketCells } from './buckets';
export { withoutMinutes } from './clocks';
export { addCodes, gatherFloats, gatherNumbers, gatherPresent, markCodes, markedPositions } from './gather';
export { findValues, followKey, joinParts, placeStrings, writeHeld } from './held';
export { distinctIds, fillIds, mapIds, missingIds, scatterIds, spansOfRows } from './ids';
export { internCells, internPairs, rehash } from './intern';
export { joinIds } from './join-ids';
export { readHeld, readObjects } from './json';
export { lex } from './lex';
export { extent, pack, scalePlace } from './narrow';
export { readDecimals, readWholes } from './read-cells';
export { readEpochs, readTimes } from './read-times';
export { codesOfIds } from './codes';
export { identify } from './identity';
export { placeRecords, putFloats, putNulls, putShorts, weighRecords } from './records';
export { floatDistances, shortDistances } from './distances';
export { spreadCodes, spreadNumbers, widenNumbers } from './spread';

/** Where memory begins that nothing in here uses. */
export function freeMemory(): usize {
  return __heap_base;
}
