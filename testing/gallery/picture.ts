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
