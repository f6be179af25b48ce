#include "small_pdf.h"

void small_pdf(const char *const *objects, size_t count, const char *trailer, Buf *out) {
    size_t offsets[64], at = 0;
    buf_text(out, "%PDF-1.7\n");
    for (size_t i = 0; i < count && i < 64; i++) {
        offsets[i] = out->length;
        buf_printf(out, "%zu 0 obj\n%s\nendobj\n", i + 1, objects[i]);
    }
    at = out->length;
    buf_printf(out, "xref\n0 %zu\n0000000000 65535 f \n", count + 1);
    for (size_t i = 0; i < count && i < 64; i++)
        buf_printf(out, "%010zu 00000 n \n", offsets[i]);
    buf_printf(out, "trailer\n<< /Size %zu /Root 1 0 R %s >>\nstartxref\n%zu\n%%%%EOF\n", count + 1,
               trailer ? trailer : "", at);
}
