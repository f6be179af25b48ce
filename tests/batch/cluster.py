"""cluster.py PROGRAM HOOKED SOURCE-DIR [--reports N] [--shards N]: a batch by Slurm on two nodes of this machine, one of which dies.

Starts munged, slurmctld and two slurmd on loopback, each with files and ports of its own, as the user who calls it (root, or
the user slurm runs jobs as). Submits a batch of slow reports (hooked_job.c) by scripts/slurm-batch, kills one slurmd with all its jobs in the middle, and
looks that every report is there once, with the bytes of a serial run, and nothing else. Wants slurmctld, slurmd, slurm-client
and munge of Debian; says so when they are not there, and fails.
"""
import argparse
import os
import shutil
import signal
import socket
import subprocess
import sys
import time

from support import BatchCase, Tools

WANTED = ("munged", "slurmctld", "slurmd", "sbatch", "squeue", "sinfo", "scontrol")
NODES = ("one", "two")
PATIENCE = 300  # seconds
PATHS = ("/usr/sbin", "/usr/bin", "/sbin", "/bin")


def free_port():
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return held.getsockname()[1]


def of_process(pid, name):
    try:
        with open(f"/proc/{pid}/{name}", "rb") as file:
            return file.read()
    except OSError:
        return b""


def with_environment(*words):
    """Processes that have all of these in their environment."""
    pids = [int(name) for name in os.listdir("/proc") if name.isdigit() and int(name) != os.getpid()]
    return [pid for pid in pids if (known := of_process(pid, "environ")) and all(word.encode() in known for word in words)]


def parent(pid):
    return int(of_process(pid, "stat").rpartition(b")")[2].split()[1] or 0) if of_process(pid, "stat") else 0


def kill_all(pids):
    for pid in pids:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            pass


