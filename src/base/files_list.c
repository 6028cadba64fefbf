/* What is in a folder, for base/files.h: a folder from elsewhere is hostile. */
#include "base/files.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/files_path.h"

/* Whether the real place of a link is below the real folder. Nothing else is followed: what a folder from elsewhere
 * shows must be in it. */
static enum status check_link(struct arena *arena, struct string real_folder, struct string path,
                              struct failure *failure)
{
    char *real = realpath(string_c(arena, path), NULL);
    if (!real)
        return failure_set(failure, STATUS_BAD_INPUT, "the link \"%.*s\" leads nowhere", STRING_ARG(path));
    struct string inside = files_join(arena, real_folder, STRING(""));
    bool is_inside = string_starts_with(string_from(real), inside);
    free(real);
    if (is_inside)
        return STATUS_OK;
    return failure_set(failure, STATUS_BAD_INPUT, "the link \"%.*s\" leads out of its folder", STRING_ARG(path));
}

static enum status add_listed(struct arena *arena, struct string real_folder, struct string path, struct strings *paths,
                              struct failure *failure)
{
    struct stat about;
    if (lstat(string_c(arena, path), &about) < 0) {
        bool is_gone = errno == ENOENT; /* an editor has just saved */
        return is_gone ? STATUS_OK : failure_set_system(failure, errno, "cannot look at \"%.*s\"", STRING_ARG(path));
    }
    mode_t mode = about.st_mode;
    if (S_ISLNK(mode)) {
        enum status status = check_link(arena, real_folder, path, failure);
        if (status != STATUS_OK)
            return status;
        mode = files_mode(path);
    }
    if (!S_ISREG(mode))
        return STATUS_OK;
    if (paths->count == FILES_LIST_MAX)
        return failure_set(failure, STATUS_TOO_LARGE, "more than %d files in one folder", FILES_LIST_MAX);
    *LIST_ADD(arena, paths) = path;
    return STATUS_OK;
}

static int compare_paths(const void *left, const void *right)
{
    return string_compare(*(const struct string *)left, *(const struct string *)right);
}

/* Names that begin with a dot are hidden: the locks and drafts of editors. */
static bool is_wanted(struct string name, struct string suffix)
{
    return !string_starts_with(name, STRING(".")) && string_ends_with(name, suffix);
}

enum status files_list(struct arena *arena, struct string folder, struct string suffix, struct strings *paths,
                       struct failure *failure)
{
    *paths = (struct strings){ 0 };
    enum status status = files_check_path(folder, failure);
    if (status != STATUS_OK)
        return status;
    DIR *open_folder = opendir(string_c(arena, folder));
    if (!open_folder)
        return failure_set_system(failure, errno, "cannot open the folder \"%.*s\"", STRING_ARG(folder));
    struct string real_folder = files_resolve(arena, folder);
    struct dirent *entry;
    while (status == STATUS_OK && (errno = 0, entry = readdir(open_folder))) {
        struct string name = string_from(entry->d_name);
        if (is_wanted(name, suffix))
            status = add_listed(arena, real_folder, files_join(arena, folder, name), paths, failure);
    }
    if (status == STATUS_OK && errno != 0)
        status = failure_set_system(failure, errno, "cannot read the folder \"%.*s\"", STRING_ARG(folder));
    closedir(open_folder);
    if (paths->count)
        qsort(paths->items, paths->count, sizeof *paths->items, compare_paths);
    return status;
}
