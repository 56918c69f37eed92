import { Link } from '@tanstack/react-router';
import { Camera, PenLine, Send } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { buttonClass } from '@/components/ui/button';
import { Page } from '@/components/ui/page';
import { paths } from '@/config/paths';

const STEPS = [
  { Icon: Camera, title: 'home.step1', body: 'home.step1Body' },
  { Icon: PenLine, title: 'home.step2', body: 'home.step2Body' },
  { Icon: Send, title: 'home.step3', body: 'home.step3Body' },
] as const;

/** The empty state of the post list: the three steps to a first post; a note may go before them. */
export function FirstSteps({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <Page title={t('home.emptyTitle')} lead={t('home.emptyLead')}>
      {children}
      <ol className="grid gap-6 md:grid-cols-3 md:gap-10">
        {STEPS.map(({ Icon, title, body }) => (
          <li key={title} className="flex gap-5 md:grid md:gap-4">
            <span className="grid size-20 shrink-0 place-items-center rounded-stamp bg-cloth text-on-cloth md:aspect-4/3 md:size-auto md:w-full">
              <Icon aria-hidden className="size-9 md:size-16" strokeWidth={1.25} />
            </span>
            <div>
              <h2 className="text-head">{t(title)}</h2>
              <p className="text-soft">{t(body)}</p>
            </div>
          </li>
        ))}
      </ol>
      <Link to={paths.newPost} className={buttonClass('main', 'sm:justify-self-start')}>
        <Camera aria-hidden className="size-6" />
        {t('home.new')}
      </Link>
    </Page>
  );
}
