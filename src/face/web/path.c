#include "face/web/path.h"

#include "view/view.h"

struct string path_below(const struct request *request, struct string path, const char *name)
{
    return STRING_JOIN(request->arena, path, STRING("/"), string_from(name));
}

struct string path_of_set(const struct request *request, const struct set *set)
{
    return STRING_JOIN(request->arena, STRING("/sets/"), set->name_space, STRING("/"), set->id);
}

struct string path_of_curve(const struct request *request, const struct set *set, const struct exercise *exercise)
{
    return STRING_JOIN(request->arena, STRING("/progress/"), set->name_space, STRING("/"), set->id, STRING("/"),
                       exercise->id);
}

static struct string path_of_uuid(const struct request *request, struct string folder, struct uuid run)
{
    char text[UUID_TEXT_SIZE + 1];
    uuid_format(run, text);
    return STRING_JOIN(request->arena, folder, string_from(text));
}

struct string path_of_run_id(const struct request *request, struct uuid run)
{
    return path_of_uuid(request, STRING("/runs/"), run);
}

struct string path_of_run(const struct request *request)
{
    return path_of_run_id(request, request->lease->practice.run.id);
}

struct string path_of_api_run(const struct request *request)
{
    return path_of_uuid(request, STRING("/api/v1/runs/"), request->lease->practice.run.id);
}

struct string path_of_step(const struct request *request, size_t step)
{
    return STRING_JOIN(request->arena, path_of_run(request), STRING("/"),
                       view_figure(request->arena, (int64_t)step + 1));
}

struct string path_of_summary(const struct request *request)
{
    return path_below(request, path_of_run(request), "summary");
}
