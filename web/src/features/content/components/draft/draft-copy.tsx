import { Pencil } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '@/components/ui/notice';
import { Skeleton } from '@/components/ui/skeleton';
import { Tabs } from '@/components/ui/tabs';
import { PlatformMark } from '@/platforms/platform-mark';
import type { DraftSession } from '../../api/draft-session';
import { isBeingWritten } from '../../api/drafts';
import type { Capabilities, Draft, Facts } from '../../api/types';
import { HistoryButton } from '../history/history-button';
import { Questions } from '../questions/questions';
import { RemovedClaims } from '../questions/removed-claims';
import { ReviewPanel } from '../review/review-panel';
import { ALL_PLATFORMS_TAB } from './all-platforms-tab';
import { CopyEditor } from './copy-editor';
import { LanguagePicker } from './language-picker';
import { LanguagePills } from './language-pills';
import { PlatformEditor } from './platform-editor';
import { WriterNote } from './writer-note';

interface DraftCopyProps {
  draft: Draft;
  session: DraftSession;
  /** The facts about the product, and what an answer adds to them. */
  facts: Facts;
  onAddFacts: (facts: Facts) => void;
  channels: readonly Capabilities[];
  tab: string;
  onTab: (tab: string) => void;
  renderPreview: (channel: Capabilities) => ReactNode;
}

/** The copy of a draft: for all platforms, and per platform beside its preview. */
export function DraftCopy(props: DraftCopyProps) {
  const { draft, session, facts, onAddFacts, channels, tab, onTab, renderPreview } = props;
  const { t } = useTranslation();
  const disabled = isBeingWritten(draft);
  const channel = channels.find((one) => one.platform === tab);
  if (disabled && draft.copy.description === '') {
    return (
      <div className="grid gap-6">
        <LanguagePicker {...{ draft, session, disabled }} />
        <BeingWritten draft={draft} />
      </div>
    );
  }
  const tabs = [
    {
      value: ALL_PLATFORMS_TAB,
      label: t('copy.allPlatforms'),
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
          <LanguagePicker {...common} />
        </div>
        <HistoryButton {...{ draft, session, names }} />
      </div>
      {draft.photo_problem && <Notice tone="warning" title={draft.photo_problem} />}
      {disabled ? <p role="status">{t('copy.writing')}</p> : <WriterNote draft={draft} />}
      <RemovedClaims {...{ draft, facts, onAddFacts, disabled }} />
      <Questions {...{ draft, facts, onAddFacts, disabled }} />
      <Tabs
        label={t('copy.tabs')}
        tabs={tabs}
        value={channel ? tab : ALL_PLATFORMS_TAB}
        onChange={onTab}
      >
        <div className="grid items-start gap-8 md:grid-cols-[minmax(0,1fr)_minmax(0,24rem)]">
          {channel ? (
            <PlatformEditor {...common} capabilities={channel} key={channel.platform} />
          ) : (
            <AllPlatformsEditor {...common} />
          )}
          {preview && renderPreview(preview)}
        </div>
      </Tabs>
      <ReviewPanel draft={draft} session={session} />
    </div>
  );
}

interface AllPlatformsEditorProps {
  draft: Draft;
  session: DraftSession;
  disabled: boolean;
}

function AllPlatformsEditor({ draft, session, disabled }: AllPlatformsEditorProps) {
  const { t } = useTranslation();
  const [main = 'en'] = draft.languages;
  const [selected, setSelected] = useState(main);
  const language = draft.languages.includes(selected) ? selected : main;
  return (
    <div className="grid content-start gap-5">
      <LanguagePills
        label={t('lang.shown')}
        languages={draft.languages}
        value={language}
        onChange={setSelected}
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
      {!waiting && <Skeleton label="" className="h-40" />}
    </div>
  );
}
