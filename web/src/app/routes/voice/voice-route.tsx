import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Failure } from '@/components/ui/failure';
import { Page } from '@/components/ui/page';
import { Skeleton } from '@/components/ui/skeleton';
import { voiceOptions } from '@/features/content/api/templates';
import { VoiceForm, VoiceSummary } from '@/features/content/components/voice/voice-form';
import { WritingNav } from './writing-nav';

/** The person's voice: samples, and the summary learned from them. */
export function VoiceRoute() {
  const { t } = useTranslation();
  const { data: voice, error, refetch } = useQuery(voiceOptions);
  return (
    <Page title={t('voice.title')} lead={t('voice.lead')}>
      <WritingNav />
      {error && !voice && <Failure error={error} onRetry={refetch} />}
      {!voice && !error && <Skeleton label={t('common.loading')} className="h-96" />}
      {voice && (
        <div className="grid items-start gap-10 md:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
          <VoiceForm key={voice.learned_at ?? 'nothing'} voice={voice} />
          <VoiceSummary voice={voice} />
        </div>
      )}
    </Page>
  );
}
