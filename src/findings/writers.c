#include "findings/writers.h"

#include <string.h>

#include "findings/write.h"

static const FindingWriter *const writers[] = {&write_text, &write_json, &write_sarif, &write_html};

const FindingWriter *finding_writer(const char *name) {
    for (size_t i = 0; i < sizeof writers / sizeof *writers; i++)
        if (strcmp(writers[i]->name, name) == 0)
            return writers[i];
    return NULL;
}

void piece_free(Piece *piece) {
    buf_free(&piece->body);
    buf_free(&piece->aside);
}

bool piece_failed(const Piece *piece) { return buf_failed(&piece->body) || buf_failed(&piece->aside); }
