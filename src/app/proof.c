#include "app/proof.h"

#include "app/pictures.h"
#include "app/worklist.h"

ExitStatus proof_run(const Options *options, Language language) {
    Worklist list;
    Pictures pictures = {.orders = &list.orders,
                         .dpi = options_number(options, OPTION_DPI, PROOF_DPI),
                         .pages = options->values[OPTION_PAGES]};
    bool ready = worklist_begin(&list, options, OPTION_PICTURES);
    for (size_t i = 0; ready && i < list.orders.count; i++)
        list.orders.jobs[i].pictures = &pictures;
    return worklist_end(&list, language);
}
