/* tty: the terminal as a device: its modes, its size, its signals. The only file that knows termios.
 *
 * Knows how to take a terminal into single-key mode and give it back as it was, whatever happens in between. Knows
 * nothing of keys' meanings. There is one at a time, since signals belong to the whole process. */
#ifndef VIVA_FACE_TERMINAL_TTY_H
#define VIVA_FACE_TERMINAL_TTY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"

struct tty_size {
    int columns, rows; /* 0 when unknown */
};

bool tty_is_terminal(int descriptor);
struct tty_size tty_size(int descriptor); /* as it is now */

/* Begin to watch for signals; with single_keys, input also gives every key at once and shows none of them (signal keys
 * still signal). SIGINT, SIGTERM, SIGHUP and SIGQUIT that were ignored stay ignored. A second SIGINT, when nobody has
 * taken the first, gives the terminal back and ends the process with 130. */
enum status tty_open(bool single_keys, struct failure *failure);

/* Give back the terminal's modes and the signals' dispositions. What was typed ahead is thrown away, so that no shell
 * runs it. */
void tty_close(void);

/* Whole lines with the terminal's own editing, for a while; and back to single keys. Without single keys, nothing. */
void tty_begin_lines(void);
void tty_end_lines(void);

enum tty_event {
    TTY_BYTES,       /* bytes were read */
    TTY_QUIET,       /* nothing came in time */
    TTY_END,         /* end of input, or the terminal is gone */
    TTY_CONTINUED,   /* the process was stopped and goes on: what stood on the screen may be gone */
    TTY_INTERRUPTED, /* SIGINT, SIGTERM, SIGHUP or SIGQUIT */
};

/* Wait for input, at most timeout_ms (-1: for ever). Stops the process itself on SIGTSTP, with the terminal given back
 * meanwhile. */
enum tty_event tty_read(char *bytes, size_t capacity, size_t *size, int timeout_ms);

/* All of bytes to standard output. */
enum status tty_write(struct string bytes, struct failure *failure);

#endif
