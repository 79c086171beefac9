import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * A disk on which the power can go: a file system of its own whose kernel side can be told to stop at once, without writing what it
 * still holds in memory. What no program had asked it to flush is lost then, as on a real machine; killing a process loses nothing.
 */
export interface VolatileDisk {
  readonly folder: string;
  /** From now on nothing reaches the disk. */
  cutPower(): void;
  /** Mounts what had reached it; whoever held files on it must be gone. */
  restorePower(): Promise<void>;
  remove(): void;
}

/** `EXT4_IOC_SHUTDOWN` with `EXT4_GOING_FLAGS_NOLOGFLUSH`: linux/fs/ext4/ext4.h. Perl is part of every Debian. */
const shutDown = String.raw`sysopen(my $disk, $ARGV[0], 0) or die $!; my $how = pack("L", 2); ioctl($disk, 0x8004587d, $how) or die $!`;

const attempt = (program: string, ...args: string[]) => spawnSync(program, args, { encoding: "utf8" });

function must(program: string, ...args: string[]): void {
  const { status, stderr, error } = attempt(program, ...args);
  if (status !== 0) throw new Error(`${program} ${args.join(" ")}: ${error?.message ?? stderr}`);
}

/** Making one needs root on Linux, a loop device, ext4 and Perl. Says why where it cannot be made. */
export function whyNoVolatileDisk(): string | undefined {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return "it needs root on Linux";
  const folder = mkdtempSync(join(tmpdir(), "kontor-try-"));
  try {
    openVolatileDisk(16, folder).remove();
    return undefined;
  } catch (error) {
    return String(error);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function openVolatileDisk(megabytes: number, parent = tmpdir()): VolatileDisk {
  const base = mkdtempSync(join(parent, "kontor-volatile-"));
  const image = join(base, "image");
  const folder = join(base, "disk");
  mkdirSync(folder);
  // Longer than any story: only what is flushed shall lie on the disk, not what happened to be written in the background.
  const mount = () => must("mount", "-o", "loop,commit=600", image, folder);
  must("truncate", "-s", `${megabytes}M`, image);
  must("mkfs.ext4", "-q", "-F", image);
  mount();
  return {
    folder,
    cutPower: () => must("perl", "-e", shutDown, folder),
    async restorePower() {
      // The last of a killed browser's processes lets go some moments after the first.
      for (const deadline = Date.now() + 10_000; attempt("umount", folder).status !== 0; await new Promise((done) => setTimeout(done, 50)))
        if (Date.now() > deadline) throw new Error(`somebody still holds ${folder}`);
      mount();
    },
    remove() {
      attempt("umount", "-l", folder);
      rmSync(base, { recursive: true, force: true });
    },
  };
}
