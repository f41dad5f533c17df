import { TextInput } from '@mantine/core';
import { DATE_ORDERS, type ImportOptions } from '../../shared/api/contract.ts';
import { SOURCE_FORMATS, TIME_FORMATS } from '../../shared/domain/import-choices.ts';
import type { ImportPreview, PreviewDecisions, ProfileFit } from '../../shared/domain/import-preview.ts';
import { visibleText } from '../../shared/text/visible-text.ts';
import { zoneNames } from '../app/zone-names.ts';
import { useEngineQuery } from '../engine/use-engine-query.ts';
import { formatCount, formatPercent } from '../ui/numbers.ts';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import { ChoiceSelect } from './ChoiceSelect.tsx';
import { CsvChoices } from './CsvChoices.tsx';
import { ENCODINGS, FORMATS, ORDERS, TIMES, wordOf } from './choice-values.ts';
import styles from './Mapping.module.css';

interface ChoicesPanelProps {
  readonly options: ImportOptions;
  readonly preview: ImportPreview | null;
  readonly onChoose: (change: Partial<ImportOptions>) => void;
}

/** Everything that can be chosen about how a file is read; each says what the content says. */
export function ChoicesPanel({ options, preview, onChoose }: ChoicesPanelProps) {
  const profiles = useEngineQuery('profiles', {});
  const decisions = preview?.decisions ?? null;
  const asked = preview?.question?.choice ?? null;
  const format = options.format ?? decisions?.format ?? null;
  const fits = new Map((decisions?.runnersUp ?? []).map((fit) => [fit.id, fit]));
  return (
    <ScrollRegion className={styles.choices} label="How the file is read">
      <h2 className={styles.choicesTitle}>How it is read</h2>
      {decisions !== null && decisions.members.length > 0 && (
        <MemberChoice options={options} decisions={decisions} onChoose={onChoose} />
      )}
      <ChoiceSelect
        label="Profile"
        searchable
        asked={asked === 'profile'}
        detected={options.profile === null && decisions !== null ? fitText(decisions.profile) : null}
        values={(profiles.data ?? []).map(({ id, title, own }) => {
          const fit = fits.get(id);
          const name = own ? `${title} (yours)` : title;
          return { value: id, label: fit === undefined ? name : `${name}: ${formatPercent(fit.confidence)}` };
        })}
        value={options.profile}
        onChange={(profile) => onChoose({ profile })}
      />
      <ChoiceSelect
        label="Encoding"
        searchable
        asked={asked === 'encoding'}
        detected={options.encoding === null ? (decisions?.encoding ?? null) : null}
        values={ENCODINGS}
        value={options.encoding}
        onChange={(encoding) => onChoose({ encoding })}
      />
      <ChoiceSelect
        label="Format"
        asked={asked === 'format'}
        detected={options.format === null && format !== null ? wordOf(FORMATS, format) : null}
        values={FORMATS}
        value={options.format}
        onChange={(chosen) => onChoose({ format: SOURCE_FORMATS.find((known) => known === chosen) ?? null })}
      />
      {(format === 'csv' || asked?.startsWith('csv.') === true) && (
        <CsvChoices
          csv={options.csv}
          effective={decisions?.effective.csv ?? null}
          onChoose={(csv) => onChoose({ csv })}
        />
      )}
      {format === 'json' && (
        <RecordPath options={options} preview={preview} asked={asked === 'recordPath'} onChoose={onChoose} />
      )}
      {format === 'xlsx' && (
        <ChoiceSelect
          label="Worksheet"
          asked={asked === 'sheet'}
          detected={null}
          usual="Every visible one; the first is shown"
          values={(decisions?.sheets ?? []).map((name) => ({ value: name, label: name }))}
          value={options.sheet}
          onChange={(sheet) => onChoose({ sheet })}
        />
      )}
      <h2 className={styles.choicesTitle}>Times</h2>
      <ChoiceSelect
        label="Zone of times without one"
        searchable
        asked={asked === 'timezone'}
        detected={options.timezone === 'UTC' ? zoneOfProfile(decisions) : null}
        usual="UTC, unless the file says"
        values={zoneNames().map((zone) => ({ value: zone, label: zone }))}
        value={options.timezone === 'UTC' ? null : options.timezone}
        onChange={(timezone) => onChoose({ timezone: timezone ?? 'UTC' })}
      />
      <ChoiceSelect
        label="Order of day and month"
        asked={asked === 'dateOrder'}
        detected={
          options.dateOrder === null && decisions?.effective.dateOrder != null
            ? wordOf(ORDERS, decisions.effective.dateOrder)
            : null
        }
        values={ORDERS}
        value={options.dateOrder}
        onChange={(order) => onChoose({ dateOrder: DATE_ORDERS.find((known) => known === order) ?? null })}
      />
      <ChoiceSelect
        label="Written as"
        asked={asked === 'timeFormat'}
        detected={null}
        usual="Decided value by value"
        values={TIMES}
        value={options.timeFormat}
        onChange={(chosen) =>
          onChoose({ timeFormat: TIME_FORMATS.find((known) => known === chosen) ?? null })
        }
      />
      <h2 className={styles.choicesTitle}>Besides</h2>
      <TextInput
        label="Tenant, where the file names none"
        value={options.tenant ?? ''}
        maxLength={1_000}
        onChange={(event) => onChoose({ tenant: event.currentTarget.value || null })}
      />
    </ScrollRegion>
  );
}

/** A zone that the profile states; null where UTC is taken. */
function zoneOfProfile(decisions: PreviewDecisions | null): string | null {
  const zone = decisions?.effective.timezone ?? 'UTC';
  return zone === 'UTC' ? null : zone;
}

function fitText({ title, confidence }: ProfileFit): string {
  return confidence === 0 ? title : `${title}, ${formatPercent(confidence)}`;
}

interface MemberChoiceProps extends Pick<ChoicesPanelProps, 'options' | 'onChoose'> {
  readonly decisions: PreviewDecisions;
}

/** Which file of an archive is shown, and whether it alone is meant. */
function MemberChoice({ options, decisions, onChoose }: MemberChoiceProps) {
  const { members, moreMembers } = decisions;
  const values = members.map((name) => ({ value: name, label: visibleText(name) }));
  return (
    <div>
      <ChoiceSelect
        label="File of the archive"
        searchable
        asked={false}
        detected={null}
        usual={
          members.length === 1 ? 'The only one' : `All ${formatCount(members.length)}; the first is shown`
        }
        values={values}
        value={options.member}
        onChange={(member) => onChoose({ member })}
      />
      {moreMembers && <p className="muted">There are more than are listed.</p>}
      {members.length > 1 && (
        <p className="muted">
          {options.member === null
            ? 'What is chosen here goes for all of them.'
            : 'Only this one is imported.'}
        </p>
      )}
    </div>
  );
}

/** Where the records are in a JSON document. */
function RecordPath({ options, preview, asked, onChoose }: ChoicesPanelProps & { readonly asked: boolean }) {
  const effective = preview?.decisions?.effective.recordPath ?? null;
  const paths = preview?.decisions?.recordPaths ?? [];
  return (
    <ChoiceSelect
      label="Records are at"
      asked={asked}
      detected={options.recordPath === null && effective !== null ? pathWord(effective) : null}
      values={paths.filter((path) => path !== '').map((path) => ({ value: path, label: pathWord(path) }))}
      value={options.recordPath === '' ? null : options.recordPath}
      onChange={(recordPath) => onChoose({ recordPath })}
    />
  );
}

function pathWord(path: string): string {
  return path === '' ? 'the document itself' : path;
}
