/** The theme: light, dark or as on the device; the CSS tokens follow it. */
const STORAGE_KEY = 'haat.theme';

export const THEMES = ['device', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

export function chosenTheme(): Theme {
  const chosen = localStorage.getItem(STORAGE_KEY);
  return THEMES.find((theme) => theme === chosen) ?? 'device';
}

export function applyTheme(theme: Theme): void {
  localStorage.setItem(STORAGE_KEY, theme);
  document.documentElement.dataset['theme'] = theme;
}
