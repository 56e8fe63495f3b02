/** A message of the conversation, as the simulator's API tells it. */
export interface ChatMessage {
  id: string;
  seq: number;
  direction: 'in' | 'out';
  kind: string;
  text: string | null;
  content: Record<string, unknown> | null;
  at: string;
}

export interface Neighbourhood {
  sceneId: string;
  name: string;
  latitude: number;
  longitude: number;
}
export interface SimulatedCity {
  name: string;
  hotlineName: string;
  neighbourhoods: Neighbourhood[];
}
export interface MenuItem {
  key: string;
  title: string;
}

/** What a citizen can send from the page. */
export type Outgoing =
  | { kind: 'text'; text: string }
  | { kind: 'location'; latitude: number; longitude: number; label: string }
  | { kind: 'scan'; scene: string }
  | { kind: 'menu'; key: string }
  | { kind: 'subscribe' }
  | { kind: 'image'; file: File; preview: string };

/** A message on its way: shown at once, gone when the server's own copy arrives. */
export interface Pending {
  id: string;
  message: Outgoing;
  at: string;
  failed: string | null;
}
