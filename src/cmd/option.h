/* option: everything that can be switched on a command line, each described once.
 *
 * Parsing, --help, the manual page and the completions of every shell all read this one table; a command only lists
 * which of its rows it takes. Knows nothing of what an option leads to. */
#ifndef VIVA_CMD_OPTION_H
#define VIVA_CMD_OPTION_H

#include <stddef.h>

enum option_kind {
    OPTION_FLAG,   /* takes no argument */
    OPTION_NUMBER, /* 0 to 2^64 - 1 */
    OPTION_MOMENT, /* RFC 3339 */
    OPTION_CHOICE, /* one of its choices */
    OPTION_FOLDER,
    OPTION_PATH, /* a file, a folder or a socket */
    OPTION_TEXT, /* anything but nothing */
};

/*      id           name           letter kind           argument    choices              help */
#define OPTION_TABLE(ROW)                                                                                              \
    ROW(NEW, "new", 0, OPTION_FLAG, NULL, NULL, "begin anew, even when you stopped in the middle of the set")          \
    ROW(NO_SURENESS, "no-sureness", 0, OPTION_FLAG, NULL, NULL, "do not ask how sure you are")                         \
    ROW(ALL, "all", 0, OPTION_FLAG, NULL, NULL,                                                                        \
        "draw the minutes of each week, and how sure you were against how right, too")                                 \
    ROW(KEY, "key", 0, OPTION_FLAG, NULL, NULL,                                                                        \
        "show which answer is best, and what every answer covers and leaves out")                                      \
    ROW(IDS, "ids", 0, OPTION_FLAG, NULL, NULL, "print only the names, one a line, as a script needs them")            \
    ROW(CHECK, "check", 0, OPTION_FLAG, NULL, NULL,                                                                    \
        "change nothing; name the files that are not in the canonical form and end with exit code 1")                  \
    ROW(STRICT, "strict", 0, OPTION_FLAG, NULL, NULL, "let a warning count as much as an error")                       \
    ROW(INTERVIEW, "interview", 0, OPTION_TEXT, "DATE", NULL,                                                          \
        "plan towards an interview on this day, such as 2026-12-24")                                                   \
    ROW(NO_INTERVIEW, "no-interview", 0, OPTION_FLAG, NULL, NULL, "give the plan up")                                  \
    ROW(YES, "yes", 'y', OPTION_FLAG, NULL, NULL, "do not ask; needed where there is nobody to be asked")              \
    ROW(PORT, "port", 0, OPTION_NUMBER, "N", NULL, "listen on this port, else on 8080; 0 takes a free one")            \
    ROW(ADDRESS, "address", 0, OPTION_TEXT, "ADDRESS", NULL,                                                           \
        "listen on this address of the computer itself, such as ::1, else on 127.0.0.1")                               \
    ROW(SOCKET, "socket", 0, OPTION_PATH, "PATH", NULL, "listen on a Unix socket of this name instead")                \
    ROW(AUTHOR, "author", 0, OPTION_PATH, "PATH", NULL,                                                                \
        "show the set in this file, or the sets in this folder, as they are written; keep no answers")                 \
    ROW(DRY_RUN, "dry-run", 0, OPTION_FLAG, NULL, NULL, "say what would be done, and change nothing")                  \
    ROW(DEFAULTS, "defaults", 0, OPTION_FLAG, NULL, NULL,                                                              \
        "give up parameters of your own, and use those of everybody again")                                            \
    ROW(POOLED, "pooled", 0, OPTION_FLAG, NULL, NULL,                                                                  \
        "fit to the answers of all learners in this database together, and change nothing")                            \
    ROW(CSV, "csv", 0, OPTION_PATH, "FILE", NULL,                                                                      \
        "read the reviews of another program from this file, or from standard input for \"-\"")                        \
    ROW(OFFSET, "offset", 0, OPTION_TEXT, "+HH:MM", NULL,                                                              \
        "the time zone in which a day begins at 4:00, as its distance from UTC, else Z")                               \
    ROW(JSON, "json", 0, OPTION_FLAG, NULL, NULL, "write JSON, in the shape that docs/json-output.md describes")       \
    ROW(SEED, "seed", 0, OPTION_NUMBER, "N", NULL,                                                                     \
        "shuffle by this number: the same number gives the same order everywhere")                                     \
    ROW(NOW, "now", 0, OPTION_MOMENT, "TIME", NULL, "act as if it were this time, such as 2026-11-22T16:00:00+01:00")  \
    ROW(DATA, "data", 0, OPTION_FOLDER, "DIR", NULL,                                                                   \
        "keep everything in this folder (else $VIVA_DATA, else $XDG_DATA_HOME/viva, else ~/.local/share/viva)")        \
    ROW(COLOR, "color", 0, OPTION_CHOICE, "WHEN", "auto|always|never",                                                 \
        "colour the text: auto (on a terminal, unless $NO_COLOR is set), always or never")                             \
    ROW(PLAIN, "plain", 0, OPTION_FLAG, NULL, NULL,                                                                    \
        "plain lines without colour or cursor movement, as when the output is not a terminal")                         \
    ROW(HELP, "help", 'h', OPTION_FLAG, NULL, NULL, "show this help and stop")                                         \
    ROW(VERSION, "version", 'V', OPTION_FLAG, NULL, NULL, "show the version and stop")

enum option_id {
    OPTION_END, /* ends lists; no row */
#define OPTION_ENUM(id, ...) OPTION_##id,
    OPTION_TABLE(OPTION_ENUM)
#undef OPTION_ENUM
        OPTION_COUNT
};

struct option_row {
    const char *name; /* without its hyphens */
    char letter;      /* 0 for none */
    enum option_kind kind;
    const char *argument; /* as help names it; NULL for a flag */
    const char *choices;  /* OPTION_CHOICE: parted by '|' */
    const char *help;     /* one sentence without a full stop */
};
extern const struct option_row option_rows[OPTION_COUNT];

/* What every command takes, ended by OPTION_END. */
extern const enum option_id option_everywhere[];

#endif
