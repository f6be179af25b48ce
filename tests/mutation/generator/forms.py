"""The report files of the three shipped forms, of a budget and its wording."""
from catalogue import DUTIES, ECONOMIC, GLOSSARY
from wording import decimal, shortened, with_separators

FORMS = {"xinjiang": "xinjiang-2020", "hubei": "hubei-2020", "shanghai": "shanghai-2025"}


class Tables:
    """Rows as the form's tables have them."""

    def __init__(self, budget):
        self.b, self.rng = budget, budget.rng
        rng = self.rng
        self.digits = "two" if budget.form != "xinjiang" else rng.choice(["two", "short", "mixed"])
        self.again = rng.choice(["once", "once", "part", "whole", "first whole"]) if budget.form != "hubei" else "once"
        self.codes = rng.choice(["all", "own", "model"])
        self.left_out = rng.choice([0, 0, 0, 0.5])   # of what the program reckons by itself
        self.noughts = rng.random() < 0.15           # writes 0.00 where others leave blank
        self.lines = rng.random() < 0.1              # tables as {"rows": [...]}

    def amount(self, value, separated=None):
        text = decimal(value, 2)
        if self.digits == "short" or (self.digits == "mixed" and self.rng.random() < 0.5):
            text = shortened(text)
        return with_separators(text) if (self.b.yuan if separated is None else separated) else text

    def row(self, head, amounts):
        row = dict(head)
        for key, value in amounts.items():
            if value or (self.noughts and self.rng.random() < 0.3):
                row[key] = self.amount(value)
        return row

    def reckoned(self, head, amounts):
        """A row of a higher level or a total: the program can do without its amounts."""
        return dict(head) if self.rng.random() < self.left_out else self.row(head, amounts)

    # ---- tables with levels

    def head(self, level, codes, name):
        if self.b.form == "hubei":
            return {"kind": "类款项"[level], "code": "".join(codes[:level + 1]), "name": name}
        keys = ("class", "group", "item")[:level + 1]
        if level == 1 and self.codes != "all":
            keys = ("group",)
        if level == 2 and self.codes == "own":
            keys = ("item",)
        return {**{k: codes[("class", "group", "item").index(k)] for k in keys}, "name": name}

    def levelled(self, items, amounts):
        """Classes, groups, items; `amounts` gives what a list of items has in each column."""
        rows, classes = [], {}
        items = [i for i in items if any(amounts([i]).values())]
        for item in items:
            classes.setdefault(item.codes[0], {}).setdefault(item.codes[1], []).append(item)
        for groups in classes.values():
            whole = [i for group in groups.values() for i in group]
            for number, group in enumerate(groups.values()):
                first = group[0]
                of_class = whole if number == 0 and self.again != "part" or self.again == "whole" else group
                if number == 0 or self.again != "once":
                    rows.append(self.reckoned(self.head(0, first.codes, first.names[0]), amounts(of_class)))
                rows.append(self.reckoned(self.head(1, first.codes, first.names[1]), amounts(group)))
                for item in group:
                    head = self.head(2, item.codes, item.names[2])
                    said = amounts([item])
                    if self.rng.random() < self.left_out:
                        said.pop("total")
                    rows.append(self.row(head, said))
        if rows:
            rows.append(self.reckoned({"kind": "合计", "name": "合计"}, amounts(items)))
            if self.b.form == "hubei":
                rows.insert(0, rows.pop())
        return rows

    def by_kind(self, sources):
        return lambda items: {"total": sum(i.total(sources) for i in items), "basic": sum(i.of("basic", sources) for i in items),
                              "project": sum(i.of("project", sources) for i in items)}

    def income(self):
        b, fiscal = self.b, self.b.fiscal_sources

        def amounts(items):
            said = {"total": sum(i.income(b.sources) for i in items)}
            for source in b.sources:
                if b.yuan and source in fiscal:
                    continue
                said[source] = sum(i.income([source]) for i in items)
            if b.yuan:
                said["fiscal"] = sum(i.income(fiscal) for i in items)
            return said
        return self.levelled(b.all_items, amounts)

    def basic(self):
        b, rows = self.b, []

        def amounts(parts, kind):
            total = sum(p[3] for p in parts)
            return {"total": total, kind: total}
        for code in sorted({e[0] for e in b.economic}):
            name, kind, _ = ECONOMIC[code]
            parts = [e for e in b.economic if e[0] == code]
            rows.append(self.reckoned(self.economic_head(0, (code,), name), amounts(parts, kind)))
            rows += [self.row(self.economic_head(1, p[:2], p[2]), amounts([p], kind)) for p in parts]
        if rows:
            staff, public = b.economic_total("staff"), b.economic_total("public")
            rows.append(self.reckoned({"kind": "合计", "name": "合计"}, {"total": staff + public, "staff": staff, "public": public}))
            if b.form == "hubei":
                rows.insert(0, rows.pop())
        return rows

    def economic_head(self, level, codes, name):
        if self.b.form == "hubei":
            return {"kind": "类款"[level], "code": "".join(codes), "name": name}
        keys = ("class", "group")[:level + 1] if self.codes != "own" else ("class", "group")[level:level + 1]
        return {**{k: codes[("class", "group").index(k)] for k in keys}, "name": name}

    def three_public(self):
        b = self.b
        said = {"total": b.three_total(), "abroad": b.three["abroad"], "vehicles": b.vehicles(), "purchase": b.three["purchase"],
                "running": b.three["running"], "reception": b.three["reception"]}
        if b.yuan:
            said["operation"] = b.economic_total("public") // 10000
            return [{k: decimal(v, 2) for k, v in said.items()}]
        row = self.row({}, said)
        return [row] if row else []

    def projects(self):
        b, rows, total = self.b, [], {}
        for project in b.projects:
            for key, value in project.columns.items():
                total[key] = total.get(key, 0) + value

        def amounts(projects):
            columns = {}
            for key in total:
                columns[key] = sum(p.columns.get(key, 0) for p in projects)
            return {"total": sum(p.total for p in projects), **columns}
        seen = []
        for project in b.projects:
            codes, names = project.item.codes, project.item.names
            for level in range(2):
                if codes[:level + 1] not in seen:
                    seen.append(codes[:level + 1])
                    head = self.head(level, codes, names[level])
                    head["subject"] = head.pop("name")
                    rows.append(self.reckoned(head, amounts([p for p in b.projects if p.item.codes[:level + 1] == codes[:level + 1]])))
            head = {**self.head(2, codes, names[2]), "subject": names[2], "name": project.name}
            rows.append(self.row(head, amounts([project])))
        if rows:
            rows.append(self.reckoned({"kind": "合计", "name": "合计"}, amounts(b.projects)))
        return rows

    # ---- tables of fixed rows

    def fixed(self, rows):
        """[(key, {column: amount}, can be left out)]"""
        made = []
        for key, amounts, reckoned in rows:
            row = self.reckoned({"row": key}, amounts) if reckoned else self.row({"row": key}, amounts)
            if len(row) > 1:
                made.append(row)
        return made

    def balance(self):
        b = self.b
        fiscal, everything, spent = sum(b.income(s) for s in b.fiscal_sources), b.income_total(), b.total()
        income = {s: b.income(s) for s in b.sources}
        rows = []
        if b.form != "hubei":
            rows.append(("fiscal", {"income": fiscal}, True))
        if b.form == "xinjiang":
            income["education"] = income.pop("special")
        rows += [(s, {"income": v}, False) for s, v in income.items() if s != "carried"]
        rows += [(code, {"expenditure": amount}, False) for code, _, amount in b.classes()]
        carried = income.get("carried", 0)
        if b.form == "xinjiang":
            rows += [("subtotal", {"income": everything - carried}, True), ("carried", {"income": carried}, False),
                     ("total", {"income": everything, "expenditure": spent}, True)]
        elif b.form == "hubei":
            rows += [("subtotal", {"income": everything - carried, "expenditure": spent}, True),
                     ("carried", {"income": carried, "expenditure": b.next_year()}, False),
                     ("sum", {"income": everything, "expenditure": everything}, True)]
        else:
            rows.append(("sum", {"income": everything, "expenditure": spent}, True))
        return self.fixed(rows)

    def fiscal(self):
        b, sources = self.b, self.b.fiscal_sources
        total = b.total(sources)
        rows = [("fiscal", {"income": total}, True)] if b.form == "xinjiang" else []
        rows += [(s, {"income": b.income(s)}, False) for s in sources]
        for code, _, amount in b.classes(sources):
            rows.append((code, {"total": amount, **{s: b.of_class(code, [s]) for s in sources}}, False))
        rows.append(("sum", {"income": total, "total": total, **{s: b.total([s]) for s in sources}}, True))
        return self.fixed(rows)

    def all(self):
        b = self.b
        tables = {"balance": self.balance(), "income": self.income(), "expenditure": self.levelled(b.all_items, self.by_kind(b.sources)),
                  "fiscal": self.fiscal(), "general": self.levelled(b.items, self.by_kind(["general"])), "basic": self.basic(),
                  "three-public": self.three_public(), "fund": self.levelled(b.fund_items, self.by_kind(["fund"]))}
        if b.form == "xinjiang":
            tables["project"] = self.projects()
        if b.yuan:
            tables["capital"] = self.levelled(b.capital_items, self.by_kind(["capital"]))
        return {key: {"rows": rows} if self.lines else rows for key, rows in tables.items()}


