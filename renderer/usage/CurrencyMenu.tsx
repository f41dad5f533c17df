import { memo } from 'react';
import type { Histogram, Summary } from '../../shared/api/contract.ts';
import { useServices } from '../app/services-context.ts';
import { StripMenu } from '../histogram/StripMenu.tsx';
import { LogText } from '../ui/LogText.tsx';
import { formatMoney } from '../ui/numbers.ts';
import { currenciesOf, currencyName } from './currencies.ts';

interface CurrencyMenuProps {
  readonly histogram: Histogram | null;
  readonly summary: Summary | null;
}

/** Which currency costs are shown in, for everything that the view measures; nothing where there are not several. */
export const CurrencyMenu = memo(function CurrencyMenu({ histogram, summary }: CurrencyMenuProps) {
  const { usage } = useServices();
  const currencies = currenciesOf(histogram, summary);
  if (histogram === null || currencies.length < 2) return null;
  const shown = histogram.currency ?? null;
  return (
    <StripMenu
      name={`Currency: ${currencyName(shown)}`}
      shown={<LogText text={currencyName(shown)} limit={20} />}
      groups={[
        {
          title: 'Never added to each other',
          choices: currencies.map(({ currency, amount }) => ({
            key: currency ?? '',
            label: (
              <LogText text={`${currencyName(currency)}: ${formatMoney(amount, currency)}`} limit={60} />
            ),
            chosen: currency === shown,
            onChoose: () => usage.setState({ currency }),
          })),
        },
      ]}
    />
  );
});
