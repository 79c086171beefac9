import { createSignal, type JSX, onCleanup, onMount, Show } from "solid-js";
import { errorText } from "../i18n/errors.ts";
import { Banner } from "./Banner.tsx";
import { text } from "./text.ts";
import "./QrCode.css";

/** Not yet in TypeScript's DOM library; Chromium and Android have it, Safari and Firefox do not. */
interface Detector {
  detect(source: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>;
}
type DetectorClass = new (options: { formats: string[] }) => Detector;

type Reader = (video: HTMLVideoElement) => Promise<string | undefined>;

async function makeReader(): Promise<Reader> {
  const Detector = (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector;
  if (Detector) {
    try {
      const detector = new Detector({ formats: ["qr_code"] });
      return async (video) => (await detector.detect(video))[0]?.rawValue;
    } catch {
      // Named, and yet not to be had: read by code of ours.
    }
  }
  const { default: readQr } = await import("jsqr");
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d", { willReadFrequently: true });
  return async (video) => {
    if (!context || video.videoWidth === 0) return undefined;
    canvas.width = video.videoWidth;
    canvas.height = video.videoHeight;
    context.drawImage(video, 0, 0);
    const image = context.getImageData(0, 0, canvas.width, canvas.height);
    return readQr(image.data, image.width, image.height, { inversionAttempts: "dontInvert" })?.data;
  };
}

/** Shows the camera and calls back with each code it reads, until it is taken away. */
export function QrScanner(props: { readonly onRead: (value: string) => void }): JSX.Element {
  const [isRefused, setIsRefused] = createSignal(false);
  let video!: HTMLVideoElement;
  let stream: MediaStream | undefined;
  let isOpen = true;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const start = async (): Promise<void> => {
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    } catch {
      setIsRefused(true); // No camera, or not allowed: the banner says what to do.
      return;
    }
    if (!isOpen) return stop();
    video.srcObject = stream;
    await video.play();
    const read = await makeReader();
    const look = async (): Promise<void> => {
      if (!isOpen) return;
      const value = await read(video);
      if (value && isOpen) props.onRead(value);
      timer = setTimeout(() => void look(), 200);
    };
    await look();
  };
  const stop = (): void => {
    isOpen = false;
    clearTimeout(timer);
    for (const track of stream?.getTracks() ?? []) track.stop();
  };
  onMount(() => void start());
  onCleanup(stop);

  return (
    <div class="qr-scanner">
      <Show when={!isRefused()} fallback={<Banner tone="warn">{errorText({ code: "camera-missing" })}</Banner>}>
        <video ref={video} muted playsinline aria-label={text().camera} />
        <p>{text().scanHint}</p>
      </Show>
    </div>
  );
}
