#include "prose/words.h"

#include <string.h>

#define LIST(name, ...) static const char *const name[] = {__VA_ARGS__, NULL}

LIST(UP, "增加", "增长", "上升", "提高", "上涨", "增多", "增", "多", "升", "增幅", "增长率", "增长幅度", "追加", "调增",
     "净增", "增加额", "超支");
LIST(DOWN, "减少", "下降", "降低", "压减", "缩减", "减", "少", "降", "降幅", "下降率", "下降幅度", "核减", "调减", "节约",
     "节支", "下浮", "压缩", "削减");
LIST(EITHER, "增加或减少", "增加(减少)", "增加/减少", "增减", "增(减)", "增减变化", "增减变动", "变化", "变动", "增加或下降");
LIST(SAME, "持平", "一致", "无变化", "没有变化", "无增减", "相同", "无增减变化", "未发生变化", "不变", "无变动");
LIST(AFTER_CHANGE, "了", "额", "幅度", "数", "约", "为", ":", "近", "率", "幅", "达", "额为", "金额", "资金", "预算", "经费",
     "支出", "收入", "人员", "编制", "-");
LIST(REACHED, "到", "至", "增至", "减至", "降至", "升至");
LIST(COMPARE, "比", "较", "相比", "对比", "与", "同比", "同");
LIST(PRIOR, "上年", "去年", "上一年", "上年度", "上一年度", "去年同期", "上年同期");
LIST(CARRIED, "上年结转", "上年结余", "上年度结转", "上年末", "单位上年结余", "上年财政拨款结转", "上年财政拨款资金结转",
     "上年度结余", "用上年");
LIST(SHARE, "占", "占比", "比重", "所占比例");
LIST(DONE, "完成", "执行率", "完成率", "为预算的", "为年初预算的", "支出进度");
LIST(PLAN, "年初预算", "调整预算", "全年预算", "预算为", "预算数为", "年初部门预算", "预算安排");
LIST(PARTS, "其中", "包括:", "包含:", "分别是", "分别为");
LIST(LISTED, "包括", "包含", "构成", "组成", "分为", "有:", "具体为");
LIST(MAINLY, "主要", "等", "例如", "如:", "重点", "分别为:");
LIST(SUM, "共计", "合计", "总计", "共", "共有", "一共", "总共", "累计", "总额", "总额为", "合计为", "共需", "合计需",
     "共安排", "合计安排", "预计需");
LIST(NOTHING, "未安排", "没有安排", "没有", "无", "未使用", "不涉及", "未发生", "未列", "均为零", "为零", "未编制", "未涉及");
LIST(EMPTY, "空表");
LIST(EACH, "每人", "每个", "每台", "每次", "每户", "每名", "每批次", "每批", "每期", "每套", "每辆", "每家", "每平方米", "每月",
     "每天", "每页", "每份", "每件", "每项", "每亩", "每村", "每处", "人均", "平均", "单价", "标准", "户均", "每统筹区",
     "每县", "每吨", "每公里", "日均", "月均");
LIST(ABOUT, "约", "大约", "近", "预计", "将近", "约为", "大概", "超", "接近", "估计", "≈", "预计需", "约需", "预测", "约占");
LIST(ABOUT_AFTER, "左右", "上下", "余", "多", "许");
LIST(BOUND, "不低于", "不少于", "不超过", "不高于", "至少", "最多", "最高", "最低", "超过", "高于", "低于", "大于", "小于", "≥",
     "≤", ">", "<", ">=", "<=", "不多于", "少于", "不小于", "不大于", "控制在", "限额");
LIST(BOUND_AFTER, "以上", "以下", "以内", "及以上", "(含)以上", "及以下", "(含)以下", "以内", "之内", "起", "(含)");
LIST(NEUTRAL, "预算", "决算", "拨款", "安排", "资金", "经费", "数", "为", "是", "的", "总", "总额", "合计", "总计", "小计", "共",
     "共计", "计", "金额", "规模", "当年", "本年", "年度", "年初", "部门", "单位", "数为", "额", "额度", "总预算", "达", "共有",
     "约", "各", "均", "综合", "补助", "费", "支出", "收入", "(补助)", "(类)", "(款)", "(项)", "科目", "项目", "公共", "财政",
     "当年", "执行", "调整", "全年", "本级", "区级", "实际", "涉及", "需", "所需", "需要", "共安排", "共需", "申请", "由",
     "分别", "则", "也", "即", "有", ":", "予以", "情况", "类", "预计", "用于", "新增", "结转", "资金共", "核定", "批复");
