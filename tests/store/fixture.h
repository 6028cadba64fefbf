/* fixture: a folder that is removed again, and entries that are quickly made. */
#ifndef VIVA_TESTS_STORE_FIXTURE_H
#define VIVA_TESTS_STORE_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store/store.h"

#define FIXTURE_PATH_MAX 256

/* A new folder below $TMPDIR or /tmp. */
void folder_make(char folder[FIXTURE_PATH_MAX]);
void folder_remove(const char *folder); /* with the files in it */

/* "folder/name", good until the 16th call after it. */
const char *path_in(const char *folder, const char *name);

/* Opens viva.db in the folder; fails the test when that fails. */
struct store *open_in(const char *folder);

/* A uuid that stands for a number; 0 is nil. */
struct uuid uuid_numbered(uint32_t number);
struct hash hash_numbered(uint32_t number);

/* A choice: the id is numbered, the learner is 1, the payload tells the number. Static strings but for the payload,
 * which lives in arena. */
struct entry choice(struct arena *arena, uint32_t id, uint32_t run, int32_t step);

/* Append one entry in a change of its own. */
enum status append_one(struct store *store, const struct entry *entry);

/* How many entries a filter finds. */
size_t count_entries(struct store *store, const struct entry_filter *filter);

/* Run function in a change or in a reading transaction and expect STATUS_OK. */
void change_fine(struct store *store, store_function function, void *context);
void read_fine(struct store *store, store_function function, void *context);

/* Write one half of the row of an exercise, and leave the other as it is; take what is remembered away. */
enum status put_progress(struct transaction *transaction, const struct progress *progress, struct failure *failure);
enum status put_memory(struct transaction *transaction, const struct memory_row *memory, struct failure *failure);
enum status remove_memory(struct transaction *transaction, const struct memory_row *memory, struct failure *failure);

#define assert_status(actual, expected) assert_string_equal(status_name(actual), status_name(expected))
#define assert_string(actual, expected) assert_true(string_is((actual), (expected)))
void assert_contains(const char *text, const char *part);

#endif
