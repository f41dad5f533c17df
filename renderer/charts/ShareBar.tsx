import { useElementSize } from '@mantine/hooks';
import { Bar, type BarCustomLayerProps, type BarLayer, type ComputedBarDatum } from '@nivo/bar';
import { createContext, type MouseEvent, memo, useContext, useId, useMemo } from 'react';
import { useChartTokens, useNivoTheme } from './chart-tokens.ts';
import styles from './ShareBar.module.css';

/** A segment of the bar. */
export interface BarSegment {
  /** Below zero it is drawn to the left of it. */
  readonly value: number;
  /** Null is hatched: events without a value. */
  readonly colour: string | null;
  /** What it is, for a tooltip; shown by the list of hints around the bar. */
  readonly hint: string;
}

interface ShareBarProps {
  readonly segments: readonly BarSegment[];
  /** What it shows, in words. The numbers are beside it, so that this need not say them. */
  readonly label: string;
  readonly onPick: (at: number, leaveOut: boolean) => void;
}

const HEIGHT = 20;

/** Numbers by segment: names of a log are never keys. */
type Datum = Record<string, number | string>;

/** What nivo does not hand on to the segments it places. */
const DrawnContext = createContext<
  Pick<ShareBarProps, 'segments' | 'onPick'> & { readonly hatching: string }
>({
  segments: [],
  onPick: () => undefined,
  hatching: '',
});

/**
 * All of the bar in one step. The layer that comes with nivo lets parts that are gone leave in a frame of their own, which
 * is a frame more until all that a click changes is drawn.
 */
function Segments({ bars }: BarCustomLayerProps<Datum>) {
  return bars.map((bar) => <Segment key={bar.key} bar={bar} />);
}

function Segment({ bar }: { readonly bar: ComputedBarDatum<Datum> }) {
  const { segments, onPick, hatching } = useContext(DrawnContext);
  const { ground } = useChartTokens();
  const at = Number(String(bar.data.id).slice(1));
  const { colour = null, hint = '' } = segments[at] ?? {};
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the list beside the bar does the same by keyboard
    <rect
      className={styles.segment}
      x={bar.x}
      y={bar.y}
      width={Math.max(0, bar.width)}
      height={Math.max(0, bar.height)}
      fill={colour ?? `url(#${hatching})`}
      stroke={ground}
      strokeWidth={bar.width > 3 ? 1 : 0}
      data-hint={hint}
      onClick={(event: MouseEvent) => onPick(at, event.altKey)}
    />
  );
}

/** One horizontal bar of parts of a whole. The list below it says the same to those who do not use a pointer. */
export const ShareBar = memo(function ShareBar({ segments, label, onPick }: ShareBarProps) {
  const { ref, width } = useElementSize<HTMLDivElement>();
  const tokens = useChartTokens();
  const theme = useNivoTheme();
  const hatching = `share${useId().replaceAll(/[^A-Za-z0-9]/g, '')}`;
  const keys = useMemo(() => segments.map((_, at) => `s${at}`), [segments]);
  const data = useMemo((): Datum[] => {
    const values = segments.map(({ value }, at): [string, number] => [`s${at}`, value]);
    return [{ id: 'all', ...Object.fromEntries(values) }];
  }, [segments]);
  const isNegative = segments.some(({ value }) => value < 0);
  const layers = useMemo((): BarLayer<Datum>[] => {
    const hatch = () => <Hatching id={hatching} colour={tokens.other} />;
    const zero = ({ xScale }: { xScale: unknown }) => (
      <ZeroLine x={(xScale as (value: number) => number)(0)} colour={tokens.text} />
    );
    return isNegative ? [hatch, Segments, zero] : [hatch, Segments];
  }, [hatching, tokens, isNegative]);
  const drawn = useMemo(() => ({ segments, hatching, onPick }), [segments, hatching, onPick]);
  return (
    <div ref={ref} className={styles.bar}>
      {width > 0 && (
        <DrawnContext value={drawn}>
          <Bar
            width={width}
            height={HEIGHT}
            data={data}
            keys={keys}
            indexBy="id"
            layout="horizontal"
            padding={0}
            valueScale={{ type: 'linear', min: 'auto', max: 'auto', nice: false }}
            colors={tokens.other}
            theme={theme}
            layers={layers}
            animate={false}
            isInteractive={false}
            enableLabel={false}
            enableGridX={false}
            enableGridY={false}
            axisBottom={null}
            axisLeft={null}
            role="img"
            ariaLabel={label}
          />
        </DrawnContext>
      )}
    </div>
  );
});

function Hatching({ id, colour }: { readonly id: string; readonly colour: string }) {
  return (
    <defs>
      <pattern id={id} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <line x1="0" y1="0" x2="0" y2="5" stroke={colour} strokeWidth="3" />
      </pattern>
    </defs>
  );
}

function ZeroLine({ x, colour }: { readonly x: number; readonly colour: string }) {
  return <line x1={x} x2={x} y1={0} y2={HEIGHT} stroke={colour} strokeWidth={1.5} />;
}
