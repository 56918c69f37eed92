import { useTranslation } from 'react-i18next';
import { Button, type ButtonLook, buttonClass } from '@/components/ui/button';
import { Failure } from '@/components/ui/failure';
import { useConnect } from '../../api/channels';
import type { Capabilities, Connection } from '../../api/types';
import { AssistedConnectHelp } from './assisted-connect-help';
import { ConnectInputForm } from './connect-input-form';

interface ConnectButtonProps {
  channel: Capabilities;
  /** What the button is about: the platform, and which of its accounts if it has several. */
  label?: string;
  action: string;
  look: ButtonLook;
  /** The connection to renew; without it any account may be connected. */
  renewing?: Connection;
  /** Whether the platform has an account already. */
  further?: boolean;
}

/** What a further account might be called, where a panel tells no name. */
const FURTHER = 'second-shop';

function nameOfAccount(
  { platform }: Capabilities,
  renewing: Connection | undefined,
  further: boolean,
): string {
  if (!renewing) return further ? FURTHER : '';
  return renewing.account.id === platform ? '' : renewing.account.id;
}

/** Leads to the platform's consent page; where the person signs in by themselves, says how. */
export function ConnectButton(props: ConnectButtonProps) {
  const { channel, action, look, renewing, further = false } = props;
  const { label = channel.name } = props;
  const { t } = useTranslation();
  const connect = useConnect(channel.platform);
  const actionLabel = `${action}: ${label}`;
  if (channel.connect === 'assisted') {
    return (
      <AssistedConnectHelp
        channel={channel}
        account={nameOfAccount(channel, renewing, further)}
        title={further ? action : t('connections.assistedTitle', { platform: channel.name })}
        label={further ? actionLabel : t('connections.assistedTitle', { platform: label })}
        open={renewing?.status === 'reconnect'}
      />
    );
  }
  if (further && channel.connect_inputs.length > 0) {
    return (
      <details className="grid">
        <summary
          aria-label={actionLabel}
          className={buttonClass(look, 'cursor-pointer list-none justify-self-start')}
        >
          {action}
        </summary>
        <div className="pt-4">
          <ConnectButton channel={channel} action={t('connections.connect')} look="calm" />
        </div>
      </details>
    );
  }
  const busy = connect.isPending || connect.isSuccess;
  return (
    <div className="grid justify-items-start gap-4">
      {connect.error && <Failure error={connect.error} />}
      {channel.connect_inputs.length > 0 ? (
        <ConnectInputForm
          inputs={channel.connect_inputs}
          {...{ action, actionLabel, look, busy }}
          onSubmit={(values) => connect.mutate({ values, renewing })}
        />
      ) : (
        <Button
          {...{ look, busy }}
          aria-label={actionLabel}
          onClick={() => connect.mutate({ renewing })}
        >
          {action}
        </Button>
      )}
    </div>
  );
}
