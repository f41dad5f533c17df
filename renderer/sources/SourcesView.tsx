import { Button, SegmentedControl } from '@mantine/core';
import { GitCompareArrows } from 'lucide-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import type { Source } from '../../shared/domain/source.ts';
import { useServices } from '../app/services-context.ts';
import { useEngineQuery } from '../engine/use-engine-query.ts';
import { ImportButton } from '../imports/ImportButton.tsx';
import { IndexMark } from '../indexing/IndexMark.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { formatCountOf } from '../ui/numbers.ts';
import { ActorsPanel } from './ActorsPanel.tsx';
import { ComparePanel } from './ComparePanel.tsx';
import { CoveragePanel } from './CoveragePanel.tsx';
import { SourceDetail } from './SourceDetail.tsx';
import styles from './Sources.module.css';
import { SourcesTable } from './SourcesTable.tsx';

const PANELS = [
  { value: 'files', label: 'Files' },
  { value: 'coverage', label: 'Coverage' },
  { value: 'actors', label: 'Actors' },
] as const;
type Panel = (typeof PANELS)[number]['value'];

/** Every import of the workspace with its counts; the time they cover together; who acted in them. */
export function SourcesView() {
  const sources = useEngineQuery('sources', {});
  const [panel, setPanel] = useState<Panel>('files');
  const [ticked, setTicked] = useState<readonly number[]>([]);
  const [comparing, setComparing] = useState(false);
  const list = sources.data ?? [];
  const pair = pairOf(list, ticked);
  const empty = sources.data?.length === 0;
  return (
    <div className={styles.view}>
      <div className={styles.main}>
        <header className={styles.head}>
          <h1>Sources</h1>
          {sources.data !== null && <span className="muted tabular">{countText(list)}</span>}
          {!empty && (
            <SegmentedControl
              aria-label="What to show of the sources"
              data={[...PANELS]}
              value={panel}
              onChange={(value) => {
                setPanel(PANELS.find((known) => known.value === value)?.value ?? 'files');
                setComparing(false);
              }}
            />
          )}
          <span className={styles.aside}>
            <IndexMark />
          </span>
          <span className={styles.push} />
          {panel === 'files' && !comparing && list.length > 1 && (
            <Button
              leftSection={<GitCompareArrows size={14} aria-hidden="true" />}
              title={
                pair === null
                  ? 'Tick two sources to compare them'
                  : 'What vanished or was altered between them'
              }
              disabled={pair === null}
              onClick={() => setComparing(true)}
            >
              Compare
            </Button>
          )}
          <ImportButton primary />
        </header>
        {sources.error !== null && (
          <ErrorNotice what="The sources could not be read." error={sources.error} onRetry={sources.retry} />
        )}
        {empty ? (
          <NothingImported />
        ) : comparing && pair !== null ? (
          <ComparePanel sources={pair} onClose={() => setComparing(false)} />
        ) : (
          <ChosenPanel panel={panel} sources={list} ticked={ticked} onTick={setTicked} />
        )}
      </div>
      {panel === 'files' && !comparing && <ChosenSource sources={list} />}
    </div>
  );
}

function countText(sources: readonly Source[]): string {
  const withdrawn = sources.filter((source) => source.withdrawn !== null).length;
  const counted = formatCountOf(sources.length - withdrawn, 'source');
  return withdrawn === 0 ? counted : `${counted}, ${withdrawn} withdrawn`;
}

/** The two ticked sources, the one that was imported first before the other. */
function pairOf(sources: readonly Source[], ticked: readonly number[]): readonly [Source, Source] | null {
  const counted = sources.filter(({ withdrawn }) => withdrawn === null);
  const [first, second, third] = counted.filter(({ id }) => ticked.includes(id));
  return first !== undefined && second !== undefined && third === undefined ? [first, second] : null;
}

interface ChosenPanelProps {
  readonly panel: Panel;
  readonly sources: readonly Source[];
  readonly ticked: readonly number[];
  readonly onTick: (ticked: readonly number[]) => void;
}

function ChosenPanel({ panel, sources, ticked, onTick }: ChosenPanelProps) {
  const { view } = useServices();
  const chosen = useStore(view, (state) => state.source);
  if (panel === 'coverage') return <CoveragePanel />;
  if (panel === 'actors') return <ActorsPanel />;
  return (
    <SourcesTable
      sources={sources}
      chosen={chosen}
      onChoose={(source) => view.setState({ source: source === chosen ? null : source })}
      ticked={ticked}
      onTick={onTick}
    />
  );
}

function ChosenSource({ sources }: { readonly sources: readonly Source[] }) {
  const { view } = useServices();
  const id = useStore(view, (state) => state.source);
  const chosen = sources.find((source) => source.id === id) ?? null;
  if (chosen === null) return null;
  return <SourceDetail key={chosen.id} source={chosen} onClose={() => view.setState({ source: null })} />;
}

function NothingImported() {
  return (
    <EmptyState title="Nothing has been imported yet.">
      <p>
        Each imported file appears here with its SHA-256, its counts (read = imported + duplicate + rejected),
        what was assumed to read it, and the records that could not be read.
      </p>
    </EmptyState>
  );
}
