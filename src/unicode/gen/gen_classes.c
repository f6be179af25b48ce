/*
 * gen_classes FOLDER > classes_data.c
 *
 * Reads the Unicode Character Database in FOLDER (Debian's unicode-data: /usr/share/unicode) and writes the tables of
 * line breaking class, East Asian width and the few flags classes.h answers from. The derived files are read because
 * they state the defaults of unassigned code points as @missing lines, which the plain ones only tell in prose.
 */
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "unicode/classes_data.h"

#define BLOCK          (1 << CLASSES_SHIFT)
#define BLOCK_COUNT    (CLASSES_LIMIT >> CLASSES_SHIFT)
#define LINE_BYTES     1024
#define NUMBERS_A_LINE 24

/* A property value: its short name, and the long one where an @missing line uses it. */
typedef struct Value {
    const char *name, *long_name;
    const char *constant;
} Value;

#define LINE_VALUE(name)                                                                                               \
    { #name, NULL, "LB_" #name }
static const Value LINE_VALUES[] = {{"XX", "Unknown", "LB_XX"},
                                    {"ID", "Ideographic", "LB_ID"},
                                    {"PR", "Prefix_Numeric", "LB_PR"},
                                    LINE_VALUE(AI),
                                    LINE_VALUE(AL),
                                    LINE_VALUE(B2),
                                    LINE_VALUE(BA),
                                    LINE_VALUE(BB),
                                    LINE_VALUE(BK),
                                    LINE_VALUE(CB),
                                    LINE_VALUE(CJ),
                                    LINE_VALUE(CL),
                                    LINE_VALUE(CM),
                                    LINE_VALUE(CP),
                                    LINE_VALUE(CR),
                                    LINE_VALUE(EB),
                                    LINE_VALUE(EM),
                                    LINE_VALUE(EX),
                                    LINE_VALUE(GL),
                                    LINE_VALUE(H2),
                                    LINE_VALUE(H3),
                                    LINE_VALUE(HL),
                                    LINE_VALUE(HY),
                                    LINE_VALUE(IN),
                                    LINE_VALUE(IS),
                                    LINE_VALUE(JL),
                                    LINE_VALUE(JT),
                                    LINE_VALUE(JV),
                                    LINE_VALUE(LF),
                                    LINE_VALUE(NL),
                                    LINE_VALUE(NS),
                                    LINE_VALUE(NU),
                                    LINE_VALUE(OP),
                                    LINE_VALUE(PO),
                                    LINE_VALUE(QU),
                                    LINE_VALUE(RI),
                                    LINE_VALUE(SA),
                                    LINE_VALUE(SG),
                                    LINE_VALUE(SP),
                                    LINE_VALUE(SY),
                                    LINE_VALUE(WJ),
                                    LINE_VALUE(ZW),
                                    LINE_VALUE(ZWJ),
                                    {NULL, NULL, NULL}};

static const Value WIDTH_VALUES[] = {{"N", "Neutral", "EAW_NEUTRAL"},
                                     {"W", "Wide", "EAW_WIDE"},
                                     {"A", NULL, "EAW_AMBIGUOUS"},
                                     {"F", NULL, "EAW_FULL"},
                                     {"H", NULL, "EAW_HALF"},
                                     {"Na", NULL, "EAW_NARROW"},
                                     {NULL, NULL, NULL}};

typedef struct Record {
    uint8_t line, width, flags; /* indices in the tables above; CLASSES_ bits */
} Record;

static Record records[CLASSES_LIMIT];
static bool unassigned[CLASSES_LIMIT], pictograph[CLASSES_LIMIT];
static Record distinct[UINT8_MAX];
static size_t distinct_count;
static uint8_t numbers[CLASSES_LIMIT];
static size_t block_start[UINT8_MAX]; /* first code point of each distinct block */
static size_t block_count;

static _Noreturn void die(const char *format, ...) {
    va_list args;
    va_start(args, format);
    fputs("gen_classes: ", stderr);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
    exit(1);
}

static int value_of(const Value *values, const char *name) {
    for (int i = 0; values[i].name; i++)
        if (strcmp(values[i].name, name) == 0 || (values[i].long_name && strcmp(values[i].long_name, name) == 0))
            return i;
    die("unknown value %s", name);
}

typedef void Setter(uint32_t codepoint, const char *value);

static void set_line(uint32_t codepoint, const char *value) {
    records[codepoint].line = (uint8_t)value_of(LINE_VALUES, value);
}

static void set_width(uint32_t codepoint, const char *value) {
    records[codepoint].width = (uint8_t)value_of(WIDTH_VALUES, value);
}

static void set_category(uint32_t codepoint, const char *value) {
    unassigned[codepoint] = strcmp(value, "Cn") == 0;
    if (strcmp(value, "Mn") == 0 || strcmp(value, "Mc") == 0)
        records[codepoint].flags |= CLASSES_MARK;
}

static void set_cluster(uint32_t codepoint, const char *value) {
    if (strcmp(value, "Extend") == 0 || strcmp(value, "SpacingMark") == 0 || strcmp(value, "ZWJ") == 0)
        records[codepoint].flags |= CLASSES_EXTENDER;
}

static void set_emoji(uint32_t codepoint, const char *value) {
    if (strcmp(value, "Extended_Pictographic") == 0)
        pictograph[codepoint] = true;
}

static void set_core(uint32_t codepoint, const char *value) {
    if (strcmp(value, "Default_Ignorable_Code_Point") == 0)
        records[codepoint].flags |= CLASSES_IGNORABLE;
}

/* One line "0000..0008 ; CM # remark", or "# @missing: 0000..10FFFF; XX", for each code point in the range. */
static void read_line(char *line, Setter *set) {
    static const char MISSING[] = "# @missing: ";
    if (strncmp(line, MISSING, sizeof MISSING - 1) == 0)
        line += sizeof MISSING - 1;
    line[strcspn(line, "#\n")] = '\0';
    unsigned first, last;
    char value[64];
    if (sscanf(line, "%x..%x ; %63s", &first, &last, value) != 3) {
        if (sscanf(line, "%x ; %63s", &first, value) != 2)
            return;
        last = first;
    }
    if (first > last || last >= CLASSES_LIMIT)
        die("bad range %x..%x", first, last);
    for (uint32_t codepoint = first; codepoint <= last; codepoint++)
        set(codepoint, value);
}

static void read_file(const char *folder, const char *name, Setter *set) {
    char path[LINE_BYTES];
    char line[LINE_BYTES];
    if (snprintf(path, sizeof path, "%s/%s", folder, name) >= (int)sizeof path)
        die("folder name too long");
    FILE *file = fopen(path, "r");
    if (!file)
        die("cannot read %s", path);
    for (bool first = true; fgets(line, sizeof line, file); first = false) {
        /* The name with its version; emoji-data.txt tells the version on a line of its own. */
        if (first || strncmp(line, "# Used with", 11) == 0)
            printf(" *   %s", line + 2);
        read_line(line, set);
    }
    if (ferror(file))
        die("cannot read %s", path);
    fclose(file);
}

static uint8_t number_of(Record record) {
    for (size_t i = 0; i < distinct_count; i++)
        if (memcmp(&distinct[i], &record, sizeof record) == 0)
            return (uint8_t)i;
    if (distinct_count == UINT8_MAX)
        die("too many kinds of record");
    distinct[distinct_count] = record;
    return (uint8_t)distinct_count++;
}

static size_t block_of(size_t start) {
    for (size_t i = 0; i < block_count; i++)
        if (memcmp(&numbers[block_start[i]], &numbers[start], BLOCK) == 0)
            return i;
    if (block_count == UINT8_MAX)
        die("too many blocks");
    block_start[block_count] = start;
    return block_count++;
}

static void put_numbers(const uint8_t *values, size_t count) {
    for (size_t i = 0; i < count; i++)
        printf("%s%u,", i % NUMBERS_A_LINE ? "" : "\n    ", values[i]);
}

static void put_tables(void) {
    static uint8_t blocks[BLOCK_COUNT];
    for (uint32_t codepoint = 0; codepoint < CLASSES_LIMIT; codepoint++)
        numbers[codepoint] = number_of(records[codepoint]);
    for (size_t i = 0; i < BLOCK_COUNT; i++)
        blocks[i] = (uint8_t)block_of(i * BLOCK);
    puts("const ClassesRecord CLASSES_RECORDS[] = {");
    for (size_t i = 0; i < distinct_count; i++)
        printf("    {%s, %s, %u},\n", LINE_VALUES[distinct[i].line].constant, WIDTH_VALUES[distinct[i].width].constant,
               distinct[i].flags);
    printf("};\n\nconst uint8_t CLASSES_BLOCKS[CLASSES_LIMIT >> CLASSES_SHIFT] = {");
    put_numbers(blocks, BLOCK_COUNT);
    printf("\n};\n\nconst uint8_t CLASSES_INDEX[][1 << CLASSES_SHIFT] = {");
    for (size_t i = 0; i < block_count; i++) {
        printf("\n    {");
        put_numbers(&numbers[block_start[i]], BLOCK);
        printf("\n    },");
    }
    puts("\n};");
}

int main(int argc, char **argv) {
    if (argc != 2)
        die("usage: gen_classes FOLDER > classes_data.c");
    puts("/*\n * Written by unicode/gen/gen_classes.c; do not edit. From the Unicode Character Database:");
    read_file(argv[1], "extracted/DerivedLineBreak.txt", set_line);
    read_file(argv[1], "extracted/DerivedEastAsianWidth.txt", set_width);
    read_file(argv[1], "extracted/DerivedGeneralCategory.txt", set_category);
    read_file(argv[1], "auxiliary/GraphemeBreakProperty.txt", set_cluster);
    read_file(argv[1], "DerivedCoreProperties.txt", set_core);
    read_file(argv[1], "emoji/emoji-data.txt", set_emoji);
    puts(" */\n#include \"unicode/classes_data.h\"\n\n#include \"unicode/classes.h\"\n\n/* clang-format off */");
    for (uint32_t codepoint = 0; codepoint < CLASSES_LIMIT; codepoint++)
        if (unassigned[codepoint] && pictograph[codepoint])
            records[codepoint].flags |= CLASSES_PICTOGRAPH;
    put_tables();
    return fflush(stdout) == 0 ? 0 : 1;
}
