#include "prose/topic.h"

#include <string.h>

#include "prose/words.h"

#define W(word) word, sizeof(word) - 1

static const struct {
    const char *word;
    size_t length;
    Topic marks;
} WORDS[] = {
    {W("收入"), TOPIC_INCOME},
    {W("支出"), TOPIC_EXPENSE},
    {W("收支"), TOPIC_SIDES},
    {W("财政拨款"), TOPIC_FISCAL},
    {W("财政补助"), TOPIC_FISCAL},
    {W("非财政拨款"), TOPIC_OUTER},
    {W("非财政补助"), TOPIC_OUTER},
    {W("非同级财政拨款"), TOPIC_OUTER},
    {W("财政拨款结转"), TOPIC_CARRIED | TOPIC_FISCAL},
    {W("财政拨款结余"), TOPIC_CARRIED | TOPIC_FISCAL},
    {W("财政拨款结转结余"), TOPIC_CARRIED | TOPIC_FISCAL},
    {W("财政拨款结转和结余"), TOPIC_CARRIED | TOPIC_FISCAL},
    {W("非财政拨款结转"), TOPIC_CARRIED | TOPIC_OUTER},
    {W("非财政拨款结余"), TOPIC_CARRIED | TOPIC_OUTER},
    {W("非财政拨款结转结余"), TOPIC_CARRIED | TOPIC_OUTER},
    {W("非财政拨款结转和结余"), TOPIC_CARRIED | TOPIC_OUTER},
    {W("公共财政预算"), TOPIC_GENERAL},
    {W("公共预算"), TOPIC_GENERAL},
    {W("公用预算"), TOPIC_GENERAL},
    {W("一般公共预算"), TOPIC_GENERAL},
    {W("一般公用预算"), TOPIC_GENERAL},
    {W("政府性基金"), TOPIC_FUND},
    {W("政府基金"), TOPIC_FUND},
    {W("国有资本经营"), TOPIC_CAPITAL},
    {W("财政专户"), TOPIC_SPECIAL},
    {W("教育收费"), TOPIC_SPECIAL},
    {W("事业收入"), TOPIC_BUSINESS | TOPIC_INCOME},
    {W("事业单位经营收入"), TOPIC_OPERATING | TOPIC_INCOME},
    {W("经营收入"), TOPIC_OPERATING | TOPIC_INCOME},
    {W("经营支出"), TOPIC_OPERATING | TOPIC_EXPENSE},
    {W("其他收入"), TOPIC_OTHER | TOPIC_INCOME},
    {W("上级补助收入"), TOPIC_SUPERIOR | TOPIC_INCOME},
    {W("附属单位上缴收入"), TOPIC_SUPERIOR | TOPIC_INCOME},
    {W("上缴上级支出"), TOPIC_SUPERIOR | TOPIC_EXPENSE},
    {W("上年结转"), TOPIC_CARRIED},
    {W("年初结转"), TOPIC_CARRIED},
    {W("上年结转结余"), TOPIC_CARRIED},
    {W("上年结转和结余"), TOPIC_CARRIED},
    {W("年初结转结余"), TOPIC_CARRIED},
    {W("年初结转和结余"), TOPIC_CARRIED},
    {W("上年结余"), TOPIC_CARRIED},
    {W("结转结余"), TOPIC_CARRIED},
    {W("结转和结余"), TOPIC_CARRIED},
    {W("基本支出"), TOPIC_BASIC | TOPIC_EXPENSE},
    {W("项目支出"), TOPIC_PROJECT | TOPIC_EXPENSE},
    {W("人员经费"), TOPIC_STAFF},
    {W("人员支出"), TOPIC_STAFF},
    {W("公用经费"), TOPIC_PUBLIC},
    {W("日常公用经费"), TOPIC_PUBLIC},
    {W("公用支出"), TOPIC_PUBLIC},
    {W("三公经费"), TOPIC_THREE},
    {W("三公"), TOPIC_THREE},
    {W("因公出国"), TOPIC_ABROAD},
    {W("因公出国(境)"), TOPIC_ABROAD},
    {W("因公出国(境)费"), TOPIC_ABROAD},
    {W("因公出国(境)经费"), TOPIC_ABROAD},
    {W("因公出国(境)费用"), TOPIC_ABROAD},
    {W("公务用车购置及运行费"), TOPIC_CARS},
    {W("公务用车购置及运行维护费"), TOPIC_CARS},
    {W("公务用车购置和运行费"), TOPIC_CARS},
    {W("公务用车购置和运行维护费"), TOPIC_CARS},
    {W("公务用车购置"), TOPIC_BUYING},
    {W("公务用车购置费"), TOPIC_BUYING},
    {W("公务用车购置经费"), TOPIC_BUYING},
    {W("公务用车运行"), TOPIC_RUNNING},
    {W("公务用车运行费"), TOPIC_RUNNING},
    {W("公务用车运行维护费"), TOPIC_RUNNING},
    {W("公务用车运行维护"), TOPIC_RUNNING},
    {W("公务用车运维费"), TOPIC_RUNNING},
    {W("购置费"), TOPIC_BUYING},
    {W("运行费"), TOPIC_RUNNING},
    {W("公务接待"), TOPIC_RECEPTION},
    {W("公务接待费"), TOPIC_RECEPTION},
    {W("公务接待经费"), TOPIC_RECEPTION},
    {W("机关运行经费"), TOPIC_OPERATION},
    {W("机关运行"), TOPIC_OPERATION},
    {W("政府采购"), TOPIC_PROCUREMENT},
    {W("国有资产"), TOPIC_ASSETS},
    {W("固定资产"), TOPIC_ASSETS},
    {W("绩效"), TOPIC_TARGETS},
    {W("会议费"), TOPIC_MEETING},
    {W("培训费"), TOPIC_TRAINING},
};
#define WORD_COUNT (sizeof WORDS / sizeof WORDS[0])

static size_t longest_at(Str s, Topic *marks) {
    size_t best = 0;
    for (size_t i = 0; s.length > 2 && i < WORD_COUNT; i++) {
        /* Most characters begin with one of a few bytes: the second one tells them apart. */
        if (WORDS[i].word[1] == s.text[1] && WORDS[i].word[2] == s.text[2] && WORDS[i].length > best &&
            WORDS[i].length <= s.length && memcmp(s.text, WORDS[i].word, WORDS[i].length) == 0) {
            best = WORDS[i].length;
            *marks = WORDS[i].marks;
        }
    }
    return best;
}

Topic topic_of(Str s) {
    Topic topic = 0;
    for (size_t at = 0; at < s.length;) {
        Topic marks = 0;
        const size_t length = longest_at(text_from(s, at), &marks);
        topic |= marks;
        at += length ? length : 1;
        while (at < s.length && ((unsigned char)s.text[at] & 0xC0) == 0x80)
            at++;
    }
    return topic;
}

Topic topic_of_heading(Str s) { return topic_of(s) | (text_holds(s, "项目") ? TOPIC_PROJECT : 0); }

size_t topic_ends(Str s, Topic *marks) {
    size_t best = 0;
    for (size_t i = 0; i < WORD_COUNT; i++) {
        if (s.length > 0 && WORDS[i].word[WORDS[i].length - 1] == s.text[s.length - 1] && WORDS[i].length > best &&
            WORDS[i].length <= s.length &&
            memcmp(s.text + s.length - WORDS[i].length, WORDS[i].word, WORDS[i].length) == 0) {
            best = WORDS[i].length;
            *marks = WORDS[i].marks;
        }
    }
    return best;
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
