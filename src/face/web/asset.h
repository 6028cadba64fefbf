/* asset: the few files that pages load, built into the program.
 *
 * Each has an address with a piece of its own hash in it, so that a browser may keep it for ever and still gets a new
 * one at once. */
#ifndef VIVA_FACE_WEB_ASSET_H
#define VIVA_FACE_WEB_ASSET_H

#include "face/web/site.h"

enum asset { ASSET_STYLE, ASSET_SCRIPT, ASSET_ICON, ASSET_OPENAPI, ASSET_COUNT };

/* One form of a file: other bytes have another tag. */
struct asset_form {
    const unsigned char *bytes;
    size_t size;
    const char *etag; /* in quotes */
};

/* Made from the files of assets/web by tools/embed_assets.py, in the order of the enumeration. */
struct asset_file {
    const char *name; /* "style-0123456789ab.css" */
    const char *path; /* "/assets/style-0123456789ab.css" */
    const char *type;
    struct asset_form plain, gzip;
};
extern const struct asset_file asset_files[ASSET_COUNT];

struct string asset_path(enum asset asset); /* static */

void asset_file(struct request *request);    /* /assets/:asset */
void asset_favicon(struct request *request); /* what browsers ask for without being told */
void asset_openapi(struct request *request);

#endif
