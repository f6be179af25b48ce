"""bench/batch.py PROGRAM SOURCE-DIR [--count N] [--large N] [--small-report]: what a batch costs.

The model report with other names, amounts and sentences, N times (1,000), in a folder of the same file system as --folder
says: reports a second by one process and by two, turn and turn about; CPU a report; the most memory the program had, and
what a process that makes reports has for itself alone. With --large 100000 also so many, side by side with the few, and how long
it takes afterwards to tell how they stand, to read them all again, and to go on with them. --small-report makes a report of half a
page instead, so that so many take minutes and 2 GB.

Whether a report costs more the more there are is told within the many: the last tenth against the first. (The few have covers,
which batches of more than 20,000 reports do without.) Wall time means something on a machine that does nothing else; CPU time
always does. With --write FOLDER it only writes the reports there, for bench/warm.
"""
import argparse
import decimal
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time

MODEL = "input/xinjiang-social-insurance-2020.json"
GOALS = {"rate": 100, "scaling": 1.85, "private": 48, "even": 5}
PLACES = "东西南北中上下前后左右大小新旧高低远近山水林田河湖海江沙石云雨风雪春夏秋冬金木火土"
AMOUNT = re.compile(r"-?[0-9]+\.[0-9]+")
KINDS = ("农业农村局", "水利局", "统计局", "教育局", "交通运输局", "文化和旅游局", "审计局", "林业和草原局")


def varied(model, number):
    """Another department's report: every amount by another factor, its own name, a sentence of its own in every block."""
    rng = random.Random(number)
    factor = decimal.Decimal(rng.randint(50, 199)) / 100
    name = "".join(rng.choice(PLACES) for _ in range(3)) + "县" + rng.choice(KINDS)

    def amount(value):
        made = decimal.Decimal(str(value)) * factor
        return str(made.quantize(decimal.Decimal("0.01")))

    def change(value, key=None):
        if isinstance(value, dict):
            return {k: change(v, k) for k, v in value.items()}
        if isinstance(value, list):
            return [change(item, key) for item in value]
        if isinstance(value, decimal.Decimal) or (isinstance(value, str) and AMOUNT.fullmatch(value)):
            return amount(value)
        if isinstance(value, str) and len(value) > 40:
            return value + name + "第" + str(number) + "次公开。"
        return value

    report = {key: change(value) if key in ("tables", "data") else value for key, value in model.items()}
    report["organ"] = {**model["organ"], "name": name, "code": f"{number:06}"}
    return report


def small(number):
    """A report of the form the batch's tests have."""
    rows = [{"name": "拨款收入", "amount": f"{number % 1000}.50"}, {"name": "其他收入", "amount": "1.50"},
            {"kind": "合计", "name": "合计", "amount": f"{number % 1000 + 2}.00"}]
    return {"form": "form", "organ": {"code": f"{number:06}", "name": f"第{number}局"}, "year": 2020, "date": "2020-01-16",
            "tables": {"income": rows}}


def write_reports(report, folder, count, is_small=False):
    with open(report, encoding="utf-8") as file:
        model = json.load(file, parse_float=decimal.Decimal)
    for number in range(count):
        with open(os.path.join(folder, f"r{number:06}.json"), "w", encoding="utf-8") as file:
            json.dump(small(number) if is_small else varied(model, number), file, ensure_ascii=False, default=str)
    return [os.path.join(folder, f"r{number:06}.json") for number in range(count)]


def private_kib(pid):
    try:
        with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as file:
            return sum(int(line.split()[1]) for line in file if line.startswith("Private_"))
    except OSError:
        return 0


def peak_kib(pid):
    """The most memory a process has had."""
    try:
        with open(f"/proc/{pid}/status", encoding="ascii", errors="replace") as file:
            return max([int(line.split()[1]) for line in file if line.startswith("VmHWM")], default=0)
    except OSError:
        return 0


def workers_of(pid):
    try:
        with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as file:
            return file.read().split()
    except OSError:
        return []


def cpu_of(pids):
    """Seconds of processes that live, and of what they have waited for."""
    ticks = 0
    for pid in pids:
        try:
            with open(f"/proc/{pid}/stat", encoding="ascii", errors="replace") as file:
                ticks += sum(int(word) for word in file.read().rpartition(")")[2].split()[11:15])
        except OSError:
            pass
    return ticks / os.sysconf("SC_CLK_TCK")


class Listener(threading.Thread):
    """Hears what is said on standard error; how much CPU has gone at each line that tells how many are made."""

    def __init__(self, process):
        super().__init__()
        self.process, self.said, self.course = process, [], []

    def run(self):
        for line in self.process.stderr:
            made = re.match(rb"\d+ reports: (\d+) published", line)
            if made:
                self.course.append((int(made[1]), cpu_of([self.process.pid, *workers_of(self.process.pid)])))
            else:
                self.said.append(line.decode())


