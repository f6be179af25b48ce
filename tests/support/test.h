/*
 * test: cmocka, with the headers it forgets to include, and a table of tests in one macro.
 */
#ifndef BANXIN_TESTS_TEST_H
#define BANXIN_TESTS_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* A test without fixture: TEST(name) { ... }. */
#define TEST(name) static void name(void **state __attribute__((unused)))

#endif
