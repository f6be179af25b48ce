#ifndef BANXIN_TEXT_TEXT_H
#define BANXIN_TEXT_TEXT_H
#include "base/arena.h"
#include "page/list.h"
void my_printf(void);
#endif