def call(program, *words):
    """A run of the program: seconds of wall and of CPU, its most memory in MiB, that of a worker alone, and the course."""
    began, private, memory, turn = time.monotonic(), 0, 0, 0
    process = subprocess.Popen([program, *words], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    listener = Listener(process)
    listener.start()
    while (ended := os.wait4(process.pid, os.WNOHANG))[0] == 0:
        memory = max(memory, peak_kib(process.pid))
        private = max([private, *map(private_kib, workers_of(process.pid) if turn % 5 == 0 else ())])
        turn += 1
        time.sleep(0.04)
    process.returncode = os.waitstatus_to_exitcode(ended[1])
    wall, used = time.monotonic() - began, ended[2]
    listener.join()
    if process.returncode:
        sys.exit(f"{program} ended with {process.returncode}: {''.join(listener.said)[-2000:]}")
    return {"wall": wall, "cpu": used.ru_utime + used.ru_stime, "memory": memory / 1024, "private": private / 1024,
            "course": listener.course}


def run(program, reports, folder, workers, afterwards=()):
    """A batch; and what comes `afterwards` of it, by its name."""
    out = os.path.join(folder, "out")
    listing = os.path.join(folder, "list.jsonl")
    with open(listing, "w", encoding="utf-8") as file:
        file.writelines(report + "\n" for report in reports)
    made = call(program, "batch", listing, "-o", out, "-j", str(workers))
    made |= {"count": len(reports), "workers": workers,
             "size": sum(entry.stat().st_size for entry in os.scandir(out) if entry.name.endswith(".pdf"))}
    made["afterwards"] = {what: call(program, "batch", *([what, out] if what != "--resume" else [what, "-o", out, "-j", str(workers)]))
                          for what in afterwards}
    shutil.rmtree(out)
    return made


def median(values):
    return sorted(values)[len(values) // 2]


def tell(what, runs):
    count = runs[0]["count"]
    walls, cpus = [r["wall"] for r in runs], [r["cpu"] for r in runs]
    print(f"{what:34} {count / median(walls):8.1f} a second ({count / max(walls):.1f} to {count / min(walls):.1f})   "
          f"{median(cpus) / count * 1000:6.2f} ms CPU a report   {max(r['memory'] for r in runs):5.1f} MiB, "
          f"{max(r['private'] for r in runs):5.1f} a process alone")


def goal(what, value, least=None, most=None):
    met = (least is None or value >= least) and (most is None or value <= most)
    print(f"    {what}: {value:.2f}, goal {'at least' if least is not None else 'at most'} {least if least is not None else most}: "
          f"{'reached' if met else 'NOT reached'}")


def more(new, old):
    """Percent."""
    return new / old * 100 - 100


def ends_of(course):
    """CPU a report in the last tenth of the course and in the first, of which the very first lines are left out."""
    tenth = max(1, len(course) // 10)
    pieces = (course[-1 - tenth], course[-1]), (course[1], course[1 + tenth])
    return [(late[1] - early[1]) / (late[0] - early[0]) for early, late in pieces]


def tell_large(few, many):
    """Few and many side by side."""
    tell(f"{many['count']} by two processes", [many])
    goal("percent of CPU a report more than of few", more(many["cpu"] / many["count"], median([r["cpu"] / r["count"] for r in few])),
         most=GOALS["even"])
    if len(many["course"]) >= 10:
        goal("percent of CPU a report more in the last tenth than in the first", more(*ends_of(many["course"])), most=GOALS["even"])
    goal("percent of time a report more than of few", more(many["wall"] / many["count"], median([r["wall"] / r["count"] for r in few])),
         most=GOALS["even"])
    for what, key in (("memory", "memory"), ("memory of a process alone", "private")):
        goal(f"percent of {what} more", more(many[key], max(r[key] for r in few)), most=GOALS["even"])
    for what, cost in many["afterwards"].items():
        print(f"    batch {what}, all made: {cost['cpu']:.1f} s of CPU ({cost['cpu'] / many['count'] * 1e6:.0f} µs a report), "
              f"{cost['wall']:.1f} s, {cost['memory']:.1f} MiB")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("program")
    parser.add_argument("source")
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--large", type=int, default=0)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--small-report", action="store_true")
    parser.add_argument("--folder", default=tempfile.gettempdir())
    parser.add_argument("--write", metavar="FOLDER")
    options = parser.parse_args()
    if options.write:
        write_reports(options.source, options.write, options.count, options.small_report)
        return
    folder = tempfile.mkdtemp(prefix="banxin-bench-", dir=options.folder)
    try:
        if options.small_report:
            os.mkdir(os.path.join(folder, "layouts"))
            shutil.copy(os.path.join(options.source, "tests/batch/form.json"), os.path.join(folder, "layouts"))
        else:
            os.symlink(os.path.join(os.path.realpath(options.source), "layouts"), os.path.join(folder, "layouts"))
        os.mkdir(os.path.join(folder, "in"))
        reports = write_reports(os.path.join(options.source, MODEL), os.path.join(folder, "in"),
                                max(options.count, options.large), options.small_report)
        few, runs = reports[:options.count], {1: [], 2: []}
        for _ in range(options.rounds):
            for workers in (1, 2):
                runs[workers].append(run(options.program, few, folder, workers))
        print(f"load average {os.getloadavg()[0]:.1f}; {runs[1][0]['size'] / len(few) / 1024:.0f} KiB a PDF")
        tell("one process", runs[1])
        tell("two processes", runs[2])
        if not options.small_report:
            goal("reports a second by two", len(few) / median([r["wall"] for r in runs[2]]), least=GOALS["rate"])
            goal("reports in a second of two processors' CPU", 2 * len(few) / median([r["cpu"] for r in runs[2]]), least=GOALS["rate"])
        pairs = [one["wall"] / two["wall"] for one, two in zip(runs[1], runs[2])]
        goal("two against one", median(pairs), least=GOALS["scaling"])
        goal("MiB of a process alone", max(r["private"] for r in runs[1] + runs[2]), most=GOALS["private"])
        if options.large:
            tell_large(runs[2], run(options.program, reports[:options.large], folder, 2, ("status", "collect", "--resume")))
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
