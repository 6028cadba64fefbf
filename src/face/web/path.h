/* path: the addresses of our own pages. Each lives in the request's arena, and needs no encoding: slugs, uuids and
 * numbers. */
#ifndef VIVA_FACE_WEB_PATH_H
#define VIVA_FACE_WEB_PATH_H

#include "face/web/site.h"

struct string path_of_set(const struct request *request, const struct set *set);
/* What is remembered of one of its exercises. */
struct string path_of_curve(const struct request *request, const struct set *set, const struct exercise *exercise);
struct string path_of_run_id(const struct request *request, struct uuid run);

/* Of the run at hand. step counts from 0. */
struct string path_of_run(const struct request *request);
struct string path_of_step(const struct request *request, size_t step);
struct string path_of_summary(const struct request *request);
struct string path_of_api_run(const struct request *request);

/* "path/name". */
struct string path_below(const struct request *request, struct string path, const char *name);

#endif
