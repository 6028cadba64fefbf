#include "base/status.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/check.h"
#include "base/utf8.h"

struct status_row {
    const char *name, *text;
    int exit_code, http;
};

static const struct status_row rows[] = {
#define STATUS_ROW(constant, name, exit, http, text) { name, text, exit, http },
    STATUS_TABLE(STATUS_ROW)
#undef STATUS_ROW
};

static const struct status_row *row_of(enum status status)
{
    CHECK((size_t)status < STATUS_COUNT);
    return &rows[status];
}

int status_exit_code(enum status status)
{
    return row_of(status)->exit_code;
}

int status_http(enum status status)
{
    return row_of(status)->http;
}

const char *status_text(enum status status)
{
    return row_of(status)->text;
}

const char *status_name(enum status status)
{
    return row_of(status)->name;
}

/* Cuts text to at most size bytes, between two characters. */
static void cut(char *text, size_t size)
{
    if (strlen(text) <= size)
        return;
    while (size > 0 && ((unsigned char)text[size] & 0xC0) == 0x80)
        size--;
    text[size] = '\0';
}

/* What came in with a value must not break the line or reach a terminal as a command. */
static void make_presentable(char *text)
{
    for (char *byte = text; *byte; byte++)
        if ((unsigned char)*byte < ' ' || *byte == 127)
            *byte = '?';
    struct string whole = string_from(text);
    for (size_t at; (at = utf8_find_invalid(whole)) != STRING_NOT_FOUND;)
        text[at] = '?';
}

/* reason may be NULL; it must be seen even when what stands before it is long. */
static void __attribute__((format(printf, 3, 0)))
fill(struct failure *failure, const char *reason, const char *format, va_list list)
{
    if (!reason && !strchr(format, '%') && strlen(format) < sizeof failure->text) {
        memcpy(failure->text, format, strlen(format) + 1); /* "not found" is said all the time, and seldom read */
        return;
    }
    char text[sizeof failure->text + 4]; /* a little more, so that cut sees where a character ends */
    vsnprintf(text, sizeof text, format, list);
    size_t room = sizeof failure->text - 1 - (reason ? strlen(reason) + 2 : 0);
    cut(text, room);
    snprintf(failure->text, sizeof failure->text, "%.*s%s%s", (int)room, text, reason ? ": " : "",
             reason ? reason : "");
    make_presentable(failure->text);
}

enum status failure_set(struct failure *failure, enum status status, const char *format, ...)
{
    if (!failure)
        return status;
    va_list list;
    va_start(list, format);
    fill(failure, NULL, format, list);
    va_end(list);
    failure->status = status;
    return status;
}

static enum status status_of_error(int error_number)
{
    switch (error_number) {
    case ENOSPC:
    case EDQUOT:
        return STATUS_FULL;
    case ENOENT:
        return STATUS_NOT_FOUND;
    default:
        return STATUS_SYSTEM;
    }
}

enum status failure_set_system(struct failure *failure, int error_number, const char *format, ...)
{
    enum status status = status_of_error(error_number);
    if (!failure)
        return status;
    char room[128];
    va_list list;
    va_start(list, format);
    fill(failure, strerror_r(error_number, room, sizeof room), format, list);
    va_end(list);
    failure->status = status;
    return status;
}
