import type { Command } from '../app/commands.ts';
import type { Services } from '../app/services.ts';
import { TABS } from './tab-names.ts';

/** Commands of the usage view, which they go to. */
export function usageCommands({ view, usage }: Pick<Services, 'view' | 'usage'>): readonly Command[] {
  return [
    ...TABS.map(([tab, name]) => ({
      id: `usage.${tab}`,
      title: `Usage: ${name}`,
      keys: null,
      run: () => {
        view.setState({ view: 'usage' });
        usage.setState({ tab });
      },
    })),
    {
      id: 'usage.review',
      title: 'Usage: monthly review',
      keys: null,
      run: () => {
        view.setState({ view: 'usage' });
        // After the palette has given the keyboard back.
        requestAnimationFrame(() => usage.setState({ reviewOpen: true }));
      },
    },
  ];
}
