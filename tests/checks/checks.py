"""Holds docs/checks.md and docs/checks-model-report.md to the program.

    checks.py rules SOURCE-DIR                every rule has a section and a row of the table, and no other has
    checks.py quotes SOURCE-DIR PROGRAM       what a section quotes is what the program says of its example
    checks.py model SOURCE-DIR PROGRAM        the model report's findings are the golden ones, and those of the list
    checks.py clean SOURCE-DIR PROGRAM        the other reports that ship have no errors

With --update at the end, quotes and golden findings are rewritten; read the difference before it is committed.
"""
import collections
import glob
import json
import os
import re
import subprocess
import sys
import tempfile

LANGUAGES = {"zh_CN.UTF-8": ("{}[{}]: {}", {"error": "错误", "warning": "警告", "note": "提示"}),
             "C.UTF-8": ("{}[{}]: {}", {"error": "error", "warning": "warning", "note": "note"})}
FORMS = {"新疆": "xinjiang-2020", "湖北": "hubei-2020", "上海": "shanghai-2025"}
SAMPLES = {"model": "xinjiang-social-insurance-2020", "corrected": "xinjiang-social-insurance-2020-corrected",
           "hubei": "hubei-water-2020", "shanghai": "shanghai-health-2025"}
faults = []


def fault(text):
    faults.append(text)


def read(*path):
    with open(os.path.join(*path), encoding="utf-8") as file:
        return file.read()


def load(*path):
    return json.loads(read(*path))


# ---- the rules -----------------------------------------------------------------------------------------------

def rules_of_the_program(source):
    """The rules that C states: RULE_... "id" of the headers, and the prose rules' table."""
    ids = []
    for header in sorted(glob.glob(os.path.join(source, "src", "*", "*.h"))):
        ids += re.findall(r'#define RULE_\w+\s+"([a-z0-9-]+)"', read(header))
    prose = re.findall(r'\[PROSE_\w+\] = "(prose-[a-z]+)"', read(source, "src/prose/findings.c"))
    count = len(re.findall(r"^    PROSE_[A-Z]+,", read(source, "src/prose/prose.h"), re.M))
    if len(prose) != count or len(prose) < 13:
        fault(f"{len(prose)} prose rules have names, {count} are declared")
    return ids + prose


def rules_of_forms(source):
    """Of each rule that a form that ships states: its titles, severities and forms."""
    rules = collections.OrderedDict()
    for form in FORMS.values():
        layout = load(source, "layouts", form + ".json")
        for check in layout.get("checks", []) + layout.get("across", []):
            rule = rules.setdefault(check["rule"], {"title": check["title"], "severities": [], "forms": []})
            rule["severities"].append(check.get("severity", "error"))
            rule["forms"].append(form)
    return rules


def sections_of(text):
    """The sections of docs/checks.md that explain a rule: name, first line, lines."""
    sections, lines = [], text.split("\n")
    for number, line in enumerate(lines):
        heading = re.fullmatch(r"### `([^`]+)`", line)
        if heading:
            sections.append([heading[1], number, []])
        elif sections and not line.startswith("#") and sections[-1][2] is not None:
            sections[-1][2].append(line)
        elif line.startswith("#") and sections:
            sections.append([None, number, []])
    return [section for section in sections if section[0]]


def rows_of(text):
    """The rows of the table of all rules."""
    rows = re.findall(r"^\| \[`([^`]+)`\]\(#([^)]+)\) \| ([^|]+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", text, re.M)
    return {row[0]: row[1:] for row in rows}, [row[0] for row in rows]


def compare(what, found, wanted):
    for name, count in collections.Counter(found).items():
        if count > 1:
            fault(f"{what}: {name} stands there {count} times")
        if name not in wanted:
            fault(f"{what}: there is no rule {name}")
    for name in wanted:
        if name not in found:
            fault(f"{what}: {name} is missing")


