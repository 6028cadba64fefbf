/* store: where the journal is kept, and what is derived from it beside it.
 *
 * Knows transactions, entries, contents, derived rows. Refuses to know why a row is wanted. One interface; the memory
 * and the SQLite backends stand behind it and pass the same suite (tests/store).
 *
 * Everything happens in a transaction: a function that is handed one, and sees one consistent state. A reading
 * transaction runs on the calling thread, at any time. A change is submitted with a completion and runs on the
 * store's one writer thread, which drains all changes that wait into one durable commit; completions are called after
 * that commit is on disk, on the writer thread, in the order of submission. A completion that gets a status other than
 * OK or ALREADY is never an acknowledgement: its change was undone. (When the flush itself failed and the machine then
 * stops before anything else is written, the disk may still turn out to hold it: the same answer, sent again, then
 * lands once like any repeat.) A commit that fails fails for its whole batch and leaves the store usable: the next
 * batch tries anew.
 *
 * A function keeps to its transaction: it opens no other of the same store and does not wait for one. */
#ifndef VIVA_STORE_STORE_H
#define VIVA_STORE_STORE_H

#include "base/arena.h"
#include "base/status.h"
#include "model/entry.h"
#include "model/memory.h"
#include "model/plan.h"
#include "model/progress.h"
#include "model/record.h"

struct store;
struct transaction;

/* Opening, by backend: only cmd/ calls these. */

/* Nothing outlives the process. Takes over nothing. */
struct store *store_open_memory(void);

struct store_sqlite_options {
    struct string path; /* of the database file; its folder must exist; made 0600 */
    const char *vfs;    /* name of a registered SQLite VFS; NULL for the system's own */
    bool read_only;     /* refuse changes; a missing file is then STATUS_NOT_FOUND */
    int log_pages_max;  /* when the write-ahead log is this long its pages are moved even while changes wait; 0 for
                           16,000 */
};

/* Opens, checks the version, migrates forward in one transaction, starts the writer. STATUS_TOO_NEW for a database of a
 * later viva; STATUS_CORRUPT when it is not a database. */
enum status store_open_sqlite(const struct store_sqlite_options *options, struct store **store,
                              struct failure *failure);

/* Waits for what was submitted, checkpoints, closes. NULL is fine. */
void store_close(struct store *store);

/* Transactions. */

typedef enum status (*store_function)(struct transaction *transaction, void *context);
/* failure is given when it was the store that failed; it is NULL when status is what function returned: then function
 * has told, through its own context, what went wrong. It may submit, and must not wait. */
typedef void (*store_completion)(enum status status, const struct failure *failure, void *context);

/* Run function in a reading transaction, now, on this thread; returns what it returned. Here and in store_change
 * failure is filled when the store failed, and left as it is when function did: the same one may be handed to the
 * functions below. */
enum status store_read(struct store *store, store_function function, void *context, struct failure *failure);

/* Queue a change. When function returns neither OK nor ALREADY, what it did is undone and the others of the
 * batch go on. context and completion_context must live until the completion was called. Thread-safe. */
void store_submit(struct store *store, store_function function, void *context, store_completion completion,
                  void *completion_context);

/* Submit and wait for the disk. Not to be called from a completion. */
enum status store_change(struct store *store, store_function function, void *context, struct failure *failure);

/* Inside a transaction. Strings and entries read live in the arena given. Writes need a change; nothing is written that
 * is being walked, and no walk is started within one of the same kind. Rows that make no sense (a damaged file) give
 * STATUS_CORRUPT. */

/* Append to the journal. STATUS_ALREADY, and nothing stored, when an entry with this id is there, or, for a response
 * (ENTRY_CHOICE, ENTRY_TEXT and ENTRY_SELF_MARKS with a step), when its run and step have one. */
enum status transaction_append(struct transaction *transaction, const struct entry *entry, struct failure *failure);

