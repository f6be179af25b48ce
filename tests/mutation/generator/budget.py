"""A department's budget of one year whose figures agree, made by a seed: whole numbers of the table's last digit."""
from catalogue import CAPITAL, CITIES, DISTRICTS, ECONOMIC, FUNCTIONS, FUNDS, OFFICES, PROJECTS, PROVINCES, REASONS, SOURCES


def split(rng, total, count):
    """So many parts, none of them nought, that make the total; fewer when it is too small."""
    count = max(1, min(count, total))
    weights = [rng.random() + 0.05 for _ in range(count)]
    spare, parts = total - count, []
    for weight in weights:
        parts.append(1 + int(spare * weight / sum(weights)))
    parts[rng.randrange(count)] += total - sum(parts)
    return parts


class Item:
    """An item of the functional classes, and what each source gives it for the two kinds of expenditure."""

    def __init__(self, codes, names):
        self.codes, self.names = codes, names
        self.basic, self.project = {}, {}
        self.extra = {}  # income that is carried over to the next year
        self.last = 0    # of the general budget, the year before
        self.projects = []

    def of(self, kind, sources):
        return sum(getattr(self, kind).get(s, 0) for s in sources)

    def total(self, sources):
        return self.of("basic", sources) + self.of("project", sources)

    def income(self, sources):
        return self.total(sources) + self.of("extra", sources)


class Project:
    def __init__(self, name, item, total, fiscal):
        self.name, self.item, self.total, self.fiscal = name, item, total, fiscal
        self.columns, self.parts = {}, []


