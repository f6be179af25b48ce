/*
 * edition: a report as pages and as PDF, one way for all who need it: who prints it, and who asks whether it was
 * printed.
 */
#ifndef BANXIN_APP_EDITION_H
#define BANXIN_APP_EDITION_H

#include "app/workshop.h"
#include "model/report.h"
#include "pdf/pdf.h"

/* The pages; for an archive that holds data too, with the tables and the report itself as files. NULL with a fault. */
const PageList *edition_set(Arena *arena, const Report *report, const PdfOptions *promise, Workshop *workshop,
                            DiagList *diags);

/* Appends the PDF. False with a fault reported; `out` is then not to be used. */
bool edition_write(const PageList *pages, const PdfOptions *promise, Workshop *workshop, Timings *timings, Buf *out,
                   DiagList *diags);

#endif
