#include "base/spill.h"

#include <errno.h>
#include <unistd.h>

#define MUCH ((size_t)64 << 10)

static void write_out(Spill *spill) {
    Str left = {spill->text.bytes, spill->text.length};
    if (!spill->error && buf_failed(&spill->text))
        spill->error = ENOMEM;
    while (!spill->error && left.length > 0) {
        ssize_t done = write(spill->file, left.text, left.length);
        if (done < 0 && errno != EINTR)
            spill->error = errno;
        size_t moved = done > 0 ? (size_t)done : 0;
        left = (Str){left.text + moved, left.length - moved};
    }
    spill->text.length = 0;
}

void spill_turn(Spill *spill) {
    if (spill->text.length >= MUCH || buf_failed(&spill->text))
        write_out(spill);
}

int spill_end(Spill *spill) {
    write_out(spill);
    buf_free(&spill->text);
    return spill->error;
}
