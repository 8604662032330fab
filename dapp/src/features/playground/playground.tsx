import { useEffect, useMemo, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { chooseLanes } from './choose-lanes.ts';
import type { Lanes } from './choose-lanes.ts';
import { Composer } from './composer.tsx';
import type { Conversation, Lane } from './conversation.ts';
import { keepConversation, loadKept } from './history-store.ts';
import { LaneView } from './lane-view.tsx';
import { SettingsPane } from './settings-pane.tsx';
import { useChat } from './use-chat.ts';
import type { ServedModel } from './use-served-models.ts';

type PlaygroundProps = { models: readonly ServedModel[]; wanted: string | undefined };

const fresh = (): Conversation => ({ id: crypto.randomUUID(), startedAtMs: Date.now(), turns: [] });

/** Chat with a model, or with a base and an adapter side by side. */
export function Playground({ models, wanted }: PlaygroundProps) {
  const [kept] = useState(() => loadKept(localStorage));
  const [settings, setSettings] = useState(kept.settings);
  const [lanes, setLanes] = useState<Lanes>(() => chooseLanes(models, wanted));
  const [paneOpen, setPaneOpen] = useState(false);
  const chosen = useMemo(
    () => ({ ...(lanes.left && { left: lanes.left }), ...(lanes.right && { right: lanes.right }) }),
    [lanes],
  );
  const chat = useChat({ start: kept.conversations[0] ?? fresh(), models: chosen, settings });
  const { conversation } = chat;
  const compare = lanes.right !== undefined;

  useEffect(() => keepConversation(localStorage, settings, conversation), [settings, conversation]);

  const shown: Lane[] = compare ? ['left', 'right'] : ['left'];
  const streaming = conversation.turns.some((turn) =>
    shown.some((lane) => turn.answers[lane]?.state === 'streaming'),
  );
  const toggle = () =>
    setLanes(compare ? { ...lanes, right: undefined } : { ...lanes, right: other(models, lanes) });

  return (
    <div className="play">
      <h1 className="sr">Playground{compare ? ', compare' : ''}</h1>
      <div className="play-bar">
        <div className="seg" role="group" aria-label="Mode">
          <button type="button" aria-pressed={!compare} onClick={() => compare && toggle()}>
            Chat
          </button>
          <button
            type="button"
            aria-pressed={compare}
            disabled={models.length < 2}
            onClick={() => !compare && toggle()}
          >
            Compare
          </button>
        </div>
        <p className="row small muted grow clip hide-m">
          {conversation.turns[0]?.question ?? 'New conversation'}
          <span className="subtle nowrap">· saved on this device</span>
        </p>
        <div className="row">
          <Button
            size="sm"
            className="only-m-flex"
            aria-expanded={paneOpen}
            onClick={() => setPaneOpen(!paneOpen)}
          >
            <Icon name="gear" />
            Settings
          </Button>
          <Button size="sm" onClick={() => chat.open(fresh())}>
            <Icon name="plus" />
            New
          </Button>
        </div>
      </div>
      <div className="play-grid">
        <div className={compare ? 'lanes' : 'lanes lanes-one'}>
          {shown.map((lane) => (
            <LaneView
              key={lane}
              lane={lane}
              model={models.find(({ id }) => id === lanes[lane])}
              models={models}
              turns={conversation.turns}
              onChange={(id) => setLanes({ ...lanes, [lane]: id })}
              onStop={() => chat.stop(lane)}
              onAgain={(turnId) => chat.again(turnId, lane)}
              onEdit={chat.edit}
            />
          ))}
        </div>
        <Composer
          placeholder={
            compare ? 'Ask both. Shift + Enter for a new line' : 'Ask. Shift + Enter for a new line'
          }
          busy={streaming}
          onSend={chat.ask}
          onStop={() => shown.forEach(chat.stop)}
        />
        <SettingsPane
          settings={settings}
          onChange={setSettings}
          open={paneOpen}
          onClose={() => setPaneOpen(false)}
          models={{ left: lanes.left, right: lanes.right }}
          turns={conversation.turns}
        />
      </div>
    </div>
  );
}

function other(models: readonly ServedModel[], { left }: Lanes): string | undefined {
  const current = models.find(({ id }) => id === left);
  const adapter = models.find(({ kind, base }) => kind === 'adapter' && base === current?.id);
  return (adapter ?? models.find(({ id }) => id !== left))?.id;
}
