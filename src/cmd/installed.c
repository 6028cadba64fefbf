#include "cmd/installed.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/files.h"
#include "base/hash.h"
#include "base/json.h"
#include "cmd/file_state.h"
#include "cmd/home.h"
#include "cmd/output.h"
#include "words/words.h"

#define INDEX_NAME      "index.json"
#define INDEX_VERSION   1
#define INDEX_BYTES_MAX ((size_t)16 * 1024 * 1024) /* thousands of sets */
#define SHORT_DIGITS    12

static struct string index_path(struct arena *arena, struct string folder)
{
    return files_join(arena, folder, STRING(INDEX_NAME));
}

/* Reading the index. It is ours, but whoever can write to the folder can write it: a name that leads out of it is none.
 */

static bool is_full_id(struct string id)
{
    struct string rest = id, name_space = string_cut(&rest, '/');
    return string_is_slug(name_space) && string_is_slug(rest);
}

static bool read_ids(struct arena *arena, const struct json *list, struct strings *ids)
{
    bool is_fine = list && list->kind == JSON_ARRAY;
    for (size_t i = 0; is_fine && i < list->count; i++) {
        *LIST_ADD(arena, ids) = json_string_or(&list->items[i], STRING(""));
        is_fine = is_full_id(ids->items[i]);
    }
    return is_fine;
}

static bool read_time(const struct json *value, int64_t *at)
{
    struct moment moment;
    if (!time_parse(json_string_or(value, STRING("")), &moment))
        return false;
    *at = moment.at;
    return true;
}

static bool read_set(const struct json *json, struct installed_set *set)
{
    struct hash hash;
    *set = (struct installed_set){
        .id = json_string_or(json_get(json, "id"), STRING("")),
        .title = json_string_or(json_get(json, "title"), STRING("")),
        .file = json_string_or(json_get(json, "file"), STRING("")),
        .hash = json_string_or(json_get(json, "hash"), STRING("")),
        .exercise_count = json_integer_or(json_get(json, "exercises"), 0),
    };
    return is_full_id(set->id) && set->file.size > 0 && hash_parse(set->hash, &hash) && set->exercise_count >= 0;
}

static bool read_source(struct arena *arena, const struct json *json, struct installed_source *source)
{
    const struct json *sets = json_get(json, "sets");
    *source = (struct installed_source){
        .path = json_string_or(json_get(json, "path"), STRING("")),
        .commit = json_string_or(json_get(json, "commit"), STRING("")),
    };
    bool is_fine = string_starts_with(source->path, STRING("/")) &&
                   read_time(json_get(json, "added_at"), &source->added_at) &&
                   read_time(json_get(json, "updated_at"), &source->updated_at) &&
                   read_ids(arena, json_get(json, "left_out"), &source->left_out) && sets && sets->kind == JSON_ARRAY;
    for (size_t i = 0; is_fine && i < sets->count; i++)
        is_fine = read_set(&sets->items[i], LIST_ADD(arena, &source->sets));
    return is_fine;
}

static enum status read_index(struct call *call, struct string text, struct installed *installed)
{
    struct json_error error;
    const struct json *index = json_parse(call->arena, text, &error);
    const struct json *sources = index ? json_get(index, "sources") : NULL;
    struct word path = { "path", .plain = index_path(call->arena, installed->folder) };
    if (index && json_integer_or(json_get(index, "version"), INDEX_VERSION) > INDEX_VERSION)
        return words_failure(&call->failure, STATUS_TOO_NEW, SAY_INSTALLED_TOO_NEW, WORDS(path));
    bool is_fine = sources && sources->kind == JSON_ARRAY;
    for (size_t i = 0; is_fine && i < sources->count; i++)
        is_fine = read_source(call->arena, &sources->items[i], LIST_ADD(call->arena, &installed->sources));
    return is_fine ? STATUS_OK : words_failure(&call->failure, STATUS_CORRUPT, SAY_INSTALLED_DAMAGED, WORDS(path));
}

uint64_t installed_stamp(struct string folder)
{
    struct arena arena = { 0 };
    struct buffer states = buffer_in(&arena);
    file_state_add_path(&states, index_path(&arena, folder));
    uint64_t stamp = file_state_stamp(&states);
    arena_clear(&arena);
    return stamp;
}

