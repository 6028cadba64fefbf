/* shelf: the sets at hand, by whatever name a person has for them.
 *
 * Knows the bundled sets, those in the data folder, installed or put there, and files and folders that are named. A
 * book is read when it is wanted, so that beginning to practise costs the reading of one; those that were installed are
 * loaded together, since an update may replace them all. Knows nothing of what is done with sets. */
#ifndef VIVA_CMD_SHELF_H
#define VIVA_CMD_SHELF_H

#include "app/library.h"
#include "cmd/verb.h"

struct book {
    struct string name; /* of the bundled file, or the path */
    struct string bytes;
    bool is_bundled, is_installed, is_loaded, is_read;
    const struct set *set; /* NULL when it cannot be used */
    bool is_shadowed;      /* another book with the same id goes before */
};

struct shelf {
    struct call *call;
    struct {
        struct book *items;
        size_t count, capacity;
    } books;
    struct library library; /* of the books that were read and can be used, each id once */
};

/* Those that a person put into the data folder, which go before, those that were installed, and those that come with
 * viva. Reads none yet. */
enum status shelf_open(struct call *call, struct shelf *shelf);

/* Read them all. What cannot be used is left out of the library. */
enum status shelf_read_all(struct shelf *shelf);

/* The set a person means by a full id, a former one, a bare slug, a file, or a folder with one set. Ids go before
 * files: "./name" is always a file. STATUS_NOT_FOUND with the nearest id as a hint; STATUS_USAGE for a slug that
 * several have; STATUS_BAD_INPUT, its problems said, for a file that is no usable set. */
enum status shelf_find(struct shelf *shelf, struct string name, const struct set **set);

/* The only set there is. STATUS_USAGE when there are several: it then has to be said which. */
enum status shelf_find_only(struct shelf *shelf, const struct set **set);

/* The texts that names stand for: a set by id, a file, or each set in a folder and below it. */
struct shelf_text {
    struct string name;
    const struct book *book; /* NULL for a file, to be read when its turn comes */
    bool is_named;           /* by itself, not by its folder */
};
struct shelf_texts {
    struct shelf_text *items;
    size_t count, capacity;
};
enum status shelf_texts(struct shelf *shelf, const struct string *names, size_t count, struct shelf_texts *texts);

/* The bytes of a text. */
enum status shelf_text_read(struct shelf *shelf, struct arena *arena, const struct shelf_text *text,
                            struct string *bytes);

/* Let the library hold this set, read from a file that was named: it goes before any other of the same id. */
void shelf_keep(struct shelf *shelf, const struct set *set);

/* The book that a set of the library was read from; NULL for one that was named as a file. */
const struct book *shelf_book(const struct shelf *shelf, const struct set *set);

/* How one types a set of the library: its slug where that is enough, else its full id. */
struct string shelf_name(struct arena *arena, const struct shelf *shelf, const struct set *set);

#endif
