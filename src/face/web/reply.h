/* reply: the ways in which a request ends. Each gives the run back and sends exactly one reply. */
#ifndef VIVA_FACE_WEB_REPLY_H
#define VIVA_FACE_WEB_REPLY_H

#include "face/web/asset.h"
#include "face/web/site.h"

void reply_html(struct request *request, int status, struct string html);
void reply_json(struct request *request, int status, struct string json);

/* 201: what was made can be looked at under path. */
void reply_created(struct request *request, struct string path, struct string json);

/* 303: look there with GET. path is our own, already percent-encoded. */
void reply_see_other(struct request *request, struct string path);

/* A file to be kept: Content-Disposition attachment with this name. */
void reply_download(struct request *request, const char *type, struct string name, struct string bytes);

/* A file of the program's own. is_forever: it never changes under this address, and may be kept for a year. Packed
 * where the client understands that; 304 where it has it already. */
void reply_asset(struct request *request, const struct asset_file *file, bool is_forever);

/* A designed page, or for the API a problem document (RFC 9457). detail is one sentence for a person. */
void reply_error(struct request *request, int status, struct string detail);

/* 400, with the field of a JSON body that is wrong. */
void reply_field_error(struct request *request, struct string field, struct string detail);

/* 405 with the methods that would do: "GET, HEAD". */
void reply_wrong_method(struct request *request, const char *allow);

/* 503, to a client that went away while it waited: nobody reads it, and who may still ask again finds nothing begun. */
void reply_gone(struct request *request);

/* The same for a status that is not fine. */
void reply_failure(struct request *request, enum status status, const struct failure *failure);

#endif
