import { ActionIcon, Menu } from '@mantine/core';
import { Check, Quote } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { EventDetail } from '../../shared/domain/event.ts';
import { useServices } from '../app/services-context.ts';
import { copyText } from '../ui/CopyButton.tsx';
import { type Citation, citationJson, citationMarkdown, citationOf, citationText } from './citation.ts';

const FORMS: readonly (readonly [label: string, write: (citation: Citation) => string])[] = [
  ['Copy citation as text', citationText],
  ['Copy citation as Markdown', citationMarkdown],
  ['Copy citation as JSON', citationJson],
];

/** Copies where an event is from, so that it can be quoted and found again. */
export function CitationMenu({ detail }: { readonly detail: EventDetail | null }) {
  const { engine, workspace, notices } = useServices();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2_000);
    return () => clearTimeout(timer);
  }, [copied]);

  const copy = async (write: (citation: Citation) => string): Promise<void> => {
    if (detail === null) return;
    const [sources, reading] = await Promise.all([
      engine.sources({}),
      engine.recordReading({ id: detail.event.id }),
    ]);
    const source = sources.find(({ id }) => id === detail.origin.source);
    if (source === undefined) return;
    const name = workspace.getState().info?.name ?? '';
    await copyText(write(citationOf(detail, source, name, reading.time)));
    setCopied(true);
  };
  const Icon = copied ? Check : Quote;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon
          disabled={detail === null}
          aria-label={copied ? 'Citation copied' : 'Copy citation'}
          title="Copy citation: what, who, when, and where the record is"
        >
          <Icon size={15} aria-hidden="true" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {FORMS.map(([label, write]) => (
          <Menu.Item key={label} onClick={() => notices.watch('The citation was not copied.', copy(write))}>
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
