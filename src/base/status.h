/* status: what the machine could not do.
 *
 * One table with name, exit code, HTTP status and text. What a person wrote wrongly is a problem
 * (base/problems.h); what must never happen is an assert. */
#ifndef VIVA_BASE_STATUS_H
#define VIVA_BASE_STATUS_H

#include "base/string.h"

/*      constant     name           exit HTTP  text */
#define STATUS_TABLE(ROW)                                                                                              \
    ROW(OK, "ok", 0, 200, "fine")                                                                                      \
    ROW(ALREADY, "already", 0, 200, "already there")                                                                   \
    ROW(FINDINGS, "findings", 1, 422, "there are findings")                                                            \
    ROW(USAGE, "usage", 2, 400, "that is not how it is called")                                                        \
    ROW(BAD_INPUT, "bad_input", 3, 422, "the input cannot be used")                                                    \
    ROW(NOT_FOUND, "not_found", 3, 404, "there is no such thing")                                                      \
    ROW(TOO_LARGE, "too_large", 3, 413, "that is too large")                                                           \
    ROW(CONFLICT, "conflict", 4, 409, "something else got there first")                                                \
    ROW(SYSTEM, "system", 4, 500, "the system refused")                                                                \
    ROW(FULL, "full", 4, 507, "the disk is full")                                                                      \
    ROW(CORRUPT, "corrupt", 4, 500, "the data is damaged")                                                             \
    ROW(TOO_NEW, "too_new", 4, 500, "the data is from a newer version of viva")                                        \
    ROW(INTERRUPTED, "interrupted", 130, 503, "interrupted")

enum status {
#define STATUS_ENUM(constant, name, exit, http, text) STATUS_##constant,
    STATUS_TABLE(STATUS_ENUM)
#undef STATUS_ENUM
        STATUS_COUNT
};

int status_exit_code(enum status status);
int status_http(enum status status);
const char *status_name(enum status status); /* lower case, "not_found"; static */
const char *status_text(enum status status); /* the sentence of the table; static */

/* What went wrong, in words that name the thing: filled by whoever returns a status other than OK and ALREADY. The text
 * is one lower-case line with the value in quotes and a hint where there is one; it is cut, never overrun. */
struct failure {
    enum status status;
    char text[512];
};

/* Fill failure (which may be NULL) and return status, so that a function can end in one line. */
enum status failure_set(struct failure *failure, enum status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The same for a failed system call: appends ": " and the text of error_number; ENOSPC and EDQUOT give STATUS_FULL,
 * ENOENT STATUS_NOT_FOUND, all else STATUS_SYSTEM. */
enum status failure_set_system(struct failure *failure, int error_number, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
