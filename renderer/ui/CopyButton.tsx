import { ActionIcon, Button } from '@mantine/core';
import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';

interface CopyButtonProps {
  /** Name of the button: "Copy raw record". */
  readonly label: string;
  readonly text: string;
  readonly withText?: boolean;
  /** Look of a plain button, where there are too many for one of Mantine's each. */
  readonly plain?: string | undefined;
}

/** Copies a text and says so for two seconds. */
export function CopyButton({ label, text, withText = false, plain }: CopyButtonProps) {
  const [state, setState] = useState<'ready' | 'copied' | 'refused'>('ready');
  useEffect(() => {
    if (state === 'ready') return;
    const timer = setTimeout(() => setState('ready'), 2_000);
    return () => clearTimeout(timer);
  }, [state]);

  const copy = (): void => {
    copyText(text).then(
      () => setState('copied'),
      () => setState('refused'),
    );
  };
  const Icon = state === 'copied' ? Check : Copy;
  const name = { ready: label, copied: 'Copied', refused: 'The clipboard refused' }[state];
  if (withText) {
    return (
      <Button onClick={copy} leftSection={<Icon size={14} aria-hidden="true" />}>
        {name}
      </Button>
    );
  }
  if (plain !== undefined) {
    return (
      <button type="button" className={plain} onClick={copy} aria-label={name} title={name}>
        <Icon size={14} aria-hidden="true" />
      </button>
    );
  }
  return (
    <ActionIcon onClick={copy} aria-label={name} title={name}>
      <Icon size={14} aria-hidden="true" />
    </ActionIcon>
  );
}

/** Puts a text on the clipboard. Rejects when the platform refuses. */
export function copyText(text: string): Promise<void> {
  return navigator.clipboard.writeText(text);
}

/**
 * Puts a text on the clipboard that is not there yet. The platform asks for a click or key just now, so the clipboard
 * is taken at once and the text follows. Rejects when the platform refuses, or the text does not come.
 */
export function copyTextLater(text: Promise<string>): Promise<void> {
  const item = new ClipboardItem({
    'text/plain': text.then((ready) => new Blob([ready], { type: 'text/plain' })),
  });
  return navigator.clipboard.write([item]);
}
