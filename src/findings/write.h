/*
 * write: the rows of the writers' table, each in a file of its own.
 */
#ifndef BANXIN_FINDINGS_WRITE_H
#define BANXIN_FINDINGS_WRITE_H

#include "findings/writers.h"

extern const FindingWriter write_text, write_json, write_sarif, write_html;

#endif
