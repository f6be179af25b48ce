#include "prose/topic.h"

#include "prose/lexicon.h"
#include "prose/words.h"

static const Lexeme WORDS[] = {
    LEXEME("收入", TOPIC_INCOME),
    LEXEME("支出", TOPIC_EXPENSE),
    LEXEME("收支", TOPIC_SIDES),
    LEXEME("财政拨款", TOPIC_FISCAL),
    LEXEME("财政补助", TOPIC_FISCAL),
    LEXEME("非财政拨款", TOPIC_OUTER),
    LEXEME("非财政补助", TOPIC_OUTER),
    LEXEME("非同级财政拨款", TOPIC_OUTER),
    LEXEME("财政拨款结转", TOPIC_CARRIED | TOPIC_FISCAL),
    LEXEME("非财政拨款结转", TOPIC_CARRIED | TOPIC_OUTER),
    LEXEME("财政拨款结余", TOPIC_CARRIED | TOPIC_FISCAL),
    LEXEME("非财政拨款结余", TOPIC_CARRIED | TOPIC_OUTER),
    LEXEME("财政拨款结转结余", TOPIC_CARRIED | TOPIC_FISCAL),
    LEXEME("非财政拨款结转结余", TOPIC_CARRIED | TOPIC_OUTER),
    LEXEME("财政拨款结转和结余", TOPIC_CARRIED | TOPIC_FISCAL),
    LEXEME("非财政拨款结转和结余", TOPIC_CARRIED | TOPIC_OUTER),
    LEXEME("公共财政预算", TOPIC_GENERAL),
    LEXEME("公共预算", TOPIC_GENERAL),
    LEXEME("公用预算", TOPIC_GENERAL),
    LEXEME("一般公共预算", TOPIC_GENERAL),
    LEXEME("一般公用预算", TOPIC_GENERAL),
    LEXEME("政府性基金", TOPIC_FUND),
    LEXEME("政府基金", TOPIC_FUND),
    LEXEME("国有资本经营", TOPIC_CAPITAL),
    LEXEME("财政专户", TOPIC_SPECIAL),
    LEXEME("教育收费", TOPIC_SPECIAL),
    LEXEME("事业收入", TOPIC_BUSINESS | TOPIC_INCOME),
    LEXEME("事业单位经营收入", TOPIC_OPERATING | TOPIC_INCOME),
    LEXEME("经营收入", TOPIC_OPERATING | TOPIC_INCOME),
    LEXEME("经营支出", TOPIC_OPERATING | TOPIC_EXPENSE),
    LEXEME("其他收入", TOPIC_OTHER | TOPIC_INCOME),
    LEXEME("上级补助收入", TOPIC_SUPERIOR | TOPIC_INCOME),
    LEXEME("附属单位上缴收入", TOPIC_SUPERIOR | TOPIC_INCOME),
    LEXEME("上缴上级支出", TOPIC_SUPERIOR | TOPIC_EXPENSE),
    LEXEME("上年结转", TOPIC_CARRIED),
    LEXEME("年初结转", TOPIC_CARRIED),
    LEXEME("上年结转结余", TOPIC_CARRIED),
    LEXEME("上年结转和结余", TOPIC_CARRIED),
    LEXEME("年初结转结余", TOPIC_CARRIED),
    LEXEME("年初结转和结余", TOPIC_CARRIED),
    LEXEME("上年结余", TOPIC_CARRIED),
    LEXEME("结转结余", TOPIC_CARRIED),
    LEXEME("结转和结余", TOPIC_CARRIED),
    LEXEME("基本支出", TOPIC_BASIC | TOPIC_EXPENSE),
    LEXEME("项目支出", TOPIC_PROJECT | TOPIC_EXPENSE),
    LEXEME("人员经费", TOPIC_STAFF),
    LEXEME("人员支出", TOPIC_STAFF),
    LEXEME("公用经费", TOPIC_PUBLIC),
    LEXEME("日常公用经费", TOPIC_PUBLIC),
    LEXEME("公用支出", TOPIC_PUBLIC),
    LEXEME("三公经费", TOPIC_THREE),
    LEXEME("三公", TOPIC_THREE),
    LEXEME("因公出国", TOPIC_ABROAD),
    LEXEME("因公出国(境)", TOPIC_ABROAD),
    LEXEME("因公出国(境)费", TOPIC_ABROAD),
    LEXEME("因公出国(境)经费", TOPIC_ABROAD),
    LEXEME("因公出国(境)费用", TOPIC_ABROAD),
    LEXEME("公务用车购置及运行费", TOPIC_CARS),
    LEXEME("公务用车购置及运行维护费", TOPIC_CARS),
    LEXEME("公务用车购置和运行费", TOPIC_CARS),
    LEXEME("公务用车购置和运行维护费", TOPIC_CARS),
    LEXEME("公务用车购置", TOPIC_BUYING),
    LEXEME("公务用车购置费", TOPIC_BUYING),
    LEXEME("公务用车购置经费", TOPIC_BUYING),
    LEXEME("公务用车运行", TOPIC_RUNNING),
    LEXEME("公务用车运行费", TOPIC_RUNNING),
    LEXEME("公务用车运行维护费", TOPIC_RUNNING),
    LEXEME("公务用车运行维护", TOPIC_RUNNING),
    LEXEME("公务用车运维费", TOPIC_RUNNING),
    LEXEME("购置费", TOPIC_BUYING),
    LEXEME("运行费", TOPIC_RUNNING),
    LEXEME("公务接待", TOPIC_RECEPTION),
    LEXEME("公务接待费", TOPIC_RECEPTION),
    LEXEME("公务接待经费", TOPIC_RECEPTION),
    LEXEME("机关运行经费", TOPIC_OPERATION),
    LEXEME("机关运行", TOPIC_OPERATION),
    LEXEME("政府采购", TOPIC_PROCUREMENT),
    LEXEME("国有资产", TOPIC_ASSETS),
    LEXEME("固定资产", TOPIC_ASSETS),
    LEXEME("绩效", TOPIC_TARGETS),
    LEXEME("绩效工资", 0), /* wages */
    LEXEME("绩效奖", 0),
    LEXEME("会议费", TOPIC_MEETING),
    LEXEME("培训费", TOPIC_TRAINING),
};
static Lexicon lexicon = LEXICON(WORDS);

