import { Pencil } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Capabilities, Draft } from '@/api/shapes';
import { PlatformMark } from '@/components/ui/platform-mark';
import { Tabs } from '@/components/ui/tabs';
import { Waiting } from '@/components/ui/waiting';
import type { DraftSession } from '../api/draft-session';
import { isBeingWritten } from '../api/drafts';
import { CopyEditor, PlatformEditor } from './copy-editor';
import { EVERYWHERE } from './everywhere';
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
  const writing = isBeingWritten(draft);
  if (writing && draft.copy.description === '') return <BeingWritten draft={draft} />;
  const channel = channels.find((one) => one.platform === tab);
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
  const common = { draft, disabled: writing, onChange: session.change };
  const preview = channel ?? channels[0];
  return (
    <div className="grid gap-6">
      {writing ? <p role="status">{t('copy.writing')}</p> : <WriterNote draft={draft} />}
      <Tabs label={t('copy.tabs')} tabs={tabs} value={channel ? tab : EVERYWHERE} onChange={onTab}>
        <div className="grid gap-8 items-start md:grid-cols-[minmax(0,1fr)_minmax(0,24rem)]">
          {channel ? (
            <PlatformEditor {...common} capabilities={channel} key={channel.platform} />
          ) : (
            <CopyEditor {...common} />
          )}
          {preview && renderPreview(preview)}
        </div>
      </Tabs>
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