enum status installed_read(struct call *call, struct installed *installed)
{
    struct string text;
    *installed = (struct installed){ .folder = home_of(call).installed };
    struct string path = index_path(call->arena, installed->folder);
    if (!files_exists(path))
        return STATUS_OK;
    enum status status = files_read(call->arena, path, INDEX_BYTES_MAX, &text, &call->failure);
    return status == STATUS_OK ? read_index(call, text, installed) : status;
}

/* Whether the open folder is still the one of this name: who had it before may have removed it. */
static bool is_in_place(int folder, const char *path)
{
    struct stat open_one, named_one;
    return fstat(folder, &open_one) == 0 && stat(path, &named_one) == 0 && open_one.st_dev == named_one.st_dev &&
           open_one.st_ino == named_one.st_ino;
}

/* The folder, locked; -1 with errno when it cannot be. */
static int open_locked(const char *path)
{
    int folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int locked = folder;
    while (locked >= 0 && (locked = flock(folder, LOCK_EX)) < 0 && errno == EINTR)
        locked = folder;
    if (locked >= 0)
        return folder;
    int error = errno;
    if (folder >= 0)
        close(folder);
    errno = error;
    return -1;
}

static enum status make_and_lock(struct call *call, struct string folder, int *lock)
{
    const char *path = string_c(call->arena, folder);
    for (;;) {
        enum status status = files_make_private_folder(folder, &call->failure);
        if (status != STATUS_OK)
            return status;
        *lock = open_locked(path);
        if (*lock >= 0 && is_in_place(*lock, path))
            return STATUS_OK;
        if (*lock >= 0)
            close(*lock);
        else if (errno != ENOENT)
            return failure_set_system(&call->failure, errno, "cannot open the folder \"%.*s\"", STRING_ARG(folder));
        *lock = -1;
    }
}

enum status installed_open_for_change(struct call *call, struct installed *installed, int *lock)
{
    *installed = (struct installed){ .folder = home_of(call).installed };
    *lock = -1;
    enum status status = make_and_lock(call, installed->folder, lock);
    if (status == STATUS_OK)
        status = installed_read(call, installed);
    if (status != STATUS_OK) {
        installed_close_for_change(call, installed, *lock);
        *lock = -1;
    }
    return status;
}

void installed_close_for_change(struct call *call, const struct installed *installed, int lock)
{
    if (lock < 0)
        return;
    (void)rmdir(string_c(call->arena, installed->folder)); /* does nothing while there is anything in it */
    close(lock);
}

/* Writing. */

/* Always one that can be read: where the clock was never set, it is 1970. */
static void write_time(struct json_writer *json, const char *key, int64_t at)
{
    output_string(json, key, time_format(json->buffer->arena, (struct moment){ .at = at > 0 ? at : 0 }));
}

static void write_set(struct json_writer *json, const struct installed_set *set)
{
    json_begin_object(json);
    output_string(json, "id", set->id);
    output_string(json, "title", set->title);
    output_string(json, "file", set->file);
    output_string(json, "hash", set->hash);
    output_integer(json, "exercises", set->exercise_count);
    json_end_object(json);
}

static void write_source(struct json_writer *json, const struct installed_source *source)
{
    json_begin_object(json);
    output_string(json, "path", source->path);
    output_string(json, "commit", source->commit);
    write_time(json, "added_at", source->added_at);
    write_time(json, "updated_at", source->updated_at);
    output_strings(json, "left_out", &source->left_out);
    json_write_key(json, "sets");
    json_begin_array(json);
    for (size_t i = 0; i < source->sets.count; i++)
        write_set(json, &source->sets.items[i]);
    json_end_array(json);
    json_end_object(json);
}

enum status installed_write(struct call *call, const struct installed *installed)
{
    struct buffer buffer = buffer_in(call->arena);
    struct json_writer json = json_writer_to(&buffer, 2);
    json_begin_object(&json);
    output_string(&json, "viva", STRING("installed"));
    output_integer(&json, "version", INDEX_VERSION);
    json_write_key(&json, "sources");
    json_begin_array(&json);
    for (size_t i = 0; i < installed->sources.count; i++)
        write_source(&json, &installed->sources.items[i]);
    json_end_array(&json);
    json_end_object(&json);
    buffer_add_byte(&buffer, '\n');
    return files_replace(index_path(call->arena, installed->folder), buffer_string(&buffer), 0600, &call->failure);
}

