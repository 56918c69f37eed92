/** Light, dark or as the device has it; the tokens do the rest. */
const CHOICE = 'haat.theme';

export const THEMES = ['device', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

export function chosenTheme(): Theme {
  const chosen = localStorage.getItem(CHOICE);
  return THEMES.find((theme) => theme === chosen) ?? 'device';
}

export function wear(theme: Theme): void {
  localStorage.setItem(CHOICE, theme);
  document.documentElement.dataset['theme'] = theme;
}
