"""bench/batch.py PROGRAM SOURCE-DIR [--count N] [--large N]: what a batch costs.

The model report with other names, amounts and sentences, N times (1,000; with --large 100000 also so many), in a folder of the
same file system as --folder says: reports a second by one process and by two, turn and turn about; CPU a report; memory
that a process has for itself alone; the rate of many against few. Wall time means something on a machine that does nothing
else; CPU time always does. With --write FOLDER it only writes the reports there, for bench/warm.
"""
import argparse
import decimal
import json
import os
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
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


def write_reports(source, folder, count):
    with open(os.path.join(source, MODEL), encoding="utf-8") as file:
        model = json.load(file, parse_float=decimal.Decimal)
    for number in range(count):
        with open(os.path.join(folder, f"r{number:06}.json"), "w", encoding="utf-8") as file:
            json.dump(varied(model, number), file, ensure_ascii=False, default=str)
    return [os.path.join(folder, f"r{number:06}.json") for number in range(count)]


def private_kib(pid):
    try:
        with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as file:
            return sum(int(line.split()[1]) for line in file if line.startswith("Private_"))
    except OSError:
        return 0


def workers_of(pid):
    try:
        with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as file:
            return file.read().split()
    except OSError:
        return []


def run(program, reports, folder, workers):
    """Seconds of wall and of CPU, and the most memory a worker had for itself."""
    out = os.path.join(folder, "out")
    listing = os.path.join(folder, "list.jsonl")
    with open(listing, "w", encoding="utf-8") as file:
        file.writelines(report + "\n" for report in reports)
    before, began, private = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic(), 0
    process = subprocess.Popen([program, "batch", listing, "-o", out, "-j", str(workers)], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    while process.poll() is None:
        private = max([private, *map(private_kib, workers_of(process.pid))])
        time.sleep(0.2)
    told, err = process.communicate()
    wall, after = time.monotonic() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode:
        sys.exit(f"{program} ended with {process.returncode}: {told.decode()}{err.decode()[-2000:]}")
    size = sum(entry.stat().st_size for entry in os.scandir(out) if entry.name.endswith(".pdf"))
    shutil.rmtree(out)
    return {"wall": wall, "cpu": after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, "private": private / 1024,
            "count": len(reports), "workers": workers, "size": size}


def median(values):
    return sorted(values)[len(values) // 2]


def tell(what, runs):
    count = runs[0]["count"]
    walls, cpus = [r["wall"] for r in runs], [r["cpu"] for r in runs]
    print(f"{what:34} {count / median(walls):8.1f} a second ({count / max(walls):.1f} to {count / min(walls):.1f})   "
          f"{median(cpus) / count * 1000:6.2f} ms CPU a report   {max(r['private'] for r in runs):5.1f} MiB a process")


def goal(what, value, least=None, most=None):
    met = (least is None or value >= least) and (most is None or value <= most)
    print(f"    {what}: {value:.2f}, goal {'at least' if least is not None else 'at most'} {least if least is not None else most}: "
          f"{'reached' if met else 'NOT reached'}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("program")
    parser.add_argument("source")
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--large", type=int, default=0)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", default=tempfile.gettempdir())
    parser.add_argument("--write", metavar="FOLDER")
    options = parser.parse_args()
    if options.write:
        write_reports(options.source, options.write, options.count)
        return
    folder = tempfile.mkdtemp(prefix="banxin-bench-", dir=options.folder)
    try:
        os.symlink(os.path.join(os.path.realpath(options.source), "layouts"), os.path.join(folder, "layouts"))
        os.mkdir(os.path.join(folder, "in"))
        reports = write_reports(options.source, os.path.join(folder, "in"), max(options.count, options.large))
        few, runs = reports[:options.count], {1: [], 2: []}
        for _ in range(options.rounds):
            for workers in (1, 2):
                runs[workers].append(run(options.program, few, folder, workers))
        print(f"load average {os.getloadavg()[0]:.1f}; {runs[1][0]['size'] / len(few) / 1024:.0f} KiB a PDF")
        tell("one process", runs[1])
        tell("two processes", runs[2])
        goal("reports a second by two", len(few) / median([r["wall"] for r in runs[2]]), least=GOALS["rate"])
        goal("reports in a second of two processors' CPU", 2 * len(few) / median([r["cpu"] for r in runs[2]]), least=GOALS["rate"])
        pairs = [one["wall"] / two["wall"] for one, two in zip(runs[1], runs[2])]
        goal("two against one", median(pairs), least=GOALS["scaling"])
        goal("MiB of a process alone", max(r["private"] for r in runs[1] + runs[2]), most=GOALS["private"])
        if options.large:
            many = run(options.program, reports[:options.large], folder, 2)
            tell(f"{options.large} by two processes", [many])
            change = (many["cpu"] / many["count"]) / (median([r["cpu"] for r in runs[2]]) / len(few)) * 100 - 100
            goal("percent of CPU a report more", change, most=GOALS["even"])
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
