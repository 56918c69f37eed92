import { CircleCheck, CircleMinus, Hand } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { cx } from '@/components/ui/cx';
import { formatDay } from '@/lib/format';
import { translatedName } from '@/lib/translated-name';
import type { Capabilities } from '../../api/types';

type Support = Capabilities['features'][string]['support'];

const LOOKS = {
  automatic: { Icon: CircleCheck, tone: 'text-leaf' },
  assisted: { Icon: Hand, tone: 'text-turmeric-ink' },
  not_possible: { Icon: CircleMinus, tone: 'text-soft' },
} as const satisfies Record<Support, unknown>;

/** The features of a platform: automatic, assisted or not possible, each with its reason. */
export function Features({ channel }: { channel: Capabilities }) {
  const { t } = useTranslation();
  return (
    <div className="grid gap-3">
      <dl className="grid">
        {Object.entries(channel.features).map(([name, { support, reason }]) => {
          const { Icon, tone } = LOOKS[support];
          return (
            <div
              key={name}
              className="grid gap-x-6 border-line border-t py-2.5 sm:grid-cols-[13rem_minmax(0,1fr)]"
            >
              <dt className="font-bold">
                {translatedName('feature.name', name, name.replaceAll('_', ' '))}
              </dt>
              <dd className="grid gap-x-6 sm:grid-cols-[9rem_minmax(0,1fr)]">
                <span className={cx('flex items-center gap-1.5 self-start', tone)}>
                  <Icon aria-hidden className="size-5 shrink-0" />
                  {t(`feature.support.${support}`)}
                </span>
                {reason && (
                  <span lang="en" className="text-soft">
                    {reason}
                  </span>
                )}
              </dd>
            </div>
          );
        })}
      </dl>
      <p className="text-fine text-soft">{t('feature.dated', { day: formatDay(channel.dated) })}</p>
    </div>
  );
}
