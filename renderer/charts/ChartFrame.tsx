import { ActionIcon, Menu } from '@mantine/core';
import { Ellipsis, Table2 } from 'lucide-react';
import { memo, type ReactNode, useCallback, useRef, useState } from 'react';
import type { SaveFormat } from '../../shared/api/contract.ts';
import { currentScopedFilter } from '../app/services.ts';
import { useServices } from '../app/services-context.ts';
import { suggestName } from '../exports/suggest-name.ts';
import styles from './ChartFrame.module.css';
import { ChartTableView } from './ChartTableView.tsx';
import { type LegendLine, pictureSvg, svgAsPng } from './chart-picture.ts';
import { type ChartData, type ChartTable, tableCsv } from './chart-table.ts';
import { useChartTokens } from './chart-tokens.ts';
import { type ChartContent, saveChart } from './save-chart.ts';
import { useInView } from './use-in-view.ts';

interface ChartFrameProps {
  readonly title: string;
  /** What it shows, or is good for; cut where there is no room. */
  readonly about: string;
  /** The numbers as a table; null while there are none. */
  readonly table: ChartTable | null;
  /** Everything there is to save, when it is asked for. */
  readonly data: () => Promise<ChartData> | ChartData;
  /** What it is called in the name of a file: `by-model`. */
  readonly part: string;
  /** Which filter it is of, for a picture that is looked at by itself. */
  readonly notes: () => readonly string[];
  /** What a picture says besides, below the drawing. */
  readonly remarks?: () => readonly string[];
  /** What stands beside the drawing on screen, and below it in a picture. */
  readonly legend?: readonly LegendLine[];
  /** Whether it is of an older filter, and the new answer takes its time. */
  readonly late: boolean;
  /** Choices of this chart, beside its title. */
  readonly tools?: ReactNode;
  /** What stands between the title and the drawing, or its table; and what stands below. */
  readonly above?: ReactNode;
  readonly below?: ReactNode;
  /** The drawing: its first `svg` is what a picture shows. */
  readonly children: ReactNode;
}

const FORMATS: readonly (readonly [SaveFormat, string])[] = [
  ['svg', 'Save as SVG'],
  ['png', 'Save as PNG'],
  ['csv', 'Save as CSV'],
  ['json', 'Save as JSON'],
];

/** A chart with its title, its numbers as a table, and the ways to save it. */
export function ChartFrame(props: ChartFrameProps) {
  const { title, about, table, data, notes, remarks, legend = [], late, tools, children } = props;
  const { above, below } = props;
  const services = useServices();
  const tokens = useChartTokens();
  const [tableShown, setTableShown] = useState(false);
  const drawing = useRef<HTMLDivElement>(null);
  const seen = useInView();

  async function make(format: SaveFormat): Promise<ChartContent> {
    if (format === 'csv') return { content: tableCsv((await data()).table), encoding: 'text' };
    if (format === 'json') {
      return { content: `${JSON.stringify((await data()).json, null, 2)}\n`, encoding: 'text' };
    }
    const found = drawing.current?.querySelector('svg') ?? null;
    if (found === null) throw new Error('There is nothing to draw.');
    const svg = await pictureSvg(
      { drawing: found, title, notes: notes(), remarks: remarks?.() ?? [], legend },
      tokens,
    );
    if (format === 'svg') return { content: svg, encoding: 'text' };
    return { content: await svgAsPng(svg), encoding: 'base64' };
  }

  const save = (format: SaveFormat): void => {
    const scoped = currentScopedFilter(services);
    const name = async (): Promise<string> => {
      const times = await services.engine.summary({ filter: scoped });
      return suggestName(services, scoped, format, times, props.part);
    };
    saveChart(services, title, name, format, () => make(format));
  };
  const latest = useRef(save);
  latest.current = save;
  const onSave = useCallback((format: SaveFormat) => latest.current(format), []);
  return (
    <section className={styles.frame} aria-label={title} data-late={late} aria-busy={late}>
      <header className={styles.head}>
        <h2 className={styles.title}>{title}</h2>
        <span className={styles.about} title={about}>
          {about}
        </span>
        {tools}
        <ActionIcon
          aria-label={`${title} as a table`}
          title={tableShown ? 'Show the chart' : 'Show the numbers as a table'}
          aria-pressed={tableShown}
          disabled={table === null}
          onClick={() => setTableShown((shown) => !shown)}
        >
          <Table2 size={14} aria-hidden="true" />
        </ActionIcon>
        <SaveMenu title={title} disabled={table === null} onSave={onSave} />
      </header>
      <div ref={seen.ref} style={seen.inView ? undefined : { minHeight: seen.height }}>
        {seen.inView && (
          <>
            {above}
            {tableShown && table !== null && <ChartTableView title={title} table={table} />}
            {/* Stays drawn beneath the table, so that it can be saved from either. */}
            <div ref={drawing} className={styles.drawing} data-hidden={tableShown && table !== null}>
              {children}
            </div>
            {below}
          </>
        )}
      </div>
    </section>
  );
}

interface SaveMenuProps {
  readonly title: string;
  readonly disabled: boolean;
  readonly onSave: (format: SaveFormat) => void;
}

/** Not drawn anew with every answer: a menu that is closed costs as much as the chart. */
const SaveMenu = memo(function SaveMenu({ title, disabled, onSave }: SaveMenuProps) {
  return (
    <Menu position="bottom-end" width={180} shadow="md">
      <Menu.Target>
        <ActionIcon aria-label={`Save ${title}`} title="Save this chart" disabled={disabled}>
          <Ellipsis size={14} aria-hidden="true" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {FORMATS.map(([format, label]) => (
          <Menu.Item key={format} onClick={() => onSave(format)}>
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
});
