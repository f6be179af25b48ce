#include "prose/words.h"

#include <string.h>

#include "prose/lexicon.h"

#define W(word)         LEXEME(word, 0)
#define LIST(name, ...) static const Lexeme name[] = {__VA_ARGS__}

LIST(UP, W("增加"), W("增长"), W("上升"), W("提高"), W("上涨"), W("增多"), W("增"), W("多"), W("升"), W("增幅"),
     W("增长率"), W("增长幅度"), W("追加"), W("调增"), W("净增"), W("增加额"), W("超支"));
LIST(DOWN, W("减少"), W("下降"), W("降低"), W("压减"), W("缩减"), W("减"), W("少"), W("降"), W("降幅"), W("下降率"),
     W("下降幅度"), W("核减"), W("调减"), W("节约"), W("节支"), W("下浮"), W("压缩"), W("削减"));
LIST(EITHER, W("增加或减少"), W("增加(减少)"), W("增加/减少"), W("增减"), W("增(减)"), W("增减变化"), W("增减变动"),
     W("变化"), W("变动"), W("增加或下降"));
LIST(SAME, W("持平"), W("一致"), W("无变化"), W("没有变化"), W("无增减"), W("相同"), W("无增减变化"), W("未发生变化"),
     W("不变"), W("无变动"));
LIST(AFTER_CHANGE, W("了"), W("额"), W("幅度"), W("数"), W("约"), W("为"), W(":"), W("近"), W("率"), W("幅"), W("达"),
     W("额为"), W("金额"), W("资金"), W("预算"), W("经费"), W("支出"), W("收入"), W("人员"), W("编制"), W("-"));
LIST(REACHED, W("到"), W("至"), W("增至"), W("减至"), W("降至"), W("升至"));
LIST(COMPARE, W("比"), W("较"), W("相比"), W("对比"), W("与"), W("同比"), W("同"));
LIST(PRIOR, W("上年"), W("去年"), W("上一年"), W("上年度"), W("上一年度"), W("去年同期"), W("上年同期"));
LIST(CARRIED, W("上年结转"), W("上年结余"), W("上年度结转"), W("上年末"), W("单位上年结余"), W("上年财政拨款结转"),
     W("上年财政拨款资金结转"), W("上年度结余"), W("用上年"));
LIST(SHARE, W("占"), W("占比"), W("比重"), W("所占比例"));
LIST(DONE, W("完成"), W("执行率"), W("完成率"), W("为预算的"), W("为年初预算的"), W("支出进度"));
LIST(PLAN, W("年初预算"), W("调整预算"), W("全年预算"), W("预算为"), W("预算数为"), W("年初部门预算"), W("预算安排"));
LIST(PARTS, W("其中"), W("包括:"), W("包含:"), W("分别是"), W("分别为"));
LIST(LISTED, W("包括"), W("包含"), W("构成"), W("组成"), W("分为"), W("有:"), W("具体为"));
LIST(MAINLY, W("主要"), W("等"), W("例如"), W("如:"), W("重点"), W("分别为:"));
LIST(REASON, W("主要是"), W("原因"), W("由于"), W("因为"), W("主要为"), W("主要系"));
LIST(SUM, W("共计"), W("合计"), W("总计"), W("共"), W("共有"), W("一共"), W("总共"), W("累计"), W("总额"), W("总额为"),
     W("合计为"), W("共需"), W("合计需"), W("共安排"), W("合计安排"), W("预计需"));
LIST(NOTHING, W("未安排"), W("没有安排"), W("没有"), W("无"), W("未使用"), W("不涉及"), W("未发生"), W("未列"),
     W("均为零"), W("为零"), W("未编制"), W("未涉及"));
