/* microhttpd_load: libmicrohttpd, loaded when pages are first served.
 *
 * Knows where the library is and which of its functions are used, and nothing of what they do. Whoever practises in a
 * terminal need not wait for it and the libraries behind it, which double the time before the first line of main(). */
#ifndef VIVA_FACE_WEB_MICROHTTPD_LOAD_H
#define VIVA_FACE_WEB_MICROHTTPD_LOAD_H

#include <microhttpd.h>

#include "base/status.h"

#define MICROHTTPD_FUNCTIONS(ROW)                                                                                      \
    ROW(MHD_add_response_header)                                                                                       \
    ROW(MHD_create_response_from_buffer)                                                                               \
    ROW(MHD_destroy_response)                                                                                          \
    ROW(MHD_get_connection_info)                                                                                       \
    ROW(MHD_get_connection_values_n)                                                                                   \
    ROW(MHD_queue_response)                                                                                            \
    ROW(MHD_quiesce_daemon)                                                                                            \
    ROW(MHD_resume_connection)                                                                                         \
    ROW(MHD_start_daemon)                                                                                              \
    ROW(MHD_stop_daemon)                                                                                               \
    ROW(MHD_suspend_connection)

/* The functions, by their own names: microhttpd.MHD_start_daemon(...). */
struct microhttpd {
#define ROW(name) __typeof__(&(name)) name; /* a declarator: NOLINT(bugprone-macro-parentheses) */
    MICROHTTPD_FUNCTIONS(ROW)
#undef ROW
};
extern struct microhttpd microhttpd;

/* Fill microhttpd, once for the process; before any of its functions is called. STATUS_SYSTEM when the library is not
 * there or lacks one. */
enum status microhttpd_load(struct failure *failure);

#endif
