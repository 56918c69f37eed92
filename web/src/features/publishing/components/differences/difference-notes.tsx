import { ExternalLink } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, buttonClass } from '@/components/ui/button';
import { Failure } from '@/components/ui/failure';
import { formatNumber } from '@/lib/format';
import { useDecision } from '../../api/differences';
import type { Drift, Part, Publication } from '../../api/types';
import { isPart, levelsThere, linesThere } from './there';

export interface DifferencesProps {
  publication: Publication;
  /** The platform, and which of its accounts if it has several. */
  name: string;
  /** Whether an update is being asked for. */
  busy: boolean;
  /** Whether what is in Haat cannot be sent as it is. */
  disabled: boolean;
  /** Writes over what was changed there, in one part. */
  onOverwrite: (publicationId: string, part: Part) => void;
  /** What a variant is called, by its SKU. */
  nameOfSku?: (sku: string) => string;
}

/** Each difference in a sentence, with the buttons that settle it. */
export function DifferenceNotes(props: DifferencesProps) {
  const { publication, name } = props;
  const { drift, stock_by_hand: byHand, can_adopt: canAdopt } = publication;
  const decision = useDecision();
  const common = { ...props, decision };
  return (
    <div className="grid gap-3">
      {decision.error && <Failure error={decision.error} />}
      {canAdopt && <AdoptNote {...common} />}
      {drift.map((one) => (
        <DriftNote key={one.part} {...common} drift={one} />
      ))}
      {byHand.length > 0 && <ByHandNote {...common} name={name} />}
    </div>
  );
}

type NoteProps = DifferencesProps & { decision: ReturnType<typeof useDecision> };

interface NoteFrameProps {
  title: string;
  children?: ReactNode;
  actions: ReactNode;
}

function NoteFrame({ title, children, actions }: NoteFrameProps) {
  return (
    <div role="status" className="grid gap-3 rounded-stamp bg-turmeric-wash p-4">
      <div className="min-w-0">
        <p className="font-bold text-turmeric-ink">{title}</p>
        {children}
      </div>
      <div className="flex flex-wrap gap-2">{actions}</div>
    </div>
  );
}

function DriftNote({ drift, ...props }: NoteProps & { drift: Drift }) {
  const { publication, name, busy, disabled, decision, onOverwrite } = props;
  const { t } = useTranslation();
  const { publication_id: id, url } = publication;
  const { part } = drift;
  const isBusy = busy || decision.isPending;
  if (!isPart(part)) return <StockDriftNote {...props} there={drift.there} />;
  return (
    <NoteFrame
      title={t(`drift.${part}`, { platform: name })}
      actions={
        <>
          <Button
            busy={isBusy}
            aria-label={`${t('drift.keep')}: ${name}`}
            onClick={() => decision.mutate({ does: 'keep', id, part })}
          >
            {t('drift.keep')}
          </Button>
          <Button
            busy={isBusy}
            disabled={disabled || !publication.can_update}
            aria-label={`${t('drift.overwrite')}: ${name}`}
            onClick={() => onOverwrite(id, part)}
          >
            {t('drift.overwrite')}
          </Button>
          {url && part !== 'price' && <OpenThere {...{ url, name }} />}
        </>
      }
    >
      <There lines={linesThere(drift)} />
    </NoteFrame>
  );
}

/** What is there now, in a few lines. */
function There({ lines }: { lines: readonly string[] }) {
  const { t } = useTranslation();
  if (lines.length === 0) return null;
  return (
    <p className="line-clamp-4 whitespace-pre-line break-words">
      {t('drift.there')} {lines.join('\n')}
    </p>
  );
}

function StockDriftNote(props: NoteProps & { there: string }) {
  const { publication, name, busy, decision, there, nameOfSku } = props;
  const { t } = useTranslation();
  const { publication_id: id } = publication;
  const levels = levelsThere(there);
  return (
    <NoteFrame
      title={t('drift.stock', { platform: name })}
      actions={
        <Button
          busy={busy || decision.isPending}
          aria-label={`${t('drift.setNumber')}: ${name}`}
          onClick={() => decision.mutate({ does: 'stock', id, setBy: 'haat' })}
        >
          {t('drift.setNumber')}
        </Button>
      }
    >
      <There
        lines={levels.map(({ sku, count }) =>
          levels.length > 1 ? `${nameOfSku?.(sku) ?? sku}: ${count}` : count,
        )}
      />
      <p className="text-fine">{t('drift.stockHint')}</p>
    </NoteFrame>
  );
}

function ByHandNote({ publication, name, busy, decision, nameOfSku }: NoteProps) {
  const { t } = useTranslation();
  const { publication_id: id, stock_by_hand: levels, url } = publication;
  return (
    <NoteFrame
      title={t('byHand.title', { platform: name })}
      actions={
        <>
          <Button
            busy={busy || decision.isPending}
            aria-label={`${t('byHand.done')}: ${name}`}
            onClick={() => decision.mutate({ does: 'stock', id, setBy: 'person' })}
          >
            {t('byHand.done')}
          </Button>
          {url && <OpenThere {...{ url, name }} />}
        </>
      }
    >
      <ul className="grid gap-1">
        {levels.map(({ sku, here, there }) => (
          <li key={sku} className="flex flex-wrap gap-x-2">
            <span>{sku}</span>
            {nameOfSku?.(sku) && <span className="text-soft">{nameOfSku(sku)}</span>}
            <strong>{here}</strong>
            <span className="text-soft">{t('byHand.there', { number: formatNumber(there) })}</span>
          </li>
        ))}
      </ul>
    </NoteFrame>
  );
}

function AdoptNote({ publication, name, busy, decision }: NoteProps) {
  const { t } = useTranslation();
  const { publication_id: id, url } = publication;
  return (
    <NoteFrame
      title={t('adopt.title', { platform: name })}
      actions={
        <>
          <Button
            busy={busy || decision.isPending}
            aria-label={`${t('adopt.yes')}: ${name}`}
            onClick={() => decision.mutate({ does: 'adopt', id })}
          >
            {t('adopt.yes')}
          </Button>
          {url && <OpenThere {...{ url, name }} />}
        </>
      }
    >
      <p>{t('adopt.body')}</p>
    </NoteFrame>
  );
}

function OpenThere({ url, name }: { url: string; name: string }) {
  const { t } = useTranslation();
  return (
    <a
      href={url}
      target="_blank"
      rel="noreferrer"
      aria-label={`${t('drift.look')}: ${name}`}
      className={buttonClass('plain')}
    >
      {t('drift.look')}
      <ExternalLink aria-hidden className="size-5" />
    </a>
  );
}
