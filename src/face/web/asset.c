#include "face/web/asset.h"

#include "face/web/reply.h"
#include "words/words.h"

struct string asset_path(enum asset asset)
{
    return string_from(asset_files[asset].path);
}

void asset_file(struct request *request)
{
    for (size_t i = 0; i < ASSET_COUNT; i++) {
        if (string_is(request->part, asset_files[i].name)) {
            reply_asset(request, &asset_files[i], true);
            return;
        }
    }
    reply_error(request, 404, words_plain(SAY_WEB_NO_PAGE));
}

void asset_favicon(struct request *request)
{
    reply_asset(request, &asset_files[ASSET_ICON], false);
}

void asset_openapi(struct request *request)
{
    reply_asset(request, &asset_files[ASSET_OPENAPI], false);
}