/* The first response to a step of a run. STATUS_NOT_FOUND when there is none. */
enum status transaction_first_response(struct transaction *transaction, struct uuid run, int32_t step,
                                       struct arena *arena, struct entry *entry, struct failure *failure);

/* The steps of a run that have a first response, in their order, without looking at the entries. *steps lives in arena.
 */
enum status transaction_responses(struct transaction *transaction, struct uuid run, struct arena *arena,
                                  int32_t **steps, size_t *count, struct failure *failure);

/* Which entries, in the order of the journal, which is that of their appending. Zeroed fields do not narrow. All
 * entries and those of a run are found without looking at others. */
struct entry_filter {
    struct uuid learner;
    struct uuid run;
    struct string subject; /* that exercise or set */
    enum entry_kind kind;
};
/* Called for each; a status other than OK ends the walk and is returned. The entry's strings are good during the call
 * only. */
typedef enum status (*entry_visitor)(const struct entry *entry, void *context);
enum status transaction_walk(struct transaction *transaction, const struct entry_filter *filter, entry_visitor visitor,
                             void *context, struct failure *failure);

/* Contents by hash; putting one again changes nothing. */
enum status transaction_content_put(struct transaction *transaction, struct hash hash, struct string json,
                                    struct failure *failure);
enum status transaction_content_has(struct transaction *transaction, struct hash hash,
                                    struct failure *failure); /* OK or NOT_FOUND */
enum status transaction_content_get(struct transaction *transaction, struct hash hash, struct arena *arena,
                                    struct string *json, struct failure *failure);

/* Derived rows: written whole, by key. A row in which nothing is counted and nothing remembered is taken away. */
enum status transaction_exercise_put(struct transaction *transaction, const struct exercise_row *row,
                                     struct failure *failure);
enum status transaction_exercise_get(struct transaction *transaction, struct uuid learner, struct string exercise,
                                     enum memory_skill skill, struct arena *arena, struct exercise_row *row,
                                     struct failure *failure);
/* Give a row, and what stands in it, the string of its exercise that lives as long as the row is kept. */
void exercise_row_name(struct exercise_row *row, struct string exercise);

typedef enum status (*exercise_visitor)(const struct exercise_row *row, void *context);
/* All of a learner's, by exercise id and skill; with a prefix ("viva/senior-rust/") only those below it. */
enum status transaction_exercise_walk(struct transaction *transaction, struct uuid learner, struct string prefix,
                                      exercise_visitor visitor, void *context, struct failure *failure);

/* Of these rows what was counted. STATUS_NOT_FOUND when nothing was. */
enum status transaction_progress_get(struct transaction *transaction, struct uuid learner, struct string exercise,
                                     struct arena *arena, struct progress *progress, struct failure *failure);
typedef enum status (*progress_visitor)(const struct progress *progress, void *context);
enum status transaction_progress_walk(struct transaction *transaction, struct uuid learner, struct string prefix,
                                      progress_visitor visitor, void *context, struct failure *failure);

/* And what is remembered. STATUS_NOT_FOUND when nothing is. */
enum status transaction_memory_get(struct transaction *transaction, struct uuid learner, struct string exercise,
                                   enum memory_skill skill, struct arena *arena, struct memory_row *row,
                                   struct failure *failure);
typedef enum status (*memory_visitor)(const struct memory_row *row, void *context);
enum status transaction_memory_walk(struct transaction *transaction, struct uuid learner, struct string prefix,
                                    memory_visitor visitor, void *context, struct failure *failure);

enum status transaction_run_put(struct transaction *transaction, const struct run_progress *run,
                                struct failure *failure);
enum status transaction_run_get(struct transaction *transaction, struct uuid run, struct arena *arena,
                                struct run_progress *progress, struct failure *failure);
/* A learner's newest run of a set that is no review; STATUS_NOT_FOUND when there is none. */
enum status transaction_run_newest(struct transaction *transaction, struct uuid learner, struct string set,
                                   struct arena *arena, struct run_progress *progress, struct failure *failure);
