import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { SelectField } from '@/components/ui/select-field';
import type { Language } from '@/lib/languages';
import { templatesOptions } from '../api/templates';

interface TemplateSelectProps {
  platform: string;
  languages: readonly Language[];
  value: string | null;
  onChange: (templateId: string | null) => void;
}

/** The choice of a template for a platform's text; hidden while no template fits. */
export function TemplateSelect({ platform, languages, value, onChange }: TemplateSelectProps) {
  const { t } = useTranslation();
  const { data: templates = [] } = useQuery(templatesOptions);
  const fitting = templates.filter(
    (one) =>
      (one.platform === null || one.platform === platform) && languages.includes(one.language),
  );
  if (fitting.length === 0) return null;
  return (
    <SelectField
      label={t('template.use')}
      value={value ?? ''}
      onChange={(event) => onChange(event.target.value || null)}
      options={[
        { value: '', text: t('template.none') },
        ...fitting.map((one) => ({ value: one.template_id, text: one.name, lang: one.language })),
      ]}
    />
  );
}
