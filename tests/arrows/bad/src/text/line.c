#include "text/text.h"
void line(void) {
    my_printf();
    table->printf(1);
    hb_shape (font);
}
