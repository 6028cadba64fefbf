#include "cmd/gather.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/files.h"
#include "base/utf8.h"
#include "cmd/checkout.h"
#include "cmd/file_state.h"
#include "cmd/sources.h"
#include "model/set.h"
#include "words/words.h"

/* One going-through. There are two: the first takes, the second only looks whether all is as it was. */
struct walk {
    struct arena *arena;
    struct string path; /* as messages name it */
    bool is_file;       /* path is that of a file by itself */
    const struct strings *expected;
    struct gathered *gathered; /* NULL: only look */
    struct buffer states;      /* of every file that could be a set */
    size_t entry_count, size_bytes;
    struct failure *failure;
};

/* What is said. */

static struct string shown_path(const struct walk *walk, struct string name)
{
    return name.size > 0 && !walk->is_file ? files_join(walk->arena, walk->path, name) : walk->path;
}

static enum status cannot_read(const struct walk *walk, struct string name, int error_number)
{
    struct string path = shown_path(walk, name);
    return failure_set_system(walk->failure, error_number, "cannot read \"%.*s\"", STRING_ARG(path));
}

static enum status beyond(const struct walk *walk, struct string name, enum say sentence, int64_t most)
{
    struct string count = string_format(walk->arena, "%lld", (long long)most);
    return words_failure(walk->failure, STATUS_TOO_LARGE, sentence,
                         WORDS({ "path", .plain = shown_path(walk, name) }, { "count", .plain = count }));
}

static enum status has_changed(const struct walk *walk)
{
    return words_failure(walk->failure, STATUS_CONFLICT, SAY_GATHER_CHANGED, WORDS({ "path", .plain = walk->path }));
}

/* A name is stored as JSON and shown: it must be text, and no command to a terminal. */
static bool is_presentable(struct string name)
{
    for (size_t i = 0; i < name.size;) {
        uint32_t point = utf8_next(name, &i);
        if (point == UTF8_INVALID || utf8_is_control(point) || utf8_is_bidi_control(point) || point == '\n' ||
            point == '\t')
            return false;
    }
    return true;
}

static enum status check_name(const struct walk *walk, struct string name)
{
    struct string path = shown_path(walk, name);
    if (is_presentable(path))
        return STATUS_OK;
    return words_failure(walk->failure, STATUS_BAD_INPUT, SAY_GATHER_NAME, WORDS({ "path", .plain = path }));
}

/* One file. */

/* Exactly so many bytes as the file is said to have: more or fewer means that somebody writes. */
static enum status read_whole(struct walk *walk, int file, struct string name, size_t size, struct string *bytes)
{
    char *room = arena_take(walk->arena, size + 1);
    size_t count = 0;
    while (count <= size) {
        ssize_t got = pread(file, room + count, size + 1 - count, (off_t)count);
        if (got < 0 && errno != EINTR)
            return cannot_read(walk, name, errno);
        if (got == 0)
            break;
        count += got > 0 ? (size_t)got : 0;
    }
    *bytes = (struct string){ room, size };
    return count == size ? STATUS_OK : has_changed(walk);
}

static enum status check_size(const struct walk *walk, struct string name, size_t size)
{
    if (size > SET_BYTES_MAX)
        return beyond(walk, name, SAY_GATHER_FILE_LARGE, (int64_t)SET_BYTES_MAX);
    if (walk->gathered->files.count == GATHER_FILES_MAX)
        return beyond(walk, STRING(""), SAY_GATHER_MANY, GATHER_FILES_MAX);
    if (size > GATHER_BYTES_MAX - walk->size_bytes)
        return beyond(walk, STRING(""), SAY_GATHER_LARGE, (int64_t)GATHER_BYTES_MAX);
    return STATUS_OK;
}

static bool begins_as_set(int file, struct string name)
{
    char head[SOURCES_HEAD_BYTES];
    ssize_t size = pread(file, head, sizeof head, 0);
    return sources_begins_as_set(name, (struct string){ head, size > 0 ? (size_t)size : 0 });
}