Topic topic_of(Str s) {
    Topic topic = 0;
    for (size_t at = 0; at < s.length;) {
        const Lexeme *word = lexicon_starts(&lexicon, text_from(s, at));
        topic |= word ? word->value : 0;
        at += word ? word->length : 1;
        while (at < s.length && ((unsigned char)s.text[at] & 0xC0) == 0x80)
            at++;
    }
    return topic;
}

Topic topic_of_heading(Str s) { return topic_of(s) | (text_holds(s, "项目") ? TOPIC_PROJECT : 0); }

size_t topic_ends(Str s, Topic *marks) {
    const Lexeme *word = lexicon_ends(&lexicon, s);
    if (!word || word->value == 0)
        return 0;
    *marks = word->value;
    return word->length;
}

Topic topic_closed(Topic topic) {
    static const struct {
        Topic part, whole;
    } rows[] = {
        {TOPIC_BUYING | TOPIC_RUNNING, TOPIC_CARS},
        {TOPIC_ABROAD | TOPIC_CARS | TOPIC_RECEPTION, TOPIC_THREE},
        {TOPIC_STAFF | TOPIC_PUBLIC, TOPIC_BASIC},
        {TOPIC_GENERAL | TOPIC_FUND | TOPIC_CAPITAL, TOPIC_FISCAL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (topic & rows[i].part)
            topic |= rows[i].whole;
    return topic;
}

Topic topic_sources(Topic topic) {
    const Topic sources = topic & TOPIC_SOURCES;
    return sources & ~TOPIC_FISCAL ? sources & ~TOPIC_FISCAL : sources;
}
