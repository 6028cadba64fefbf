#include "bench/binding.h"

#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bench/harness.h"

static _Noreturn void no_answer(void)
{
    errno = 0;
    harness_fail("the binding gave no answer");
}

struct peer binding_start(const char *peers)
{
    char script[4096];
    snprintf(script, sizeof script, "%s/binding.mjs", peers);
    return peer_start(script);
}

static void write_log(FILE *file, const struct review_log *log)
{
    uint32_t count = (uint32_t)log->count;
    fwrite(&count, sizeof count, 1, file);
    for (size_t i = 0; i < log->count; i++) {
        fwrite(&log->reviews[i].memory, sizeof log->reviews[i].memory, 1, file);
    }
    for (size_t i = 0; i < log->count; i++) {
        fwrite(&log->reviews[i].day, sizeof log->reviews[i].day, 1, file);
    }
    for (size_t i = 0; i < log->count; i++) {
        fwrite(&log->reviews[i].grade, sizeof log->reviews[i].grade, 1, file);
    }
}

void binding_load(struct peer *peer, const struct review_log *log)
{
    char path[] = "/tmp/viva-bench-log-XXXXXX", ready[64];
    int descriptor = mkstemp(path);
    FILE *file = descriptor < 0 ? NULL : fdopen(descriptor, "wb");
    if (file == NULL) {
        harness_fail(path);
    }
    write_log(file, log);
    if (fclose(file) != 0) {
        harness_fail(path);
    }
    fprintf(peer->to, "load %s\n", path);
    bool is_ready =
        fflush(peer->to) == 0 && fgets(ready, sizeof ready, peer->from) != NULL && strncmp(ready, "ready ", 6) == 0;
    unlink(path);
    if (!is_ready) {
        no_answer();
    }
}

double binding_evaluate(struct peer *peer, const double parameters[static SCHEDULE_PARAMETER_COUNT], double *log_loss,
                        double *rmse_bins)
{
    double seconds;
    fputs("evaluate", peer->to);
    for (int i = 0; i < SCHEDULE_PARAMETER_COUNT; i++) {
        fprintf(peer->to, " %.9g", parameters[i]);
    }
    fputc('\n', peer->to);
    if (fflush(peer->to) != 0 || fscanf(peer->from, "%lf %lf %lf%*c", &seconds, log_loss, rmse_bins) != 3) {
        no_answer();
    }
    return seconds;
}

double binding_fit(struct peer *peer, double parameters[static SCHEDULE_PARAMETER_COUNT])
{
    double seconds;
    fputs("fit\n", peer->to);
    if (fflush(peer->to) != 0 || fscanf(peer->from, "%lf", &seconds) != 1) {
        no_answer();
    }
    for (int i = 0; i < SCHEDULE_PARAMETER_COUNT; i++) {
        if (fscanf(peer->from, "%lf", &parameters[i]) != 1) {
            no_answer();
        }
    }
    (void)fgetc(peer->from); /* the line's end */
    return seconds;
}
