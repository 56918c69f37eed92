import { useTranslation } from 'react-i18next';
import { COPY_LANGUAGES } from '@/lib/languages';

/** The changed fields, grouped by language or platform: `हिन्दी: Title, Description · Etsy: Text`. */
export function useChangesLabel(names: Readonly<Record<string, string>>) {
  const label = usePathLabel(names);
  return (paths: readonly string[]): string => {
    const places = new Map<string, string[]>();
    for (const path of paths) {
      const [where = '', part] = label(path).split(': ', 2);
      places.set(where, [...(places.get(where) ?? []), ...(part ? [part] : [])]);
    }
    const labels = [...places].map(([where, parts]) =>
      parts.length > 0 ? `${where}: ${parts.join(', ')}` : where,
    );
    return labels.join(' · ');
  };
}

/** The label of a field path such as `copies.hi.title` or `platforms.etsy.text`. */
export function usePathLabel(names: Readonly<Record<string, string>>): (path: string) => string {
  const { t } = useTranslation();
  const parts: Record<string, string> = {
    title: t('copy.headline'),
    description: t('copy.description'),
    call_to_action: t('writing.callToAction'),
    hashtags: t('copy.hashtags'),
    alt_text: t('copy.altText'),
    text: t('copy.text'),
    tags: t('copy.tags'),
    language: t('language.label'),
    template_id: t('template.use'),
  };
  const whole: Record<string, string> = {
    languages: t('lang.label'),
  };
  return (path) => {
    const [kind = '', place = '', part = ''] = path.split('.');
    const where = COPY_LANGUAGES.find((one) => one.code === place)?.name ?? names[place] ?? place;
    return whole[kind] ?? `${where}: ${parts[part] ?? part}`;
  };
}