LIST(HEAD, "安排", "包括", "包含", "其中", "其中:", "用于", "列支", "的", "度", "局", "厅", "委", "会", "院", "中心", "部门",
     "单位", "本级", "年", ":", "年度", "为", "由", "系", "办", "处", "所", "站", "校", "学校", "总队", "支队", "大队", "署",
     "委员会", "政府", "街道", "镇", "乡", "本单位", "我局", "以及", "及", "和", "一是", "二是", "三是", "四是", "分类", "是",
     ")", "有", "科目", "公司", "馆", "社", "团", "队", "分局", "集团", "党校", "法院", "检察院", "医院", "使用", "预算",
     "决算", "财政拨款", "一般公共预算", "拨款", "主要", "均", "基本支出", "项目支出", "当年", "部");
LIST(TOTAL, "合计", "总计", "小计", "收入总计", "支出总计", "收入合计", "支出合计", "本年收入合计", "本年支出合计", "总合计",
     "收支总计", "本年收入", "本年支出", "预算数", "金额", "合计数", "决算数", "总额", "预算合计", "年初预算数",
     "支出预算总计", "收入预算总计", "预算金额", "本年预算数", "本年预算", "共计");
LIST(BUDGET, "预算", "决算", "收支", "三公", "机关运行经费", "政府采购", "财政拨款", "部门预算");
LIST(OTHER_YEAR, "规划", "计划", "采购", "成立", "设立", "印发", "文件", "工程", "期间", "以来", "起", "前", "立项", "启动",
     "实施", "中长期", "滚动", "三年", "五年", "批复", "编制", "至", "-", "修订", "制定", "会议", "决议", "继续", "购置", "历年");
LIST(MEASURE, "人次", "人", "名", "位", "台", "套", "辆", "个", "项", "家", "页", "份", "册", "次", "天", "个月", "月", "户",
     "平方米", "平米", "公顷", "亩", "公里", "千米", "米", "吨", "公斤", "件", "批次", "批", "间", "栋", "座", "处", "所", "场",
     "期", "班", "课时", "小时", "分钟", "张", "部", "架", "艘", "只", "头", "株", "条", "种", "类", "级", "岁", "倍", "村",
     "县", "镇", "学时", "例", "床", "支", "点", "年", "日", "美元", "组", "门", "宗", "幢", "平方公里", "立方米", "万股",
     "艘次", "篇", "期次", "台(套)", "套(台)", "辆(台)", "团组", "个团组", "家次", "亩次", "盏", "路", "块", "本", "度");

static const char *const *const CLASSES[WORD_CLASS_COUNT] = {
    [WORD_UP] = UP,
    [WORD_DOWN] = DOWN,
    [WORD_EITHER] = EITHER,
    [WORD_SAME] = SAME,
    [WORD_AFTER_CHANGE] = AFTER_CHANGE,
    [WORD_REACHED] = REACHED,
    [WORD_COMPARE] = COMPARE,
    [WORD_PRIOR] = PRIOR,
    [WORD_CARRIED] = CARRIED,
    [WORD_SHARE] = SHARE,
    [WORD_DONE] = DONE,
    [WORD_PLAN] = PLAN,
    [WORD_PARTS] = PARTS,
    [WORD_LIST] = LISTED,
    [WORD_MAINLY] = MAINLY,
    [WORD_SUM] = SUM,
    [WORD_NOTHING] = NOTHING,
    [WORD_EMPTY] = EMPTY,
    [WORD_EACH] = EACH,
    [WORD_ABOUT] = ABOUT,
    [WORD_ABOUT_AFTER] = ABOUT_AFTER,
    [WORD_BOUND] = BOUND,
    [WORD_BOUND_AFTER] = BOUND_AFTER,
    [WORD_NEUTRAL] = NEUTRAL,
    [WORD_HEAD] = HEAD,
    [WORD_TOTAL] = TOTAL,
    [WORD_BUDGET] = BUDGET,
    [WORD_OTHER_YEAR] = OTHER_YEAR,
    [WORD_MEASURE] = MEASURE,
};

/* ---- looking -------------------------------------------------------------------------------------------- */

bool text_starts(Str s, const char *word) {
    const size_t length = strlen(word);
    return s.length >= length && memcmp(s.text, word, length) == 0;
}