/* "viva.senior-rust.HASH.md": no slug has a dot in it, so no two sets have the same name. */
static struct string file_name(struct arena *arena, const struct installed_set *set)
{
    struct string slug = set->id, name_space = string_cut(&slug, '/'), dot = STRING(".");
    bool is_json = string_ends_with(set->file, STRING(".json"));
    return STRING_JOIN(arena, name_space, dot, slug, dot, set->hash, is_json ? STRING(".json") : STRING(".md"));
}

struct string installed_path(struct arena *arena, const struct installed *installed, const struct installed_set *set)
{
    return files_join(arena, installed->folder, file_name(arena, set));
}

enum status installed_keep(struct call *call, const struct installed *installed, const struct installed_set *set,
                           struct string bytes)
{
    return files_replace(installed_path(call->arena, installed, set), bytes, 0600, &call->failure);
}

static bool is_named(struct arena *arena, const struct installed *installed, struct string name)
{
    if (string_is(name, INDEX_NAME) || string_is(name, ".") || string_is(name, ".."))
        return true;
    for (size_t i = 0; i < installed->sources.count; i++)
        for (size_t s = 0; s < installed->sources.items[i].sets.count; s++)
            if (string_equal(name, file_name(arena, &installed->sources.items[i].sets.items[s])))
                return true;
    return false;
}

/* What cannot be erased now is erased after the next change: nobody is harmed by it meanwhile. */
void installed_sweep(struct call *call)
{
    struct call other = { .arguments = call->arguments, .arena = call->arena }; /* its failure is nobody's */
    struct installed installed;
    if (installed_read(&other, &installed) != STATUS_OK)
        return;
    DIR *listing = opendir(string_c(call->arena, installed.folder));
    struct dirent *entry;
    while (listing && (entry = readdir(listing)))
        if (!is_named(call->arena, &installed, string_from(entry->d_name)))
            unlinkat(dirfd(listing), entry->d_name, 0);
    if (listing)
        closedir(listing);
}

/* Finding. */

struct installed_source *installed_find_source(const struct installed *installed, struct string path)
{
    for (size_t i = 0; i < installed->sources.count; i++)
        if (string_equal(installed->sources.items[i].path, path))
            return &installed->sources.items[i];
    return NULL;
}

static struct string slug_of(struct string id)
{
    string_cut(&id, '/');
    return id;
}

static enum status not_installed(struct call *call, const struct installed *installed, struct string name)
{
    struct strings names = { 0 };
    for (size_t i = 0; i < installed->sources.count; i++)
        for (size_t s = 0; s < installed->sources.items[i].sets.count; s++) {
            struct string id = installed->sources.items[i].sets.items[s].id;
            *LIST_ADD(call->arena, &names) = slug_of(id);
            *LIST_ADD(call->arena, &names) = id;
        }
    struct string nearest = string_nearest(name, names.items, names.count);
    return words_failure(&call->failure, STATUS_NOT_FOUND,
                         nearest.size > 0 ? SAY_NOT_INSTALLED_NEAR : SAY_NOT_INSTALLED,
                         WORDS({ "set", .plain = name }, { "nearest", .plain = nearest }));
}

enum status installed_find(struct call *call, const struct installed *installed, struct string name,
                           struct installed_source **source, size_t *set)
{
    struct strings meant = { 0 };
    for (size_t i = 0; i < installed->sources.count; i++)
        for (size_t s = 0; s < installed->sources.items[i].sets.count; s++) {
            struct string id = installed->sources.items[i].sets.items[s].id;
            if (!string_equal(id, name) && !string_equal(slug_of(id), name))
                continue;
            *LIST_ADD(call->arena, &meant) = id;
            *source = &installed->sources.items[i];
            *set = s;
        }
    if (meant.count == 0)
        return not_installed(call, installed, name);
    if (meant.count > 1)
        return words_failure(
            &call->failure, STATUS_USAGE, SAY_SET_AMBIGUOUS,
            WORDS({ "set", .plain = name }, { "ids", .plain = words_and(call->arena, meant.items, meant.count) }));
    return STATUS_OK;
}

struct string installed_short(struct string digits)
{
    return string_slice(digits, 0, SHORT_DIGITS);
}