static enum status take_open(struct walk *walk, int file, struct string name)
{
    struct stat about;
    if (fstat(file, &about) != 0)
        return cannot_read(walk, name, errno);
    if (!S_ISREG(about.st_mode))
        return has_changed(walk); /* it was one when it was looked at */
    file_state_add(&walk->states, name, &about);
    if (!strings_hold(walk->expected, name) && !begins_as_set(file, name))
        return STATUS_OK;
    size_t size = (size_t)about.st_size;
    struct gathered_file taken = { .name = name };
    enum status status = check_name(walk, name);
    if (status == STATUS_OK)
        status = check_size(walk, name, size);
    if (status == STATUS_OK)
        status = read_whole(walk, file, name, size, &taken.bytes);
    if (status != STATUS_OK)
        return status;
    *LIST_ADD(walk->arena, &walk->gathered->files) = taken;
    walk->size_bytes += size;
    return STATUS_OK;
}

/* folder is open, last the name in it; name the path below the root. */
static enum status take_file(struct walk *walk, int folder, const char *last, struct string name,
                             const struct stat *about)
{
    if (!walk->gathered) {
        file_state_add(&walk->states, name, about);
        return STATUS_OK;
    }
    int file = openat(folder, last, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (file < 0)
        return errno == ENOENT || errno == ELOOP ? has_changed(walk) : cannot_read(walk, name, errno);
    enum status status = take_open(walk, file, name);
    close(file);
    return status;
}

/* A folder. */

static enum status take_folder(struct walk *walk, int folder, struct string name, int depth);

static enum status enter(struct walk *walk, int folder, const char *last, struct string name, int depth)
{
    if (depth == SOURCES_DEPTH_MAX)
        return beyond(walk, STRING(""), SAY_GATHER_DEEP, SOURCES_DEPTH_MAX);
    int inner = openat(folder, last, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (inner < 0)
        return errno == ENOENT || errno == ELOOP || errno == ENOTDIR ? has_changed(walk)
                                                                     : cannot_read(walk, name, errno);
    enum status status = take_folder(walk, inner, name, depth + 1);
    close(inner);
    return status;
}

static enum status take_entry(struct walk *walk, int folder, struct string last, struct string below, int depth)
{
    struct stat about;
    struct string name = below.size > 0 ? files_join(walk->arena, below, last) : last;
    const char *last_c = string_c(walk->arena, last);
    if (fstatat(folder, last_c, &about, AT_SYMLINK_NOFOLLOW) != 0)
        return errno == ENOENT ? has_changed(walk) : cannot_read(walk, name, errno);
    if (S_ISDIR(about.st_mode))
        return enter(walk, folder, last_c, name, depth);
    if (S_ISREG(about.st_mode))
        return sources_has_set_name(name) ? take_file(walk, folder, last_c, name, &about) : STATUS_OK;
    if (walk->gathered)
        walk->gathered->passed_over++;
    return STATUS_OK;
}

static int compare_names(const void *left, const void *right)
{
    return string_compare(*(const struct string *)left, *(const struct string *)right);
}

/* The names in a folder, sorted, so that the same folder is always told of in the same order. */
static enum status list_names(struct walk *walk, DIR *listing, struct string name, struct strings *names)
{
    struct dirent *entry;
    while ((errno = 0, entry = readdir(listing))) {
        if (string_is(string_from(entry->d_name), ".") || string_is(string_from(entry->d_name), ".."))
            continue;
        if (walk->entry_count++ == GATHER_ENTRIES_MAX)
            return beyond(walk, STRING(""), SAY_GATHER_ENTRIES, GATHER_ENTRIES_MAX);
        if (entry->d_name[0] != '.')
            *LIST_ADD(walk->arena, names) = string_copy(walk->arena, string_from(entry->d_name));
    }
    if (errno != 0)
        return cannot_read(walk, name, errno);
    if (names->count > 0)
        qsort(names->items, names->count, sizeof *names->items, compare_names);
    return STATUS_OK;
}

static enum status take_folder(struct walk *walk, int folder, struct string name, int depth)
{
    struct strings names = { 0 };
    int again = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC); /* a listing owns its descriptor */
    DIR *listing = again < 0 ? NULL : fdopendir(again);
    if (!listing)
        return cannot_read(walk, name, errno);
    enum status status = list_names(walk, listing, name, &names);
    closedir(listing);
    for (size_t i = 0; i < names.count && status == STATUS_OK; i++)
        status = take_entry(walk, folder, names.items[i], name, depth);
    return status;
}

/* The whole. */

static enum status go_through(struct walk *walk, int root, bool is_folder, const struct strings *names)
{
    struct stat about;
    walk->states = buffer_in(walk->arena);
    if (is_folder)
        return take_folder(walk, root, STRING(""), 0);
    const char *last = string_c(walk->arena, names->items[0]);
    if (fstatat(root, last, &about, AT_SYMLINK_NOFOLLOW) != 0)
        return cannot_read(walk, STRING(""), errno);
    if (!S_ISREG(about.st_mode))
        return words_failure(walk->failure, STATUS_BAD_INPUT, SAY_GATHER_NO_FILE,
                             WORDS({ "path", .plain = walk->path }));
    return take_file(walk, root, last, names->items[0], &about);
}

/* A folder is its own root; the root of a file is the folder around it. */
static enum status gather_below(struct walk *walk, int root, bool is_folder, const struct strings *names)
{
    struct gathered *gathered = walk->gathered;
    gathered->commit = is_folder ? checkout_commit(walk->arena, root) : STRING("");
    enum status status = go_through(walk, root, is_folder, names);
    if (status != STATUS_OK)
        return status;
    struct walk second = *walk;
    second.gathered = NULL;
    second.entry_count = 0;
    status = go_through(&second, root, is_folder, names);
    struct string commit = is_folder ? checkout_commit(walk->arena, root) : STRING("");
    if (status == STATUS_OK && !(string_equal(buffer_string(&walk->states), buffer_string(&second.states)) &&
                                 string_equal(commit, gathered->commit)))
        status = has_changed(walk);
    return status;
}

static size_t last_part_at(struct string path)
{
    size_t at = path.size;
    while (at > 0 && path.bytes[at - 1] != '/')
        at--;
    return at;
}

enum status gather(struct arena *arena, struct string path, const struct strings *expected, struct gathered *gathered,
                   struct failure *failure)
{
    struct walk walk = { .arena = arena, .path = path, .gathered = gathered, .failure = failure };
    *gathered = (struct gathered){ 0 };
    char *real = realpath(string_c(arena, path), NULL);
    if (!real)
        return cannot_read(&walk, STRING(""), errno);
    gathered->path = string_copy(arena, string_from(real));
    free(real);
    if (!is_presentable(gathered->path))
        return words_failure(failure, STATUS_BAD_INPUT, SAY_GATHER_NAME, WORDS({ "path", .plain = gathered->path }));

    bool is_folder = files_is_folder(gathered->path);
    walk.is_file = !is_folder;
    size_t at = last_part_at(gathered->path);
    struct string name = string_slice(gathered->path, at, gathered->path.size);
    const struct strings names = { .items = &name, .count = 1 };
    walk.expected = is_folder ? expected : &names; /* a file that is named is a set, whatever it begins with */
    struct string root_path = is_folder ? gathered->path : string_slice(gathered->path, 0, at);
    int root = open(string_c(arena, root_path), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (root < 0)
        return cannot_read(&walk, STRING(""), errno);
    enum status status = gather_below(&walk, root, is_folder, &names);
    close(root);
    return status;
}
