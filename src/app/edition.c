#include "app/edition.h"

#include <string.h>

#include "compose/compose.h"

const PageList *edition_set(Arena *arena, const Report *report, const PdfOptions *promise, Workshop *workshop,
                            DiagList *diags) {
    TextEngine *engine = workshop_engine(workshop);
    if (promise->conformance != PDF_A_3A)
        return compose_report(arena, engine, report, diags);
    PageList *list = compose_report_with_files(arena, engine, report, diags);
    bool chinese = list && strncmp(list->language, "zh", 2) == 0;
    if (list)
        page_list_attach(list, &(PageFile){.name = "report.json",
                                           .title = "report.json",
                                           .about = chinese ? "本报告的数据" : "the data of this report",
                                           .type = "application/json",
                                           .source = true,
                                           .tag = TAG_ID_DOCUMENT,
                                           .bytes = json_doc_bytes(report->doc)});
    return list;
}

bool edition_write(const PageList *pages, const PdfOptions *promise, Workshop *workshop, Timings *timings, Buf *out,
                   DiagList *diags) {
    PdfTimings stages = {0};
    bool written = pdf_write(pages, workshop_fonts(workshop), promise, out, &stages, diags);
    timings->spent[STAGE_SUBSET] += stages.subset;
    timings->spent[STAGE_CONTENT] += stages.content;
    timings->spent[STAGE_COMPRESS] += stages.compress;
    timings->spent[STAGE_SAVE] += stages.save;
    return written;
}
