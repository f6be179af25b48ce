#include "app/render.h"

#include "app/promise.h"
#include "app/worklist.h"

ExitStatus render_run(const Options *options, Language language) {
    Worklist list;
    PdfOptions promise = {0};
    if (worklist_begin(&list, options, OPTION_OUTPUT))
        list.ready = promise_make(list.arena, options, &promise, list.diags);
    for (size_t i = 0; list.ready && i < list.orders.count; i++)
        list.orders.jobs[i].promise = promise;
    return worklist_end(&list, language);
}
