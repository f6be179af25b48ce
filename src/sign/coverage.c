#include "sign/coverage.h"

#include <string.h>

#include "sign/asn.h"
#include "sign/raw.h"

static void refuse(Inquiry *inquiry, Coverage *coverage, VerifyRule rule, const char *why) {
    coverage->good = false;
    inquiry_say(inquiry, rule, DIAG_ARGS(why));
}

/* ---- the range ------------------------------------------------------------------------------------------------ */

/* The revision that ends here; the end of line after %%EOF is its own or not. */
static int revision_at(const Layers *layers, Str bytes, size_t end) {
    for (size_t i = 0; i < layers->count; i++)
        if (end >= layers->items[i].end && end <= raw_skip_line_end(bytes, layers->items[i].end))
            return (int)i;
    return VERIFY_NONE;
}

static bool lies_within(const PdfSignature *signature, size_t length) {
    const int64_t *range = signature->range;
    int64_t limit = (int64_t)length;
    return signature->has_range && range[0] <= limit && range[1] <= limit - range[0] && range[2] <= limit &&
           range[3] <= limit - range[2] && range[0] + range[1] < range[2];
}

static void check_range(Inquiry *inquiry, const Layers *layers, const PdfSignature *signature, Coverage *coverage) {
    const int64_t *range = signature->range;
    if (range[0] != 0)
        refuse(inquiry, coverage, RULE_BYTE_RANGE, DIAG_BOTH("it does not begin with the file", "没有从文件开头算起"));
    coverage->revision = revision_at(layers, inquiry->bytes, (size_t)(range[2] + range[3]));
    if (coverage->revision == VERIFY_NONE)
        refuse(inquiry, coverage, RULE_BYTE_RANGE,
               DIAG_BOTH("it does not end where a revision of the file ends", "没有终止于文件某一版的末尾"));
    else if ((size_t)range[1] < layers->items[coverage->revision].start)
        refuse(inquiry, coverage, RULE_BYTE_RANGE,
               DIAG_BOTH("it leaves out bytes of an earlier revision", "略去了更早版本中的字节"));
}

/* ---- the gap -------------------------------------------------------------------------------------------------- */

/* Do the digits spell these bytes, all of them in one case? A changed case would go unseen otherwise. */
static bool spells(Str digits, Str bytes) {
    bool upper = false, lower = false;
    if (digits.length != 2 * bytes.length)
        return false;
    for (size_t i = 0; i < digits.length; i++) {
        char c = digits.text[i];
        int value = ((unsigned char)bytes.text[i / 2] >> (i % 2 ? 0 : 4)) & 15;
        upper |= c >= 'A' && c <= 'F';
        lower |= c >= 'a' && c <= 'f';
        if (raw_digit(c) != value)
            return false;
    }
    return !(upper && lower);
}

/* "/Contents" and nothing but white space stands before the gap. */
static bool follows_its_key(Str bytes, size_t at) {
    static const char key[] = "/Contents";
    while (at > 0 && raw_is_space(bytes.text[at - 1]))
        at--;
    return at >= sizeof key - 1 && memcmp(bytes.text + at - (sizeof key - 1), key, sizeof key - 1) == 0;
}

static void check_gap(Inquiry *inquiry, const PdfSignature *signature, Coverage *coverage) {
    Str bytes = inquiry->bytes;
    size_t from = (size_t)(signature->range[0] + signature->range[1]), end = (size_t)signature->range[2];
    bool brackets = end - from >= 2 && bytes.text[from] == '<' && bytes.text[end - 1] == '>';
    Str digits = brackets ? (Str){bytes.text + from + 1, end - from - 2} : (Str){"", 0};
    if (!brackets || !spells(digits, signature->contents))
        refuse(
            inquiry, coverage, RULE_CONTENTS,
            DIAG_BOTH("the gap is not the hexadecimal digits of its Contents", "空缺处不是其 Contents 的十六进制数字"));
    else if (!follows_its_key(bytes, from))
        refuse(inquiry, coverage, RULE_CONTENTS,
               DIAG_BOTH("the gap is not the value of a key Contents", "空缺处不是 Contents 键的值"));
}

/* ---- the Contents --------------------------------------------------------------------------------------------- */

static void check_contents(Inquiry *inquiry, const PdfSignature *signature, Coverage *coverage) {
    Str contents = signature->contents;
    size_t length = asn_length(contents);
    if (contents.length > VERIFY_CONTENTS_MAX) {
        refuse(inquiry, coverage, RULE_CONTENTS, DIAG_BOTH("it is too large", "过大"));
        return;
    }
    if (length == 0) {
        refuse(inquiry, coverage, RULE_CONTENTS, DIAG_BOTH("it holds nothing in DER", "其中没有 DER 编码的内容"));
        return;
    }
    for (size_t i = length; i < contents.length; i++)
        if (contents.text[i] != 0) {
            refuse(inquiry, coverage, RULE_CONTENTS,
                   DIAG_BOTH("something other than noughts follows the signature in it", "其中签名之后有非零的字节"));
            break;
        }
    coverage->der = (Str){contents.text, length};
}

void coverage_check(Inquiry *inquiry, const Layers *layers, const PdfSignature *signature, Coverage *coverage) {
    const int64_t *range = signature->range;
    *coverage = (Coverage){.good = true, .revision = VERIFY_NONE};
    check_contents(inquiry, signature, coverage);
    if (!lies_within(signature, inquiry->bytes.length)) {
        refuse(inquiry, coverage, RULE_BYTE_RANGE,
               DIAG_BOTH("it is not two ranges one after the other within the file", "不是文件之内前后相继的两段"));
        return;
    }
    coverage->pieces[0] = (Str){inquiry->bytes.text + range[0], (size_t)range[1]};
    coverage->pieces[1] = (Str){inquiry->bytes.text + range[2], (size_t)range[3]};
    check_range(inquiry, layers, signature, coverage);
    check_gap(inquiry, signature, coverage);
}