def duties(budget):
    chosen = budget.rng.sample(DUTIES, 3)
    return chosen if budget.rng.random() < 0.5 else [f"{budget.short}的主要职责是：", {"list": chosen, "label": "{{n}}.\u2005"}]


def glossary_text():
    return [f"{term}：{meaning}" for term, meaning in GLOSSARY]


def xinjiang_data(budget, tables, words):
    b, rng = budget, budget.rng
    amount = tables.amount
    data = {"duties": duties(b), "organization": [f"{b.short}没有下属预算单位。"], "glossary": [dict(zip(("term", "meaning"), g)) for g in GLOSSARY],
            "projects": [], "targets": []}
    if rng.random() < 0.5:
        data["staff"] = {"established": b.established, "in-service": b.serving, "retired": b.retired, "veterans": b.veterans}
        if rng.random() < 0.5:
            data["staff"]["last"] = {"in-service": b.serving + rng.randint(-3, 3), "retired": b.retired + 1}
    else:
        data["organization"] += words.staff()
    sections = {"overview": words.overview, "income": words.income, "expenditure": words.expenditure, "fiscal": words.fiscal,
                "general-scale": words.general_scale, "basic": words.basic, "projects-intro": words.projects_intro,
                "three-public": words.three_public, "funds": words.funds, "operation": words.operation, "procurement": words.procurement,
                "assets": words.assets, "performance": words.performance}
    own = rng.choice([1, 1, 0.5, 0])  # of the sections, those in own words
    for key, section in sections.items():
        if rng.random() < own:
            data[key] = section()
    if "general-scale" in data and rng.random() < 0.7:
        data["general-scale"] += words.general_structure() + words.general_items()
    if own < 1:
        data["last-year"] = last_year(b, amount)
        data["purchases"] = {k: amount(v) for k, v in b.purchases.items()}
        data["operating"] = {"bodies": 1 if rng.random() < 0.7 else b.bodies}
        data["property"] = {"area": rng.randint(500, 9000), "houses": amount(b.amount(b.scale)), "official-cars": b.cars[0],
                            "duty-cars": b.cars[1], "other-cars": b.cars[2]}
    for p in b.projects:
        project = {"name": p.name, "amount": amount(p.total), "unit": b.short, "policy": ["有关文件规定。"], "allocation": [f"用于{p.name}。"],
                   "time": f"{b.year}年12月"}
        if p.parts:
            project = {"name": p.name, "parts": [
                {"name": f"{p.name}第{n + 1}部分", "policy": ["有关文件规定。"], "amount": amount(part), "unit": b.short,
                 "allocation": ["按进度安排。"], "time": f"{b.year}年12月"} for n, part in enumerate(p.parts)]}
        data["projects"].append(project)
        target = {"unit": b.short, "project": p.name, "total": amount(p.total), "fiscal": amount(p.fiscal), "goal": f"完成{p.name}的各项任务。",
                  "indicators": [{"first": "项目完成", "second": "数量指标", "third": "完成任务数", "value": "≥3项"},
                                 {"second": "成本指标", "third": "项目成本", "value": "按预算执行"}]}
        if p.total > p.fiscal:
            target["other"] = amount(p.total - p.fiscal)
        data["targets"].append(target)
    return data