class Budget:
    def __init__(self, rng, form):
        self.rng, self.form = rng, form
        self.sources = SOURCES[form]
        self.yuan = form == "shanghai"  # tables in 元
        self.year = rng.randint(2018, 2026)
        self.scale = rng.choice([2000, 20000, 100000, 400000, 3000000]) * (10000 if self.yuan else 1)
        self.name_it()
        self.make_items()
        self.make_basic()
        self.make_three_public()
        self.make_projects()
        self.make_last_year()
        self.make_others()

    # ---- names

    def name_it(self):
        rng = self.rng
        main = [c for c in OFFICES if c in self.classes_allowed()]
        self.main = rng.choice(main)
        district, office = rng.choice(DISTRICTS), rng.choice(OFFICES[self.main])
        place = rng.choice(CITIES) + district
        self.name = (rng.choice(PROVINCES) if rng.random() < 0.3 else "") + place + office
        self.short = rng.choice([place + office, (("区" if district.endswith("区") else "县") if district else "市") + office])
        self.code = str(rng.randint(101001, 989999))

    def classes_allowed(self):
        return ["208", "210", "211", "212", "221"] if self.yuan else list(FUNCTIONS)

    # ---- expenditure and its sources

    def amount(self, most):
        """Anything from a hundredth of `most`; round amounts are common."""
        value = max(1, int(most * self.rng.random() ** 2))
        step = self.rng.choice([1, 1, 10, 100, 1000, 10000])
        if self.yuan:
            step = self.rng.choice([1, 100, 1000, 10000, 100000, 1000000])
        return max(step, value // step * step)

    def make_items(self):
        rng = self.rng
        self.items = []
        chosen = [self.main] + [c for c in ("208", "210", "221") if c != self.main and rng.random() < 0.85]
        for code in sorted(set(chosen)):
            name, groups = FUNCTIONS[code]
            own = code == self.main
            for group in sorted(rng.sample(sorted(groups), min(len(groups), rng.randint(1, 3) if own else 1))):
                group_name, items = groups[group]
                for item in sorted(rng.sample(sorted(items), min(len(items), rng.randint(1, 4)))):
                    self.items.append(self.make_item((code, group, item), (name, group_name, items[item]), own))
        if all(i.basic.get("general", 0) == 0 for i in self.items):
            self.items[0].basic["general"] = self.amount(self.scale)
        self.fund_items = self.make_earmarked(FUNDS, "fund", 0.35)
        self.capital_items = self.make_earmarked(CAPITAL, "capital", 0.2) if self.yuan else []
        self.all_items = sorted(self.items + self.fund_items + self.capital_items, key=lambda i: i.codes)
        if self.form == "hubei" and rng.random() < 0.15:
            rng.choice(self.items).extra[rng.choice(["other", "carried"])] = self.amount(self.scale // 20)

    def make_item(self, codes, names, own):
        rng, item = self.rng, Item(codes, names)
        basic = rng.random() < (0.6 if own else 1)
        if basic:
            item.basic["general"] = self.amount(self.scale // (1 if own else 8))
        if not basic or (own and rng.random() < 0.4):
            item.project["general"] = self.amount(self.scale)
        others = [s for s in self.sources if s not in ("general", "fund", "capital")]
        for source in others:
            if own and rng.random() < 0.12:
                rng.choice([item.basic, item.project])[source] = self.amount(self.scale // 5)
        return item

    def make_earmarked(self, catalogue, source, likely):
        rng = self.rng
        if rng.random() > likely:
            return []
        code = rng.choice([c for c in sorted(catalogue) if c in self.classes_allowed()])
        name, groups = catalogue[code]
        group = rng.choice(sorted(groups))
        made = []
        for number in sorted(rng.sample(sorted(groups[group][1]), min(len(groups[group][1]), rng.randint(1, 2)))):
            item = Item((code, group, number), (name, groups[group][0], groups[group][1][number]))
            item.project[source] = self.amount(self.scale // 2)
            made.append(item)
        return made

    def total(self, sources=None, kind=None):
        sources = sources or self.sources
        return sum(i.of(kind, sources) if kind else i.total(sources) for i in self.all_items)

    def income(self, source):
        return sum(i.income([source]) for i in self.all_items)

    def income_total(self):
        return sum(self.income(s) for s in self.sources)

    def next_year(self):
        return self.income_total() - self.total()

    @property
    def fiscal_sources(self):
        return [s for s in self.sources if s in ("general", "fund", "capital")]

    def of_class(self, code, sources=None):
        return sum(i.total(sources or self.sources) for i in self.all_items if i.codes[0] == code)

    def classes(self, sources=None):
        """[(code, name, amount)] of those that have money."""
        names = {i.codes[0]: i.names[0] for i in self.all_items}
        return [(c, names[c], self.of_class(c, sources)) for c in sorted(names) if self.of_class(c, sources) > 0]

    # ---- basic expenditure of the general budget by economic items

    def make_basic(self):
        rng, total = self.rng, self.total(["general"], "basic")
        public = int(total * rng.uniform(0.05, 0.4)) if rng.random() < 0.95 else 0
        self.economic = []  # (class, group, name, amount)
        helped = int((total - public) * rng.uniform(0, 0.1)) if rng.random() < 0.7 else 0
        for code, amount in (("301", total - public - helped), ("302", public), ("303", helped)):
            if amount == 0:
                continue
            groups = ECONOMIC[code][2]
            parts = split(rng, amount, rng.randint(1, len(groups)))
            for group, part in zip(sorted(rng.sample(sorted(groups), len(parts))), parts):
                self.economic.append((code, group, groups[group], part))

    def economic_total(self, kind):
        return sum(e[3] for e in self.economic if ECONOMIC[e[0]][1] == kind)

    def economic_of(self, code, group):
        return sum(e[3] for e in self.economic if e[:2] == (code, group))

    # ---- “三公”经费; in Shanghai's form in 万元, two decimals

    def make_three_public(self):
        rng = self.rng
        projects = self.total(["general"], "project") > 0
        self.three = {"abroad": self.economic_of("302", "12"), "running": self.economic_of("302", "31"),
                      "reception": self.economic_of("302", "17"), "purchase": 0}
        if self.yuan:
            # From 0.01 元 to 0.01 万元, half up; what there is does not become nought.
            self.three = {key: max((value + 5000) // 10000, min(value, 1)) for key, value in self.three.items()}
        if projects:
            for key, likely in (("abroad", 0.15), ("purchase", 0.15), ("running", 0.2), ("reception", 0.05)):
                if rng.random() < likely:
                    self.three[key] += rng.choice([1200, 2500, 3650, 1999])

    def three_total(self):
        return sum(self.three.values())

    def vehicles(self):
        return self.three["purchase"] + self.three["running"]

    # ---- projects

    def make_projects(self):
        rng, used = self.rng, set()
        self.projects = []
        columns = ["wages", "goods", "persons", "interest", "capital-construction", "capital", "enterprise", "security", "other"]
        for item in self.all_items:
            total = item.of("project", self.sources)
            if total == 0:
                continue
            fiscal = item.of("project", self.fiscal_sources)
            for part in split(rng, total, rng.randint(1, 3)):
                name = rng.choice(PROJECTS) + rng.choice(["项目", "经费", "专项经费"])
                while name in used:
                    name = rng.choice(PROJECTS) + rng.choice(["项目", "经费", "专项经费"]) + rng.choice("甲乙丙丁戊己")
                used.add(name)
                project = Project(name, item, part, min(part, fiscal))
                fiscal -= project.fiscal
                parts = split(rng, part, rng.choice([1, 1, 2, 3]))
                project.columns = dict(zip(rng.sample(columns, len(parts)), parts))
                if rng.random() < 0.2:
                    project.parts = split(rng, part, rng.randint(2, 4))
                self.projects.append(project)
                item.projects.append(project)

    # ---- the year before

    def before(self, amount):
        """What it may have been."""
        rng, way = self.rng, self.rng.random()
        if way < 0.15:
            return amount
        if amount == 0:
            return self.amount(self.scale // 10) if way < 0.3 else 0
        if way < 0.25:
            return 0
        return max(1, int(amount * rng.uniform(0.4, 1.9)))

    def make_last_year(self):
        rng = self.rng
        self.last_income = {s: self.before(self.income(s)) for s in self.sources}
        whole = sum(self.last_income.values())
        basic = int(whole * rng.uniform(0.3, 0.9)) if self.total(kind="project") else whole
        self.last_expenditure = {"basic": basic, "project": whole - basic}
        for item in self.items:
            item.last = self.before(item.total(["general"]))
        last = sum(i.last for i in self.items)
        basic = int(last * rng.uniform(0.4, 0.8)) if self.total(["general"], "project") else last
        self.last_general = {"basic": basic, "project": last - basic}
        self.last_three = {key: self.before_small(value) for key, value in self.three.items()}
        self.last_public = self.before(self.economic_total("public"))

    def before_small(self, amount):
        way = self.rng.random()
        if way < 0.4:
            return amount
        return self.rng.choice([200, 300, 1250, 80]) if amount == 0 and way < 0.6 else int(amount * self.rng.uniform(0.6, 1.5))

    def reason(self):
        return self.rng.choice(REASONS)

    # ---- what no table holds

    def make_others(self):
        rng = self.rng
        most = self.total() // (10000 if self.yuan else 1)  # in 0.01 万元
        rest = max(3, int(most * rng.uniform(0.02, 0.5)))
        self.purchases = dict(zip(("goods", "works", "services"), (split(rng, rest, 3) + [0, 0, 0])[:3]))
        if rng.random() < 0.3:
            self.purchases["works"] = 0
        self.established = rng.randint(20, 400)
        self.serving = self.established - rng.randint(0, 8)
        self.retired = rng.randint(0, 150)
        self.veterans = rng.choice([0, 0, 0, 1, 3])
        self.cars = [rng.randint(0, 9), rng.randint(0, 6), rng.randint(0, 12)]
        self.bodies = rng.randint(1, 6)
