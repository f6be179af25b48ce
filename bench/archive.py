"""bench/archive.py PROGRAM [COUNT]: what an archive of many small records costs.

Makes COUNT (10,000) small PDFs without signatures, adds them in one batch, finds, verifies and exports them, and prints
milliseconds of CPU and of the clock for each. The medians of three runs; adding is measured once.
"""
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir, "tests", "archive"))
import small_pdf

RUNS = 3
PER_CALL = 2500  # files a command: their names must fit into one


def measure(*words):
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    after, end = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    if done.returncode not in (0, 1):
        sys.exit(done.stderr)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return cpu * 1000, (end - start) * 1000


def tell(what, figures, count):
    cpu, wall = (statistics.median(column) for column in zip(*figures))
    print(f"{what:34} {cpu:9.1f} ms CPU {wall:9.1f} ms {cpu / count * 1000:8.1f} us CPU a record")


def main():
    program, count = os.path.abspath(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 10000
    folder = tempfile.mkdtemp(prefix="banxin-bench-")
    try:
        os.chdir(folder)
        os.mkdir("in")
        names = []
        for i in range(count):
            names.append(f"in/{i:06}.pdf")
            with open(names[-1], "wb") as file:
                file.write(small_pdf.make(f"{2000 + i % 25}年部门预算公开（{i}）", f"云泽市第{i % 500}水务局", filler=b"%d" % i))
        measure(program, "archive", "init", "A")
        tell(f"add {count} in batches of {PER_CALL}",
             [tuple(map(sum, zip(*(measure(program, "archive", "add", "A", *names[i:i + PER_CALL], "--unsigned", "--year=2020")
                                   for i in range(0, count, PER_CALL)))))], count)
        one = os.path.join("in", "one.pdf")
        with open(one, "wb") as file:
            file.write(small_pdf.make("一", "一局", filler=b"one"))
        tell("add one more", [measure(program, "archive", "add", "A", one, "--unsigned", "--year=2020")], 1)
        for what, words in (("find, three characters", ["--text", "第37水"]), ("find, two characters", ["--text", "水务"]),
                            ("find, an organ", ["--organ", "第123水务局"]), ("find, all as JSON", ["--json"])):
            tell(what, [measure(program, "archive", "find", "A", *words) for _ in range(RUNS)], count)
        tell("verify", [measure(program, "archive", "verify", "A", "-j", "1") for _ in range(RUNS)], count)
        tell("verify -j 2", [measure(program, "archive", "verify", "A", "-j", "2") for _ in range(RUNS)], count)
        tell("export", [measure(program, "archive", "export", "A", "-o", "bag")], count)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
