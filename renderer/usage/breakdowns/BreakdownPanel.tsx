import { memo } from 'react';
import type { Breakdown, Summary } from '../../../shared/api/contract.ts';
import { MEASURES, type Measure } from '../../../shared/domain/measures.ts';
import { visibleText } from '../../../shared/text/visible-text.ts';
import { useServices } from '../../app/services-context.ts';
import { ChartFrame } from '../../charts/ChartFrame.tsx';
import { ShareBar } from '../../charts/ShareBar.tsx';
import { SeriesSwatch } from '../../histogram/SeriesSwatch.tsx';
import { LogText } from '../../ui/LogText.tsx';
import { formatPercent } from '../../ui/numbers.ts';
import { useHints } from '../../ui/use-hints.tsx';
import { openDrillDown, subjectOf } from '../drill-down/open-drill-down.ts';
import { unitLabel, unitPhrase, unitText } from '../measured-text.ts';
import styles from './Breakdowns.module.css';
import { partName, partsTable } from './breakdown-data.ts';
import type { BreakdownKind } from './breakdown-kinds.ts';
import { PickButton } from './PickButton.tsx';
import { type ShownPart, usePanel } from './use-panel.ts';
import { useRowKeys } from './use-row-keys.ts';

export interface PanelProps {
  readonly kind: BreakdownKind;
  /** Null before the first answer. */
  readonly breakdown: Breakdown | null;
  readonly summary: Summary | null;
  readonly measure: Measure;
  readonly late: boolean;
}

interface BreakdownPanelProps extends PanelProps {
  /** Whether it has a row to itself: each part then has a bar of its own between its name and its figures. */
  readonly isWide?: boolean;
}

/** A measure by the values of one field: a bar of its parts, and each part with share and value. */
export const BreakdownPanel = memo(function BreakdownPanel(props: BreakdownPanelProps) {
  const services = useServices();
  const { kind, breakdown, summary, measure, late, isWide = false } = props;
  const { unit, parts, segments, legend, notes, pick, data } = usePanel(kind, breakdown, summary, measure);
  const { handlers, hint } = useHints();
  const rows = useRowKeys(parts.length);
  const label = unitLabel(unit);
  const isEmpty = parts.every(({ kind: of }) => of === 'none');
  return (
    <ChartFrame
      title={kind.title}
      about={kind.about}
      table={isEmpty ? null : partsTable(kind, unit, parts)}
      data={data}
      part={`by ${kind.one}`}
      notes={notes}
      legend={legend}
      late={late}
    >
      {isEmpty ? (
        <p className={styles.nothing}>{breakdown !== null && `No call of this filter has ${aOf(kind)}.`}</p>
      ) : (
        <div {...handlers}>
          <ShareBar segments={segments} label={`${label} by ${kind.one}`} onPick={pick} />
          <div className={styles.list}>
            <table
              className={styles.parts}
              data-wide={isWide}
              {...rows.handlers}
              aria-label={`${label} by ${kind.one}`}
            >
              <thead>
                <tr>
                  <th scope="col">{upperFirst(kind.one)}</th>
                  {isWide && <td />}
                  <th scope="col" className={styles.share}>
                    Share
                  </th>
                  <th scope="col" title={label}>
                    {MEASURES[unit.measure].label}
                  </th>
                </tr>
              </thead>
              <tbody>
                {parts.map((part, at) => (
                  <tr key={`${part.kind} ${part.key}`}>
                    <th scope="row">
                      <PickButton
                        row={at}
                        tabIndex={rows.tabIndexOf(at)}
                        label={`${visibleText(partName(part))}: ${unitPhrase(part.value, unit)}`}
                        hint={part.hint}
                        field={kind.field}
                        value={part.kind === 'other' ? undefined : part.key}
                        onPick={(leaveOut) => pick(at, leaveOut)}
                        onOpen={
                          part.kind === 'other'
                            ? null
                            : () => openDrillDown(services, subjectOf(kind.field, part))
                        }
                      >
                        <SeriesSwatch colour={part.colour} />
                        <span className={styles.name}>
                          <LogText text={partName(part)} limit={120} />
                        </span>
                      </PickButton>
                    </th>
                    {isWide && <PartBar part={part} />}
                    <td className={styles.share}>{part.share === null ? '' : formatPercent(part.share)}</td>
                    <td>{unitText(part.value, unit)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {hint}
        </div>
      )}
    </ChartFrame>
  );
});

/** The share of a part as a length; nothing where shares mean nothing. */
function PartBar({ part: { share, colour } }: { readonly part: ShownPart }) {
  return (
    <td className={styles.track} aria-hidden="true">
      {share !== null && (
        <span
          className={styles.bar}
          style={{ width: `${share * 100}%`, background: colour ?? 'var(--text-faint)' }}
        />
      )}
    </td>
  );
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function aOf({ one }: BreakdownKind): string {
  return /^[aeiou]/i.test(one) ? `an ${one}` : `a ${one}`;
}
