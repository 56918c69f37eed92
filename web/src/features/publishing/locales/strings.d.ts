import type en from './en.json';

declare module '@/locales/strings' {
  interface StringsByFeature {
    publishing: typeof en;
  }
}
