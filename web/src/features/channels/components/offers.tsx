import { CircleCheck, CircleMinus, Hand } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Capabilities } from '@/api/shapes';
import { cx } from '@/components/ui/cx';
import { formatDay } from '@/lib/format';
import { knownWords } from '@/lib/known-words';

type How = Capabilities['offers'][string]['how'];

const LOOKS = {
  automatic: { Icon: CircleCheck, tone: 'text-leaf' },
  assisted: { Icon: Hand, tone: 'text-turmeric-ink' },
  not_possible: { Icon: CircleMinus, tone: 'text-soft' },
} as const satisfies Record<How, unknown>;

/** What is done there by itself, what with the person's help, and what not at all; and why. */
export function Offers({ channel }: { channel: Capabilities }) {
  const { t } = useTranslation();
  return (
    <div className="grid gap-3">
      <dl className="grid">
        {Object.entries(channel.offers).map(([name, { how, why }]) => {
          const { Icon, tone } = LOOKS[how];
          return (
            <div
              key={name}
              className="grid gap-x-6 border-line border-t py-2.5 sm:grid-cols-[13rem_minmax(0,1fr)]"
            >
              <dt className="font-bold">
                {knownWords('offer.name', name, name.replaceAll('_', ' '))}
              </dt>
              <dd className="grid gap-x-6 sm:grid-cols-[9rem_minmax(0,1fr)]">
                <span className={cx('flex items-center gap-1.5 self-start', tone)}>
                  <Icon aria-hidden className="size-5 shrink-0" />
                  {t(`offer.how.${how}`)}
                </span>
                {why && (
                  <span lang="en" className="text-soft">
                    {why}
                  </span>
                )}
              </dd>
            </div>
          );
        })}
      </dl>
      <p className="text-fine text-soft">{t('offer.dated', { day: formatDay(channel.dated) })}</p>
    </div>
  );
}
