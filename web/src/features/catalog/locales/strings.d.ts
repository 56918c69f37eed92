import type en from './en.json';

declare module '@/locales/strings' {
  interface StringsByFeature {
    catalog: typeof en;
  }
}
