#include "cmd/sources.h"

#include <errno.h>
#include <fcntl.h>
#include <fts.h>
#include <string.h>
#include <unistd.h>

#include "base/utf8.h"

/* Whether front matter, which begins the text, has the key "set". */
static bool has_set_key(struct string rest)
{
    if (!string_is(string_trim(string_cut(&rest, '\n')), "---"))
        return false;
    while (rest.size > 0) {
        struct string line = string_cut(&rest, '\n');
        if (string_starts_with(line, STRING("set:")))
            return true;
        if (string_is(string_trim(line), "---"))
            return false;
    }
    return false;
}

/* Other JSON lies about too: a set's has both of these keys, and "set" among the first. */
static bool has_set_member(struct string text)
{
    return string_starts_with(string_trim(text), STRING("{")) &&
           string_find(text, STRING("\"set\"")) != STRING_NOT_FOUND &&
           string_find(text, STRING("\"namespace\"")) != STRING_NOT_FOUND;
}

bool sources_has_set_name(struct string name)
{
    return string_ends_with(name, STRING(".md")) || string_ends_with(name, STRING(".json"));
}

bool sources_begins_as_set(struct string name, struct string head)
{
    head = utf8_without_mark(head);
    return string_ends_with(name, STRING(".json")) ? has_set_member(head) : has_set_key(head);
}

/* A file that cannot be opened is kept: whoever reads it says why. */
static bool is_set_file(const char *path, struct string name)
{
    char head[SOURCES_HEAD_BYTES];
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file < 0)
        return true;
    ssize_t size = read(file, head, sizeof head);
    close(file);
    struct string text = { head, size > 0 ? (size_t)size : 0 };
    return size < 0 || sources_begins_as_set(name, text);
}

static int compare_names(const FTSENT **left, const FTSENT **right)
{
    return strcmp((*left)->fts_name, (*right)->fts_name);
}

static bool is_hidden(const FTSENT *entry)
{
    return entry->fts_level > 0 && entry->fts_name[0] == '.';
}

static void add_file(struct arena *arena, const FTSENT *entry, struct strings *paths)
{
    struct string path = string_from(entry->fts_path);
    if (sources_has_set_name(path) && is_set_file(entry->fts_accpath, path))
        *LIST_ADD(arena, paths) = string_copy(arena, path);
}

static enum status take(struct arena *arena, FTS *walk, FTSENT *entry, struct strings *paths, struct failure *failure)
{
    switch (entry->fts_info) {
    case FTS_D:
        if (is_hidden(entry) || entry->fts_level > SOURCES_DEPTH_MAX)
            fts_set(walk, entry, FTS_SKIP);
        return STATUS_OK;
    case FTS_F:
        if (!is_hidden(entry))
            add_file(arena, entry, paths);
        return STATUS_OK;
    case FTS_DNR:
    case FTS_ERR:
    case FTS_NS:
        return failure_set_system(failure, entry->fts_errno, "cannot read the folder \"%s\"", entry->fts_path);
    default:
        return STATUS_OK; /* links are not followed: what a folder from elsewhere shows must be in it */
    }
}

enum status sources_below(struct arena *arena, struct string folder, struct strings *paths, struct failure *failure)
{
    char *roots[] = { string_c(arena, folder), NULL };
    FTS *walk = fts_open(roots, FTS_PHYSICAL | FTS_NOCHDIR, compare_names);
    if (!walk)
        return failure_set_system(failure, errno, "cannot read the folder \"%.*s\"", STRING_ARG(folder));
    enum status status = STATUS_OK;
    FTSENT *entry;
    while (status == STATUS_OK && (entry = fts_read(walk)))
        status = take(arena, walk, entry, paths, failure);
    fts_close(walk);
    return status;
}
