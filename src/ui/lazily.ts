import { createMemo, createResource, type JSX, type lazy, untrack } from "solid-js";

/**
 * A part that is fetched when it is first shown, or before by `preload`. Solid's own `lazy` shares one question between all places that
 * wait for a part: where the place that asked first is gone before the answer comes, the others wait for ever. Here each asks for itself.
 */
export const lazily: typeof lazy = (load) => {
  type File = Awaited<ReturnType<typeof load>>;
  let file: File | undefined;
  let loading: Promise<File> | undefined;
  const preload = (): Promise<File> =>
    (loading ??= load().then(
      (fetched) => (file = fetched),
      (error: unknown) => {
        // Asked again next time: the network may be back.
        loading = undefined;
        throw error;
      },
    ));
  const shown = (part: File["default"], props: never): JSX.Element => untrack(() => (part as (props: never) => JSX.Element)(props));
  const place = (props: never): JSX.Element => {
    if (file) return shown(file.default, props);
    const [fetched] = createResource(preload);
    return createMemo(() => {
      const there = fetched();
      return there && shown(there.default, props);
    }) as unknown as JSX.Element;
  };
  return Object.assign(place, { preload }) as unknown as ReturnType<typeof lazy<File["default"]>>;
};
