import type en from './en.json';

declare module '@/locales/strings' {
  interface StringsByFeature {
    conversations: typeof en;
  }
}
