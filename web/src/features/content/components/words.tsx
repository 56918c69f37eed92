import { Pencil } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Capabilities, Draft } from '@/api/shapes';
import { Tabs } from '@/components/ui/tabs';
import { Waiting } from '@/components/ui/waiting';
import { PlatformMark } from '@/platforms/platform-mark';
import type { DraftSession } from '../api/draft-session';
import { isBeingWritten } from '../api/drafts';
import { CopyEditor } from './copy-editor';
import { EVERYWHERE } from './everywhere';
import { HistoryButton } from './history-button';
import { LanguageChoice } from './language-choice';
import { LanguagePills } from './language-pills';
import { PlatformEditor } from './platform-editor';
import { Questions } from './questions';
import { RemovedClaims } from './removed-claims';
import { ReviewPanel } from './review-panel';
import { WriterNote } from './writer-note';

interface WordsProps {
  draft: Draft;
  session: DraftSession;
  channels: readonly Capabilities[];
  tab: string;
  onTab: (tab: string) => void;
  renderPreview: (channel: Capabilities) => ReactNode;
}

/** The drafted copy: once for everywhere, then as each platform gets it, beside its preview. */
export function Words({ draft, session, channels, tab, onTab, renderPreview }: WordsProps) {
  const { t } = useTranslation();
  const disabled = isBeingWritten(draft);
  const channel = channels.find((one) => one.platform === tab);
  if (disabled && draft.copy.description === '') {
    return (
      <div className="grid gap-6">
        <LanguageChoice {...{ draft, session, disabled }} />
        <BeingWritten draft={draft} />
      </div>
    );
  }
  const tabs = [
    {
      value: EVERYWHERE,
      label: t('copy.everywhere'),
      mark: <Pencil aria-hidden className="size-5" />,
    },
    ...channels.map(({ platform, name }) => ({
      value: platform as string,
      label: name,
      mark: <PlatformMark platform={platform} size="small" />,
    })),
  ];
  const common = { draft, session, disabled };
  const preview = channel ?? channels[0];
  const names = Object.fromEntries(channels.map(({ platform, name }) => [platform, name]));
  return (
    <div className="grid gap-6">
      <div className="flex flex-wrap items-start justify-between gap-x-6">
        <div className="min-w-0 flex-1 basis-72">
          <LanguageChoice {...common} />
        </div>
        <HistoryButton {...{ draft, session, names }} />
      </div>
      {disabled ? <p role="status">{t('copy.writing')}</p> : <WriterNote draft={draft} />}
      <RemovedClaims {...common} />
      <Questions {...common} />
      <Tabs label={t('copy.tabs')} tabs={tabs} value={channel ? tab : EVERYWHERE} onChange={onTab}>
        <div className="grid items-start gap-8 md:grid-cols-[minmax(0,1fr)_minmax(0,24rem)]">
          {channel ? (
            <PlatformEditor {...common} capabilities={channel} key={channel.platform} />
          ) : (
            <Everywhere {...common} />
          )}
          {preview && renderPreview(preview)}
        </div>
      </Tabs>
      <ReviewPanel draft={draft} session={session} />
    </div>
  );
}

interface EverywhereProps {
  draft: Draft;
  session: DraftSession;
  disabled: boolean;
}

function Everywhere({ draft, session, disabled }: EverywhereProps) {
  const { t } = useTranslation();
  const [main = 'en'] = draft.languages;
  const [asked, setLanguage] = useState(main);
  const language = draft.languages.includes(asked) ? asked : main;
  return (
    <div className="grid content-start gap-5">
      <LanguagePills
        label={t('lang.shown')}
        languages={draft.languages}
        value={language}
        onChange={setLanguage}
      />
      <CopyEditor key={language} {...{ draft, session, language, disabled }} />
    </div>
  );
}

function BeingWritten({ draft }: { draft: Draft }) {
  const { t } = useTranslation();
  const waiting = draft.status === 'waiting_for_photo';
  return (
    <div className="grid gap-3">
      <p role="status" className="text-lead text-soft">
        {waiting ? t('copy.waitingPhoto') : t('copy.writing')}
      </p>
      {!waiting && <Waiting label="" className="h-40" />}
    </div>
  );
}