def last_year(b, amount):
    names = {"general": "一般公共预算", "fund": "政府性基金预算", "special": "教育收费（财政专户）", "undertaking": "事业收入",
             "operating": "事业单位经营收入", "other": "其他收入", "reserve": "用事业基金弥补收支差额",
             "carried": "单位上年结余（不包括国库集中支付额度结余）"}
    record = {"income": [{"from": names[s], "last": amount(v), "reason": b.reason()} for s, v in b.last_income.items()],
              "expenditure": {k: {"last": amount(v)} for k, v in b.last_expenditure.items()},
              "general": {k: {"last": amount(v), "reason": b.reason()} for k, v in b.last_general.items()},
              "items": [{"item": "".join(i.codes), "last": amount(i.last)} for i in b.items if i.total(["general"])],
              "three-public": {k: {"last": amount(v)} for k, v in b.last_three.items()},
              "operation": {"last": amount(b.last_public), "reason": b.reason()}}
    return record


def hubei_data(budget, tables, words):
    b = budget
    data = {"duties": duties(b), "organization": [f"{b.short}内设科室若干，没有下属预算单位。"], "staff": words.staff(), "fiscal": words.fiscal(),
            "general": words.general(), "basic": words.basic(), "three-public": words.three_public(), "fund": words.funds(),
            "balance": words.overview(), "income": words.income(), "expenditure": words.expenditure(), "operation": words.operation(),
            "procurement": words.procurement(), "assets": words.assets(), "performance": words.performance(), "glossary": glossary_text()}
    if b.rng.random() < 0.4:
        data["operating"] = {"amount": tables.amount(b.economic_total("public"))}
        data["purchases"] = {"total": tables.amount(sum(b.purchases.values())), **{k: tables.amount(v) for k, v in b.purchases.items()}}
    return data


