/** What the chunk of calls gives: the screen, and the card that tells of its end. */
export { CallScreen } from './call-screen.tsx';
export { EndedCard } from './ended.tsx';
