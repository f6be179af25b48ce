#ifndef UPWARD_H
#define UPWARD_H
#include "upward_too.h"
#endif