LIST(EMPTY, W("空表"));
LIST(EACH, W("每人"), W("每个"), W("每台"), W("每次"), W("每户"), W("每名"), W("每批次"), W("每批"), W("每期"),
     W("每套"), W("每辆"), W("每家"), W("每平方米"), W("每月"), W("每天"), W("每页"), W("每份"), W("每件"), W("每项"),
     W("每亩"), W("每村"), W("每处"), W("人均"), W("平均"), W("单价"), W("标准"), W("户均"), W("每统筹区"), W("每县"),
     W("每吨"), W("每公里"), W("日均"), W("月均"), W("单个"), W("单项"), W("单位成本"), W("单次"), W("单笔"),
     W("年均"));
LIST(ABOUT, W("约"), W("大约"), W("近"), W("预计"), W("将近"), W("约为"), W("大概"), W("超"), W("接近"), W("估计"),
     W("≈"), W("预计需"), W("约需"), W("预测"), W("约占"));
LIST(ABOUT_AFTER, W("左右"), W("上下"), W("余"), W("多"), W("许"));
LIST(BOUND, W("不低于"), W("不少于"), W("不超过"), W("不高于"), W("至少"), W("最多"), W("最高"), W("最低"), W("超过"),
     W("高于"), W("低于"), W("大于"), W("小于"), W("≥"), W("≤"), W(">"), W("<"), W(">="), W("<="), W("不多于"),
     W("少于"), W("不小于"), W("不大于"), W("控制在"), W("限额"));
LIST(BOUND_AFTER, W("以上"), W("以下"), W("以内"), W("及以上"), W("(含)以上"), W("及以下"), W("(含)以下"), W("以内"),
     W("之内"), W("起"), W("(含)"));
LIST(NEUTRAL, W("预算"), W("决算"), W("拨款"), W("安排"), W("资金"), W("经费"), W("数"), W("为"), W("是"), W("的"),
     W("总"), W("总额"), W("合计"), W("总计"), W("小计"), W("共"), W("共计"), W("计"), W("金额"), W("规模"), W("当年"),
     W("本年"), W("年度"), W("年初"), W("部门"), W("单位"), W("数为"), W("额"), W("额度"), W("总预算"), W("达"),
     W("共有"), W("约"), W("各"), W("均"), W("综合"), W("补助"), W("费"), W("支出"), W("收入"), W("(补助)"), W("(类)"),
     W("(款)"), W("(项)"), W("科目"), W("项目"), W("公共"), W("财政"), W("当年"), W("执行"), W("调整"), W("全年"),
     W("实际"), W("涉及"), W("需"), W("所需"), W("需要"), W("共安排"), W("共需"), W("申请"), W("由"), W("分别"),
     W("则"), W("也"), W("即"), W("有"), W(":"), W("予以"), W("情况"), W("类"), W("预计"), W("用于"), W("新增"),
     W("结转"), W("资金共"), W("核定"), W("批复"));
LIST(HEAD, W("安排"), W("包括"), W("包含"), W("其中"), W("其中:"), W("用于"), W("列支"), W("的"), W("度"), W("年"),
     W(":"), W("年度"), W("为"), W("由"), W("以及"), W("及"), W("和"), W("一是"), W("二是"), W("三是"), W("四是"),
     W("分类"), W("是"), W(")"), W("有"), W("科目"), W("使用"), W("预算"), W("决算"), W("财政拨款"), W("一般公共预算"),
     W("拨款"), W("主要"), W("均"), W("基本支出"), W("项目支出"), W("当年"));
LIST(LEAD, W("其中:"), W("其中"), W("包括:"), W("包括"), W("包含"), W("用于"), W("安排"), W("由"), W("其"), W("本年"),
     W("当年"), W("度"), W("一是"), W("二是"), W("三是"), W("四是"), W("的"), W("拟"), W("计划"), W("预计"), W("及"),
     W("和"), W("以及"), W(")"), W("主要"), W("为"), W("我局"), W("我单位"), W("本单位"));