def check_rules(source):
    text = read(source, "docs/checks.md")
    forms, own = rules_of_forms(source), rules_of_the_program(source)
    known = list(dict.fromkeys(own + list(forms)))
    for name in set(own) & set(forms):
        fault(f"a form states {name}, a rule of the program")
    told = re.search(r"own_rules\[\] = \{(.*?)\};", read(source, "src/form/form_checks.c"), re.S)[1]
    compare("src/form/form_checks.c, own_rules", re.findall(r'"([a-z0-9-]+)"', told),
            [name for name in own if not name.startswith("prose-")])
    sections = sections_of(text)
    rows, order = rows_of(text)
    compare("docs/checks.md, sections", [name for name, _, _ in sections], known)
    compare("docs/checks.md, table", order, known)
    if order != [name for name, _, _ in sections]:
        fault("docs/checks.md: the table and the sections are not in one order")
    words = LANGUAGES["zh_CN.UTF-8"][1]
    for name, (anchor, holds, severities, shown, _) in rows.items():
        if anchor != name:
            fault(f"docs/checks.md: {name} leads to #{anchor}")
        if name not in forms:
            continue
        wanted = list(dict.fromkeys(words[severity] for severity in forms[name]["severities"]))
        if severities.split() != wanted:
            fault(f"docs/checks.md: {name} is {severities}, the forms say {' '.join(wanted)}")
        named = [form for word, form in FORMS.items() if word in shown or "三种" in shown]
        if named != forms[name]["forms"]:
            fault(f"docs/checks.md: {name} is said to be in {named}, it is in {forms[name]['forms']}")
        if not holds.startswith(forms[name]["title"] + " *"):
            fault(f"docs/checks.md: {name} is {forms[name]['title']}, not {holds}")
    kinds = text[text.index("## 十五类勾稽"):text.index("\n## 一、")]
    for name in re.findall(r"`([a-z]+-[a-z-]+)`", kinds):
        if name not in known:
            fault(f"docs/checks.md, kinds: there is no rule {name}")
    for name in re.findall(r"`([a-z]+-[a-z-]+)`", entries_text(source)):
        if name not in known:
            fault(f"docs/checks-model-report.md: there is no rule {name}")


# ---- the program ---------------------------------------------------------------------------------------------

