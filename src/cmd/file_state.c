#include "cmd/file_state.h"

#include <string.h>

#include "base/hash.h"

void file_state_add(struct buffer *states, struct string name, const struct stat *about)
{
    buffer_add_format(states, "%.*s %ju %ju %jd %jd.%09ld %jd.%09ld\n", STRING_ARG(name), (uintmax_t)about->st_dev,
                      (uintmax_t)about->st_ino, (intmax_t)about->st_size, (intmax_t)about->st_mtim.tv_sec,
                      about->st_mtim.tv_nsec, (intmax_t)about->st_ctim.tv_sec, about->st_ctim.tv_nsec);
}

void file_state_add_path(struct buffer *states, struct string path)
{
    struct stat about;
    if (stat(string_c(states->arena, path), &about) != 0)
        memset(&about, 0, sizeof about);
    file_state_add(states, path, &about);
}

uint64_t file_state_stamp(const struct buffer *states)
{
    struct hash hash = hash_of(buffer_string(states));
    uint64_t stamp;
    memcpy(&stamp, hash.bytes, sizeof stamp);
    return stamp;
}