typedef enum status (*run_visitor)(const struct run_progress *run, void *context);
enum status transaction_run_walk(struct transaction *transaction, struct uuid learner, run_visitor visitor,
                                 void *context, struct failure *failure); /* newest first */

/* What is due at this moment: by urgency, then what has been due longest, then by exercise and skill; at most limit
 * rows, and no others are looked at. */
enum status transaction_memory_due(struct transaction *transaction, struct uuid learner, struct moment now,
                                   size_t limit, memory_visitor visitor, void *context, struct failure *failure);
/* The first of these. STATUS_NOT_FOUND when nothing is due. */
enum status transaction_memory_next(struct transaction *transaction, struct uuid learner, struct moment now,
                                    struct arena *arena, struct memory_row *row, struct failure *failure);
/* The first that is not due yet. STATUS_NOT_FOUND when there is none. */
enum status transaction_memory_coming(struct transaction *transaction, struct uuid learner, struct moment now,
                                      struct arena *arena, struct memory_row *row, struct failure *failure);
#define MEMORY_COUNT_MAX 10000 /* so many are counted, and no more: nobody reviews them in a day */
struct memory_count {
    int64_t all;
    int64_t due;   /* at this moment */
    int64_t today; /* not yet, but by the end of this local day */
};
enum status transaction_memory_count(struct transaction *transaction, struct uuid learner, struct moment now,
                                     struct memory_count *count, struct failure *failure);

/* The plan and parameters of a learner. STATUS_NOT_FOUND when nothing was ever said. When has_parameters is false those
 * of the row count for nothing, and are zeros when they are read. */
enum status transaction_tuning_put(struct transaction *transaction, struct uuid learner, const struct tuning *tuning,
                                   struct failure *failure);
enum status transaction_tuning_get(struct transaction *transaction, struct uuid learner, struct arena *arena,
                                   struct tuning *tuning, struct failure *failure);

/* What was done on each local day. */
enum status transaction_day_put(struct transaction *transaction, const struct practice_day *row,
                                struct failure *failure);
enum status transaction_day_get(struct transaction *transaction, struct uuid learner, int32_t day,
                                struct practice_day *row, struct failure *failure);
typedef enum status (*day_visitor)(const struct practice_day *row, void *context);
enum status transaction_day_walk(struct transaction *transaction, struct uuid learner, day_visitor visitor,
                                 void *context, struct failure *failure); /* by day */

/* Throw away all derived rows. */
enum status transaction_derived_clear(struct transaction *transaction, struct failure *failure);

/* A few named values that are not the journal's: "learner" and "device", the local uuids. STATUS_NOT_FOUND when unset.
 */
enum status transaction_setting_get(struct transaction *transaction, const char *name, struct arena *arena,
                                    struct string *value, struct failure *failure);
enum status transaction_setting_put(struct transaction *transaction, const char *name, struct string value,
                                    struct failure *failure);

/* The whole. */

/* A consistent copy of everything into a new file, 0600, while others go on: one file, readable where nothing can be
 * written. STATUS_CONFLICT when there is a file at path already; the memory backend: STATUS_USAGE. */
enum status store_backup(struct store *store, struct string path, struct failure *failure);

/* Erase everything: entries, contents, derived rows, settings, and what a restore kept. Zeros take its place in the
 * database file, which is then made small; what a file system or a disk keeps of blocks that it gave up is beyond its
 * reach. STATUS_CONFLICT when another program still reads: what was erased is then gone for everybody who looks, and
 * has to be erased from the file once more. */
enum status store_forget(struct store *store, struct failure *failure);

/* Check a foreign database (defensive mode, read only, its tables to the letter, integrity, every row) and put it in
 * the place of the one at path, which is kept beside it as path.before-restore. STATUS_CORRUPT or STATUS_TOO_NEW when
 * it is not taken; STATUS_CONFLICT when something is kept from an earlier restore, or the store at path is open.
 * Whatever the reason, what is at path is then as it was. */
enum status store_restore(struct string path, struct string backup, struct failure *failure);

#endif
