import { memo } from 'react';
import type { MatrixLine, UsageMatrix } from '../../../../shared/api/contract.ts';
import { visibleText } from '../../../../shared/text/visible-text.ts';
import type { Unit } from '../../../../shared/usage/group-value.ts';
import { useChartTokens } from '../../../charts/chart-tokens.ts';
import { formatShort } from '../../../ui/numbers.ts';
import { unitText } from '../../measured-text.ts';
import { nameOfOne } from '../subject-names.ts';
import { HeatCell, HeatLine } from './HeatCell.tsx';
import styles from './HeatMap.module.css';
import { heatOf } from './heat-colours.ts';
import type { HeatPlace } from './heat-keys.ts';
import { cellText, lineName, type MatrixFields } from './matrix-text.ts';

interface HeatMapProps {
  readonly matrix: UsageMatrix;
  /** What its cells are in. */
  readonly unit: Unit;
  readonly fields: MatrixFields;
  /** Px. */
  readonly width: number;
  /** Where the keyboard is; null while it is elsewhere. */
  readonly active: HeatPlace | null;
  /** Ids of cells begin with it. */
  readonly id: string;
}

const ROW = 26;
const HEAD = 28;
const NAMES = 190;
const TOTAL = 96;
const NARROWEST = 76;
/** Px of a character, on average. */
const CHARACTER = 6.9;
/** Px between a text and the edge of its cell. */
const EDGE = 8;

/** How wide the drawing must be so that its columns can be read. */
export function heatWidth(columns: number, room: number): number {
  return Math.max(room, NAMES + columns * NARROWEST + TOTAL);
}

/** Who uses what: a cell for each pair, the stronger the more. Every colour is an attribute, so that it can be saved. */
export const HeatMap = memo(function HeatMap({ matrix, unit, fields, width, active, id }: HeatMapProps) {
  const { rows, columns, cells } = matrix;
  const tokens = useChartTokens();
  const { text, muted, accent, line, ground } = tokens;
  const paints = { ground, text, more: tokens.palette[0] ?? accent, less: tokens.amber };
  const step = (width - NAMES - TOTAL) / Math.max(1, columns.length);
  const most = cells.flat().reduce<number>((max, value) => Math.max(max, Math.abs(value ?? 0)), 0);
  const x = (column: number): number => NAMES + column * step;
  const y = (row: number): number => HEAD + row * ROW;
  const amount = (value: number | null): string => unitText(value, unit);
  const shown = (value: number | null, room: number): string => {
    const whole = amount(value);
    return value !== null && whole.length * CHARACTER > room - 2 * EDGE ? formatShort(value) : whole;
  };
  const right = (room: number, top: number, fill: string) => ({
    ...{ x: room - EDGE, y: top + 17, textAnchor: 'end' as const, fill },
  });
  return (
    <svg
      className={styles.map}
      width={width}
      height={HEAD + rows.length * ROW}
      fontFamily={tokens.font}
      fontSize={12}
      role="presentation"
    >
      <HeatLine>
        {/* The corner, so that every row has as many cells. */}
        <HeatCell role="gridcell" label={matrixCorner(fields)} />
        {columns.map((column, at) => (
          <HeatCell
            key={`${column.kind} ${column.key}`}
            role="columnheader"
            at={{ id, row: -1, column: at }}
            hint={lineHint(column, lineName(column, fields.columns), amount(column.value))}
          >
            <rect x={x(at)} y={0} width={step} height={HEAD} fill={ground} />
            <text {...right(x(at) + step, 0, muted)} fontWeight={600}>
              {cut(lineName(column, fields.columns), step - 2 * EDGE)}
            </text>
          </HeatCell>
        ))}
        <HeatCell role="columnheader">
          <text {...right(width, 0, muted)} fontWeight={600}>
            Total
          </text>
        </HeatCell>
      </HeatLine>
      {rows.map((row, at) => (
        <HeatLine key={`${row.kind} ${row.key}`}>
          <HeatCell
            role="rowheader"
            at={{ id, row: at, column: -1 }}
            hint={lineHint(row, lineName(row, fields.rows), amount(row.value))}
          >
            <rect x={0} y={y(at)} width={NAMES} height={ROW} fill={ground} />
            <text x={4} y={y(at) + 17} fill={row.kind === 'value' ? text : muted}>
              {cut(lineName(row, fields.rows), NAMES - EDGE)}
            </text>
          </HeatCell>
          {columns.map((column, to) => {
            const value = cells[at]?.[to] ?? null;
            const paint = heatOf(value, most, paints);
            const said = visibleText(cellText(matrix, unit, fields, at, to));
            return (
              <HeatCell
                key={`${column.kind} ${column.key}`}
                role="gridcell"
                at={{ id, row: at, column: to }}
                label={said}
                hint={`${said}. Click: only these. Alt-click: without them.`}
              >
                <rect
                  x={x(to) + 1}
                  y={y(at) + 1}
                  width={Math.max(0, step - 2)}
                  height={ROW - 2}
                  rx={2}
                  fill={paint.fill}
                  stroke={line}
                  strokeWidth={value === null ? 0 : 1}
                />
                <text {...right(x(to) + step, y(at), value === null ? tokens.faint : paint.text)}>
                  {shown(value, step)}
                </text>
              </HeatCell>
            );
          })}
          <HeatCell role="gridcell" label={`Total: ${amount(row.value)}`}>
            <text {...right(width, y(at), text)} fontWeight={600}>
              {shown(row.value, TOTAL)}
            </text>
          </HeatCell>
        </HeatLine>
      ))}
      {active !== null && (
        <rect
          className={styles.active}
          x={(active.column < 0 ? 0 : x(active.column)) + 1}
          y={(active.row < 0 ? 0 : y(active.row)) + 1}
          width={(active.column < 0 ? NAMES : step) - 2}
          height={(active.row < 0 ? HEAD : ROW) - 2}
          rx={2}
          fill="none"
          stroke={accent}
          strokeWidth={2}
        />
      )}
    </svg>
  );
});

function matrixCorner({ rows, columns }: MatrixFields): string {
  return `${nameOfOne(rows)} by ${nameOfOne(columns)}`;
}

function lineHint({ kind }: MatrixLine, name: string, amount: string): string {
  const told = `${visibleText(name)}: ${amount}`;
  return kind === 'other' ? told : `${told}. Click: its requests, costs and calls.`;
}

/** A name in the room there is; log text is made visible, and set apart by the style sheet. */
function cut(name: string, room: number): string {
  const whole = visibleText(name);
  const characters = Math.max(3, Math.floor(room / CHARACTER));
  return whole.length > characters ? `${whole.slice(0, characters - 1)}…` : whole;
}
