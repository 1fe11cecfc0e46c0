import type { Kind, StepId, Verdict } from '../../../setup/model.ts';
import type { Catalog, Message } from '../messages.ts';

/** The relays share their texts. */
type Group<S extends StepId> = S extends `turn-${string}` ? 'turn' : S;

/** `no-connection` is shown as one of the kinds that `assess` makes of it. */
type FoundKey = {
  [S in StepId]: `${Group<S>}.${Exclude<Kind<S>, 'no-connection'>}`;
}[StepId];

/** Findings that need nothing done: those that are good, and those that follow from others. */
type Fine =
  | 'reached'
  | 'answered'
  | 'relayed'
  | 'delivers'
  | 'plays'
  | 'flows'
  | 'not-checked'
  | 'not-offered';

/** The compiler counts the texts: one for each step, state and finding, and what to do about it. */
type Counted =
  | `setup.step.${StepId}`
  | `setup.state.${Verdict | 'waiting' | 'running'}`
  | `setup.${FoundKey}`
  | `setup.cure.${Exclude<FoundKey, `${string}.${Fine}`>}`;

/** The set-up check: its frame, its steps and states, what a step found and why, and what to do. */
export const setup = {
  'setup.title': 'Check my set-up',
  'setup.heading': 'Will calls work here?',
  'setup.note':
    'Tries everything that a call needs: the server, the ways to others, your devices, and a call within this computer. Camera and microphone are on for a few seconds; nothing is recorded or sent to anybody.',
  'setup.steps': 'Steps of the check',
  'setup.progress': 'Checking: {done} of {total} done.',
  'setup.allGood': 'Everything works. Checked in {seconds} s.',
  'setup.noted': {
    one: 'No problems. 1 note. Checked in {seconds} s.',
    other: 'No problems. {count} notes. Checked in {seconds} s.',
  },
  'setup.warned': {
    one: 'Calls work, with one limit. Checked in {seconds} s.',
    other: 'Calls work, with {count} limits. Checked in {seconds} s.',
  },
  'setup.found': {
    one: 'One problem found. Checked in {seconds} s.',
    other: '{count} problems found. Checked in {seconds} s.',
  },
  'setup.again': 'Check again',
  'setup.copyReport': 'Copy report',
  'setup.report': 'What the report says',
  'setup.reportNote': 'For whoever helps you. It has no names, addresses, IDs or passwords in it.',
  'setup.notLoaded': 'The check could not be loaded. Close this, and try again in a moment.',

  'setup.state.waiting': 'Waiting',
  'setup.state.running': 'Checking…',
  'setup.state.good': 'Good',
  'setup.state.note': 'Note',
  'setup.state.warning': 'Limited',
  'setup.state.failed': 'Problem',

  'setup.step.server': 'Server',
  'setup.step.session': 'Line to the server',
  'setup.step.stun': 'Direct way to others (STUN)',
  'setup.step.turn-udp': 'Relay over UDP (TURN)',
  'setup.step.turn-tcp': 'Relay over TCP (TURN)',
  'setup.step.turn-tls': 'Relay over TLS (TURN)',
  'setup.step.noRelay': 'Relay (TURN)',
  'setup.step.camera': 'Camera',
  'setup.step.microphone': 'Microphone',
  'setup.step.speaker': 'Speaker',
  'setup.step.loopback': 'Call within this computer',

  'setup.server.reached': 'Reached. Its version is {version}.',
  'setup.server.clock-off': {
    one: 'Reached, but the clock of this computer and the clock of the server are a minute apart.',
    other:
      'Reached, but the clock of this computer and the clock of the server are {count} minutes apart. Certificates and access to the relay can be refused because of it.',
  },
  'setup.server.app-too-old': 'Reached. It is newer than this app (version {version}).',
  'setup.server.server-too-old': 'Reached. It is older than this app (version {version}).',
  'setup.server.offline': 'This computer is connected to no network.',
  'setup.server.unreachable':
    'Cannot be reached: it is down, its address is wrong, or your network does not let you through to it.',
  'setup.server.no-answer':
    'Does not answer in time: it is overloaded, or something on the way holds it up.',
  'setup.server.bad-certificate':
    'Its certificate is not valid, so nothing was sent to it. Either it has run out, or somebody stands between you and the server.',
  'setup.server.not-a-server': 'Something answers at this address that is not a Tatap server.',
  'setup.server.in-trouble': 'Answers, but cannot help at the moment.',

  'setup.session.answered': 'Open. It answers in {answerMs} ms.',
  'setup.session.signed-out': 'Nobody is signed in here, so no call can come or go.',
  'setup.session.replaced':
    'Tatap is in use in another window or tab, and only one can hold the line.',
  'setup.session.no-answer': 'Open, but the server does not answer what is asked over it.',
  'setup.session.socket-blocked':
    'The server is there, but the lasting connection to it (a WebSocket) is cut. A proxy, firewall or virus scanner usually does that.',
  'setup.session.not-checked': 'Not checked, because the server was not reached.',

  'setup.stun.answered': 'Works. Calls can take the direct way.',
  'setup.stun.not-offered':
    'The server names no STUN server. Beyond your own network, calls will need a relay.',
  'setup.stun.no-answer':
    'The STUN server does not answer: it is down, or a firewall or VPN lets no UDP through.',
  'setup.stun.unreachable': 'The STUN server cannot be reached from this network.',
  'setup.stun.unknown-host': 'The name of the STUN server leads nowhere.',
  'setup.stun.udp-blocked':
    'Your network, a firewall or a VPN lets no UDP through, so there is no direct way. Calls go through the relay.',
  'setup.stun.not-checked': 'Not checked: the line to the server says where to ask.',

  'setup.turn.relayed': 'Works.',
  'setup.turn.not-offered':
    'The server offers no relay over this transport. It matters only in networks that let nothing else through.',
  'setup.turn.no-relay':
    'The server has no relay. Calls work wherever a direct way exists; between two strict networks, such as a company and a mobile network, they do not.',
  'setup.turn.no-answer':
    'The relay does not answer over this transport: it is down, or a firewall or VPN swallows what is sent to it.',
  'setup.turn.unreachable':
    'The relay takes no connection over this transport: it is down there, or a firewall refuses it.',
  'setup.turn.unknown-host': 'The name of the relay leads nowhere.',
  'setup.turn.udp-blocked':
    'Your network, a firewall or a VPN lets no UDP through. Over TCP the relay works: calls connect, with more delay and more stutter.',
  'setup.turn.credentials-refused':
    'The relay is there and refuses the access that the server gives out (error 401): the two do not share the same secret, or their clocks differ.',
  'setup.turn.credentials-expired':
    'The relay is there and refuses the access that the server gives out (error 401): it had run out before it was used. The clock of the server is wrong, or the clock of this computer.',
  'setup.turn.refused':
    'The relay is there and refuses to relay (error {code}): it is full, or set up to.',
  'setup.turn.certificate':
    'The relay is there, but its certificate is not accepted: it has run out, is for another name, or is one that this system does not trust.',
  'setup.turn.not-checked': 'Not checked: the line to the server says where the relay is.',

  'setup.camera.delivers': '{label} sends a picture, {width} × {height}.',
  'setup.camera.refused-by-person': 'Camera access is blocked for this page.',
  'setup.camera.refused-by-system':
    'The privacy settings of your system do not let Tatap use the camera.',
  'setup.camera.in-use':
    'The camera does not open: another program is using it, or its driver failed.',
  'setup.camera.none': 'No camera found. You can call without one; others then do not see you.',
  'setup.camera.unsupported': 'This page can’t use cameras, because it was not opened over https.',
  'setup.camera.not-opened':
    'The camera has not opened. Perhaps a question is waiting for your answer, or the camera hangs.',
  'setup.camera.no-frames': 'The camera is on but sends no pictures.',
  'setup.camera.black':
    'The camera sends only black: its lens is covered, or it is switched off at the device.',

  'setup.microphone.delivers': '{label} sends sound.',
  'setup.microphone.refused-by-person': 'Microphone access is blocked for this page.',
  'setup.microphone.refused-by-system':
    'The privacy settings of your system do not let Tatap use the microphone.',
  'setup.microphone.in-use':
    'The microphone does not open: another program is using it, or its driver failed.',
  'setup.microphone.none': 'No microphone found. You can listen, but nobody hears you.',
  'setup.microphone.unsupported':
    'This page can’t use microphones, because it was not opened over https.',
  'setup.microphone.not-opened':
    'The microphone has not opened. Perhaps a question is waiting for your answer, or the microphone hangs.',
  'setup.microphone.no-sound': 'The microphone is on but sends nothing at all.',
  'setup.microphone.silent':
    'The microphone sends perfect silence: it is muted in the system, or by a switch on the device.',

  'setup.speaker.plays': 'Takes sound.',
  'setup.speaker.none': 'No speaker or headphones found, so you hear nobody.',
  'setup.speaker.gone': 'The chosen speaker is not there any more. The system default is used.',
  'setup.speaker.stalled': 'The speaker takes no sound: it hangs, or another program holds it.',

  'setup.loopback.flows': 'Picture and sound arrive. The first picture took {firstFrameMs} ms.',
  'setup.loopback.not-connected':
    'Two ends within this computer cannot reach each other. A firewall, virus scanner or VPN stops calls on this computer, or calls are switched off in it.',
  'setup.loopback.no-media': 'The call connects but carries neither picture nor sound.',
  'setup.loopback.no-picture': 'The call connects and carries sound, but no picture.',
  'setup.loopback.not-checked':
    'Not checked: without a network, calls do not connect even within a computer.',
  'setup.loopback.no-sound': 'The call connects and carries a picture, but no sound.',

  'setup.cure.server.clock-off': 'Let your system set date and time by itself, then check again.',
  'setup.cure.server.app-too-old': 'Update Tatap.',
  'setup.cure.server.server-too-old': 'Ask whoever runs the server to update it.',
  'setup.cure.server.offline': 'Connect to a Wi-Fi or a cable, or turn off flight mode.',
  'setup.cure.server.unreachable':
    'Check whether other web pages open. If they do, check the address in the network settings, try without VPN, or ask whoever runs the server.',
  'setup.cure.server.no-answer': 'Try again in a minute, without VPN if you use one.',
  'setup.cure.server.bad-certificate':
    'Do not use it in a network that you do not trust. Check date and time of this computer, then ask whoever runs the server.',
  'setup.cure.server.not-a-server':
    'Check the address in the network settings. In a hotel or café, open a web page first and sign in to the Wi-Fi there.',
  'setup.cure.server.in-trouble':
    'Try again in a minute. If it stays so, ask whoever runs the server.',

  'setup.cure.session.signed-out': 'Sign in.',
  'setup.cure.session.replaced': 'Use Tatap there, or choose “Use here” in this window.',
  'setup.cure.session.no-answer':
    'Try again in a minute. If it stays so, ask whoever runs the server.',
  'setup.cure.session.socket-blocked':
    'Try without VPN or in another network. Ask whoever runs this network, or the server’s proxy, to let WebSockets through.',

  'setup.cure.stun.no-answer':
    'Try without VPN or in another network. If it is so everywhere, ask whoever runs the server.',
  'setup.cure.stun.unreachable':
    'Try without VPN or in another network. If it is so everywhere, ask whoever runs the server.',
  'setup.cure.stun.unknown-host': 'Ask whoever runs the server to correct the STUN address.',
  'setup.cure.stun.udp-blocked':
    'Turn off the VPN or try another network. In a company, ask for outgoing UDP to be allowed.',

  'setup.cure.turn.no-relay':
    'Nothing is wrong with your computer. Whoever runs the server can set up a relay (TURN).',
  'setup.cure.turn.no-answer':
    'As long as one relay is good, calls work. Otherwise try without VPN or in another network, or ask whoever runs the server.',
  'setup.cure.turn.unreachable':
    'As long as one relay is good, calls work. Otherwise try another network, or ask whoever runs the server.',
  'setup.cure.turn.unknown-host':
    'Ask whoever runs the server to correct the address of the relay.',
  'setup.cure.turn.udp-blocked':
    'Turn off the VPN or try another network. In a company, ask for outgoing UDP to be allowed.',
  'setup.cure.turn.credentials-refused':
    'Nothing is wrong with your computer. Ask whoever runs the server to compare the secrets and clocks of server and relay.',
  'setup.cure.turn.credentials-expired':
    'Let your system set date and time by itself. If they are right here, ask whoever runs the server to set its clock.',
  'setup.cure.turn.refused': 'Try again later, and tell whoever runs the server about the error.',
  'setup.cure.turn.certificate':
    'Check date and time of this computer. If they are right, ask whoever runs the server to renew the certificate of the relay.',

  'setup.cure.camera.refused-by-person':
    'Allow the camera: in a browser with the icon beside the address, in the app in the privacy settings of your system. Then check again.',
  'setup.cure.camera.refused-by-system':
    'Allow the camera for Tatap (or for your browser) in the privacy settings of your system, then check again.',
  'setup.cure.camera.in-use':
    'Close other programs that use the camera, or unplug it and plug it in again. Then check again.',
  'setup.cure.camera.none': 'Plug in a camera, or switch on the built-in one.',
  'setup.cure.camera.unsupported': 'Open Tatap over https, or use the desktop app.',
  'setup.cure.camera.not-opened': 'Answer the question on the screen, then check again.',
  'setup.cure.camera.no-frames':
    'Unplug the camera and plug it in again, or choose another one under Devices. Then check again.',
  'setup.cure.camera.black':
    'Open the slide in front of the lens, press the camera key of your keyboard, or choose another camera under Devices.',

  'setup.cure.microphone.refused-by-person':
    'Allow the microphone: in a browser with the icon beside the address, in the app in the privacy settings of your system. Then check again.',
  'setup.cure.microphone.refused-by-system':
    'Allow the microphone for Tatap (or for your browser) in the privacy settings of your system, then check again.',
  'setup.cure.microphone.in-use':
    'Close other programs that use the microphone, or unplug it and plug it in again. Then check again.',
  'setup.cure.microphone.none': 'Plug in a microphone or a headset.',
  'setup.cure.microphone.unsupported': 'Open Tatap over https, or use the desktop app.',
  'setup.cure.microphone.not-opened': 'Answer the question on the screen, then check again.',
  'setup.cure.microphone.no-sound':
    'Unplug the microphone and plug it in again, or choose another one under Devices. Then check again.',
  'setup.cure.microphone.silent':
    'Unmute it in the sound settings of your system, look for a mute switch on the headset or a microphone key on the keyboard, or choose another one under Devices.',

  'setup.cure.speaker.none': 'Plug in speakers or headphones.',
  'setup.cure.speaker.gone': 'Plug it in again, or choose another one under Devices.',
  'setup.cure.speaker.stalled':
    'Unplug it and plug it in again, choose another one under Devices, or restart the computer.',

  'setup.cure.loopback.not-connected':
    'Allow Tatap (or your browser) in the firewall or virus scanner of this computer, and try without VPN.',
  'setup.cure.loopback.no-media':
    'Restart Tatap, then the computer. If it stays so, an extension or a security program changes calls.',
  'setup.cure.loopback.no-picture':
    'Restart Tatap and update the graphics driver of this computer.',
  'setup.cure.loopback.no-sound': 'Restart Tatap, then the computer.',
} as const satisfies Catalog & Record<Counted, Message>;