def shanghai_data(budget, tables, words):
    b = budget
    data = {"duties": duties(b), "organization": [f"{b.short}设有若干内设机构。"], "glossary": glossary_text(), "statement": words.statement(),
            "three-public-note": words.three_public(), "operation": [f"{b.year}年，{words.who}机关运行经费预算{decimal(b.economic_total('public') // 10000, 2)}万元。"],
            "procurement": words.procurement(), "assets": words.assets(), "performance": words.performance(),
            "projects": [{"name": p.name, "amount": tables.amount(p.total), "content": f"用于{p.name}。"} for p in b.projects[:3]]}
    if b.rng.random() < 0.4:
        data["purchases"] = {"total": decimal(sum(b.purchases.values()), 2), **{k: decimal(v, 2) for k, v in b.purchases.items()}}
    return data


DATA = {"xinjiang": xinjiang_data, "hubei": hubei_data, "shanghai": shanghai_data}


def report(budget, tables, words):
    b = budget
    month, day = b.rng.randint(1, 3), b.rng.randint(1, 28)
    return {"form": FORMS[b.form], "organ": {"name": b.name, "short": b.short, "code": b.code}, "year": b.year,
            "date": f"{b.year}-{month:02}-{day:02}", "tables": tables.all(), "data": DATA[b.form](b, tables, words)}