LIST(TAIL, W("为"), W("是"), W("数"), W("数为"), W("预算数"), W("决算数"), W("的"), W("约"), W("达"), W("共"),
     W("共计"), W("共有"), W("合计为"), W("总计为"), W("安排"), W("预计"), W("需"), W("所需"), W("需要"), W("各"),
     W("均"), W("分别"), W("则"), W("也"), W("即"), W("有"), W("占"), W("占比"), W("(项)"), W("(类)"), W("(款)"),
     W("金额"), W("年初"), W("预算为"), W("预算数为"), W("决算为"), W("决算数为"), W("年初预算为"), W("年初预算数为"),
     W("支出决算为"), W("支出决算数为"), W("支出预算为"), W("了"), W("资金"), W("共安排"), W("合计安排"), W("完成"),
     W("本年"), W("当年"), W("总额"), W("总额为"), W("规模"), W("规模为"), W("各自"), W("["), W("("));
LIST(ORGAN, W("局"), W("厅"), W("委"), W("会"), W("院"), W("中心"), W("部门"), W("单位"), W("系"), W("办"), W("处"),
     W("所"), W("站"), W("校"), W("学校"), W("总队"), W("支队"), W("大队"), W("署"), W("委员会"), W("政府"), W("街道"),
     W("镇"), W("乡"), W("本单位"), W("本"), W("我"), W("我局"), W("公司"), W("馆"), W("社"), W("团"), W("队"),
     W("分局"), W("集团"), W("党校"), W("法院"), W("检察院"), W("医院"), W("部"), W("办公室"));
LIST(SUBORDINATE, W("下属"), W("所属"), W("机关"), W("本级"), W("二级"), W("各"));
LIST(TOTAL, W("合计"), W("总计"), W("小计"), W("收入总计"), W("支出总计"), W("收入合计"), W("支出合计"),
     W("本年收入合计"), W("本年支出合计"), W("总合计"), W("收支总计"), W("本年收入"), W("本年支出"), W("预算数"),
     W("金额"), W("合计数"), W("决算数"), W("总额"), W("预算合计"), W("年初预算数"), W("支出预算总计"),
     W("收入预算总计"), W("预算金额"), W("本年预算数"), W("本年预算"), W("共计"));
LIST(BUDGET, W("预算"), W("决算"), W("收支"), W("三公"), W("机关运行经费"), W("政府采购"), W("财政拨款"),
     W("部门预算"));
LIST(OTHER_YEAR, W("规划"), W("计划"), W("采购"), W("成立"), W("设立"), W("印发"), W("文件"), W("工程"), W("期间"),
     W("以来"), W("起"), W("前"), W("立项"), W("启动"), W("实施"), W("中长期"), W("滚动"), W("三年"), W("五年"),
     W("批复"), W("编制"), W("至"), W("-"), W("修订"), W("制定"), W("会议"), W("决议"), W("继续"), W("购置"),
     W("历年"));
LIST(MEASURE, W("人次"), W("人"), W("名"), W("位"), W("台"), W("套"), W("辆"), W("个"), W("项"), W("家"), W("页"),
     W("份"), W("册"), W("次"), W("天"), W("个月"), W("月"), W("户"), W("平方米"), W("平米"), W("公顷"), W("亩"),
     W("公里"), W("千米"), W("米"), W("吨"), W("公斤"), W("件"), W("批次"), W("批"), W("间"), W("栋"), W("座"), W("处"),
     W("所"), W("场"), W("期"), W("班"), W("课时"), W("小时"), W("分钟"), W("张"), W("部"), W("架"), W("艘"), W("只"),
     W("头"), W("株"), W("条"), W("种"), W("类"), W("级"), W("岁"), W("倍"), W("村"), W("县"), W("镇"), W("学时"),
     W("例"), W("床"), W("支"), W("点"), W("年"), W("日"), W("美元"), W("组"), W("门"), W("宗"), W("幢"), W("平方公里"),
     W("立方米"), W("万股"), W("艘次"), W("篇"), W("期次"), W("台(套)"), W("套(台)"), W("辆(台)"), W("团组"),
     W("个团组"), W("家次"), W("亩次"), W("盏"), W("路"), W("块"), W("本"), W("度"));