def run(program, arguments, folder, language, source):
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "BANXIN_"))}
    environment.update(LANG=language, BANXIN_FORMS=os.path.join(source, "layouts"))
    return subprocess.run([program, "check"] + arguments, cwd=folder, env=environment, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", check=False)


# ---- examples ------------------------------------------------------------------------------------------------

def step(value, name):
    """A member, an item by number, or the first item with a member: code=208."""
    if isinstance(value, dict) or not re.match(r"\d+$|[\w-]+=", name):
        return name
    if "=" not in name:
        return int(name)
    key, wanted = name.split("=", 1)
    return next(i for i, item in enumerate(value) if item.get(key) == wanted)


def change(report, pointer, value):
    """Sets what stands there; None takes it away, "-" as the last step adds an item."""
    names = pointer.split("/")[1:]
    for name in names[:-1]:
        report = report[step(report, name)]
    last = step(report, names[-1])
    if last == "-" and isinstance(report, list):
        report.append(value)
    elif value is None:
        del report[last]
    else:
        report[last] = value


def make_report(source, example, path):
    if "text" in example:
        content = example["text"]
    else:
        report = load(source, "input", SAMPLES[example["of"]] + ".json")
        for pointer, value in example.get("change", {}).items():
            change(report, pointer, value)
        content = json.dumps(report, ensure_ascii=False, indent=1)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(content)


def findings_of(program, source, folder, arguments, language):
    done = run(program, ["--format", "json", "--fonts", "none.json"] + arguments, folder, language, source)
    if done.returncode not in (0, 65):
        fault(f"{arguments}: status {done.returncode}\n{done.stderr[:400]}")
        return []
    return json.loads(done.stdout)["reports"]


def quotes_of(program, source, folder, examples, language):
    """What the program says of each example, by rule: of the first finding, or the one of the example's file."""
    pattern, words = LANGUAGES[language]
    alone = [example for example in examples if "with" not in example]
    reports = findings_of(program, source, folder, [f"{example['rule']}.json" for example in alone], language)
    reports = dict(zip((example["rule"] for example in alone), ([report] for report in reports)))
    for example in examples:
        if "with" in example:
            home = os.path.join(folder, example["rule"])
            organs = ["--organs", "名单.txt"] if "organs" in example else []
            reports[example["rule"]] = findings_of(program, source, home, ["--across", "报告"] + organs, language)
    quotes = {}
    for rule, parts in reports.items():
        told = [finding for report in parts for finding in report["findings"] if finding["rule"] == rule]
        if told:
            quotes[rule] = pattern.format(words[told[0]["severity"]], rule, told[0]["message"])
        else:
            fault(f"{rule}: the program does not tell it of its example")
    return quotes


def make_examples(source, folder, examples):
    for example in examples:
        if "with" not in example:
            make_report(source, example, os.path.join(folder, example["rule"] + ".json"))
            continue
        home = os.path.join(folder, example["rule"])
        for name, other in example["with"].items():
            make_report(source, other, os.path.join(home, "报告", name))
        for name, form in example.get("forms", {}).items():
            layout = load(source, "layouts", form["of"] + ".json")
            for pointer, value in form["change"].items():
                change(layout, pointer, value)
            os.makedirs(os.path.join(home, "layouts"), exist_ok=True)
            with open(os.path.join(home, "layouts", name), "w", encoding="utf-8") as file:
                json.dump(layout, file, ensure_ascii=False)
        if "organs" in example:
            with open(os.path.join(home, "名单.txt"), "w", encoding="utf-8") as file:
                file.write("\n".join(example["organs"]) + "\n")


def check_quotes(source, program, update):
    path = os.path.join(source, "docs/checks.md")
    examples = load(source, "tests/checks/examples.json")
    lines = read(path).split("\n")
    sections = sections_of("\n".join(lines))
    compare("tests/checks/examples.json", [example["rule"] for example in examples], [name for name, _, _ in sections])
    with tempfile.TemporaryDirectory() as folder:
        make_examples(source, folder, examples)
        wrong = "水务局2020.json"
        with open(os.path.join(folder, wrong), "w", encoding="utf-8") as file:
            file.write(read(source, "input/hubei-water-2020.json").replace('"other", "income": "35.00"',
                                                                           '"other", "income": "53.00"'))
        said = run(program, [wrong], folder, "zh_CN.UTF-8", source).stdout
        check_shown(source, "docs/checks.md", wrong, said)
        quotes = [quotes_of(program, source, folder, examples, language) for language in LANGUAGES]
    for name, first, body in reversed(sections):
        wanted = [f"> {quotes[0].get(name)}", ">", f"> {quotes[1].get(name)}"]
        at = [first + 1 + number for number, line in enumerate(body) if line.startswith(">")]
        if lines[at[0]:at[-1] + 1] == wanted if at else False:
            continue
        if update and at and name in quotes[0] and name in quotes[1]:
            lines[at[0]:at[-1] + 1] = wanted
        else:
            fault(f"docs/checks.md, {name}: the program says\n      {wanted[0]}\n      {wanted[2]}")
    if update:
        with open(path, "w", encoding="utf-8") as file:
            file.write("\n".join(lines))


# ---- the model report ----------------------------------------------------------------------------------------

def entries_text(source):
    text = read(source, "docs/checks-model-report.md")
    return text[text.index("\n## 表"):text.index("\n## 查过无误")]


def check_list(source, counts):
    """The list's entries name the rules that find them, each as often as it does; its heading counts them."""
    entries = re.split(r"^\d+\. ", entries_text(source), flags=re.M)[1:]
    found, by_hand, doubtful = collections.Counter(), 0, 0
    for number, entry in enumerate(entries, 1):
        chinese = entry.split("\n")[0]
        rules = re.findall(r"`([a-z]+-[a-z-]+)`(?:×(\d+))?", chinese)
        for rule, times in rules:
            found[rule] += int(times or 1)
        if bool(rules) == ("人工" in chinese):
            fault(f"docs/checks-model-report.md, {number}: neither or both of a rule and 人工")
        by_hand += not rules
        doubtful += "存疑" in chinese
    for rule in sorted(set(found) | set(counts)):
        if found[rule] != counts[rule]:
            fault(f"docs/checks-model-report.md: {rule} is told {counts[rule]} times, the list says {found[rule]}")
    said = (f"共 {len(entries)} 条：程序报告其中 {len(entries) - by_hand} 条（{sum(counts.values())} 处），"
            f"只有人看得出的 {by_hand} 条（其中 {doubtful} 条存疑）。")
    if said not in read(source, "docs/checks-model-report.md").replace("\n", ""):
        fault(f"docs/checks-model-report.md does not say: {said}")


def check_shown(source, path, report, said):
    """What a page shows of the findings of a report, indented, is in them."""
    blocks = re.findall(rf"(?:^    {re.escape(report)}:\d+:\d+: .*\n)(?:^    .*\n)*", read(source, path), re.M)
    if not blocks:
        fault(f"{path} shows no finding")
    for block in blocks:
        if re.sub(r"^    ", "", block, flags=re.M) not in said:
            fault(f"{path}: this is not what the program says:\n{block}")


def check_model(source, program, update):
    golden = os.path.join(source, "tests/checks/model-report.findings")
    report = f"input/{SAMPLES['model']}.json"
    done = run(program, [report], source, "zh_CN.UTF-8", source)
    if done.returncode != 0 or done.stderr:
        fault(f"{report}: status {done.returncode}\n{done.stderr[:400]}")
    if update:
        with open(golden, "w", encoding="utf-8") as file:
            file.write(done.stdout)
    elif done.stdout != read(golden):
        with tempfile.NamedTemporaryFile("w", encoding="utf-8") as file:
            file.write(done.stdout)
            file.flush()
            difference = subprocess.run(["diff", "-u", golden, file.name], stdout=subprocess.PIPE, encoding="utf-8",
                                        check=False).stdout
        fault("the findings are not those of tests/checks/model-report.findings:\n" + difference[:4000])
    check_shown(source, "README.zh-CN.md", report, done.stdout)
    english = run(program, [report], source, "C.UTF-8", source).stdout
    for path in ("README.md", "docs/check.md"):
        check_shown(source, path, report, english)
    check_list(source, collections.Counter(re.findall(r"^\S+: \S+?\[([a-z-]+)\]: ", done.stdout, re.M)))


def check_clean(source, program):
    names = [f"input/{name}.json" for key, name in SAMPLES.items() if key != "model"]
    for report in findings_of(program, source, source, names, "zh_CN.UTF-8"):
        for finding in report["findings"]:
            if finding["severity"] == "error":
                fault(f"{report['file']}: {finding['rule']}: {finding['message']}")


def main():
    arguments = [argument for argument in sys.argv[1:] if argument != "--update"]
    update = len(arguments) < len(sys.argv) - 1
    what, source = arguments[0], os.path.abspath(arguments[1])
    program = os.path.abspath(arguments[2]) if len(arguments) > 2 else None
    if what == "rules":
        check_rules(source)
    elif what == "quotes":
        check_quotes(source, program, update)
    elif what == "model":
        check_model(source, program, update)
    else:
        check_clean(source, program)
    for text in faults:
        print("    " + text)
    print(f"{what}: {len(faults)} faults")
    return 1 if faults else 0


sys.exit(main())
