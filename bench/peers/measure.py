"""measure: what a command costs, with all the processes it starts."""
import ctypes
import os
import resource
import signal
import subprocess
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

PR_SET_CHILD_SUBREAPER = 36
SAMPLE = 0.02  # seconds between two looks at a tree of processes
GRACE = 5.0    # seconds that processes left behind may take to end


class Failed(Exception):
    """A command that ended otherwise than it should, with its last words."""


@dataclass
class Cost:
    cpu: float   # ms of all processes
    wall: float  # ms
    peak: float  # MiB: of one process its largest resident set, of a tree the largest sum of shares
    out: str = field(repr=False, default="")


def adopt_orphans():
    """From now on what descendants leave behind becomes our child, so that its CPU is counted too."""
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def children_cpu():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1e3 * (used.ru_utime + used.ru_stime)


def parents():
    """By process its parent."""
    found = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                found[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except (OSError, IndexError):
                pass
    return found


def descendants(root):
    kids, found, left = {}, [], [root]
    for pid, parent in parents().items():
        kids.setdefault(parent, []).append(pid)
    while left:
        pid = left.pop()
        found.append(pid)
        left += kids.get(pid, [])
    return found


def share(pid):
    """KiB of memory that are a process's, what it shares divided by those who share it."""
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    except OSError:
        pass
    return 0


class TreeWatch(threading.Thread):
    """Looks at a process and all below it until it is told to stop."""

    def __init__(self, root):
        super().__init__(daemon=True)
        self.root, self.peak, self.done = root, 0, threading.Event()

    def run(self):
        while not self.done.wait(SAMPLE):
            self.peak = max(self.peak, sum(map(share, descendants(self.root))))

    def stop(self):
        self.done.set()
        self.join()
        return self.peak / 1024


def reap_orphans():
    """Waits for what was left behind; what does not end by itself is ended."""
    until = time.monotonic() + GRACE
    while True:
        try:
            pid, _ = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if pid:
            continue
        if time.monotonic() > until:
            for orphan in descendants(os.getpid())[1:]:
                os.kill(orphan, signal.SIGKILL)
            until += GRACE
        time.sleep(0.01)


def wait_for(process, seconds):
    """Its status and its resources; it is ended when it takes too long."""
    timer = threading.Timer(seconds, process.kill)
    timer.start()
    _, status, used = os.wait4(process.pid, 0)
    timer.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
    return used


def run(command, folder, seconds=180, tree=False, env=None):
    """The cost of a command that must end well within `seconds`."""
    out, err = Path(folder) / "stdout", Path(folder) / "stderr"
    cpu, start = children_cpu(), time.monotonic()
    with open(out, "wb") as out_file, open(err, "wb") as err_file:
        process = subprocess.Popen([str(word) for word in command], cwd=folder, stdin=subprocess.DEVNULL,
                                   stdout=out_file, stderr=err_file, env={**os.environ, **(env or {})})
    watch = TreeWatch(process.pid) if tree else None
    if watch:
        watch.start()
    used = wait_for(process, seconds)
    wall = 1e3 * (time.monotonic() - start)
    peak = watch.stop() if watch else used.ru_maxrss / 1024
    reap_orphans()
    if process.returncode:
        words = err.read_text(errors="replace")[-600:] or out.read_text(errors="replace")[-600:]
        raise Failed(f"{Path(command[0]).name} ended with {process.returncode}: {words}")
    return Cost(children_cpu() - cpu, wall, peak, out.read_text(errors="replace"))
