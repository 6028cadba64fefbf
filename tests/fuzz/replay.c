/* replay: feeds the files of a fuzzer's folders (its corpus, and what once crashed it) to its entry point, one TAP line
 * each. The first folder must hold something; the others may be missing. */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int is_visible(const struct dirent *item)
{
    return item->d_name[0] != '.';
}

/* The file's bytes in memory of exactly their size, so that a read beyond them is seen. NULL when it cannot be read. */
static uint8_t *read_exactly(const char *path, size_t *size)
{
    struct stat about;
    FILE *file = fopen(path, "rb");
    if (file == NULL || fstat(fileno(file), &about) != 0) {
        perror(path);
        exit(EXIT_FAILURE);
    }
    *size = (size_t)about.st_size;
    uint8_t *data = malloc(*size > 0 ? *size : 1);
    if (data == NULL || fread(data, 1, *size, file) != *size) {
        perror(path);
        exit(EXIT_FAILURE);
    }
    fclose(file);
    return data;
}

static void replay_file(const char *folder, const char *name, int number)
{
    char path[4096];
    size_t size;
    snprintf(path, sizeof path, "%s/%s", folder, name);
    uint8_t *data = read_exactly(path, &size);
    (void)LLVMFuzzerTestOneInput(data, size);
    free(data);
    printf("ok %d - %s\n", number, name);
    fflush(stdout);
}

static int replay_folder(const char *folder, int replayed)
{
    struct dirent **items;
    int count = scandir(folder, &items, is_visible, alphasort);
    for (int i = 0; i < count; i++) {
        replay_file(folder, items[i]->d_name, ++replayed);
        free(items[i]);
    }
    if (count >= 0) {
        free(items);
    }
    return replayed;
}

int main(int argc, char **argv)
{
    int replayed = 0;
    for (int i = 1; i < argc; i++) {
        replayed = replay_folder(argv[i], replayed);
        if (replayed == 0) {
            fprintf(stderr, "%s: there is nothing to replay\n", argv[i]);
            return EXIT_FAILURE;
        }
    }
    printf("1..%d\n", replayed);
    return EXIT_SUCCESS;
}
