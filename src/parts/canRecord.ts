/** Whether this browser records sound at all. */
export const canRecord = (): boolean => typeof MediaRecorder !== "undefined" && typeof navigator.mediaDevices?.getUserMedia === "function";
