/** Safety numbers: that the person on the other side is who they say. */
export const safety = {
  'safety.open': 'Encrypted. Show the safety number',
  'safety.open.verified': 'Encrypted and verified. Show the safety number',
  'safety.title': 'Safety number with {name}',
  'safety.explain':
    'Only you and {name} see and hear your calls. To be sure that nobody stands in between, compare this number with theirs: in person, or aloud when you know the voice.',
  'safety.notMet': 'The number is there after the first call with {name}.',
  'safety.device': 'Device {index} of {count}',
  'safety.mark': 'Mark as verified',
  'safety.clear': 'Clear verification',
  'safety.verified': 'Verified',
  'safety.newDevice': '{name} uses a device that you have not met before.',
  'safety.unconfirmed': '{name} is using a new device.',
  'safety.unconfirmed.detail':
    'You verified {name}, but not this device. It may be somebody else. Your camera and microphone are not sent until you continue.',
  'safety.continue': 'Continue',
  'safety.read': 'Got it',
  'safety.menu': 'Safety number',
} as const;
