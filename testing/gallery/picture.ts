/**
 * A drawn stream in place of a camera: a shape before a room, so that cropping, mirroring and
 * overlays can be judged. The letter shows whether it is mirrored.
 */
export function drawnPicture(hue: number, letter: string, width = 1280, height = 720): MediaStream {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no canvas');
  const draw = () => {
    const ground = context.createLinearGradient(0, 0, 0, height);
    ground.addColorStop(0, `hsl(${hue} 30% 62%)`);
    ground.addColorStop(1, `hsl(${hue} 30% 34%)`);
    context.fillStyle = ground;
    context.fillRect(0, 0, width, height);
    context.fillStyle = `hsl(${hue + 20} 38% 26%)`;
    context.beginPath();
    context.ellipse(width / 2, height + 40, 330, 330, 0, 0, 7);
    context.fill();
    context.fillStyle = 'hsl(25 42% 64%)';
    context.beginPath();
    context.ellipse(width / 2, height - 410, 125, 160, 0, 0, 7);
    context.fill();
    context.fillStyle = 'white';
    context.font = '700 72px system-ui';
    context.fillText(letter, 200, 200);
  };
  draw();
  // A still canvas sends no frame: one is drawn again now and then.
  setInterval(draw, 200);
  return canvas.captureStream(10);
}

/** A drawn screen, with small text on it: what is lost at its edges and in its sharpness shows. */
function drawScreen(width: number, height: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no canvas');
  context.scale(width / 1280, width / 1280);
  context.fillStyle = 'hsl(210 30% 96%)';
  context.fillRect(0, 0, 1280, 1280);
  context.fillStyle = 'hsl(210 45% 30%)';
  context.fillRect(0, 0, 1280, 44);
  context.fillRect(0, 44, 220, 1280);
  context.fillStyle = 'white';
  context.font = '600 20px system-ui';
  context.fillText('Quarterly figures', 24, 29);
  context.fillStyle = 'hsl(210 20% 25%)';
  context.font = '16px system-ui';
  for (let line = 0; line < 22; line++) {
    context.fillText(
      `${line + 1}  Revenue, region ${line + 1}: ${line * 173 + 4_210}`,
      260,
      100 + line * 26,
    );
  }
  for (let bar = 0; bar < 9; bar++) {
    context.fillStyle = `hsl(${190 + bar * 8} 55% 48%)`;
    context.fillRect(700 + bar * 58, 600 - bar * 42, 40, 60 + bar * 42);
  }
  return canvas;
}

/** A shared screen. */
export function drawnScreen(width = 1280, height = 720): MediaStream {
  const canvas = drawScreen(width, height);
  const context = canvas.getContext('2d');
  // A still canvas sends no frame: a pixel is drawn again now and then.
  setInterval(() => context?.fillRect(0, 0, 1, 1), 200);
  return canvas.captureStream(10);
}

/** A screen's picture in the picker. */
export function screenThumbnail(width = 400, height = 225): string {
  return drawScreen(width, height).toDataURL('image/jpeg', 0.75);
}
