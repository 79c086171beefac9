import { expect, test } from "vitest";
import { guessDeviceName } from "../../src/workspace/deviceName.ts";

test("a device is first called what people call it", () => {
  const nameOf = (userAgent: string, maxTouchPoints = 0) => guessDeviceName({ userAgent, maxTouchPoints });
  expect(nameOf("Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X)", 5)).toBe("iPhone");
  expect(nameOf("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)", 5)).toBe("iPad");
  expect(nameOf("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)")).toBe("Mac");
  expect(nameOf("Mozilla/5.0 (Linux; Android 15; Pixel 9) Mobile Safari/537.36", 5)).toBe("Android");
  expect(nameOf("Mozilla/5.0 (Windows NT 10.0; Win64; x64)")).toBe("Windows-PC");
});
