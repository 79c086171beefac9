import { createSignal, type JSX, onCleanup, onMount } from "solid-js";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { filesText as text } from "./filesText.ts";
import "./SignaturePad.css";

/** Pixels of the picture, whatever the screen. */
const width = 900;
const height = 360;
const ink = "#10202b";

/** A dialog to sign in, with finger, pen or mouse; the signature is a PNG of dark ink on white. */
export function SignaturePad(props: { readonly onDone: (signature: File) => void; readonly onClose: () => void }): JSX.Element {
  const [isSigned, setIsSigned] = createSignal(false);
  const [problem, setProblem] = createSignal("");
  let canvas!: HTMLCanvasElement;
  const pen = (): CanvasRenderingContext2D | null => canvas.getContext("2d");
  const clear = (): void => {
    const context = pen();
    if (!context) return;
    context.fillStyle = "#ffffff";
    context.fillRect(0, 0, width, height);
    setIsSigned(false);
  };
  onMount(clear);
  let last: readonly [x: number, y: number] | null = null;
  const pointOf = (event: PointerEvent): readonly [number, number] => {
    const box = canvas.getBoundingClientRect();
    return [((event.clientX - box.left) / box.width) * width, ((event.clientY - box.top) / box.height) * height];
  };
  const draw = (to: readonly [number, number], pressure: number): void => {
    const context = pen();
    if (!context || !last) return;
    context.strokeStyle = ink;
    context.lineCap = "round";
    context.lineJoin = "round";
    context.lineWidth = 3 + 3 * pressure;
    context.beginPath();
    context.moveTo(...last);
    context.lineTo(...to);
    context.stroke();
    last = to;
  };
  const end = (): void => {
    last = null;
  };
  const done = (): void => {
    if (!isSigned()) {
      setProblem(text().signMissing);
      return;
    }
    canvas.toBlob((blob) => {
      if (!blob) return;
      props.onDone(new File([blob], `${text().signatureName(new Date().toISOString())}.png`, { type: "image/png" }));
      props.onClose();
    }, "image/png");
  };
  onCleanup(end);
  return (
    <Dialog
      isOpen
      isSticky
      title={text().signature}
      size="large"
      onClose={() => props.onClose()}
      actions={
        <>
          <Button onClick={clear}>{text().again}</Button>
          <Button kind="primary" onClick={done}>
            {text().signed}
          </Button>
        </>
      }
    >
      <canvas
        ref={canvas}
        class="signature-pad"
        width={width}
        height={height}
        tabindex={0}
        role="img"
        aria-label={text().signHere}
        onPointerDown={(event) => {
          event.preventDefault();
          canvas.setPointerCapture(event.pointerId);
          last = pointOf(event);
          setIsSigned(true);
          setProblem("");
          draw([last[0] + 0.1, last[1]], event.pressure);
        }}
        onPointerMove={(event) => {
          if (!last) return;
          const events = event.getCoalescedEvents?.() ?? [];
          for (const one of events.length > 0 ? events : [event]) draw(pointOf(one), one.pressure);
        }}
        onPointerUp={end}
        onPointerCancel={end}
      />
      <p class="signature-hint" role="status">
        {problem() || text().signHere}
      </p>
    </Dialog>
  );
}