class Cluster(BatchCase):
    reports, shards = 500, 10

    def configure(self):
        ports = {"ctl": free_port(), **{node: free_port() for node in NODES}}
        host = socket.gethostname().split(".")[0]
        nodes = "\n".join(f"NodeName={node} NodeHostname={host} NodeAddr=127.0.0.1 Port={ports[node]} CPUs=1 State=UNKNOWN" for node in NODES)
        base, user = self.path("slurm"), os.environ.get("USER") or subprocess.check_output(["id", "-un"], text=True).strip()
        self.write("slurm/slurm.conf", f"""ClusterName=banxin
SlurmctldHost={host}(127.0.0.1)
SlurmctldPort={ports["ctl"]}
SlurmUser={user}
SlurmdUser={user}
AuthType=auth/munge
AuthInfo=socket={base}/munge.socket
CredType=cred/munge
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SchedulerType=sched/backfill
SchedulerParameters=bf_interval=1,sched_interval=2
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
MpiDefault=none
MailProg=/bin/true
ReturnToService=2
SlurmdTimeout=10
SlurmctldTimeout=10
MinJobAge=600
KillWait=2
JobRequeue=1
SlurmdParameters=config_overrides
StateSaveLocation={base}/state
SlurmdSpoolDir={base}/%n
SlurmctldPidFile={base}/ctl.pid
SlurmdPidFile={base}/%n.pid
SlurmctldLogFile={base}/ctl.log
SlurmdLogFile={base}/%n.log
{nodes}
PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP
""")
        for name in ("state", *NODES):
            os.makedirs(self.path("slurm", name))
        with open(self.path("slurm/munge.key"), "wb") as file:
            file.write(os.urandom(128))
        os.chmod(self.path("slurm/munge.key"), 0o600)
        os.chmod(self.folder, 0o755)
        return {**self.environment(SLURM_CONF=self.path("slurm/slurm.conf")),
                "PATH": ":".join((os.environ["PATH"], *PATHS)), "BANXIN": Tools.hooked}

    def daemon(self, *words):
        with open(self.path("slurm", f"{os.path.basename(words[0])}.out"), "ab") as out:
            process = subprocess.Popen(words, cwd=self.path("slurm"), env=self.env, stdout=out, stderr=out, stdin=subprocess.DEVNULL)
        self.daemons.append(process)
        return process

    def end(self):
        for process in reversed(self.daemons):
            process.kill()
            process.wait()
        kill_all(with_environment(self.path("slurm/slurm.conf")))

    def logs(self):
        text = ""
        for folder in ("slurm", "out/.banxin/slurm"):
            for name in sorted(os.listdir(self.path(folder))) if os.path.isdir(self.path(folder)) else ():
                if name.endswith((".log", ".out")):
                    text += f"--- {name}\n" + self.read(f"{folder}/{name}")[-1500:]
        return text

    def ask(self, *words):
        return subprocess.run(words, env=self.env, text=True, capture_output=True, check=False).stdout

    def until(self, what, ready):
        ends = time.monotonic() + PATIENCE
        while not ready():
            if time.monotonic() > ends:
                self.fail(f"{what} took too long\n{self.ask('sinfo')}{self.ask('squeue')}{self.logs()}")
            time.sleep(0.2)

    def start(self):
        sockets = [f"--{what}={self.path('slurm', f'munge.{what}')}" for what in ("socket",)]
        files = [f"--{what}-file={self.path('slurm', f'munge.{what}')}" for what in ("key", "pid", "log", "seed")]
        self.daemon("munged", "--foreground", "--force", *sockets, *files)
        self.until("munged", lambda: os.path.exists(self.path("slurm/munge.socket")))
        self.daemon("slurmctld", "-D", "-i")
        nodes = {node: self.daemon("slurmd", "-D", "-N", node) for node in NODES}
        self.until("the nodes", lambda: self.ask("sinfo", "-h", "-t", "idle", "-o", "%D").strip() == "2")
        return nodes

    def jobs_of(self, node):
        return with_environment(self.path("slurm/slurm.conf"), f"SLURMD_NODENAME={node}")

    def is_amid_work(self, node):
        """Whether a job of it makes a shard that lacks some reports yet."""
        for pid in self.jobs_of(node):
            words = of_process(pid, "environ").split(b"\0")
            shard = next((int(word.split(b"=")[1]) for word in words if word.startswith(b"SLURM_ARRAY_TASK_ID=")), None)
            if shard is not None:
                names = (f"slow{number:03}.pdf" for number in range(shard, self.reports, self.shards))
                return sum(not os.path.exists(self.path("out", name)) for name in names) >= 5
        return False

    def kill_node(self, node, process):
        """As when its machine dies: nothing of it goes on. How many processes of jobs that were."""
        process.kill()
        process.wait()
        jobs = self.jobs_of(node)
        stewards = {parent(pid) for pid in jobs} - set(jobs)
        kill_all([pid for pid in stewards if b"slurmstepd" in of_process(pid, "cmdline")])
        kill_all(jobs)
        return len(jobs)

    def published_now(self):
        return len([name for name in os.listdir(self.path("out")) if name.endswith(".pdf")])

    def runTest(self):
        missing = [name for name in WANTED if not shutil.which(name, path=":".join((os.environ["PATH"], *PATHS)))]
        self.assertEqual(missing, [], "install slurmctld slurmd slurm-client munge")
        self.daemons = []
        self.env = self.configure()
        self.addCleanup(self.end)
        self.write_reports(self.reports, prefix="slow")
        expected = self.expected()
        nodes = self.start()
        script = os.path.join(Tools.source, "scripts/slurm-batch")
        fonts = os.path.join(Tools.source, "tests/golden/fonts.json")
        submitted = subprocess.run([script, "in", "-o", "out", "--shards", str(self.shards), "--fonts", fonts], cwd=self.folder, env=self.env,
                                   text=True, capture_output=True, check=False)
        self.assertEqual(submitted.returncode, 0, submitted.stderr)
        self.until("the first third", lambda: self.published_now() > self.reports // 3 and self.is_amid_work("two"))
        killed_at = self.published_now()
        killed = self.kill_node("two", nodes["two"])
        self.assertGreater(killed, 0)
        self.until("the jobs", lambda: not self.ask("squeue", "-h").strip())
        self.assertEqual(self.published(), expected, self.logs())
        status = self.status()
        self.assertEqual((status["published"], status["failed"], status["missing"]), (self.reports, 0, 0), self.logs())
        self.assertTrue(os.path.exists(self.path("out/summary.json")), self.logs())
        again = self.logs().count("shards ")
        self.assertGreater(again, 0, f"no shard was made again\n{self.logs()}")
        print(f"{self.reports} reports in {self.shards} shards; {again} times some were made again; a node and {killed} processes killed after {killed_at}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("program")
    parser.add_argument("hooked")
    parser.add_argument("source")
    for name, value in (("reports", 500), ("shards", 10)):
        parser.add_argument(f"--{name}", type=int, default=value)
    options = parser.parse_args()
    Tools.program, Tools.hooked, Tools.source = map(os.path.realpath, (options.program, options.hooked, options.source))
    Cluster.reports, Cluster.shards = options.reports, options.shards
    case = Cluster()
    result = case.defaultTestResult()
    case.run(result)
    for _, text in result.failures + result.errors:
        print(text)
    sys.exit(0 if result.wasSuccessful() else 1)


if __name__ == "__main__":
    main()
