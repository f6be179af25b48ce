#include "text/terms.h"

#include <uchar.h>

/* In the order of their characters. Longer words need not hold shorter ones: every place inside of any is marked. */
static const char32_t *const TERMS[] = {
    U"一般债务",   U"一般公共服务", U"一般公共预算",   U"三公",     U"上年",       U"上级补助",   U"上解",
    U"下属",       U"专项债务",     U"中华人民共和国", U"中学",     U"中心",       U"主要",       U"事业单位",
    U"事业收入",   U"事务",         U"交通运输",       U"人力资源", U"人员",       U"人员经费",   U"人民",
    U"人民政府",   U"付息",         U"代码",           U"代表大会", U"以及",       U"会议",       U"会议费",
    U"传媒",       U"住房保障",     U"住房公积金",     U"体育",     U"余额",       U"使用",       U"保险",
    U"信息化",     U"债务",         U"储备",           U"党委",     U"党校",       U"公共安全",   U"公共预算",
    U"公务接待",   U"公务用车",     U"公安厅",         U"公安局",   U"公开",       U"公用经费",   U"公积金",
    U"共青团",     U"关于",         U"其他",           U"养老保险", U"农业",       U"农村",       U"农林水",
    U"决算",       U"决算数",       U"出国（境）",     U"分类",     U"办事处",     U"办公厅",     U"办公室",
    U"功能分类",   U"区委",         U"医疗保险",       U"医院",     U"单价",       U"单位",       U"单位资金",
    U"博物馆",     U"占用",         U"卫生健康",       U"原因",     U"县委",       U"发展",       U"变动",
    U"司法",       U"合计",         U"同比",           U"名称",     U"名词解释",   U"商业服务业", U"商品和服务",
    U"因公出国",   U"国有资产",     U"国有资本经营",   U"图书馆",   U"城乡社区",   U"培训费",     U"基本工资",
    U"基本建设",   U"基本支出",     U"增减",           U"增长",     U"备注",       U"大学",       U"奖金",
    U"妇女",       U"委员会",       U"学校",           U"学院",     U"完成",       U"审批",       U"审计",
    U"宣传",       U"对个人和家庭", U"小学",           U"小计",     U"就业",       U"工业信息",   U"工作",
    U"工作小组",   U"工资福利",     U"差额",           U"市场",     U"市委",       U"常务",       U"年初",
    U"年度",       U"年末",         U"幼儿园",         U"序号",     U"应急管理",   U"建设",       U"开发区",
    U"弥补",       U"录入",         U"总工会",         U"总表",     U"总计",       U"情况",       U"情况表",
    U"所属",       U"执法",         U"执行",           U"执行数",   U"报告",       U"指标",       U"支出",
    U"收入",       U"收支",         U"改革",           U"政务",     U"政府性基金", U"政府采购",   U"政治协商",
    U"教育",       U"教育厅",       U"教育局",         U"数量",     U"整体支出",   U"文化旅游",   U"文化馆",
    U"新区",       U"日常公用",     U"明细",           U"服务",     U"本年",       U"本级",       U"机关运行",
    U"机构",       U"来源",         U"栏次",           U"档案馆",   U"检察院",     U"检查",       U"概况",
    U"款级",       U"残疾人",       U"比例",           U"民政",     U"气象",       U"水利厅",     U"水利局",
    U"水务局",     U"汇总",         U"法院",           U"津贴补贴", U"海洋",       U"灾害防治",   U"生态环境",
    U"用事业基金", U"用途",         U"监察",           U"监督",     U"目标",       U"省委",       U"研究所",
    U"研究院",     U"社会",         U"社会保险基金",   U"社会保障", U"离休费",     U"科学技术",   U"科目",
    U"秘书组",     U"税收返还",     U"管理",           U"管理处",   U"管理委员会", U"管理局",     U"管理所",
    U"类级",       U"粮油物资",     U"纪律",           U"组织",     U"细化",       U"经济分类",   U"经营收入",
    U"经费",       U"结余",         U"结转",           U"统一战线", U"统计",       U"绩效",       U"绩效工资",
    U"维护",       U"综合",         U"编制",           U"编码",     U"缴费",       U"职业年金",   U"职能",
    U"职责",       U"联合会",       U"自治区",         U"自治县",   U"自治州",     U"自然资源",   U"自评",
    U"节能环保",   U"草案",         U"行政",           U"行次",     U"街道",       U"补助",       U"规划",
    U"规格",       U"设置",         U"评价",           U"说明",     U"财政",       U"财政专户",   U"财政厅",
    U"财政局",     U"财政拨款",     U"购买服务",       U"购置",     U"资产",       U"资本性",     U"资源勘探",
    U"资金",       U"车辆",         U"转移支付",       U"运行",     U"退休费",     U"退役军人",   U"部分",
    U"部门",       U"金融",         U"金额",           U"附件",     U"附属单位",   U"附录",       U"附表",
    U"限额",       U"非税收入",     U"项目",           U"项目支出", U"项级",       U"预备费",     U"预算",
    U"预算数",     U"领导小组",     U"高新区",
};

#define TERM_COUNT (sizeof TERMS / sizeof *TERMS)

static void mark_term(TextChar *chars, size_t count, const char32_t *term) {
    size_t length = 0;
    while (term[length] && length < count && chars[length].codepoint == term[length])
        length++;
    if (term[length])
        return;
    for (size_t i = 1; i < length; i++)
        chars[i].flags |= CHAR_IN_TERM;
}

/* The first of the words that begin with the character, or the place where one would stand. */
static size_t first_with(char32_t character) {
    size_t low = 0, high = TERM_COUNT;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (TERMS[middle][0] < character)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void terms_mark(TextEngine *engine) {
    for (size_t at = 0; at < engine->char_count; at++) {
        TextChar *chars = &engine->chars[at];
        if (chars->kind != CHAR_HAN)
            continue;
        for (size_t i = first_with(chars->codepoint); i < TERM_COUNT && TERMS[i][0] == chars->codepoint; i++)
            mark_term(chars, engine->char_count - at, TERMS[i]);
    }
}
