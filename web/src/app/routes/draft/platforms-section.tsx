import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Button, buttonClass } from '@/components/ui/button';
import { Section } from '@/components/ui/section';
import { paths } from '@/config/paths';
import { FieldOptionForm } from '@/features/channels/components/field-options/field-option-form';
import { PlatformPicker } from '@/features/channels/components/platform-picker/platform-picker';
import type { Readiness } from '@/features/channels/components/platform-picker/readiness';
import { rememberDraft } from '../return-to-draft';
import type { ChosenFieldValues } from './chosen-field-values';
import type { ChosenPlatforms } from './chosen-platforms';

interface PlatformsSectionProps {
  readiness: readonly Readiness[];
  draftId: string;
  chosenPlatforms: ChosenPlatforms;
  fieldValues: ChosenFieldValues;
  craft: string;
  onFixText: (platform: string) => void;
}

/** The platform picker, with a remedy for each platform that is not ready. */
export function PlatformsSection(props: PlatformsSectionProps) {
  const { readiness, draftId, chosenPlatforms, fieldValues, craft, onFixText } = props;
  const { t } = useTranslation();
  const renderFields = (platform: string) => {
    const channel = readiness.find((one) => one.channel.platform === platform)?.channel;
    const childrenOf = (name: string) =>
      channel?.listing_fields.filter((one) => one.parent === name).map((one) => one.name) ?? [];
    return (
      channel && (
        <FieldOptionForm
          {...{ channel, craft }}
          chosen={fieldValues.values[platform] ?? {}}
          onPick={(name, value) => fieldValues.choose(platform, name, value, childrenOf(name))}
        />
      )
    );
  };
  return (
    <Section title={t('platformPicker.title')} number="3">
      <p className="-mt-3 text-soft">{t('platformPicker.lead')}</p>
      <PlatformPicker
        platforms={readiness}
        chosen={chosenPlatforms.platforms}
        onToggle={chosenPlatforms.toggle}
        renderFields={renderFields}
        renderRemedy={(remedy, platform) => {
          if (remedy === 'connection') {
            return (
              <Link
                to={paths.connections}
                hash={platform}
                onClick={() => rememberDraft(draftId)}
                className={buttonClass('plain', '-ml-3')}
              >
                {t('platformPicker.fixConnection')}
              </Link>
            );
          }
          if (remedy === 'settings') return <SettingsLink platform={platform} />;
          if (remedy === 'facts') return <FactsButton />;
          return (
            <Button look="plain" className="-ml-3" onClick={() => goToText(platform, onFixText)}>
              {t('platformPicker.fixText')}
            </Button>
          );
        }}
      />
    </Section>
  );
}

function SettingsLink({ platform }: { platform: string }) {
  const { t } = useTranslation();
  return (
    <Link to={paths.platform} params={{ platform }} className={buttonClass('plain', '-ml-3')}>
      {t('platformPicker.fixSettings')}
    </Link>
  );
}

function FactsButton() {
  const { t } = useTranslation();
  const focusFacts = () => {
    const facts = document.getElementById('facts');
    facts?.scrollIntoView({ behavior: 'smooth' });
    facts?.querySelector('input')?.focus({ preventScroll: true });
  };
  return (
    <Button look="plain" className="-ml-3" onClick={focusFacts}>
      {t('platformPicker.fixFacts')}
    </Button>
  );
}

function goToText(platform: string, onFixText: (platform: string) => void): void {
  onFixText(platform);
  document.querySelector('[role=tablist]')?.scrollIntoView({ behavior: 'smooth', block: 'center' });
}