static Lexicon CLASSES[WORD_CLASS_COUNT] = {
    [WORD_UP] = LEXICON(UP),
    [WORD_DOWN] = LEXICON(DOWN),
    [WORD_EITHER] = LEXICON(EITHER),
    [WORD_SAME] = LEXICON(SAME),
    [WORD_AFTER_CHANGE] = LEXICON(AFTER_CHANGE),
    [WORD_REACHED] = LEXICON(REACHED),
    [WORD_COMPARE] = LEXICON(COMPARE),
    [WORD_PRIOR] = LEXICON(PRIOR),
    [WORD_CARRIED] = LEXICON(CARRIED),
    [WORD_SHARE] = LEXICON(SHARE),
    [WORD_DONE] = LEXICON(DONE),
    [WORD_PLAN] = LEXICON(PLAN),
    [WORD_PARTS] = LEXICON(PARTS),
    [WORD_LIST] = LEXICON(LISTED),
    [WORD_MAINLY] = LEXICON(MAINLY),
    [WORD_REASON] = LEXICON(REASON),
    [WORD_SUM] = LEXICON(SUM),
    [WORD_NOTHING] = LEXICON(NOTHING),
    [WORD_EMPTY] = LEXICON(EMPTY),
    [WORD_EACH] = LEXICON(EACH),
    [WORD_ABOUT] = LEXICON(ABOUT),
    [WORD_ABOUT_AFTER] = LEXICON(ABOUT_AFTER),
    [WORD_BOUND] = LEXICON(BOUND),
    [WORD_BOUND_AFTER] = LEXICON(BOUND_AFTER),
    [WORD_NEUTRAL] = LEXICON(NEUTRAL),
    [WORD_HEAD] = LEXICON(HEAD),
    [WORD_LEAD] = LEXICON(LEAD),
    [WORD_TAIL] = LEXICON(TAIL),
    [WORD_ORGAN] = LEXICON(ORGAN),
    [WORD_SUBORDINATE] = LEXICON(SUBORDINATE),
    [WORD_TOTAL] = LEXICON(TOTAL),
    [WORD_BUDGET] = LEXICON(BUDGET),
    [WORD_OTHER_YEAR] = LEXICON(OTHER_YEAR),
    [WORD_MEASURE] = LEXICON(MEASURE),
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

static size_t length_of(const Lexeme *word) { return word ? word->length : 0; }

size_t word_starts(WordClass c, Str s) { return length_of(lexicon_starts(&CLASSES[c], s)); }
size_t word_ends(WordClass c, Str s) { return length_of(lexicon_ends(&CLASSES[c], s)); }

/* A byte that continues a character: no word begins there. */
static bool is_inside(char byte) { return ((unsigned char)byte & 0xC0) == 0x80; }

bool word_within(WordClass c, Str s, size_t *after) {
    for (size_t at = 0; at < s.length; at++) {
        if (is_inside(s.text[at]))
            continue;
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
    {"基本支出", 1},
    {"项目支出", 1},
    {"货物", 2},
    {"工程", 2},
    {"服务", 2},
    {"在职", 4},
    {"退休", 4},
    {"离休", 4},
    {"人员经费", 8},
    {"公用经费", 8},
    {"因公出国", 16},
    {"公务接待", 16},
    {"公务用车", 16},
    {"公务用车购置费", 32},
    {"公务用车运行", 32},
    {"一般公务用车", 64},
    {"执法执勤用车", 64},
    {"特种专业技术用车", 64},
    {"其他用车", 64},
    {"其他车辆", 64},
    {"行政编制", 128},
    {"事业编制", 128},
    {"工勤编制", 128},
    {"行政单位", 256},
    {"事业单位", 256},
    {"机要通信用车", 64},
    {"应急保障用车", 64},
    {"领导干部用车", 64},
    {"离退休干部用车", 64},
    {"参公", 256},
};

unsigned words_partitions(Str phrase) {
    unsigned sets = 0;
    for (size_t i = 0; i < sizeof PARTITIONS / sizeof PARTITIONS[0]; i++)
        if (text_holds(phrase, PARTITIONS[i].word))
            sets |= PARTITIONS[i].set;
    return sets;
}
