"""What the department says of its figures, in one of many ways, each sentence true."""
from catalogue import ECONOMIC, SOURCE_NAMES, USES


def half_up(value, to):
    """A quotient of whole numbers, rounded half up to a whole number."""
    return (2 * value + to) // (2 * to)


def with_separators(text):
    whole, point, decimals = text.partition(".")
    return f"{int(whole):,}{point}{decimals}"


def decimal(value, decimals):
    """A whole number of the last decimal place as digits."""
    text = str(value).rjust(decimals + 1, "0")
    return text[:-decimals] + "." + text[-decimals:] if decimals else text


def shortened(text):
    return text.rstrip("0").rstrip(".") if "." in text else text


class Wording:
    """One report's habits, and the sentences made by them."""

    def __init__(self, budget):
        self.b, self.rng = budget, budget.rng
        rng = self.rng
        self.unit = rng.choice(["万元"] * 8 + ["元"])
        self.short = rng.random() < 0.3 and not budget.yuan       # 1897.5 and 20 for 20.00
        self.separated = rng.random() < (0.5 if budget.yuan else 0.1)
        self.share_decimals = rng.choice([2, 2, 2, 1])
        self.rate_decimals = rng.choice([2, 2, 1])
        self.compared = rng.random() < 0.75                       # says how much it was last year
        self.than = rng.choice(["比上年", "较上年", "与上年相比", "比上年预算", "比去年", f"比{budget.year - 1}年"])
        self.bracket = rng.random() < 0.25
        self.stop = rng.choice(["；", "；", "，"])
        self.one_paragraph = rng.random() < 0.4
        self.says_shares = rng.random() < 0.85
        self.who = rng.choice([budget.short, "本部门", "我单位", budget.short])

    # ---- numbers

    def money(self, value, fine=False):
        """An amount of the tables; `fine` ones are already in 0.01 万元."""
        if self.unit == "元":
            digits = str(value * 100) if fine or not self.b.yuan else decimal(value, 2)
        else:
            digits = decimal(half_up(value, 10000) if self.b.yuan and not fine else value, 2)
        if self.short:
            digits = shortened(digits)
        return (with_separators(digits) if self.separated else digits) + self.unit

    def total_money(self, value):
        """A total, sometimes in 亿元."""
        fine = half_up(value, 10000) if self.b.yuan else value
        if fine < 1000000 or self.rng.random() > 0.25:
            return self.money(value)
        decimals = self.rng.choice([2, 2, 4])
        return self.rng.choice(["", "", "约"]) + decimal(half_up(fine, 10 ** (6 - decimals)), decimals) + "亿元"

    def listed(self, said):
        """甲、乙和丙"""
        return said[0] if len(said) == 1 else "、".join(said[:-1]) + self.rng.choice(["和", "、"]) + said[-1]

    def share(self, part, whole):
        """`，占53.21%`; nothing where it would round to nought."""
        rounded = half_up(part * 100 * 10 ** self.share_decimals, whole) if whole else 0
        if not self.says_shares or rounded == 0:
            return ""
        verb = self.rng.choice(["占", "占", "占比", "占总额的"]) if self.rng.random() < 0.3 else "占"
        return f"，{verb}{decimal(rounded, self.share_decimals)}%"

    def rate(self, now, before):
        return half_up(abs(now - before) * 100 * 10 ** self.rate_decimals, before) if before else 0

    def change(self, now, before, fine=False, lead="，"):
        """`，比上年增加10.00万元，增长5.00%，主要原因是…`"""
        rng = self.rng
        if not self.compared:
            return ""
        if now == before:
            return lead + rng.choice([f"{self.than.replace('比', '与', 1)}持平", "与上年持平", "与上年一致"])
        if self.loses(now, before, fine):
            return ""
        up = now > before
        if before and rng.random() < 0.12:
            return lead + self.from_before(now, before, fine)
        words = (f"{self.than}" + rng.choice(["增加", "增加", "增加了"] if up else ["减少", "减少", "减少了"]) +
                 self.money(abs(now - before), fine))
        rate = self.rate(now, before)
        if rate:
            word = rng.choice(["增长", "增长", "上升", "增幅"] if up else ["下降", "下降", "降低", "降幅"])
            said = f"{word}{decimal(rate, self.rate_decimals)}%"
            words += f"（{said}）" if self.bracket else f"，{said}"
        if rng.random() < 0.5:
            words += rng.choice(["，主要原因是", "，主要是", "，原因是"]) + self.b.reason()
        return lead + words

    def from_before(self, now, before, fine):
        """Names last year's amount, too."""
        word, rate = ("增加", "增长") if now > before else ("减少", "下降")
        said = f"，{word}{self.money(abs(now - before), fine)}"
        if self.rate(now, before):
            said += f"，{rate}{decimal(self.rate(now, before), self.rate_decimals)}%"
        return self.rng.choice([f"上年为{self.money(before, fine)}", f"上年预算{self.money(before, fine)}"]) + said

    def loses(self, now, before, fine):
        """Amounts that are not the same but print the same make no sentence."""
        return self.b.yuan and not fine and self.unit != "元" and half_up(abs(now - before), 10000) == 0

    def years(self):
        return self.rng.choice([f"{self.b.year}年", f"{self.b.year}年", f"{self.b.year}年度", "本年"])

    # ---- sections

    def overview(self):
        b = self.b
        total = b.income_total()
        change = self.change(total, sum(b.last_income.values())) if self.rng.random() < 0.5 else ""
        lines = [self.rng.choice(["按照综合预算的原则，", "按照全口径预算的原则，", ""]) + f"{self.who}所有收入和支出均纳入部门预算管理。" +
                 f"{b.year}年收支总预算{self.total_money(total)}{change}。",
                 self.rng.choice(["收入预算包括：", "收入包括："]) + self.listed(self.source_names()) + "。",
                 self.rng.choice(["支出预算包括：", "支出包括："]) + self.classes_listed()]
        return self.joined(lines)

    def classes_listed(self):
        classes = self.b.classes()
        way = self.rng.random()
        if way < 0.5 or len(classes) == 1:
            return self.listed([name for _, name, _ in classes]) + "。"
        said = "、".join(name + self.money(amount) for _, name, amount in classes)
        if way < 0.75 or self.b.next_year() or self.b.yuan:
            return said + "。"
        return said + f"，以上{len(classes)}项合计{self.money(self.b.total())}。"

    def joined(self, lines):
        return ["".join(lines)] if self.one_paragraph else lines

    def name_of(self, source):
        names = dict(SOURCE_NAMES)
        if self.b.form == "hubei":
            names.update(general="一般公共预算拨款", fund="政府性基金预算拨款")
        if self.b.form == "xinjiang":
            names["carried"] = "单位上年结余"
        return names[source]

    def source_names(self):
        return [self.name_of(s) for s in self.b.sources if self.b.income(s) > 0]

    def income(self):
        b, total = self.b, self.b.income_total()
        head = f"{self.who}{b.year}年收入预算{self.money(total)}，其中："
        names, lines = self.source_names(), []
        for source in (s for s in b.sources if b.income(s) > 0):
            lines.append(names[len(lines)] + self.money(b.income(source)) + self.share(b.income(source), total) +
                         self.change(b.income(source), b.last_income[source]))
        gone = [s for s in b.sources if b.income(s) == 0 and b.last_income[s] > 0]
        if self.compared:
            lines += [f"{self.name_of(s)}本年未安排，比上年减少{self.money(b.last_income[s])}" for s in gone]
        elif b.income("fund") == 0 and self.rng.random() < 0.5:
            lines.append("政府性基金预算" + self.rng.choice(["未安排", "本年未安排"]))
        if self.one_paragraph:
            return [head + "；".join(lines) + "。"]
        return [head] + [line + "。" for line in lines]

    def expenditure(self):
        b, total = self.b, self.b.total()
        head = f"{self.who}{b.year}年支出预算{self.money(total)}，其中："
        lines = []
        basic, project = b.total(kind="basic"), b.total(kind="project")
        if basic and project and self.rng.random() < 0.15:
            return [f"{self.who}{b.year}年支出预算{self.money(total)}，由基本支出和项目支出组成，分别为{self.money(basic)}和{self.money(project)}" +
                    self.both_shares(basic, project, total) + "。"]
        for kind, name in (("basic", "基本支出"), ("project", "项目支出")):
            now, last = b.total(kind=kind), b.last_expenditure[kind]
            if now == 0:
                gone = f"，比上年减少{self.money(last)}，下降100%" if last and self.compared else ""
                lines.append(f"{name}未安排{gone}")
                continue
            lines.append(name + self.money(now) + self.share(now, total) + self.change(now, b.last_expenditure[kind]))
        if self.one_paragraph:
            return [head + self.stop.join(lines) + "。"]
        return [head] + [line + "。" for line in lines]

    def both_shares(self, one, other, total):
        """，分别占41.53%和58.47%"""
        said = [half_up(x * 100 * 10 ** self.share_decimals, total) for x in (one, other)]
        if not all(said) or not self.says_shares:
            return ""
        return "，分别占" + "和".join(decimal(x, self.share_decimals) + "%" for x in said)

    def fiscal(self):
        b, sources = self.b, self.b.fiscal_sources
        total = b.total(sources)
        lines = [f"{b.year}年财政拨款收支总预算{self.total_money(total)}。"]
        others = [s for s in sources if s != "general" and b.income(s) > 0]
        if others:
            lines.append("收入包括：" + "，".join(SOURCE_NAMES[s] + "拨款" + self.money(b.income(s)) for s in ["general"] + others) + "。")
        else:
            lines.append(self.rng.choice(["收入全部为一般公共预算拨款，没有政府性基金预算拨款。", "收入全部为一般公共预算拨款。"]))
        used = self.rng.random() < 0.5
        parts = [name + self.money(amount) + (f"，主要用于{self.rng.choice(USES)}" if used else "")
                 for _, name, amount in b.classes(sources)]
        lines.append("支出包括：" + ("；" if used else self.rng.choice(["，", "、", "；"])).join(parts) + "。")
        return self.joined(lines)

    def general_scale(self):
        b, sources = self.b, ["general"]
        total, last = b.total(sources), sum(b.last_general.values())
        than, self.than = self.than, "比上年执行数"
        text = f"{self.who}{b.year}年一般公共预算当年拨款{self.money(total)}{self.change(total, last)}。"
        parts = [name + (self.money(b.total(sources, kind)) if b.total(sources, kind) else "未安排")
                 for kind, name in (("basic", "基本支出"), ("project", "项目支出"))]
        if self.rng.random() < 0.7:
            text += "其中：" + "，".join(parts) + "。"
        self.than = than
        return [text]

    def general_structure(self):
        b, total = self.b, self.b.total(["general"])
        return [f"{name}（类）{self.money(amount)}{self.share(amount, total)}。" for _, name, amount in b.classes(["general"])]

    def general_items(self):
        than, self.than = self.than, self.rng.choice(["比上年执行数", "较上年执行数"])
        lines = []
        for item in self.b.items:
            now = item.total(["general"])
            if now == 0:
                continue
            cls, group, name = item.names
            lines.append(f"{cls}（类）{group}（款）{name}（项）：{self.b.year}年预算数为{self.money(now)}{self.change(now, item.last)}。")
        self.than = than
        return lines

    def general(self):
        """Of the general budget, in one: by kind, then by class."""
        b, total = self.b, self.b.total(["general"])
        kinds = [name + self.money(b.total(["general"], kind)) + self.share(b.total(["general"], kind), total)
                 for kind, name in (("basic", "基本支出"), ("project", "项目支出")) if b.total(["general"], kind)]
        first = f"{b.year}年一般公共预算支出{self.money(total)}，其中：{'；'.join(kinds)}。"
        by_size = sorted(b.classes(["general"]), key=lambda c: -c[2])
        used = self.rng.random() < 0.5
        second = "按功能分类，" + "；".join(
            name + self.money(amount) + self.share(amount, total) + (f"，主要用于{self.rng.choice(USES)}" if used else "")
            for _, name, amount in by_size) + "。"
        return [first, second]

    def basic(self):
        b, rng = self.b, self.rng
        total, whole = b.total(["general"], "basic"), rng.random() < 0.6
        lines = [f"{self.who}{b.year}年一般公共预算基本支出{self.money(total)}，其中："]
        for kind, name in (("staff", "人员经费"), ("public", "公用经费")):
            amount, items = b.economic_total(kind), [e for e in b.economic if ECONOMIC[e[0]][1] == kind]
            if amount == 0:
                continue
            if whole:
                said = rng.choice(["包括：", "主要包括："]) + "、".join(e[2] + self.money(e[3]) for e in items) + "。"
            else:
                said = "主要包括" + "、".join(e[2] for e in rng.sample(items, min(len(items), 5))) + "等。"
            lines.append(name + self.money(amount) + "，" + said)
        return self.joined(lines)

    def projects_intro(self):
        b = self.b
        if not b.projects:
            return [f"{self.who}{b.year}年没有安排项目支出。"]
        text = f"{self.who}{b.year}年安排项目支出{self.money(b.total(kind='project'))}，共{len(b.projects)}个项目"
        if self.rng.random() < 0.4:
            text += "，其中：" + "，".join(p.name + self.money(p.total) for p in b.projects)
        return [text + "。"]

    def three_public(self):
        b, rng = self.b, self.rng
        total = b.three_total()
        if total == 0:
            return [f"{self.who}{b.year}年没有安排“三公”经费。"]
        names = {"abroad": "因公出国（境）费", "purchase": "公务用车购置费", "running": rng.choice(["公务用车运行费", "公务用车运行维护费"]),
                 "reception": "公务接待费"}
        nought = rng.choice([lambda n: n + self.money(0, True), lambda n: n + "未安排", lambda n: n + "0" + self.unit])
        said = lambda key: names[key] + self.money(b.three[key], True) if b.three[key] else nought(names[key])
        if rng.random() < 0.5:
            cars = "公务用车购置及运行费" + self.money(b.vehicles(), True)
            if b.three["purchase"] and b.three["running"]:
                cars += f"（其中：{said('purchase')}，{said('running')}）"
            parts = [said("abroad"), cars if b.vehicles() else nought("公务用车购置及运行费"), said("reception")]
        else:
            parts = [said(key) for key in ("abroad", "purchase", "running", "reception")]
        lines = [f"{self.who}{b.year}年“三公”经费财政拨款预算数为{self.money(total, True)}，其中：" + "，".join(parts) + "。"]
        last = sum(b.last_three.values())
        if self.compared and last:
            changes = []
            for key in ("abroad", "purchase", "running", "reception"):
                now, before = b.three[key], b.last_three[key]
                if now or before:
                    changes.append(names[key] + self.plain_change(now, before))
            lines.append(f"{b.year}年“三公”经费财政拨款预算{self.change(total, last, True, lead='')}。" if rng.random() < 0.5 else
                         f"“三公”经费预算{self.plain_change(total, last, '比上年')}，其中：{'；'.join(changes)}。")
        if rng.random() < 0.3:
            lines.append(rng.choice(["我单位公务用车保有量6辆。", "“三公”经费只减不增，严格控制在预算之内。", "国内公务接待20批次、150人次。"]))
        return lines

    def plain_change(self, now, before, than=""):
        if now == before:
            return "与上年持平"
        up = now > before
        lead = "本年未安排，" if now == 0 else ""
        return lead + than + ("增加" if up else "减少") + self.money(abs(now - before), True)

    def funds(self):
        b = self.b
        total = b.total(["fund"])
        if total == 0:
            return [f"{self.who}{b.year}年没有使用政府性基金预算拨款安排的支出" +
                    self.rng.choice(["。", "，政府性基金预算支出情况表为空表。"])]
        parts = b.classes(["fund"])
        if len(parts) == 1 and self.rng.random() < 0.5:
            return [f"{b.year}年政府性基金预算支出{self.money(total)}，全部为项目支出，用于{self.rng.choice(USES)}。"]
        return [f"{b.year}年政府性基金预算支出{self.money(total)}，其中：" + "，".join(n + self.money(a) for _, n, a in parts) + "。"]

    def operation(self):
        b = self.b
        now = b.economic_total("public")
        return [f"{b.year}年，{self.who}机关运行经费财政拨款预算{self.money(now)}{self.change(now, b.last_public)}。" if now else
                f"{self.who}没有安排机关运行经费。"]

    def procurement(self):
        b, kinds = self.b, (("goods", "货物"), ("works", "工程"), ("services", "服务"))
        many = self.rng.random() < 0.5
        parts = [(f"政府采购{n}预算" if many else f"{n}类") + self.money(b.purchases[k], True) for k, n in kinds]
        return [f"{b.year}年，{self.who}政府采购预算{self.money(sum(b.purchases.values()), True)}，其中：{'，'.join(parts)}。"]

    def assets(self):
        b = self.b
        kinds = ("一般公务用车", "执法执勤用车", "特种专业技术用车")
        return [f"截至{b.year - 1}年12月31日，{self.who}共有车辆{sum(b.cars)}辆，其中：" +
                "、".join(f"{k}{n}辆" for k, n in zip(kinds, b.cars)) + "。单位价值50万元以上的通用设备2台（套）。"]

    def performance(self):
        b = self.b
        if not b.projects:
            return [f"{b.year}年没有实行绩效目标管理的项目。"]
        return [f"{b.year}年实行绩效目标管理的项目{len(b.projects)}个，涉及金额{self.money(b.total(kind='project'))}。"]

    def staff(self):
        b = self.b
        actual = b.serving + b.retired + b.veterans
        return [f"{self.who}核定编制{b.established}人，实有{actual}人，其中：在职{b.serving}人，退休{b.retired}人，离休{b.veterans}人。"]

    def statement(self):
        """Shanghai: all of it in one piece."""
        b = self.b
        fiscal = b.total(b.fiscal_sources)
        sources = [("财政拨款收入", fiscal)] + [(SOURCE_NAMES[s], b.income(s)) for s in ("undertaking", "operating", "other") if b.income(s)]
        lines = [f"{b.year}年，{self.who}收入预算{self.money(b.income_total())}，其中：" + "，".join(n + self.money(a) for n, a in sources) + "。"]
        said = [f"{SOURCE_NAMES[s]}拨款支出预算{self.money(b.total([s]))}" for s in b.fiscal_sources
                if b.total([s]) or self.rng.random() < 0.5]
        lines.append(f"支出预算{self.money(b.total())}，其中：财政拨款支出预算{self.money(fiscal)}。财政拨款支出预算中，" + "，".join(said) +
                     "。财政拨款支出主要内容如下：")
        items = [f"“{name}”科目{self.money(amount)}，主要用于{self.rng.choice(USES)}。" for _, name, amount in b.classes(b.fiscal_sources)]
        return lines + [{"list": items, "label": "{{n}}.\u2005"}]
