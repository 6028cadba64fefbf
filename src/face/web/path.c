#include "face/web/path.h"

#include <stdio.h>

struct string path_below(const struct request *request, struct string path, const char *name)
{
    struct buffer buffer = buffer_in(request->arena);
    buffer_add(&buffer, path);
    buffer_add_byte(&buffer, '/');
    buffer_add_c(&buffer, name);
    return buffer_string(&buffer);
}

struct string path_of_set(const struct request *request, const struct set *set)
{
    return string_format(request->arena, "/sets/%.*s/%.*s", STRING_ARG(set->name_space), STRING_ARG(set->id));
}

/* Pages have a dozen of these each, so they are put together by hand. */
static struct string path_of_uuid(const struct request *request, const char *folder, struct uuid run)
{
    char text[UUID_TEXT_SIZE + 1];
    uuid_format(run, text);
    return path_below(request, string_from(folder), text);
}

struct string path_of_run_id(const struct request *request, struct uuid run)
{
    return path_of_uuid(request, "/runs", run);
}

struct string path_of_run(const struct request *request)
{
    return path_of_run_id(request, request->lease->practice.run.id);
}

struct string path_of_api_run(const struct request *request)
{
    return path_of_uuid(request, "/api/v1/runs", request->lease->practice.run.id);
}

struct string path_of_step(const struct request *request, size_t step)
{
    char number[24];
    (void)snprintf(number, sizeof number, "%zu", step + 1);
    return path_below(request, path_of_run(request), number);
}

struct string path_of_summary(const struct request *request)
{
    return path_below(request, path_of_run(request), "summary");
}
