#include "cmd/checkout.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

/* HEAD and the file of a branch are one line; a list of packed branches of more than this is not looked into. */
#define LINE_FILE_BYTES_MAX   ((size_t)4096)
#define PACKED_FILE_BYTES_MAX ((size_t)1024 * 1024)
#define REF_BYTES_MAX         ((size_t)255)

/* Files. */

static int open_below(struct arena *arena, int folder, struct string name, int flags)
{
    return openat(folder, string_c(arena, name), flags | O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
}

static struct string read_open(struct arena *arena, int file, size_t max_bytes)
{
    struct stat about;
    if (fstat(file, &about) != 0 || !S_ISREG(about.st_mode) || (uintmax_t)about.st_size > max_bytes)
        return (struct string){ 0 };
    char *bytes = arena_take(arena, (size_t)about.st_size);
    ssize_t size = read(file, bytes, (size_t)about.st_size);
    return (struct string){ bytes, size > 0 ? (size_t)size : 0 };
}

/* Empty when it cannot be read. */
static struct string read_below(struct arena *arena, int folder, struct string name, size_t max_bytes)
{
    int file = open_below(arena, folder, name, 0);
    if (file < 0)
        return (struct string){ 0 };
    struct string text = read_open(arena, file, max_bytes);
    close(file);
    return text;
}

/* What may be written there. */

/* The hash of an object: SHA-1, or SHA-256 in newer repositories. */
static bool is_commit(struct string text)
{
    for (size_t i = 0; i < text.size; i++)
        if (!((text.bytes[i] >= '0' && text.bytes[i] <= '9') || (text.bytes[i] >= 'a' && text.bytes[i] <= 'f')))
            return false;
    return text.size == 40 || text.size == 64;
}

static bool is_ref_part(struct string part)
{
    for (size_t i = 0; i < part.size; i++)
        if ((unsigned char)part.bytes[i] <= ' ' || part.bytes[i] == '\x7f')
            return false;
    return part.size > 0 && part.bytes[0] != '.';
}

/* "refs/heads/main": a path that stays below the folder. */
static bool is_ref(struct string ref)
{
    if (ref.size > REF_BYTES_MAX || !string_starts_with(ref, STRING("refs/")) || string_ends_with(ref, STRING("/")))
        return false;
    while (ref.size > 0)
        if (!is_ref_part(string_cut(&ref, '/')))
            return false;
    return true;
}

/* Branches. */

/* The line of a branch in a file of its own: one folder after the other, so that no link on the way is followed. */
static struct string loose_line(struct arena *arena, int git, struct string ref)
{
    int folder = dup(git);
    struct string part = string_cut(&ref, '/');
    while (ref.size > 0 && folder >= 0) {
        int next = open_below(arena, folder, part, O_DIRECTORY);
        close(folder);
        folder = next;
        part = string_cut(&ref, '/');
    }
    if (folder < 0)
        return (struct string){ 0 };
    struct string line = read_below(arena, folder, part, LINE_FILE_BYTES_MAX);
    close(folder);
    return string_trim(line);
}

/* "COMMIT REF" on a line of a list. */
static struct string packed_line(struct arena *arena, int git, struct string ref)
{
    struct string rest = read_below(arena, git, STRING("packed-refs"), PACKED_FILE_BYTES_MAX);
    while (rest.size > 0) {
        struct string line = string_cut(&rest, '\n'), commit = string_cut(&line, ' ');
        if (string_equal(string_trim(line), ref))
            return commit;
    }
    return (struct string){ 0 };
}

static struct string head_line(struct arena *arena, int git)
{
    struct string head = string_trim(read_below(arena, git, STRING("HEAD"), LINE_FILE_BYTES_MAX)),
                  mark = STRING("ref: ");
    if (!string_starts_with(head, mark))
        return head;
    struct string ref = string_slice(head, mark.size, head.size);
    if (!is_ref(ref))
        return (struct string){ 0 };
    struct string line = loose_line(arena, git, ref);
    return line.size > 0 ? line : packed_line(arena, git, ref);
}

struct string checkout_commit(struct arena *arena, int folder)
{
    int git = open_below(arena, folder, STRING(".git"), O_DIRECTORY);
    if (git < 0)
        return (struct string){ 0 };
    struct string line = head_line(arena, git);
    close(git);
    return is_commit(line) ? line : (struct string){ 0 };
}