bool text_ends(Str s, const char *word) {
    const size_t length = strlen(word);
    return s.length >= length && memcmp(s.text + s.length - length, word, length) == 0;
}

bool text_holds(Str s, const char *word) {
    for (size_t at = 0; at < s.length; at++)
        if (s.text[at] == word[0] && text_starts(text_from(s, at), word))
            return true;
    return false;
}

Str text_from(Str s, size_t from) { return (Str){s.text + from, s.length - from}; }
Str text_without_end(Str s, size_t count) { return (Str){s.text, s.length - count}; }

size_t word_starts(WordClass c, Str s) {
    size_t best = 0;
    for (const char *const *word = CLASSES[c]; s.length && *word; word++)
        if ((*word)[0] == s.text[0] && text_starts(s, *word) && strlen(*word) > best)
            best = strlen(*word);
    return best;
}

size_t word_ends(WordClass c, Str s) {
    size_t best = 0;
    for (const char *const *word = CLASSES[c]; *word; word++)
        if (text_ends(s, *word) && strlen(*word) > best)
            best = strlen(*word);
    return best;
}

bool word_within(WordClass c, Str s, size_t *after) {
    for (size_t at = 0; at < s.length; at++) {
        const size_t length = word_starts(c, text_from(s, at));
        if (length > 0) {
            if (after)
                *after = at + length;
            return true;
        }
    }
    return false;
}

/* ---- names ---------------------------------------------------------------------------------------------- */

/* Two ways to say the same; the first is written for either. */
static const struct {
    const char *form, *variant;
} SAME_NAMES[] = {
    {"公务用车购置及运行费", "公务用车购置及运行维护费"},
    {"公务用车购置及运行费", "公务用车购置和运行维护费"},
    {"公务用车购置及运行费", "公务用车购置和运行费"},
    {"公务用车运行费", "公务用车运行维护费"},
    {"奖金", "年终一次性奖金"},
    {"职工基本医疗保险", "城镇职工基本医疗保险"},
    {"医疗费", "医疗费补助"},
    {"商品和服务支出", "商品服务支出"},
    {"因公出国(境)费", "因公出国(境)经费"},
    {"因公出国(境)费", "因公出国(境)费用"},
    {"因公出国(境)费", "因公出国费"},
    {"公务接待费", "公务接待经费"},
    {"对个人和家庭的补助", "对个人和家庭补助"},
    {"对个人和家庭的补助", "对个人和家庭的补助支出"},
    {"维修(护)费", "维修费"},
    {"维修(护)费", "维修维护费"},
};

Str words_canonical(Arena *arena, Str name) {
    for (size_t i = 0; i < sizeof SAME_NAMES / sizeof SAME_NAMES[0]; i++) {
        const char *form = SAME_NAMES[i].form, *variant = SAME_NAMES[i].variant;
        if (text_ends(name, form) && strlen(form) >= strlen(variant))
            continue;
        if (text_ends(name, variant)) {
            char *out = arena_printf(arena, "%.*s%s", (int)(name.length - strlen(variant)), name.text, form);
            return out ? str_from(out) : name;
        }
    }
    return name;
}

static const struct {
    const char *word;
    unsigned set; /* bits, one a partition */
} PARTITIONS[] = {
    {"基本支出", 1},      {"项目支出", 1},      {"货物", 2},          {"工程", 2},          {"服务", 2},
    {"在职", 4},          {"退休", 4},          {"离休", 4},          {"人员经费", 8},      {"公用经费", 8},
    {"因公出国", 16},     {"公务接待", 16},     {"公务用车", 16},     {"公务用车购置费", 32}, {"公务用车运行", 32},
    {"一般公务用车", 64}, {"执法执勤用车", 64}, {"特种专业技术用车", 64}, {"其他用车", 64},     {"其他车辆", 64},
    {"行政编制", 128},    {"事业编制", 128},    {"工勤编制", 128},    {"行政单位", 256},    {"事业单位", 256},
    {"机要通信用车", 64}, {"应急保障用车", 64}, {"领导干部用车", 64}, {"离退休干部用车", 64}, {"参公", 256},
};

unsigned words_partitions(Str phrase) {
    unsigned sets = 0;
    for (size_t i = 0; i < sizeof PARTITIONS / sizeof PARTITIONS[0]; i++)
        if (text_holds(phrase, PARTITIONS[i].word))
            sets |= PARTITIONS[i].set;
    return sets;
}
