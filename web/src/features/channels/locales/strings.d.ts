import type en from './en.json';
import type lazy from './lazy/en.json';

declare module '@/locales/strings' {
  interface StringsByFeature {
    channels: typeof en & typeof lazy;
  }
}
