interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * The most of a picture that may be cut off to fill the window. A quarter lets 4:3 fill 16:9; faces
 * are in the middle. Beyond it (a phone held upright in a wide window) the whole picture is shown.
 */
const mostCutOff = 0.25;

/** How a picture is laid into a stage; a picture of unknown size fills it. */
export function fitOf(picture: Size, stage: Size): 'cover' | 'contain' {
  const areas = picture.width * picture.height * stage.width * stage.height;
  if (areas === 0) return 'cover';
  const ratio = picture.width / picture.height / (stage.width / stage.height);
  return 1 - Math.min(ratio, 1 / ratio) <= mostCutOff ? 'cover' : 'contain';
}
