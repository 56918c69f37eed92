import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Button, buttonClass } from '@/components/ui/button';
import { Section } from '@/components/ui/section';
import { paths } from '@/config/paths';
import { Placing } from '@/features/channels/components/placing';
import { PlatformChoice } from '@/features/channels/components/platform-choice';
import type { Readiness } from '@/features/channels/components/readiness';
import { rememberDraft } from '../return-to-draft';
import type { PlacesChosen } from './chosen-places';
import type { PlatformsChosen } from './chosen-platforms';

interface WhereToProps {
  ready: readonly Readiness[];
  draftId: string;
  choice: PlatformsChosen;
  places: PlacesChosen;
  craft: string;
  onFixWords: (platform: string) => void;
}

/** Which places, and the way to each cure for those that cannot be chosen. */
export function WhereTo(props: WhereToProps) {
  const { ready, draftId, choice, places, craft, onFixWords } = props;
  const { t } = useTranslation();
  const more = (platform: string) => {
    const channel = ready.find((one) => one.channel.platform === platform)?.channel;
    const innerOf = (name: string) =>
      channel?.chooses.filter((one) => one.within === name).map((one) => one.name) ?? [];
    return (
      channel && (
        <Placing
          {...{ channel, craft }}
          given={places.given[platform] ?? {}}
          onPick={(name, picked) => places.pick(platform, name, picked, innerOf(name))}
        />
      )
    );
  };
  return (
    <Section title={t('choose.title')} number="3">
      <p className="-mt-3 text-soft">{t('choose.lead')}</p>
      <PlatformChoice
        ready={ready}
        chosen={choice.chosen}
        onToggle={choice.toggle}
        renderMore={more}
        renderRemedy={(remedy, platform) => {
          if (remedy === 'connection') {
            return (
              <Link
                to={paths.connections}
                hash={platform}
                onClick={() => rememberDraft(draftId)}
                className={buttonClass('plain', '-ml-3')}
              >
                {t('choose.fixConnection')}
              </Link>
            );
          }
          if (remedy === 'settings') return <SettingsLink platform={platform} />;
          if (remedy === 'facts') return <FactsButton />;
          return (
            <Button look="plain" className="-ml-3" onClick={() => goToWords(platform, onFixWords)}>
              {t('choose.fixText')}
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
    <Link to={paths.place} params={{ platform }} className={buttonClass('plain', '-ml-3')}>
      {t('choose.fixSettings')}
    </Link>
  );
}

function FactsButton() {
  const { t } = useTranslation();
  const go = () => {
    const facts = document.getElementById('facts');
    facts?.scrollIntoView({ behavior: 'smooth' });
    facts?.querySelector('input')?.focus({ preventScroll: true });
  };
  return (
    <Button look="plain" className="-ml-3" onClick={go}>
      {t('choose.fixFacts')}
    </Button>
  );
}

function goToWords(platform: string, onFixWords: (platform: string) => void): void {
  onFixWords(platform);
  document.querySelector('[role=tablist]')?.scrollIntoView({ behavior: 'smooth', block: 'center' });
}
